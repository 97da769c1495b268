"""Findings as lines that terminals, editors and CI logs can click: one finding, one line."""

from __future__ import annotations

import json
import re

from claimkit.diagnostics import Diagnostic, escaped

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9/:_-]*")
_RETYPED = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def line(finding: Diagnostic) -> str:
    """`path:line:column: severity CODE message [fix: key: value]`."""
    return escaped(f"{location(finding)}: {finding.severity} {finding.code} {message(finding)}")


def message(finding: Diagnostic) -> str:
    """What is wrong, and in brackets what to type or do."""
    aid = f"fix: {fix(finding)}" if finding.fix else finding.hint
    return f"{finding.message} [{aid}]" if aid else finding.message


def location(finding: Diagnostic) -> str:
    return escaped(f"{finding.path}:{finding.line}:{finding.column}")


def fix(finding: Diagnostic) -> str:
    """What to type: the key, where the value has one, and the value."""
    if finding.fix is None:
        return ""
    value = str(finding.fix.value)
    if isinstance(finding.fix.value, str) and not (_PLAIN.fullmatch(value) and value.lower() not in _RETYPED):
        value = json.dumps(value, ensure_ascii=False)
    key = finding.pointer.rpartition("/")[2]
    return f"{key}: {value}" if key and not key.isdigit() else value
