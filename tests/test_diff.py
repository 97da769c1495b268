"""`claimkit diff`: what a scripted history changes in the claims, and the version that each edit demands."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from cases import judge
from claimkit.assembly import assemble
from claimkit.changes import Change, compare
from claimkit.changes.change import KINDS
from conftest import Command
from history import CASES, GOLDEN, Case, Expected, base, write

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def told(change: Change) -> Expected:
    """A change as an expectation names it."""
    return (change.kind, change.bump, change.subject, change.line or change.field or "")


def test_the_base_is_sound_and_every_kind_is_in_the_history() -> None:
    _, report = judge(base(), texts=None)
    assert [finding for finding in report.diagnostics if finding.severity == "error"] == []
    assert {kind for case in CASES for kind, *_ in case.expected} >= KINDS.keys() - ELSEWHERE


ELSEWHERE = {"source-facts", "study-described", "term-facts", "term-described", "changed"}


@each_case
def test_an_edit_changes_what_was_thought_and_demands_its_bump(case: Case) -> None:
    found = compare(assemble(base()), assemble(case.files()))
    assert Counter(map(told, found.changes)) == Counter(case.expected)
    assert found.bump == case.bump
