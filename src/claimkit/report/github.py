"""Findings as GitHub annotations, with the plain report below them.

GitHub shows at most ten annotations of each severity in a step, so the plain lines follow; while they are printed,
workflow commands are switched off, so that no name of a file can be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimkit.diagnostics import Diagnostic, escaped
from claimkit.report import text


def lines(diagnostics: Sequence[Diagnostic], token: str) -> Iterator[str]:
    """One annotation each, then the plain report. `token` is a secret of this run: it alone ends the switch."""
    for finding in diagnostics:
        properties = {
            "file": finding.path,
            "line": finding.line,
            "col": finding.column,
            "title": f"{finding.code} {finding.name}",
        }
        given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        yield f"::{finding.severity} {given}::{_data(escaped(text.message(finding)))}"
    if diagnostics:
        yield f"::stop-commands::{token}"
        yield from (text.line(finding) for finding in diagnostics)
        yield f"::{token}::"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(escaped(value)).replace(":", "%3A").replace(",", "%2C")
