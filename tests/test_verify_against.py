"""`claimkit verify --against`: what became of an older release, of which no finding speaks because it is allowed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Command
from released import (
    CAFFEINE,
    NEW,
    OLD,
    RECORDS,
    SUBTILIS,
    Files,
    dataset,
    on_disk,
    release,
    released,
    with_entry,
)

BLOG, TRIAL = "sources/blog.yaml", "sources/trial-2020.yaml"
TERMS = "terms/organisms.yaml"
SPARE = b"id: spare\ntype: webpage\ntitle: A page that nobody cites\nkind: lay\nstanding: {status: unknown}\n"
CAT = b"felis-catus: {id: NCBITaxon:9685, label: cat}\n"
COLI = b"  - {id: coli, design: experiment, system: in-vivo, host: mus-musculus, agent: k-12}\n"
WITHDRAWN = b'status: withdrawn\nwithdrawal: {reason: A mistake., date: "2026-01-20"}\n'
UNTIED = (b"related:\n  - {claim: dmo:h7k2m9p9, relation: contrasts, note: another acting term in mice}\n", b"")


def edited(files: Files, path: str, *edits: tuple[bytes, bytes]) -> Files:
    text = files[path]
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return {**files, path: text}


def first() -> Files:
    """0.1.0 with a source and a term that nothing rests on, and identifiers of a work."""
    files = edited(dataset("0.1.0"), TRIAL, (b"issued:", b'DOI: 10.1000/first\nPMID: "11111111"\nissued:'))
    return {
        **files,
        "sources/spare.yaml": SPARE,
        TERMS: files[TERMS] + CAT,
    }


def second(old: Files) -> Files:
    """0.2.0 that says nothing else of what `old` says."""
    return {
        **old,
        "dataset.yaml": old["dataset.yaml"].replace(b"version: 0.1.0", b"version: 0.2.0"),
        "NEWS.md": dataset("0.2.0")["NEWS.md"],
    }


class Pair:
    """Both releases on disk, and what is said of the second against the first."""

    def __init__(self, claimkit: Command, folder: Path) -> None:
        self._claimkit, self._folder = claimkit, folder

    def __call__(self, old: Files, new: Files) -> tuple[list[str], dict[str, Any]]:
        before = with_entry(old, "0.1.0")
        after = with_entry({**new, "releases/0.1.0.json": before["releases/0.1.0.json"]}, "0.2.0", "0.1.0")
        on_disk(released(before, "0.1.0"), self._folder / OLD)
        on_disk(released(after, "0.2.0"), self._folder / NEW)
        result = self._claimkit("verify", NEW, "--against", OLD)
        assert (result.code, result.out) == (0, ""), result
        assert "; grew out of 0.1.0, " in result.err.splitlines()[-1]
        said = [line for line in result.err.splitlines() if line.startswith("0.2.0 against 0.1.0: ")]
        report = json.loads(self._claimkit("verify", NEW, "--against", OLD, "--format", "json").out)["against"]
        return [line.removeprefix("0.2.0 against 0.1.0: ") for line in said], report


@pytest.fixture
def pair(claimkit: Command, tmp_path: Path) -> Pair:
    return Pair(claimkit, tmp_path)


def test_what_stayed_is_said_to_have_stayed(pair: Pair) -> None:
    said, report = pair(first(), second(first()))
    assert said == ["every claim, source and term is there and says the same"]
    assert report.pop("version") == "0.1.0"
    assert len(report.pop("manifest_sha256")) == 64
    assert report == {
        "sources_gone": [],
        "studies_gone": [],
        "sources_changed": [],
        "works_exchanged": [],
        "terms_gone": [],
        "terms_changed": [],
        "claims_changed": [],
        "claims_standing_again": [],
        "dataset": False,
    }


def test_what_is_gone_is_told(pair: Pair) -> None:
    new = second(first())
    del new["sources/spare.yaml"]
    new = edited(new, TRIAL, (COLI, b""))
    new = edited(new, TERMS, (CAT, b""))
    said, report = pair(first(), new)
    assert said == [
        "1 source is gone: spare",
        "1 study is gone: trial-2020/coli",
        "1 source says something else: trial-2020",
        "1 term is gone: felis-catus",
    ]
    assert (report["sources_gone"], report["studies_gone"], report["terms_gone"]) == (
        ["spare"],
        ["trial-2020/coli"],
        ["felis-catus"],
    )


def test_what_says_something_else_is_told(pair: Pair) -> None:
    new = edited(second(first()), BLOG, (b"made-up page on sleep", b"made-up page on cats"))
    new = edited(new, "sources/spare.yaml", (b"nobody cites", b"somebody cites"))
    new = edited(new, TERMS, (b"label: cat}", b"label: dog}"), (b"label: Mus musculus", b"label: mouse"))
    new = edited(new, "dataset.yaml", (b"Made-up claims", b"Invented claims"))
    said, report = pair(first(), new)
    assert said == [
        "2 sources say something else: blog, spare",
        "2 terms say something else: felis-catus, mus-musculus",
        "what it says of the dataset itself is another",
    ]
    assert (report["sources_changed"], report["terms_changed"], report["dataset"]) == (
        ["blog", "spare"],
        ["felis-catus", "mus-musculus"],
        True,
    )


def test_what_was_read_of_a_source_and_when_is_not_what_it_says(pair: Pair) -> None:
    new = edited(second(first()), BLOG, (b"2026-01-10", b"2026-01-11"))
    new = edited(new, TRIAL, (b"from: full-text", b"from: abstract"))
    assert pair(first(), new)[0] == ["every claim, source and term is there and says the same"]


@pytest.mark.parametrize(
    ("old", "new", "exchanged"),
    [
        (b"DOI: 10.1000/first\n", b"DOI: 10.1000/another\n", True),
        (b'PMID: "11111111"\n', b'PMID: "22222222"\n', True),
        (b"DOI: 10.1000/first\n", b"", False),
        (b"DOI: 10.1000/first\n", b"DOI: 10.1000/first\nPMCID: PMC1111111\n", False),
    ],
)
def test_a_key_that_was_given_to_another_work_is_told(pair: Pair, old: bytes, new: bytes, exchanged: bool) -> None:
    """Its claims keep version and digest, and rest on another work."""
    said, report = pair(first(), edited(second(first()), TRIAL, (old, new)))
    assert said == ["1 source is another work: trial-2020"] * exchanged + ["1 source says something else: trial-2020"]
    assert report["works_exchanged"] == ["trial-2020"] * exchanged


def test_a_term_under_another_key_is_not_gone(pair: Pair) -> None:
    new = edited(second(first()), TERMS, (b"felis-catus:", b"cat:"))
    assert pair(first(), new)[0] == ["1 term says something else: felis-catus"]


def test_a_withdrawn_claim_that_stands_again_is_told(pair: Pair) -> None:
    old = edited(first(), RECORDS[SUBTILIS], (b"status: accepted\n", WITHDRAWN))
    new = edited(second(old), RECORDS[SUBTILIS], (WITHDRAWN, b"status: accepted\n"), (b"version: 2", b"version: 3"))
    new = edited(new, RECORDS[CAFFEINE], UNTIED, (b"version: 1", b"version: 2"))
    said, report = pair(old, new)
    assert said == [
        f"2 claims have a higher version: {CAFFEINE}, {SUBTILIS}",
        f"1 withdrawn claim stands again: {SUBTILIS}",
    ]
    assert (report["claims_changed"], report["claims_standing_again"]) == ([CAFFEINE, SUBTILIS], [SUBTILIS])


def test_a_claim_that_stays_withdrawn_is_not_told(pair: Pair) -> None:
    old = edited(first(), RECORDS[SUBTILIS], (b"status: accepted\n", WITHDRAWN))
    assert pair(old, second(old))[0] == ["every claim, source and term is there and says the same"]


def test_of_many_the_first_few_are_named(pair: Pair) -> None:
    old = first() | {f"sources/s{k}.yaml": SPARE.replace(b"id: spare", b"id: s%d" % k) for k in range(7)}
    new = {path: raw for path, raw in second(old).items() if not path.startswith("sources/s")}
    said, report = pair(old, new)
    assert said == ["8 sources are gone: s0, s1, s2, s3, s4 and 3 more"]
    assert len(report["sources_gone"]) == 8


def test_where_it_is_refused_nothing_is_told_to_have_changed(claimkit: Command, tmp_path: Path) -> None:
    """Against a newer release, a claim would be said to have a higher version where it has the lower one."""
    on_disk(release("0.1.0"), tmp_path / "old" / OLD)
    on_disk(release("0.2.0"), tmp_path / "new" / NEW)
    files = edited(dataset("0.1.0"), BLOG, (b"made-up page on sleep", b"made-up page on cats"))
    on_disk(released(with_entry(files, "0.1.0"), "0.1.0"), tmp_path / "other" / OLD)
    for given, against in (("old", "new"), ("other", "old")):
        result = claimkit("verify", given, "--against", against)
        assert (result.code, " against " in result.err) == (1, False)
        assert json.loads(claimkit("verify", given, "--against", against, "--format", "json").out)["against"] is None
