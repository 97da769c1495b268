"""`claimkit snapshot`: a table of what was read becomes what rules compare with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimkit import bibliography, snapshots
from claimkit.assembly import assemble
from claimkit.bibliography import Identifier, UnreachableError, Work
from claimkit.derive.titles import keys_of, near_equal
from conftest import Command

HEADER = "id,label,status,replaced_by,address,date\n"
ROW = "CHEBI:27732,caffeine,current,,https://example.org/chebi,2026-02-01\n"


def test_a_row_of_the_table_takes_the_place_of_an_older_one(claimkit: Command, demo: Path) -> None:
    (demo.parent / "table.csv").write_text(
        HEADER + ROW + "GO:1,not used here,current,,https://example.org/,2026-02-01\n"
    )
    result = claimkit("snapshot", "terms", "--from", "table.csv")
    assert (result.code, result.out) == (0, "claims/snapshots/terms.json written\n")
    assert result.err == "5 of 9 terms looked up\n"
    terms = json.loads((demo / "snapshots/terms.json").read_text())["terms"]
    assert terms["CHEBI:27732"]["date"] == "2026-02-01"
    assert terms["NCBITaxon:9606"]["date"] == "2026-01-10"  # the table has none, so the older one stays
    assert "GO:1" not in terms
    assert claimkit("validate").code == 0


def test_a_work_is_kept_by_any_of_its_identifiers(claimkit: Command, demo: Path) -> None:
    trial = demo / "sources/trial-2020.yaml"
    trial.write_text(trial.read_text().replace("kind: primary", 'PMID: "1234567"\nkind: primary'))
    (demo.parent / "table.csv").write_text(
        "doi,PMID,title,address,date\n"
        "10.1000/Sleep,1234567,Quite another work,https://example.org/1,2026-02-01\n"
        "10.1000/other,,Not cited here,https://example.org/2,2026-02-01\n"
    )
    assert claimkit("snapshot", "works", "--from", "table.csv").err == "1 of 2 sources looked up\n"
    (line,) = claimkit("validate", "--format", "text").out.splitlines()
    assert 'error CK221 PMID "1234567" is another work: "Quite another work"' in line


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", 'line 1: the column "id" is missing'),
        ("id,label,adress,date\n", 'line 1: no column is called "adress"; they are id, label, status'),
        (HEADER + "caffeine,caffeine,current,,https://example.org/,2026-02-01\n", 'line 2: "caffeine" is no CURIE'),
        (HEADER + ROW + ROW.replace("current", "fine"), 'line 3: status "fine" must be one of current, obsolete'),
        (HEADER + ROW.replace("2026-02-01", "1 Feb"), 'line 2: date "1 Feb" must be a date like "2026-11-21"'),
        (HEADER + ROW.replace("caffeine", "a, b"), "line 2: more cells than columns; put text with commas in quotes"),
        (HEADER + 'CHEBI:1,"never closed', "unexpected end of data"),
    ],
)
def test_a_table_that_is_none_changes_nothing_and_says_where(
    claimkit: Command, demo: Path, table: str, said: str
) -> None:
    before = (demo / "snapshots/terms.json").read_bytes()
    (demo.parent / "table.csv").write_text(table)
    result = claimkit("snapshot", "terms", "--from", "table.csv")
    assert result.code == 2
    assert said in result.err
    assert (demo / "snapshots/terms.json").read_bytes() == before


def test_the_committed_snapshots_are_what_the_command_writes(real_files: dict[str, bytes]) -> None:
    corpus = assemble(real_files)
    assert snapshots.terms(corpus, HEADER)[0] == real_files["snapshots/terms.json"]
    assert snapshots.works(corpus, "DOI,title,address,date\n")[0] == real_files["snapshots/works.json"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Effects of oestrogen on bones", "Effect of Estrogen on the Bone", True),
        ("Bone loss in ovariectomised mice", "Bone loss in ovariectomized mice.", True),
        ("A trial of osteoporosis care", "A trial of osteoporsis care", True),
        ("A trial of osteoporosis care", "A trial of osteoporosis cafe", False),
        ("Bone loss in old mice", "Bone loss in old rats", False),
        ("Bone loss in vitro", "Bone loss in vivo", False),
        ("Growth of bone, part 1", "Growth of bone, part 2", False),
        ("Bone loss in male mice", "Bone loss in female mice", False),
        ("One two three four five six: a trial", "One two three four five six", True),
        ("One two three four five six: a trial", "One two three four five six: a protocol", False),
        ("Bone: a review", "Bone", False),
    ],
)
def test_titles_of_one_work(one: str, other: str, same: bool) -> None:
    assert near_equal(one, other) is near_equal(other, one) is same
    if same:
        assert set(keys_of(one)) & set(keys_of(other))


def test_works_are_looked_up_where_that_is_asked_for(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = demo / "sources/trial-2020.yaml"
    source.write_text(source.read_text().replace("kind: primary", "DOI: 10.5555/trial\nkind: primary"))
    asked: list[str] = []

    def answering(identifier: Identifier, **_: Any) -> Work:
        asked.append(identifier.value)
        fields = {"type": "article-journal", "title": "Another title", "DOI": identifier.value}
        return Work(fields, "Crossref", "https://api.crossref.org/works/x", "registry", standing="retracted")

    monkeypatch.setattr(bibliography, "look_up", answering)
    result = claimkit("snapshot", "works", "--look-up", "--as-of", "2026-11-21")
    assert (result.code, asked) == (0, ["10.5555/trial"])
    (work,) = json.loads((demo / "snapshots/works.json").read_text())["works"]
    assert (work["title"], work["standing"], work["date"]) == ("Another title", "retracted", "2026-11-21")
    assert "CK221" in claimkit("validate").out
    assert claimkit("snapshot", "works", "--look-up").code == 0
    assert len(asked) == 1  # what is pinned is not asked for again
    assert claimkit("snapshot", "works", "--look-up", "--all").code == 0
    assert len(asked) == 2


def test_where_no_registry_answers_nothing_is_pinned(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = demo / "sources/trial-2020.yaml"
    source.write_text(source.read_text().replace("kind: primary", "DOI: 10.5555/trial\nkind: primary"))

    def silent(*_: Any, **__: Any) -> Work:
        raise UnreachableError("Crossref could not be reached")

    monkeypatch.setattr(bibliography, "look_up", silent)
    before = (demo / "snapshots/works.json").read_bytes()
    result = claimkit("snapshot", "works", "--look-up")
    assert result.code == 2
    assert "trial-2020: Crossref could not be reached" in result.err
    assert (demo / "snapshots/works.json").read_bytes() == before
    assert claimkit("snapshot", "terms", "--look-up").code == 2
    assert claimkit("snapshot", "works").code == 2
