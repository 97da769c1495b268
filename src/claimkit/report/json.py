"""Findings as one JSON document, for programs. Its shape is versioned and only grows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from claimkit.diagnostics import Diagnostic

VERSION = 1


def document(summary: Mapping[str, Any], diagnostics: Sequence[Diagnostic]) -> str:
    """`{"version": 1, "summary": ..., "diagnostics": [...]}`; ASCII, so that no character acts in a terminal."""
    plain = {"version": VERSION, "summary": summary, "diagnostics": [_plain(finding) for finding in diagnostics]}
    return json.dumps(plain, indent=2, allow_nan=False)


def _plain(finding: Diagnostic) -> dict[str, Any]:
    fix = {"kind": finding.fix.kind, "value": finding.fix.value} if finding.fix else None
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "pointer": finding.pointer,
        "message": finding.message,
        "hint": finding.hint,
        "fix": fix,
        "url": finding.url,
    }
