"""The ledger: what an entry holds, by a second program; each tampering found once; one mistake, one message."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cases import FOLDER, judge, read
from claimkit import ledger, shapes, yamlio
from claimkit.assembly import assemble, content, size_limit
from claimkit.corpus import Corpus
from claimkit.dataset import load
from claimkit.ledger import past
from claimkit.model import LedgerEntry
from claimkit.report import text
from claimkit.rules import RULES
from claimkit.rules.history import OF_CLAIM, OF_DATASET, OF_SUBJECT
from claimkit.rules.rule import Scope
from claimkit.versions import next_patch, precedence
from claimkit.yamlio import Positions
from conftest import REPOSITORY, Command
from independent_digest import Program, as_file, sealed
from test_edits import EDITS, Record

BASE = read(FOLDER / "_base")
RELEASED = {**BASE, **read(FOLDER / "_released")}
TWICE = {**BASE, **read(FOLDER / "_twice")}
FIRST, SECOND = "releases/0.1.0.json", "releases/0.2.0.json"
CAFFEINE, SUBTILIS = "records/sleep/caffeine.yaml", "records/sleep/subtilis.yaml"


def found(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in judge(files)[1].diagnostics]


def model(raw: bytes) -> LedgerEntry:
    return LedgerEntry.model_validate_json(raw)


def edited(files: dict[str, bytes], path: str, *edits: tuple[str, str]) -> dict[str, bytes]:
    text = files[path].decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return {**files, path: text.encode()}


# What an entry holds


@pytest.mark.parametrize("root", [FOLDER / "_base", REPOSITORY / "claims"], ids=["made-up", "real"])
def test_a_second_program_makes_the_same_entries(root: Path) -> None:
    corpus = assemble(content(root)[0])
    first = ledger.entry_of(corpus, "0.1.0", "2026-02-01", None)
    assert first == as_file(Program(root).entry("0.1.0", "2026-02-01"))
    second = ledger.entry_of(corpus, "0.2.0", "2026-03-01", model(first))
    assert second == as_file(Program(root).entry("0.2.0", "2026-03-01", json.loads(first)))


def test_the_shared_cases_are_releases_of_the_base() -> None:
    """Where the base changes: python tests/independent_digest.py tests/rules/_base 0.1.0 2026-02-01."""
    assert RELEASED[FIRST] == TWICE[FIRST] == ledger.entry_of(assemble(BASE), "0.1.0", "2026-02-01", None)
    second = ledger.entry_of(assemble(TWICE), "0.2.0", "2026-03-01", model(TWICE[FIRST]))
    assert TWICE[SECOND] == second


def test_an_entry_holds_withdrawn_claims_and_no_drafts() -> None:
    files = {**BASE, **read(FOLDER / "_withdrawn")}
    draft = edited(files, SUBTILIS, ("status: accepted", "status: draft"))
    entry = model(ledger.entry_of(assemble(draft), "0.1.0", "2026-02-01", None))
    assert {claim_id: claim.status for claim_id, claim in entry.claims.items()} == {"dmo:0a1b2c39": "withdrawn"}
    assert entry.previous is None


def test_what_there_is_none_of_is_left_out_and_read_back() -> None:
    no_sources = {path: raw for path, raw in BASE.items() if not path.startswith(("records", "sources"))}
    raw = ledger.entry_of(assemble(no_sources), "0.1.0", "2026-02-01", None)
    assert {"claims", "sources"}.isdisjoint(json.loads(raw))
    corpus = assemble({**no_sources, FIRST: raw})
    assert corpus.diagnostics == ()
    assert ledger.is_whole(corpus.ledger[0].value)


def test_what_a_claim_or_source_has_none_of_is_left_out_too() -> None:
    gone = withdrawn("2026-01-20", 1).decode()
    bare = gone.partition("evidence:")[0] + "evidence: []\nwithdrawal:" + gone.partition("withdrawal:")[2]
    raw = ledger.entry_of(assemble({**BASE, CAFFEINE: bare.encode()}), "0.1.0", "2026-02-01", None)
    entry = json.loads(raw)
    assert "evidence" not in entry["claims"]["dmo:0a1b2c39"]
    assert entry["claims"]["dmo:h7k2m9p9"]["evidence"] == ["trial-2020/mice/1"]
    assert entry["sources"]["blog"].keys() == {"digest"}
    assert entry["sources"]["trial-2020"]["studies"] == ["coli", "mice", "trial"]
    assert ledger.is_whole(model(raw))


@pytest.mark.parametrize(
    ("version", "date"),
    [("0.1", "2026-02-01"), ("0.1.0", "2026-02-30"), ("", "2026-02-01"), ("0.1.0-RC.1", "2026-02-01")],
)
def test_no_entry_is_made_of_another_version_or_date(version: str, date: str) -> None:
    with pytest.raises(ValueError, match=r"version|date"):
        ledger.entry_of(assemble(BASE), version, date, None)


def test_what_two_exchanged_claims_are_told_by_leaves_out_ids_and_ties() -> None:
    said = model(RELEASED[FIRST]).claims["dmo:0a1b2c39"].said
    other_id = edited(
        BASE, CAFFEINE, ("id: dmo:0a1b2c39", "id: dmo:7k3m9qxf"), ("claim: dmo:h7k2m9p9", "claim: dmo:0a1b2c39")
    )
    entry = model(ledger.entry_of(assemble(other_id), "0.1.0", "2026-02-01", None))
    assert entry.claims["dmo:7k3m9qxf"].said == said
    restated = edited(BASE, CAFFEINE, ("shortens sleep", "shortens all sleep"))
    entry = model(ledger.entry_of(assemble(restated), "0.1.0", "2026-02-01", None))
    assert entry.claims["dmo:0a1b2c39"].said != said


def test_an_entry_of_ten_thousand_claims_is_within_the_limits_of_its_file() -> None:
    one = json.loads(RELEASED[FIRST])
    lines = [f"somebody-and-others-2020-{k}/animals/{n}" for k in range(4) for n in (1, 2)]
    about = ["Orphanet:123456789", "derives-from", "gbt:" + "x" * 36]
    claim = {**one["claims"]["dmo:0a1b2c39"], "about": about, "evidence": lines}
    source = {"digest": "0" * 64, "studies": ["animals", "cells", "people", "trial"]}
    whole = {
        **one,
        "claims": {f"dmo:{n:08}": claim for n in range(10_000)},
        "sources": {f"somebody-and-others-2020-{n}": source for n in range(10_000)},
        "terms": {f"{'long-' * 5}{n}": {"id": f"gbt:{'long-' * 5}{n}", "digest": "0" * 64} for n in range(10_000)},
    }
    raw = as_file(whole)
    assert size_limit(FIRST) == yamlio.LEDGER_LIMITS.size
    reading = yamlio.read(raw, yamlio.LEDGER_LIMITS)
    assert reading.diagnostics == []
    assert reading.data == whole


# How it is read


def test_entries_stand_in_the_order_of_their_versions() -> None:
    versions = ["0.9.0", "0.9.9", "0.9.10", "0.10.0", "1.0.0", "1.0.1", "1.10.0", "9.0.0", "10.0.0"]
    made = [ledger.entry_of(assemble(BASE), version, "2026-02-01", None) for version in versions]
    files = {ledger.path_of(version): raw for version, raw in zip(versions, made, strict=True)}
    assert [entry.value.version for entry in assemble({**BASE, **files}).ledger] == versions
    shuffled = random.Random(8).sample(versions, len(versions))  # noqa: S311  repeatable, not secret
    assert sorted(shuffled, key=precedence) == versions


def test_the_least_release_after_a_version() -> None:
    assert [next_patch(version) for version in ("0.1.0", "1.9.9")] == ["0.1.1", "1.9.10"]


@pytest.mark.parametrize(
    "name",
    [
        "latest.json",
        "0.1.json",
        "v0.2.0.json",
        "0.2.0-rc.1.json",
        "0.2.0-dev.json",
        "0.2.0.yaml",
        "0.2.0+b.json",
        "00.2.0.json",
        "x.txt",
    ],
)
def test_a_name_that_is_no_version_is_refused_and_nothing_is_judged_by_the_rest(tmp_path: Path, name: str) -> None:
    for path, raw in {**edited(RELEASED, CAFFEINE, ("P2W", "P3W")), f"releases/{name}": RELEASED[FIRST]}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    findings = load(tmp_path).validate()
    assert [(finding.code, finding.path) for finding in findings] == [("CK018", f"releases/{name}")]
    assert "like 0.1.0.json" in findings[0].hint or name.endswith("yaml")


def test_an_entry_that_would_not_load_is_one_finding_and_what_was_not_checked_is_counted() -> None:
    files = {**edited(TWICE, CAFFEINE, ("P2W", "P3W")), SECOND: b"{"}
    _, report = judge(files)
    assert [(finding.code, finding.path) for finding in report.diagnostics] == [("CK006", SECOND)]
    # for each of two claims whether it is the one that was released, the rest waits for; chain, gone, version, dates
    assert report.skipped == {"an entry of the ledger could not be read": 2 + 4}


def test_without_a_ledger_nothing_is_found_and_nothing_is_counted_as_skipped() -> None:
    corpus, report = judge(edited(BASE, SUBTILIS, ("version: 2", "version: 7")))
    assert corpus.ledger == ()
    assert (report.diagnostics, report.skipped) == ((), {})


def test_a_linked_ledger_is_not_followed_and_nothing_is_judged_without_it(tmp_path: Path) -> None:
    for path, raw in edited(RELEASED, CAFFEINE, ("P2W", "P3W")).items():
        place = tmp_path / (path if not path.startswith("releases") else f"../elsewhere/{path}")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw)
    (tmp_path / "releases").symlink_to(tmp_path / "../elsewhere/releases")
    corpus = assemble(*content(tmp_path))
    assert corpus.ledger == ()
    assert [(finding.code, finding.path) for finding in load(tmp_path).validate()] == [("CK001", "releases")]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("about", ["a:b", "effects", "a:c"], 'about[1] "effects" must be one of affects, correlates'),
        ("about", ["a:b", "affects"], '"about" needs 3 values, it has 2'),
        ("about", ["a:b", "affects", "c"], "must be a CURIE"),
        ("status", "draft", "must be one of accepted, withdrawn"),
        ("version", 0, "must be at least 1"),
        ("version", "1", "must be a whole number"),
        ("digest", "0" * 63, "must be a SHA-256 digest"),
        ("colour", "red", 'no field is called "colour"'),
    ],
)
def test_what_an_entry_may_not_hold_is_said_at_its_place(field: str, value: Any, expected: str) -> None:
    entry = json.loads(RELEASED[FIRST])
    entry["claims"]["dmo:0a1b2c39"][field] = value
    _, problems = shapes.check(LedgerEntry, entry, Positions(), FIRST)
    assert len(problems) == 1
    assert expected in problems[0].message
    assert problems[0].pointer.startswith("/claims/dmo:0a1b2c39")


def test_the_layout_of_an_entry_is_not_in_its_digest() -> None:
    for raw in RELEASED, TWICE:
        one_line = {path: (json.dumps(json.loads(raw[path])).encode()) for path in raw if path.startswith("releases")}
        assert found({**raw, **one_line}) == []


# Each tampering is found


def values(node: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    if not isinstance(node, dict | list):
        yield at
    for key, below in items:
        yield from values(below, (*at, key))


def altered(value: Any) -> Any:
    """Another value of the same form."""
    if isinstance(value, int):
        return value + 1
    if value in ("accepted", "withdrawn"):
        return "withdrawn" if value == "accepted" else "accepted"
    if value == "affects":
        return "correlates"
    return value[:-1] + ("1" if value[-1] != "1" else "2")


def tampered(raw: bytes) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """The entry with each of its values in turn altered, and with each of its records in turn left out."""
    entry = json.loads(raw)
    for at in values(entry):
        if at == ("format",):
            continue  # another format is refused whole
        changed = copy.deepcopy(entry)
        owner = changed
        for step in at[:-1]:
            owner = owner[step]
        owner[at[-1]] = altered(owner[at[-1]])
        yield at, changed
    for field in ("claims", "sources", "terms"):
        for key in entry[field]:
            changed = copy.deepcopy(entry)
            del changed[field][key]
            yield (field, key), changed


@pytest.mark.parametrize("path", [FIRST, SECOND])
def test_an_entry_edited_anywhere_is_one_finding_in_it(path: str) -> None:
    count = 0
    for at, entry in tampered(TWICE[path]):
        assert found({**TWICE, path: as_file(entry)}) == [("CK601", path)], at
        count += 1
    assert count > 40


def test_an_entry_made_anew_with_its_own_digest_is_found_at_the_next_one() -> None:
    for at, entry in tampered(TWICE[FIRST]):
        if at == ("sha256",):
            continue  # which gives the untouched entry
        expected = [("CK602", SECOND)]
        if at in (("version",), ("name",)):  # it does not stand under its name, or in its dataset
            expected = [("CK601", FIRST)]
        if at == ("date",):
            assert entry["date"] == "2026-02-02"
        assert found({**TWICE, FIRST: as_file(sealed(entry))}) == expected, at


def test_the_newest_entry_made_anew_is_found_where_it_says_something_else_of_a_claim() -> None:
    """Of sources, terms and dataset.yaml only a copy of the release can tell, once the version has risen.

    So it is of what a claim that this entry holds anew said; of one that it took over as it was, all is told.
    """
    told = 0
    for at, entry in tampered(TWICE[SECOND]):
        codes = {code for code, _ in found({**TWICE, SECOND: as_file(sealed(entry))})}
        if at[0] == "claims" and (at[1] == "dmo:h7k2m9p9" or at[2:3] not in (("said",), ("status",), ("evidence",))):
            assert codes, at
            told += 1
        elif at[0] == "sources" and at[2:3] == ("studies",):
            assert codes == {"CK602"}
            told += 1
    assert told > 14


def test_what_an_entry_says_beside_a_digest_follows_from_the_one_before() -> None:
    for key, old, new, said in (
        ("claims", "trial-2020/mice/1", "trial-2020/mice/2", "dmo:h7k2m9p9 is not what it was in 0.1.0, under"),
        ("sources", "coli", "colt", "trial-2020 has other studies than in 0.1.0"),
    ):
        raw = TWICE[SECOND].decode()
        assert f'"{old}"' in raw
        forged = as_file(sealed(json.loads(raw.replace(f'"{old}"', f'"{new}"'))))
        _, report = judge({**TWICE, SECOND: forged})
        (finding,) = report.diagnostics
        assert (finding.code, finding.path, finding.pointer.split("/")[1]) == ("CK602", SECOND, key)
        assert said in finding.message


# Dates


def withdrawn(date: str, version: int) -> bytes:
    """The record of caffeine withdrawn on a day."""
    text = BASE[CAFFEINE].decode().replace("status: accepted", "status: withdrawn")
    text = text.replace("version: 1\n", f"version: {version}\n")
    return text.replace("curation:", f'withdrawal: {{reason: It was wrong., date: "{date}"}}\ncuration:').encode()


def test_a_claim_that_is_withdrawn_again_is_held_to_the_entry_since_which_it_is() -> None:
    """Withdrawn in February, revived in March by mistake, withdrawn again in April."""
    days = {"0.1.0": "2026-02-01", "0.2.0": "2026-03-01", "0.3.0": "2026-04-01", "0.4.0": "2026-05-01"}
    states = [withdrawn("2026-01-20", 1), BASE[CAFFEINE].replace(b"version: 1", b"version: 2")]
    states += [withdrawn("2026-03-20", 3)] * 2
    files, before = dict(BASE), None
    for (version, day), state in zip(days.items(), states, strict=True):
        raw = ledger.entry_of(assemble({**files, CAFFEINE: state}), version, day, before)
        files[f"releases/{version}.json"], before = raw, model(raw)
    files = edited(files, "dataset.yaml", ("0.1.0", "0.5.0"))
    assert found({**files, CAFFEINE: withdrawn("2026-03-20", 3)}) == []
    assert found({**files, CAFFEINE: withdrawn("2026-04-01", 4)}) == []
    assert found({**files, CAFFEINE: withdrawn("2026-04-02", 4)}) == [("CK609", CAFFEINE)]
    assert found({**files, CAFFEINE: withdrawn("2026-04-02", 3)}) == [("CK603", CAFFEINE)]  # one mistake, one message


def test_a_withdrawal_that_was_released_is_in_the_digest() -> None:
    files = {**BASE, **read(FOLDER / "_withdrawn")}
    for old, new in (('"2026-01-20"', '"2026-01-21"'), ("The trial was made up.", "It was not.")):
        assert found(edited(files, CAFFEINE, (old, new))) == [("CK603", CAFFEINE)]


def test_a_date_in_the_future_is_told_as_that_alone() -> None:
    assert found(edited(RELEASED, CAFFEINE, ('created: "2026-01-10"', 'created: "2026-11-23"'))) == [
        ("CK125", CAFFEINE)
    ]
    assert found(edited(RELEASED, CAFFEINE, ('created: "2026-01-10"', 'created: "2026-11-22"'))) == [
        ("CK609", CAFFEINE)
    ]


# One mistake, one message


@pytest.fixture(scope="module")
def under_a_release(few_files: dict[str, bytes]) -> dict[str, bytes]:
    """Some records of the real dataset, and a first release of them as they stand."""
    files = dict(few_files)
    files["dataset.yaml"] = re.sub(rb"(?m)^version: .*$", b"version: 0.1.0", files["dataset.yaml"])
    files[FIRST] = ledger.entry_of(assemble(files), "0.1.0", "2026-11-21", None)
    return files


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_mistake_in_a_released_record_is_still_one_finding(
    edit: Any, version: str, under_a_release: dict[str, bytes]
) -> None:
    files = edited(under_a_release, "dataset.yaml", ("version: 0.1.0", f"version: {version}"))
    corpus = assemble(files)
    for claim_id in ("gbc:7k3m9qxf", "gbc:m2w8t4h7"):
        entry = corpus.by_id[claim_id]
        for made in list(edit(Record(entry, files[entry.file.path].decode())))[:3]:
            _, report = judge({**files, entry.file.path: made.text.encode()}, texts=None)
            got = [(finding.code, finding.path, finding.line) for finding in report.diagnostics]
            assert got == [(made.code, entry.file.path, made.line)]


def test_two_claims_on_the_same_that_exchanged_their_ids_are_one_finding(under_a_release: dict[str, bytes]) -> None:
    """They have acting term, predicate and target in common, and one is tied to the other."""
    corpus = assemble(under_a_release)
    one, other = (corpus.by_id[claim_id] for claim_id in ("gbc:7k3m9qxf", "gbc:m2w8t4h7"))
    assert [one.value.acting_term, one.value.target] == [other.value.acting_term, other.value.target]
    assert {tie.other for tie in corpus.relations[one.value.id]} == {other.value.id}
    ids = ((f"id: {one.value.id}", f"id: {other.value.id}"), (f"id: {other.value.id}", f"id: {one.value.id}"))
    files = edited(edited(under_a_release, one.file.path, ids[0]), other.file.path, ids[1])
    _, report = judge(files, texts=None)
    assert [(finding.code, finding.path) for finding in report.diagnostics] == [("CK606", one.file.path)]
    assert report.diagnostics[0].other == other.file.path


def test_a_released_claim_that_may_be_there_is_not_called_gone() -> None:
    no_ties = edited(
        RELEASED, CAFFEINE, ("related:\n  - {claim: dmo:h7k2m9p9, relation: contrasts, note: ", "notes: x")
    )
    no_ties = edited(no_ties, CAFFEINE, ("notes: xanother acting term in mice}\n", ""), ("version: 1", "version: 2"))
    assert found(no_ties) == []
    gone = {path: raw for path, raw in no_ties.items() if path != SUBTILIS}
    assert ("CK605", FIRST) in found(gone)
    for old, new, code in (
        ("id: dmo:h7k2m9p9", "id: dmo:h7k2m9q9", "CK301"),  # mistyped
        ("id: dmo:h7k2m9p9", "id: dmx:h7k2m9p9", "CK301"),  # under another prefix
        ("status: accepted", "status: accepted\nstatus: accepted", "CK010"),  # would not load
        ("version: 2", "version: two", "CK104"),
    ):
        assert found(edited(no_ties, SUBTILIS, (old, new))) == [(code, SUBTILIS)]
    renamed = {**gone, "records/sleep/Subtilis.yaml": no_ties[SUBTILIS]}
    assert {code for code, _ in found(renamed)} == {"CK019"}


def test_whose_id_is_in_two_records_is_told_once() -> None:
    copied = {**RELEASED, "records/sleep/again.yaml": RELEASED[CAFFEINE].replace(b"version: 1", b"version: 3")}
    codes = [code for code, _ in found(copied)]
    assert codes == ["CK302"]
    draft = {**RELEASED, "records/a/draft.yaml": RELEASED[CAFFEINE].replace(b"status: accepted", b"status: draft")}
    assert "CK900" not in [code for code, _ in found(edited(draft, "dataset.yaml", ("0.2.0", "0.1.0")))]


def test_a_removed_source_or_term_under_a_released_version_is_told_once() -> None:
    at_release = edited(RELEASED, "dataset.yaml", ("0.2.0", "0.1.0"))
    unused = edited(at_release, "sources/blog.yaml", ("id: blog", "id: blog-2"), ("[made-up page", "[another page"))
    more = {**at_release, "sources/blog-2.yaml": unused["sources/blog.yaml"]}
    more[FIRST] = ledger.entry_of(assemble(more), "0.1.0", "2026-02-01", None)
    assert found(more) == []
    _, report = judge({**at_release, FIRST: more[FIRST]})
    assert [text.message(finding) for finding in report.diagnostics] == [
        '"0.1.0" was released, and the source "blog-2" is gone [fix: version: "0.1.1"]'
    ]
    broken = {**more, "sources/blog-2.yaml": b"id: blog-2\n"}
    assert {path for _, path in found(broken)} == {"sources/blog-2.yaml"}


def test_nothing_that_lasts_puts_the_rules_of_released_records_off() -> None:
    """What they require, and what that requires, fails the run by itself: no warning, and nothing to be waived."""
    by_code = {rule.code: rule for rule in RULES}
    for rule in RULES:
        if rule.code.startswith("CK6"):
            waiting, seen = [*rule.requires, *rule.yields_to], set[str]()
            while waiting:
                code = waiting.pop()
                seen.add(code)
                waiting += {*by_code[code].requires, *by_code[code].yields_to} - seen
            assert all(by_code[code].severity == "error" and not by_code[code].waivable for code in seen), rule.code


def test_they_wait_for_every_rule_of_what_they_judge() -> None:
    def of(*kinds: str) -> set[str]:
        rules = [rule for rule in RULES if rule.scope is Scope.RECORD and set(kinds) & set(rule.of)]
        return {rule.code for rule in rules if rule.severity == "error" and not rule.waivable}

    own = {"CK601", "CK603", "CK604", "CK606"}
    assert set(OF_DATASET) == of("claim", "term", "source") | own
    assert set(OF_CLAIM) == (of("claim", "term") - own) | {"CK601", "CK606"}
    assert set(OF_SUBJECT) == set(OF_CLAIM) - {"CK503", "CK606"}


# In use


def test_a_digest_is_computed_once_for_each_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[str] = []
    real = past.claim_digest

    def counted(claim: Any, corpus: Corpus) -> str:
        computed.append(claim.id)
        return real(claim, corpus)

    monkeypatch.setattr(past, "claim_digest", counted)
    assert found(TWICE) == []
    assert sorted(computed) == ["dmo:0a1b2c39", "dmo:h7k2m9p9"]
    assert found(BASE) == []
    assert len(computed) == 2


def test_fix_types_the_version_once_the_record_is_sound(claimkit: Command, demo: Path) -> None:
    for path, raw in read(FOLDER / "_released").items():
        (demo / path).parent.mkdir(exist_ok=True)
        (demo / path).write_bytes(raw)
    record = demo / CAFFEINE
    record.write_text(
        record.read_text()
        .replace("shortens", "cuts")
        .replace("evidence_level: randomized-trial", "evidence_level: cohort")
    )
    assert [line.split()[2] for line in claimkit("validate").out.splitlines()] == ["CK401"]
    assert claimkit("validate", "--fix").code == 0
    assert "\nversion: 2\n" in record.read_text()
    assert "evidence_level: randomized-trial" in record.read_text()
    record.write_text(record.read_text().replace("cuts", "shortens"))
    assert [line.split()[2] for line in claimkit("validate").out.splitlines()] == ["CK604"]
    assert claimkit("validate", "--fix").code == 0
    assert record.read_bytes() == BASE[CAFFEINE]
