"""Waivers: only of judgements, only for a time, only while needed, and counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases import FOLDER, judge, read
from claimkit.report import text
from claimkit.rules import RULES

BASE = read(FOLDER / "_base")
RECORD = "records/sleep/subtilis.yaml"
WRONG = {**BASE, RECORD: BASE[RECORD].replace(b"curator: team", b"curator: tem")}
# CK308 taken for a judgement, as no rule of this landing is one
JUDGEMENTS = [replace(rule, waivable=rule.code == "CK308") for rule in RULES]


def waived(files: dict[str, bytes], record: str = "dmo:h7k2m9p9", until: str = "2026-12-31") -> tuple[list[str], int]:
    waiver = f'waivers:\n  - {{code: CK308, record: "{record}", reason: They left., until: "{until}"}}\n'
    _, report = judge({**files, "waivers.yaml": waiver.encode()}, rules=JUDGEMENTS)
    return [text.line(finding) for finding in report.diagnostics], report.waived


def test_a_waiver_sets_one_finding_aside_and_is_counted() -> None:
    assert waived(WRONG) == ([], 1)


def test_a_waiver_that_nothing_needs_is_an_error() -> None:
    (line,), count = waived(BASE)
    assert count == 0
    assert "waivers.yaml:2:27: error CK190 CK308 finds nothing" in line


@pytest.mark.parametrize(
    ("until", "said"),
    [("2026-11-20", "the waiver ended on 2026-11-20"), ("2028-01-01", "for more than 400 days")],
)
def test_a_waiver_has_an_end_that_is_near_and_not_past(until: str, said: str) -> None:
    lines, count = waived(WRONG, until=until)
    assert count == 0
    assert any("error CK308" in line for line in lines)
    assert any("error CK190" in line and said in line for line in lines)


@pytest.mark.parametrize("until", ["2026-11-21", "2027-12-26"])
def test_the_first_and_the_last_day_of_a_waiver_count(until: str) -> None:
    assert waived(WRONG, until=until) == ([], 1)


def test_a_waiver_is_for_one_record() -> None:
    lines, count = waived(WRONG, record="dmo:0a1b2c39")
    assert count == 0
    assert len(lines) == 2
