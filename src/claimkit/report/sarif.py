"""Findings as SARIF 2.1.0 (OASIS), which code scanning and editors read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from claimkit.diagnostics import Diagnostic, escaped
from claimkit.report import text

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def document(diagnostics: Sequence[Diagnostic], rules: Mapping[str, tuple[str, str]], version: str) -> str:
    """One run. `rules` gives name and documentation of each code that a finding may have."""
    codes = sorted({finding.code for finding in diagnostics})
    driver = {
        "name": "claimkit",
        "semanticVersion": version,
        "rules": [_rule(code, *rules[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str, name: str, doc: str) -> dict[str, Any]:
    first = doc.split("\n", 1)[0]
    return {"id": code, "name": name, "shortDescription": {"text": first}, "fullDescription": {"text": doc}}


def _result(finding: Diagnostic, index: int) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": escaped(text.message(finding))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path, errors="surrogateescape")},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
    }
