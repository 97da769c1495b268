"""Each rule, by its cases: exact text, near misses that pass, fixes that mend, and what vanishes without the rule."""

from __future__ import annotations

import pytest

import examples
from cases import FOLDER, Case, all_cases, judge, mended, read
from claimkit.refusals import REFUSALS
from claimkit.report import text
from claimkit.rulebook import FAMILIES, pages
from claimkit.rules import RULES

CASES = all_cases()
BAD = [case for case in CASES if not case.good]
# What no file laid over a dataset can show: things of the file system, of size, of crashes, of the quote command.
SHOWN_ELSEWHERE = {"CK001", "CK002", "CK003", "CK021", "CK203", "CK900", "CK901"}


def test_the_base_is_clean() -> None:
    _, report = judge(read(FOLDER / "_base"))
    assert report.diagnostics == ()
    assert (report.claims, report.proven, report.skipped) == (2, 1, {})


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_case_shows_exactly_its_expected_text(case: Case) -> None:
    _, report = judge(case.files(), case.texts)
    assert [text.line(finding) for finding in report.diagnostics] == case.expected
    assert case.code in {finding.code for finding in report.diagnostics}


@pytest.mark.parametrize("case", [case for case in CASES if case.good], ids=str)
def test_a_near_miss_passes(case: Case) -> None:
    _, report = judge(case.files(), case.texts)
    assert [text.line(finding) for finding in report.diagnostics] == []


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_fix_mends(case: Case) -> None:
    files = case.files()
    _, report = judge(files, case.texts)
    fixes = [finding for finding in report.diagnostics if finding.fix]
    for finding in fixes:
        files[finding.path] = mended(files[finding.path], finding)
    _, after = judge(files, case.texts)
    mended_places = {(finding.code, finding.path, finding.line) for finding in fixes}
    assert not mended_places & {(finding.code, finding.path, finding.line) for finding in after.diagnostics}
    if len(fixes) == len(report.diagnostics):
        assert [text.line(finding) for finding in after.diagnostics] == []


@pytest.mark.parametrize("case", BAD, ids=str)
def test_without_the_rule_its_findings_vanish_and_nothing_else_changes(case: Case) -> None:
    if case.code in REFUSALS:
        with_rules, without = judge(case.files(), case.texts)[1], judge(case.files(), case.texts, rules=())[1]
        refused = [finding for finding in with_rules.diagnostics if finding.code in REFUSALS]
        assert list(without.diagnostics) == refused
        return
    requiring = {case.code}
    while more := {rule.code for rule in RULES if requiring & {*rule.requires, *rule.yields_to}} - requiring:
        requiring |= more
    before = judge(case.files(), case.texts)[1].diagnostics
    after = judge(case.files(), case.texts, rules=[rule for rule in RULES if rule.code != case.code])[1].diagnostics
    unchanged = [finding for finding in before if finding.code != case.code]
    assert [finding for finding in after if finding.code not in requiring] == [
        finding for finding in before if finding.code not in requiring
    ]
    assert len(unchanged) < len(before)


def test_the_examples_are_cut_out_of_the_cases() -> None:
    committed = (FOLDER.parent.parent / "src/claimkit/examples.json").read_bytes()
    assert committed == examples.content(), "run: scripts/examples"
    assert {code for code, page in pages().items() if page.example} == {case.code for case in BAD}


def test_modules_rules_cases_and_pages_agree() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & set(REFUSALS)
    modules = {
        path.stem for path in (FOLDER.parent.parent / "src/claimkit/rules").glob("*/*.py") if path.stem != "__init__"
    }
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == modules
    with_bad_case = {case.code for case in BAD}
    assert with_bad_case == (set(codes) | set(REFUSALS)) - SHOWN_ELSEWHERE
    assert {case.code for case in CASES} == with_bad_case
    assert set(pages()) == set(codes) | set(REFUSALS)
    for rule in RULES:
        assert rule.code[:3] in FAMILIES
        assert {*rule.requires, *rule.yields_to} <= set(codes), f"{rule.code} requires a rule that is not there"
        assert "Fix:" in rule.doc, f"{rule.code} does not say how to mend it"
    for code, refusal in REFUSALS.items():
        assert "Fix:" in refusal.doc, code
