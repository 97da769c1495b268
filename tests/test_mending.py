"""`claimkit validate --fix`: what follows from facts is typed, and nothing else is touched."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cases import TODAY, all_cases
from claimkit.assembly import assemble
from claimkit.diagnostics import one_slip_of_the_pen
from claimkit.mending import mend
from claimkit.rules import RULES
from claimkit.validate import validate
from conftest import Command

CAFFEINE = "records/sleep/caffeine.yaml"
SUBTILIS = "records/sleep/subtilis.yaml"


def edit(demo: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (demo / path).read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (demo / path).write_text(text)


def test_a_wrong_level_a_misspelled_term_and_a_date_without_quotes_are_mended_at_once(
    claimkit: Command, demo: Path
) -> None:
    before = {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()}
    edit(
        demo,
        CAFFEINE,
        ("evidence_level: randomized-trial", "evidence_level: meta-analysis  # surely"),
        ("target: sleep-duration", "target: slep-duration"),
        ("-> sleep-duration", "-> sleep-durations"),
        ('created: "2026-01-10"', "created: 2026-01-10"),
    )
    assert claimkit("validate").code == 1
    result = claimkit("validate", "--fix")
    assert result.code == 0
    assert result.err.startswith("4 findings mended in 1 file\n")
    assert '-curation: {curator: team, created: 2026-01-10}\n+curation: {curator: team, created: "2026-01-10"}' in (
        result.out
    )
    assert "+evidence_level: randomized-trial  # surely" in result.out
    after = {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()}
    assert set(after) == set(before)
    for path, raw in before.items():
        assert after[path].replace(b"  # surely", b"") == raw
    assert claimkit("validate", "--fix").out == ""


def test_keys_out_of_order_are_put_in_order_with_their_comments(claimkit: Command, demo: Path) -> None:
    edit(demo, SUBTILIS, ("version: 2\nstatus: accepted\n", "status: accepted\n# counted\nversion: 2\n"))
    other = (demo / CAFFEINE).read_bytes()
    result = claimkit("validate", "--fix", f"claims/{SUBTILIS}")
    assert result.code == 0
    text = (demo / SUBTILIS).read_text()
    assert text.startswith("id: dmo:h7k2m9p9\n# counted\nversion: 2\nstatus: accepted\n")
    assert (demo / CAFFEINE).read_bytes() == other


def test_what_is_for_the_curator_to_decide_stays(claimkit: Command, demo: Path) -> None:
    edit(
        demo,
        CAFFEINE,
        ("direction: decreases", "direction: increases"),
        ("mechanism:\n  - caffeine", "mechanism:\n  - x"),
    )
    before = (demo / CAFFEINE).read_bytes()
    result = claimkit("validate", "--fix")
    assert result.code == 1
    assert "CK403" in result.out
    assert (demo / CAFFEINE).read_bytes() == before


def test_only_the_selected_files_are_mended(claimkit: Command, demo: Path) -> None:
    for path in (CAFFEINE, SUBTILIS):
        edit(demo, path, ("evidence_level: ", "evidence_level: cohort #"))
    before = (demo / SUBTILIS).read_bytes()
    claimkit("validate", "--fix", f"claims/{CAFFEINE}")
    assert "evidence_level: randomized-trial #" in (demo / CAFFEINE).read_text()
    assert (demo / SUBTILIS).read_bytes() == before


def test_a_document_for_programs_stays_one(claimkit: Command, demo: Path) -> None:
    edit(demo, SUBTILIS, ("evidence_level: animal", "evidence_level: cohort"))
    result = claimkit("validate", "--fix", "--format", "json")
    assert json.loads(result.out)["summary"]["errors"] == 0
    assert "+evidence_level: animal" in result.err


def test_line_ends_of_windows_stay(claimkit: Command, demo: Path) -> None:
    path = demo / SUBTILIS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").replace(b"level: animal", b"level: cohort"))
    assert claimkit("validate", "--fix").code == 0
    assert b"evidence_level: animal\r\n" in path.read_bytes()


def test_a_file_that_cannot_be_written_is_left_whole(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(demo, SUBTILIS, ("evidence_level: animal", "evidence_level: cohort"))
    before = (demo / SUBTILIS).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = claimkit("validate", "--fix")
    assert result.code == 2
    assert "No space left on device" in result.err
    assert (demo / SUBTILIS).read_bytes() == before
    assert not list(demo.parent.glob(".*claimkit-new"))


@pytest.mark.parametrize("case", [case for case in all_cases() if not case.good], ids=str)
def test_mending_any_broken_dataset_ends_and_makes_nothing_worse(case: object) -> None:
    files = case.files()  # type: ignore[attr-defined]
    before = validate(assemble(files), as_of=TODAY)
    mended = mend(files, [], as_of=TODAY)
    now = {**files, **mended.files}
    after = validate(assemble(now), as_of=TODAY)
    errors = {(one.code, one.path, one.pointer) for one in before.diagnostics if one.severity == "error"}
    left = {(one.code, one.path, one.pointer) for one in after.diagnostics if one.severity == "error"}
    hidden = {one.path for one in before.diagnostics if one.code < "CK200"}  # what could not be read
    mended_codes = {one.code for one in before.diagnostics if one.fix and one.fix.safe}
    waiting = {rule.code for rule in RULES if mended_codes & set(rule.requires)}  # what was not asked before
    assert {error for error in left - errors if error[1] not in hidden and error[0] not in waiting} == set()
    assert mend(now, [], as_of=TODAY).files == {}
    safe = [one for one in before.diagnostics if one.fix and one.fix.safe]
    assert bool(mended.fixes) >= bool(safe)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("osteoclast-diferentiation", "osteoclast-differentiation"),
        ("osteoclst-differentiation", "osteoclast-differentiation"),
        ("limosilactobacillus-reuterii", "limosilactobacillus-reuteri"),
        ("ovarectomy", "ovariectomy"),
        ("slep-duration", "sleep-duration"),
        ("tibai", "tibia"),
        ("bonemarrow", "bone-marrow"),
        ("Bone-marrow", "bone-marrow"),
    ],
)
def test_a_slip_of_the_pen_is_mended(typed: str, near: str) -> None:
    assert one_slip_of_the_pen(typed, near)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("tnfsf10", "tnfsf11"),
        ("cd8-t-cell", "cd4-t-cell"),
        ("vitamin-k", "vitamin-d"),
        ("tone", "bone"),
        ("rat", "cat"),
        ("osteoblast-differentiation", "osteoclast-differentiation"),
        ("prebiotics", "probiotics"),
        ("insulin", "inulin"),
        ("nitrate", "nitrite"),
        ("retinol", "retinal"),
        ("asymptomatic", "symptomatic"),
        ("semi-randomized-trial", "randomized-trial"),
        ("interleukin-6", "interleukin-1"),
        ("osteoclast-apoptosis", "osteoclast-formation"),
        ("lumbar-vertebrae-left", "lumbar-vertebra"),
        ("bone-mineral", "bone-mineral-density"),
    ],
)
def test_another_name_is_not_taken_for_a_slip(typed: str, near: str) -> None:
    assert not one_slip_of_the_pen(typed, near)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (SUBTILIS, "strain: strain-168", "strain: strain-169"),
        (SUBTILIS, "reviewer: other-team", "reviewer: other-teem"),
        (SUBTILIS, "source: trial-2020/mice", "source: trail-2020/mice"),
        (CAFFEINE, "comparator: placebo", "comparator: no"),
        (CAFFEINE, "comparator: placebo", "comparator: ~"),
        ("sources/trial-2020.yaml", "size: 40", "size: 040"),
        ("sources/trial-2020.yaml", "design: randomized-trial", "design: semi-randomized-trial"),
        (CAFFEINE, "value: -41", "value: +41.5"),
    ],
)
def test_what_may_mean_something_else_is_left_to_the_curator(
    claimkit: Command, demo: Path, path: str, old: str, new: str
) -> None:
    edit(demo, path, (old, new))
    before = (demo / path).read_bytes()
    assert claimkit("validate", "--fix").code == 1
    assert (demo / path).read_bytes() == before
