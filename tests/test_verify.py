"""`claimkit verify`: the untouched release passes, and each tampering is refused with the name of the file."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import jq
import pytest

from cases import BASE_TEXTS, assemble
from claimkit import __version__
from claimkit.ledger import entry_of
from claimkit.release import archive
from claimkit.release.bounds import MOST_FILES, objection
from claimkit.release.manifest import MANIFEST, SUMS
from claimkit.verifying import Verification, opened, verify
from claimkit.verifying import sealed as of_sealed
from claimkit.verifying.inventory import taken
from claimkit.verifying.refused import NoReleaseError, RefusedError
from conftest import REPOSITORY, Command
from independent_digest import as_file, sealed
from released import (
    CAFFEINE,
    COMMIT,
    FIRST,
    NEW,
    OLD,
    RECORDS,
    SECOND,
    SUBTILIS,
    Files,
    Memory,
    dataset,
    entry,
    flipped,
    judged,
    members,
    on_disk,
    paths,
    release,
    released,
    resealed,
    with_entry,
    zipped,
)

NAMES = sorted(release("0.2.0"))
SEALS = {MANIFEST, SUMS}
PAGE = (REPOSITORY / "docs/verifying.md").read_text()
BOUND_BY_THE_MANIFEST_ALONE = {"NEWS.md"}
each_file = pytest.mark.parametrize("name", NAMES)
each_derived_file = pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in SEALS | BOUND_BY_THE_MANIFEST_ALONE]
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both releases, as `old/` and `new/` with folder and zip."""
    root = tmp_path_factory.mktemp("releases")
    for place, folder, version in (("old", OLD, "0.1.0"), ("new", NEW, "0.2.0")):
        on_disk(release(version), root / place / folder)
        archive.write(root / place / f"{folder}.zip", root / place / folder)
    return root


# The untouched release


@pytest.mark.parametrize("name", [f"new/{NEW}", f"new/{NEW}.zip", "new"])
def test_the_untouched_release_passes_and_is_not_said_to_be_proven(
    claimkit: Command, places: Path, name: str
) -> None:
    result = claimkit("verify", places / name)
    assert (result.code, result.out) == (0, "")
    size = sum(map(len, release("0.2.0").values()))
    digest = hashlib.sha256(release("0.2.0")[MANIFEST]).hexdigest()
    assert result.err.splitlines() == [
        f"{len(NAMES)} files, {size:,} bytes, 2 claims, 2 entries of the ledger, "
        f"{len(NAMES) - 2} files made anew with the same bytes",
        f"release demo-claims 0.2.0, commit {COMMIT}",
        f"manifest.json {digest}; ledger {entry(release('0.2.0')[SECOND]).sha256}",
        "consistent in itself; origin not proven",
    ]


def test_what_is_no_release_passes_and_is_told_to_be_none(claimkit: Command, tmp_path: Path) -> None:
    plain = {path: raw for path, raw in dataset("0.1.0").items() if not path.startswith("releases")}
    on_disk(released(plain, "0.1.0-dev"), tmp_path / f"{OLD}-dev")
    result = claimkit("verify", f"{OLD}-dev")
    assert result.code == 0
    assert "\nno release: demo-claims 0.1.0-dev" in result.err


def test_nothing_is_run_asked_of_the_network_or_written(
    claimkit: Command, places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr("socket.socket", refuse)
    before = sorted(places.rglob("*"))
    assert claimkit("verify", places / f"new/{NEW}.zip", "--against", places / f"old/{OLD}.zip").code == 0
    assert sorted(places.rglob("*")) == before
    assert list(tmp_path.iterdir()) == []


def test_the_report_for_programs(claimkit: Command, places: Path) -> None:
    result = claimkit("verify", places / "new", "--format", "json")
    report = json.loads(result.out)
    assert report["release"] == {
        "name": "demo-claims",
        "version": "0.2.0",
        "format": 1,
        "base_iri": "https://example.org/demo/",
        "license": "CC0-1.0",
        "commit": COMMIT,
        "ledger": {"version": "0.2.0", "sha256": entry(release("0.2.0")[SECOND]).sha256},
        "made_by": {"claimkit": __version__},
    }
    assert (report["consistent"], report["origin"], report["findings"]) == (True, [], [])
    assert (report["made_by_another"], report["verified_by"]) == (False, {"claimkit": __version__})
    assert (report["against"], report["signature_not_checked"]) == (None, False)
    assert (report["checked"]["claims"], report["checked"]["sources"], report["checked"]["terms"]) == (2, 2, 9)
    shown = json.loads(claimkit("verify", places / "new", "--format", "json", "--expect", "0" * 64).out)
    assert not shown["consistent"]
    assert [one["path"] for one in shown["findings"]] == [MANIFEST]


# A file altered, gone, added, renamed, exchanged


@each_file
def test_a_flipped_byte_is_refused_by_name(places: Path, name: str) -> None:
    path = places / "new" / NEW / name
    raw = path.read_bytes()
    try:
        for at in (0, len(raw) // 2, len(raw) - 1):
            path.write_bytes(flipped(raw, at))
            found = {one.path for one in verify(opened(places / "new" / NEW), __version__).findings}
            assert name in found
            if (
                name == MANIFEST
            ):  # a flip in the digest or the name of a file accuses that file, and what lost its name
                assert len(found - SEALS) <= 2
            else:
                assert found <= SEALS if name == SUMS else found == {name}
    finally:
        path.write_bytes(raw)


@each_file
def test_a_flipped_byte_in_the_zip_is_refused_by_name(places: Path, tmp_path: Path, name: str) -> None:
    raw = bytearray((places / f"new/{NEW}.zip").read_bytes())
    at = raw.index(release("0.2.0")[name], raw.index(f"{NEW}/{name}".encode()))
    raw[at] ^= 1
    (tmp_path / "x.zip").write_bytes(raw)
    found = [(one.path, one.message) for one in verify(opened(tmp_path / "x.zip"), __version__).findings]
    assert found[0] == (name, "is damaged: its checksum in the zip is another")


@each_derived_file
def test_a_change_under_seals_made_anew_is_still_refused_by_name(name: str) -> None:
    """The exports give one another away, and the ledger has digests of its own."""
    files = release("0.2.0")
    for at in {len(files[name]) // 3, len(files[name]) - 2}:
        found = paths(resealed({**files, name: flipped(files[name], at)}))
        assert name in found, at


@each_file
def test_a_file_that_is_gone_is_refused_by_name(name: str) -> None:
    files = release("0.2.0")
    del files[name]
    assert {name} <= paths(files) <= {name, *SEALS}
    assert next(message for path, message in judged(files) if path == name).startswith("is missing")


@each_derived_file
def test_a_file_that_is_gone_from_the_manifest_too_is_refused_by_name(name: str) -> None:
    files = release("0.2.0")
    del files[name]
    expected = SECOND if name == FIRST else name  # without the first entry, the second follows nothing
    assert expected in paths(resealed(files))


@pytest.mark.parametrize("name", ["csv/more.csv", "README.md", "a/b/c/d.txt", ".hidden", "x.sig"])
def test_a_file_that_was_added_is_refused_by_name(claimkit: Command, tmp_path: Path, name: str) -> None:
    on_disk({**release("0.2.0"), name: b"x"}, tmp_path / NEW)
    result = claimkit("verify", NEW)
    assert (result.code, result.out.partition(":")[0], result.out.count("\n")) == (1, name, 1)
    if name == "csv/more.csv":
        assert judged(resealed({**release("0.2.0"), name: b"x"})) == [
            (name, "is no file of a release, though manifest.json names it")
        ]


def test_a_renamed_file_is_refused_under_both_names() -> None:
    files = release("0.2.0")
    files["csv/claim.csv"] = files.pop("csv/claims.csv")
    assert judged(files) == [
        ("csv/claim.csv", "is there, and manifest.json does not name it"),
        ("csv/claims.csv", "is missing, and manifest.json names it"),
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("csv/claims.csv", "csv/terms.csv"), (FIRST, SECOND), ("claims.nq", "records.jsonl")]
)
def test_two_files_that_were_exchanged_are_refused_by_name(one: str, other: str) -> None:
    files = release("0.2.0")
    files[one], files[other] = files[other], files[one]
    assert judged(files) == [(name, "is not the one that manifest.json names") for name in sorted((one, other))]
    assert {one, other} & paths(resealed(files))


def test_the_manifest_of_another_version_is_refused() -> None:
    files = {**release("0.2.0"), MANIFEST: release("0.1.0")[MANIFEST]}
    found = judged(files)
    assert (MANIFEST, "is not the one that SHA256SUMS names") in found
    assert (MANIFEST, f"is of {OLD}, and the folder is called {NEW}") in found
    assert (SECOND, "is there, and manifest.json does not name it") in found
    assert ("claims.jsonld", "is not the one that manifest.json names") in found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.update(version="0.3.0"), f"is of demo-claims-0.3.0, and the folder is called {NEW}"),
        (lambda one: one.update(name="demo"), "and the folder is called"),
        (lambda one: one.update(license="MIT"), "has the license MIT, and claims.jsonld has CC0-1.0"),
        (lambda one: one.update(base_iri="https://example.com/"), "has the base_iri https://example.com/"),
        (lambda one: one["ledger"].update(sha256="0" * 64), "is not the newest entry that manifest.json names"),
        (lambda one: one.pop("ledger"), "names no entry of the ledger"),
        (lambda one: one.update(commit="f" * 40), "rebuild is not "),
        (lambda one: one.update(files=dict(reversed(one["files"].items()))), "is not what claims.jsonld and the"),
        (lambda one: one.update(colour="red"), 'no field is called "colour"'),
        (lambda one: one.pop("files"), '"files" is missing'),
        (lambda one: one["files"].update({"../x": {"bytes": 0, "sha256": "0" * 64}}), "names ../x, which is no file"),
        (lambda one: one["files"].update({MANIFEST: {"bytes": 0, "sha256": "0" * 64}}), "which is no file"),
        (lambda one: one.update(commit="main"), 'commit "main" must be of the form'),
        (lambda one: one.update(format=2), "format"),
    ],
)  # fmt: skip
def test_a_manifest_that_says_something_else_is_refused(change: Any, said: str) -> None:
    found = judged(resealed(release("0.2.0"), change))
    assert any(said in message for _, message in found), found


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff", b'{"name": 1, "name": 2}', b"[" * 100_000, b"1" * 9_999])
def test_a_manifest_that_is_none_is_refused(raw: bytes) -> None:
    assert paths({**release("0.2.0"), MANIFEST: raw}) == {MANIFEST}


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (lambda one: one.update(rebuild=[1] * 50_000), 1),
        (lambda one: one.update({f"k{k}": 1 for k in range(50_000)}), 1),
        (lambda one: one.update(made_by={f"k{k}": 1 for k in range(50_000)}), 1),
        (lambda one: one["files"].update(x={f"k{k}": 1 for k in range(50_000)}), 1),
        (lambda one: one.update(files={f"f{k}": one["files"]["NEWS.md"] for k in range(MOST_FILES + 1)}), 1),
        (lambda one: one.update(files={str(k): {} for k in range(MOST_FILES)}), 40),
    ],
)
def test_a_manifest_that_is_wrong_in_everything_is_told_to_be_so_in_few_findings(change: Any, most: int) -> None:
    """Each finding takes memory and time, and millions of them fit into a manifest."""
    found = judged(resealed(release("0.2.0"), change))
    assert {path for path, _ in found} == {MANIFEST}
    assert len(found) <= most


class Sized(Memory):
    """A release some of whose files say to have another size, and may not be read then."""

    def __init__(self, files: Files, sizes: dict[str, int]) -> None:
        super().__init__(files)
        self.files |= sizes
        self.sizes = sizes

    def chunks(self, name: str) -> Any:
        assert name not in self.sizes, f"{name} was read"
        return super().chunks(name)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        (MANIFEST, 8_000_000),
        (SUMS, 8_000_000),
        ("manifest.json.sig", 65_536),
        ("claims.jsonld", 2**30),
        ("NEWS.md", 8 * 2**20),
        (FIRST, 32 * 2**20),
    ],
)
def test_what_is_held_in_memory_is_not_read_where_it_is_too_large(name: str, most: int) -> None:
    files = resealed({"manifest.json.sig": b"", **release("0.2.0")}, lambda one: _sized(one, {name: most + 1}))
    found = verify(Sized(files, {name: most + 1}), __version__).findings
    assert (name, f"has more than {most:,} bytes") in [(one.path, one.message) for one in found]


def test_the_entries_of_a_ledger_are_not_held_where_they_are_too_large_together() -> None:
    sizes = {f"ledger/0.0.{k}.json": 32 * 2**20 for k in range(40)}
    lies = dict.fromkeys(sizes, b"")
    files = resealed({**release("0.2.0"), **lies}, lambda one: _sized(one, sizes))
    given = Memory(files)
    given.files |= sizes
    found = [one.message for one in verify(given, __version__).findings if one.message.startswith("has more than")]
    assert len(found) == 40 - 32 + 2  # 1 GiB takes 32 of them; behind them stand the release's own two


def _sized(manifest: dict[str, Any], sizes: dict[str, int]) -> None:
    manifest["files"].pop("manifest.json.sig", None)
    for name in sizes.keys() & manifest["files"].keys():
        manifest["files"][name]["bytes"] = sizes[name]


@pytest.mark.parametrize("name", ["claims.jsonld", "NEWS.md", SECOND, "ledger/9.9.9.json"])
def test_nothing_is_held_in_memory_that_the_manifest_does_not_list_with_its_size(name: str) -> None:
    """Else any release could have gigabytes held under these names; digests are taken piece by piece."""
    files = release("0.2.0")
    files[name] = files.get(name, b"") + b" "
    found = taken(Memory(files))
    assert name not in found.kept
    assert name in {one.path for one in found.findings}
    assert found.sums[name].size == len(files[name])


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"@graph": [], "@context": {}}', b"[" * 100_000])
def test_a_graph_that_is_none_is_refused(raw: bytes) -> None:
    assert "claims.jsonld" in paths(resealed({**release("0.2.0"), "claims.jsonld": raw}))


@pytest.mark.parametrize("at", ["statement", "identifier", "term_key", "category", "topic", "title", "unknown"])
def test_half_a_character_in_the_graph_is_a_finding(at: str) -> None:
    """JSON can name a lone surrogate, which no file in UTF-8 can hold."""
    document = json.loads(release("0.2.0")["claims.jsonld"])
    for node in document["@graph"]:
        if at in node or at == "unknown":
            node[at] = "\ud800"
    found = paths(resealed({**release("0.2.0"), "claims.jsonld": json.dumps(document).encode()}))
    assert "claims.jsonld" in found


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.update(name="\ud800"),
        lambda one: one.update(rebuild=["\ud800"]),
        lambda one: one.update({"\ud800": 1}),
        lambda one: one["files"].update({"\ud800": one["files"]["NEWS.md"]}),
        lambda one: one["files"].update({"x": "\ud800"}),
    ],
)
def test_half_a_character_in_the_manifest_is_a_finding(claimkit: Command, tmp_path: Path, change: Any) -> None:
    files = release("0.2.0")
    manifest = json.loads(files[MANIFEST])
    change(manifest)
    on_disk({**files, MANIFEST: json.dumps(manifest).encode()}, tmp_path / NEW)
    for arguments in ([], ["--format", "json"]):
        result = claimkit("verify", NEW, *arguments)
        assert (result.code, MANIFEST in result.out, "fault of claimkit" in result.err) == (1, True, False)


# Contents edited alike everywhere


def edited(version: str, claim: str, *edits: tuple[str, str]) -> Files:
    files = dataset(version)
    text = files[RECORDS[claim]].decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {**files, RECORDS[claim]: text.encode()}


LIE = ("In mice, Bacillus subtilis 168 lengthens", "In mice, Bacillus subtilis 168 strongly lengthens")


def test_a_claim_edited_in_every_export_alike_is_refused_by_the_ledger() -> None:
    files = released(edited("0.2.0", SUBTILIS, LIE), "0.2.0")
    assert files["csv/claims.csv"] != release("0.2.0")["csv/claims.csv"]
    assert judged(files) == [("claims.jsonld", f"{SUBTILIS} is not what {SECOND} holds")]


def test_a_claim_edited_in_csv_and_json_ld_alone_is_refused_by_name() -> None:
    files = release("0.2.0")
    for name in ("csv/claims.csv", "claims.jsonld"):
        assert LIE[0].encode() in files[name]
        files[name] = files[name].replace(LIE[0].encode(), LIE[1].encode())
    found = judged(resealed(files))
    assert ("claims.jsonld", f"{SUBTILIS} is not what {SECOND} holds") in found
    assert ("records.jsonl", "is not what claims.jsonld gives") in found
    assert ("claims.nq", "is not what claims.jsonld gives") in found


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("sources/blog.yaml", "made-up page on sleep", "made-up page on sleeping", "the source blog is not what"),
        ("terms/measures.yaml", "label: ", "label: a ", "the term sleep-duration is not what"),
        ("dataset.yaml", "Made-up claims", "Invented claims", "what it says of the dataset is not what"),
    ],
)
def test_what_stands_beside_the_claims_is_held_to_the_ledger_too(path: str, old: str, new: str, said: str) -> None:
    files = dataset("0.2.0")
    assert old in files[path].decode()
    files[path] = files[path].replace(old.encode(), new.encode(), 1)
    (found,) = judged(released(files, "0.2.0"))
    assert found == ("claims.jsonld", f"{said} {SECOND} holds")


def test_a_claim_left_out_everywhere_is_refused_by_the_ledger() -> None:
    files = edited("0.2.0", CAFFEINE, ("related:\n  - {claim: dmo:h7k2m9p9, relation: contrasts", "notes: x #"))
    del files[RECORDS[SUBTILIS]]
    assert ("claims.jsonld", f"{SUBTILIS} is not in it, and {SECOND} holds it") in judged(released(files, "0.2.0"))


@pytest.mark.parametrize(
    ("kind", "key", "field", "item"),
    [
        ("claims", CAFFEINE, "evidence", "blog/1"),
        ("claims", CAFFEINE, "evidence", "trial-2020/trial/1"),
        ("sources", "trial-2020", "studies", "coli"),
    ],
)
def test_a_ledger_that_lost_an_address_under_its_digests_is_refused(
    kind: str, key: str, field: str, item: str
) -> None:
    """Else the address of the line or study would lead nowhere once it is gone from the records."""
    held = json.loads(release("0.1.0")[FIRST])
    held[kind][key][field].remove(item)
    held = sealed(held)
    forged = resealed(
        {**release("0.1.0"), FIRST: as_file(held)},
        lambda manifest: manifest["ledger"].update(sha256=held["sha256"]),
    )
    what = key if kind == "claims" else f"the source {key}"
    assert ("claims.jsonld", f"{what} is not what {FIRST} holds") in judged(forged, OLD)


def test_a_ledger_that_was_edited_is_refused_by_name() -> None:
    for name in (FIRST, SECOND):
        raw = release("0.2.0")[name]
        (found,) = judged(resealed({**release("0.2.0"), name: raw.replace(b'"date": "2026-0', b'"date": "2025-0')}))
        assert found == (name, "was edited: its own digest does not fit")


def test_a_ledger_whose_dates_run_backwards_is_refused_by_name(claimkit: Command, tmp_path: Path) -> None:
    """Its digests fit, and `validate` refuses it too. One day for two releases is allowed."""
    rest = {path: raw for path, raw in dataset("0.2.0").items() if path != "releases/0.2.0.json"}
    before = entry(rest["releases/0.1.0.json"])
    dated = {
        date: released({**rest, "releases/0.2.0.json": entry_of(assemble(rest), "0.2.0", date, before)}, "0.2.0")
        for date in ("2020-01-01", before.date)
    }
    said = f"is dated 2020-01-01, before 0.1.0, which is of {before.date}"
    assert judged(dated["2020-01-01"]) == [(SECOND, said)]
    assert judged(dated[before.date]) == []
    on_disk(dated["2020-01-01"], tmp_path / NEW)
    on_disk(release("0.1.0"), tmp_path / OLD)
    against = claimkit("verify", NEW, "--against", OLD)
    assert (against.code, against.out) == (1, f"{SECOND}: {said}\n")


# An older release that is trusted, a digest, a signature


@pytest.fixture
def forged(tmp_path: Path) -> Path:
    """0.2.0 with a claim that says something else, and with the entry, digests and manifest that go with it."""
    files = with_entry(edited("0.2.0", CAFFEINE, ("shortens", "ruins")), "0.2.0", "0.1.0")
    return on_disk(released(files, "0.2.0"), tmp_path / "forged" / NEW)


def test_a_ledger_rewritten_with_its_digests_passes_alone_and_is_said_to_be_unproven(
    claimkit: Command, forged: Path
) -> None:
    result = claimkit("verify", forged)
    assert (result.code, result.out) == (0, "")
    assert result.err.endswith("consistent in itself; origin not proven\n")


def test_a_rewritten_release_is_refused_against_the_true_one(claimkit: Command, places: Path, forged: Path) -> None:
    result = claimkit("verify", forged, "--against", places / f"new/{NEW}.zip")
    assert result.code == 1
    assert result.out.splitlines() == [
        "manifest.json: is of another 0.2.0 than the one that it is held against",
        "ledger/0.2.0.json: is another than in 0.2.0",
        f"claims.jsonld: {CAFFEINE} says something else than in 0.2.0, with the same version 2",
    ]


def test_a_history_rewritten_from_the_first_entry_on_is_refused_against_it(
    claimkit: Command, places: Path, tmp_path: Path
) -> None:
    first = with_entry(edited("0.1.0", SUBTILIS, LIE), "0.1.0")
    files = edited("0.2.0", SUBTILIS, LIE)
    files["releases/0.1.0.json"] = first["releases/0.1.0.json"]
    on_disk(released(with_entry(files, "0.2.0", "0.1.0"), "0.2.0"), tmp_path / NEW)
    assert claimkit("verify", NEW).code == 0
    result = claimkit("verify", NEW, "--against", places / "old")
    assert result.out.splitlines() == [
        "ledger/0.1.0.json: is another than in 0.1.0",
        f"claims.jsonld: {SUBTILIS} says something else than in 0.1.0, with the same version 2",
    ]


def test_a_release_that_grew_out_of_an_older_one_says_so(claimkit: Command, places: Path) -> None:
    result = claimkit("verify", places / "new", "--against", places / f"old/{OLD}.zip")
    digest = hashlib.sha256(release("0.1.0")[MANIFEST]).hexdigest()
    assert (result.code, result.err.splitlines()[-1]) == (
        0,
        f"consistent in itself; grew out of 0.1.0, {digest}",
    )
    same = claimkit("verify", places / "new", "--against", places / f"new/{NEW}.zip")
    assert same.err.splitlines()[-1].startswith("consistent in itself; the same release as ")


def test_an_older_release_shown_as_the_newest_is_refused(claimkit: Command, places: Path, tmp_path: Path) -> None:
    result = claimkit("verify", places / "old", "--against", places / "new")
    assert result.code == 1
    assert result.out.splitlines()[0] == "manifest.json: 0.1.0 is older than 0.2.0, which it is held against"
    on_disk(release("0.1.0"), tmp_path / NEW)
    assert claimkit("verify", NEW).out == f"manifest.json: is of {OLD}, and the folder is called {NEW}\n"
    shutil.copy(places / f"old/{OLD}.zip", tmp_path / f"{NEW}.zip")
    assert claimkit("verify", f"{NEW}.zip").out == f"manifest.json: is of {OLD}, and the zip is called {NEW}.zip\n"
    shutil.copy(places / f"old/{OLD}.zip", tmp_path / "mine.zip")
    assert claimkit("verify", "mine.zip").code == 0
    renamed = resealed(release("0.1.0"), lambda one: one.update(version="0.2.0"))
    assert (MANIFEST, "names 0.2.0, and the newest entry of the ledger is of another version") in judged(renamed)
    assert (MANIFEST, "has the version 0.2.0, and claims.jsonld has 0.1.0") in judged(renamed)


@pytest.mark.parametrize("kind", ["gone", "lower"])
def test_what_is_no_release_yet_is_held_against_an_older_one_too(
    claimkit: Command, places: Path, tmp_path: Path, kind: str
) -> None:
    """Its claims are in no entry of the ledger, so that nothing else tells."""
    files = edited("0.2.0", CAFFEINE, ("related:\n  - {claim: dmo:h7k2m9p9, relation: contrasts", "notes: x #"))
    if kind == "gone":
        del files[RECORDS[SUBTILIS]]
    else:
        files[RECORDS[SUBTILIS]] = files[RECORDS[SUBTILIS]].replace(b"version: 2", b"version: 1")
    on_disk(released(files, "0.2.0-dev"), tmp_path / f"{NEW}-dev")
    assert claimkit("verify", f"{NEW}-dev").code == 0
    said = "is not in it, and 0.1.0 has it" if kind == "gone" else "has version 1, and 2 in 0.1.0"
    refused = claimkit("verify", f"{NEW}-dev", "--against", places / "old")
    assert (refused.code, refused.out) == (1, f"claims.jsonld: {SUBTILIS} {said}\n")


def test_another_dataset_did_not_grow_out_of_it(claimkit: Command, places: Path, tmp_path: Path) -> None:
    files = {path: raw for path, raw in dataset("0.1.0").items() if not path.startswith("releases")}
    files["dataset.yaml"] = files["dataset.yaml"].replace(b"name: demo-claims", b"name: other-claims")
    other = with_entry(files, "0.1.0")
    on_disk(released(other, "0.1.0"), tmp_path / "other-claims-0.1.0")
    result = claimkit("verify", places / "new", "--against", "other-claims-0.1.0")
    assert "manifest.json: has the name demo-claims, and 0.1.0 has other-claims" in result.out.splitlines()


@pytest.mark.parametrize("kind", ["damaged", "dev", "none"])
def test_what_cannot_be_held_against_is_not_answered(
    claimkit: Command, places: Path, tmp_path: Path, kind: str
) -> None:
    plain = {path: raw for path, raw in dataset("0.1.0").items() if not path.startswith("releases")}
    if kind == "dev":
        on_disk(released(plain, "0.1.0-dev"), tmp_path / f"{OLD}-dev")
    elif kind == "damaged":
        on_disk({**release("0.1.0"), "CITATION.cff": b"x"}, tmp_path / OLD)
    place = {"damaged": OLD, "dev": f"{OLD}-dev", "none": "nowhere"}[kind]
    result = claimkit("verify", places / "new", "--against", place)
    said = {"damaged": "CITATION.cff: is not the one", "dev": "is no release", "none": "does not exist"}[kind]
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_an_expected_digest_proves_the_release_or_refuses_it(claimkit: Command, places: Path, forged: Path) -> None:
    digest = hashlib.sha256(release("0.2.0")[MANIFEST]).hexdigest()
    for given in (digest, digest.upper(), f"sha256:{digest}"):
        result = claimkit("verify", places / "new", "--expect", given)
        assert (result.code, result.err.splitlines()[-1]) == (
            0,
            "consistent in itself; manifest.json is the one expected",
        )
    cited = entry(release("0.2.0")[SECOND]).sha256  # what `claimkit cite` prints of the dataset
    assert claimkit("verify", places / "new", "--expect", cited).err.splitlines()[-1] == (
        "consistent in itself; the ledger is the one expected, and so is every claim, source and term"
    )
    assert claimkit("verify", places / "new", "--expect", entry(release("0.2.0")[FIRST]).sha256).code == 1
    refused = claimkit("verify", forged, "--expect", digest)
    assert refused.code == 1
    assert refused.out.startswith("manifest.json: has the SHA-256 ")
    for given in (digest[:-1], "x" * 64, ""):
        assert claimkit("verify", places / "new", "--expect", given).code == 2


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A maintainer's key and a stranger's, and the file of allowed signers with the first alone."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("maintainer", "stranger"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)], check=True
        )
    public = (folder / "maintainer.pub").read_text()
    (folder / "allowed").write_text(f'curator@example.org namespaces="claimkit-release" {public}')
    return folder


def sign(keys: Path, who: str, raw: bytes, namespace: str = "claimkit-release") -> bytes:
    command = ["ssh-keygen", "-Y", "sign", "-f", str(keys / who), "-n", namespace]
    return subprocess.run(command, input=raw, capture_output=True, check=True).stdout


def test_a_signature_proves_the_release(claimkit: Command, places: Path, keys: Path, tmp_path: Path) -> None:
    files = release("0.2.0")
    (tmp_path / "made.sig").write_bytes(sign(keys, "maintainer", files[MANIFEST]))
    on_disk({**files, "manifest.json.sig": (tmp_path / "made.sig").read_bytes()}, tmp_path / NEW)
    for arguments in ([NEW], [places / f"new/{NEW}.zip", "--signature", "made.sig"]):
        result = claimkit("verify", *arguments, "--allowed-signers", keys / "allowed")
        assert (result.code, result.out) == (0, "")
        assert result.err.splitlines()[-1] == "consistent in itself; signed by curator@example.org"
    alone = claimkit("verify", NEW)
    assert alone.code == 0
    assert alone.err.splitlines()[0] == "manifest.json.sig not checked: no --allowed-signers"
    assert alone.err.splitlines()[-1] == (
        "consistent in itself; origin not proven; a signature is there and was not checked"
    )
    assert json.loads(claimkit("verify", NEW, "--format", "json").out)["signature_not_checked"]
    digest = hashlib.sha256(files[MANIFEST]).hexdigest()
    assert claimkit("verify", NEW, "--expect", digest).err.splitlines()[-1] == (
        "consistent in itself; manifest.json is the one expected; a signature is there and was not checked"
    )


def test_no_other_signature_proves_anything(claimkit: Command, forged: Path, keys: Path) -> None:
    manifest, true = (forged / MANIFEST).read_bytes(), release("0.2.0")[MANIFEST]
    assert claimkit("verify", forged, "--allowed-signers", keys / "allowed").out == (
        "manifest.json.sig: is missing: nothing says who signed manifest.json\n"
    )
    for made in (
        sign(keys, "stranger", manifest),
        sign(keys, "maintainer", true),
        sign(keys, "maintainer", manifest, "file"),
        b"",
        b"-----BEGIN SSH SIGNATURE-----\nx\n",
    ):
        (forged / "manifest.json.sig").write_bytes(made)
        result = claimkit("verify", forged, "--allowed-signers", keys / "allowed")
        assert result.code == 1
        assert result.out.startswith("manifest.json.sig: is of manifest.json by no key in ")


def test_without_what_it_takes_a_signature_is_not_answered(
    claimkit: Command, places: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.sig").write_bytes(b"x")
    assert claimkit("verify", places / "new", "--signature", "x.sig").code == 2
    assert claimkit("verify", places / "new", "--signature", "x.sig", "--allowed-signers", "nowhere").code == 2
    monkeypatch.setenv("PATH", str(tmp_path))
    result = claimkit("verify", places / "new", "--signature", "x.sig", "--allowed-signers", keys / "allowed")
    assert (result.code, result.err) == (
        2,
        "claimkit: ssh-keygen (OpenSSH 8.2), which checks signatures, is not installed\n",
    )


@pytest.fixture
def signed(keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release with the maintainer's signature. Its folder is the working folder."""
    files = release("0.2.0")
    on_disk({**files, "manifest.json.sig": sign(keys, "maintainer", files[MANIFEST])}, tmp_path / NEW)
    monkeypatch.chdir(tmp_path)
    return tmp_path / NEW


@pytest.mark.parametrize("line", ["garbage", "a@example.org ssh-ed25519 AAAAxx", "a@example.org unheard-of KEY"])
def test_lines_that_are_no_signers_are_told_and_not_taken_for_strangers(
    claimkit: Command, signed: Path, keys: Path, line: str
) -> None:
    stranger = (keys / "stranger.pub").read_text()
    line = line.replace("KEY", stranger.strip())
    (signed.parent / "broken").write_text(f"# who may sign\nx@example.org {stranger}{line}\n")
    result = claimkit("verify", signed, "--allowed-signers", "broken")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("claimkit: broken is no file of allowed signers: line 3: ")
    with (signed.parent / "broken").open("a") as file:
        file.write((keys / "allowed").read_text())
    assert claimkit("verify", signed, "--allowed-signers", "broken").code == 0, "the key is found all the same"
    (signed / "manifest.json.sig").write_bytes(sign(keys, "maintainer", b"something else"))
    assert claimkit("verify", signed, "--allowed-signers", "broken").code == 1


@pytest.mark.parametrize("option", ["", 'valid-before="20200101" ', 'valid-after="20900101" ', 'namespaces="file" '])
def test_who_may_not_sign_is_no_fault_of_the_file(claimkit: Command, signed: Path, keys: Path, option: str) -> None:
    key = (keys / ("maintainer.pub" if option else "stranger.pub")).read_text()
    (signed.parent / "allowed").write_text(f"x@example.org {option}{key}")
    result = claimkit("verify", signed, "--allowed-signers", "allowed")
    assert (result.code, result.out) == (
        1,
        "manifest.json.sig: is of manifest.json by no key in allowed\n",
    )


def test_signers_may_come_through_a_pipe(claimkit: Command, signed: Path, keys: Path) -> None:
    """As a shell gives them by `<(...)`: once."""
    end, start = os.pipe()
    with os.fdopen(start, "wb") as pipe:
        pipe.write((keys / "allowed").read_bytes())
    try:
        result = claimkit("verify", signed, "--allowed-signers", f"/dev/fd/{end}")
    finally:
        os.close(end)
    assert (result.code, result.err.splitlines()[-1]) == (
        0,
        "consistent in itself; signed by curator@example.org",
    )


def test_nobody_signed_whom_the_list_takes_out(claimkit: Command, signed: Path, keys: Path) -> None:
    for who, said in (("!b@example.org,*@example.org", "*@example.org"), ("!b@x,b@x,c@x", "c@x")):
        (signed.parent / "allowed").write_text(f"{who} {(keys / 'maintainer.pub').read_text()}")
        result = claimkit("verify", signed, "--allowed-signers", "allowed")
        assert (result.code, result.err.splitlines()[-1]) == (0, f"consistent in itself; signed by {said}")
    (signed.parent / "allowed").write_text(f"!b@x {(keys / 'maintainer.pub').read_text()}")
    assert claimkit("verify", signed, "--allowed-signers", "allowed").code == 1


@pytest.mark.parametrize("option", ["--signature", "--allowed-signers"])
def test_what_never_ends_is_not_read_to_its_end(claimkit: Command, signed: Path, keys: Path, option: str) -> None:
    given = {"--signature": signed / "manifest.json.sig", "--allowed-signers": keys / "allowed"}
    result = claimkit("verify", signed, *(part for pair in {**given, option: "/dev/zero"}.items() for part in pair))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("claimkit: /dev/zero has more than ")


# Passages


def test_passages_are_proven_by_the_texts_at_hand(claimkit: Command, places: Path, tmp_path: Path) -> None:
    result = claimkit("verify", places / "new", "--texts", BASE_TEXTS)
    assert result.code == 0
    assert "1 passage proven, 0 not at hand" in result.err
    (tmp_path / "none").mkdir()
    assert "0 passages proven, 1 not at hand" in claimkit("verify", places / "new", "--texts", "none").err
    (tmp_path / "none/blog.txt").write_text("something else altogether")
    refused = claimkit("verify", places / "new", "--texts", "none")
    assert refused.code == 1
    assert refused.out.startswith(f"claims.jsonld: {CAFFEINE}: ")
    assert claimkit("verify", places / "new", "--texts", "nowhere").code == 2


# Hostile archives and folders


def refusal(raw: bytes, place: Path) -> list[tuple[str, str]]:
    """What is found in a zip, which nothing may come out of."""
    folder = place / "hostile"
    folder.mkdir(exist_ok=True)
    (folder / "x.zip").write_bytes(raw)
    try:
        result = verify(opened(folder / "x.zip"), __version__)
        return [(one.path, one.message) for one in result.findings]
    except RefusedError as error:
        return [(one.path, one.message) for one in error.findings]
    except NoReleaseError as error:
        return [("", str(error))]
    finally:
        assert [path.name for path in folder.iterdir()] == ["x.zip"]


def test_the_zip_of_the_tests_is_one_that_passes(tmp_path: Path) -> None:
    assert refusal(zipped(members(release("0.2.0"))), tmp_path) == []


BEHIND = "the zip is cut off, or has a comment or bytes behind its end"


def test_a_comment_is_refused_for_another_zip_may_stand_in_it(tmp_path: Path) -> None:
    """An end in the comment, which `zipfile` and others take, and a directory there that names another content."""
    import zipfile

    entries, name = members(release("0.2.0")), f"{NEW}/csv/claims.csv"
    lone = zipped([(name.encode(), b"altered", {})])
    directory_of_lone = struct.unpack_from("<I", lone, len(lone) - 6)[0]
    plain = zipped(entries)
    start = struct.unpack_from("<I", plain, len(plain) - 6)[0]
    directory = bytearray(plain[start:-22])
    own = directory.index(name.encode()) - 46
    directory[own : own + 46 + len(name)] = lone[directory_of_lone:-22]
    struct.pack_into("<I", directory, own + 42, len(plain))
    at, count = len(plain) + directory_of_lone, len(entries)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
    comment = lone[:directory_of_lone] + directory + end + b"tail"
    (tmp_path / "doubled.zip").write_bytes(plain[:-2] + struct.pack("<H", len(comment)) + comment)
    with zipfile.ZipFile(tmp_path / "doubled.zip") as archive:
        assert len(archive.namelist()) == count
        assert archive.read(name) == b"altered"
    assert refusal((tmp_path / "doubled.zip").read_bytes(), tmp_path) == [("", BEHIND)]
    assert refusal(zipped(entries, comment=b"kept for years"), tmp_path) == [("", BEHIND)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"{NEW}/../../evil", "leads out of the folder"),
        ("../evil", "leads out of the folder"),
        ("/etc/evil", "has an absolute name"),
        (f"{NEW}\\evil", "has a backslash in its name"),
        ("C:/evil", "begins with a drive letter"),
        (f"{NEW}/csv/", "is the entry of a folder; claimkit writes files alone"),
        (f"{NEW}/./x", "has a name that no file of a release has"),
        (f"{NEW}//x", "has a name that no file of a release has"),
        (f"{NEW}/caf\u00e9.csv", "has a name that no file of a release has"),
        (f"{NEW}/cafe\u0301.csv", "has a name that no file of a release has"),
        (f"{NEW}/x\0.csv", "has a name that no file of a release has"),
        (f"{NEW}/x\x1b[2J", "has a name that no file of a release has"),
        ("", "has a name that no file of a release has"),
        ("evil", "stands outside the folder"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str, said: str) -> None:
    assert refusal(zipped([*members(release("0.2.0")), (name.encode(), b"x", {})]), tmp_path) == [(name, said)]


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        ({"attributes": 0o120777 << 16}, "is a symbolic link"),
        ({"attributes": 0o010644 << 16}, "is no plain file"),
        ({"attributes": 0o060644 << 16}, "is no plain file"),
        ({"attributes": 0x10, "system": 0}, "is no plain file"),
        ({"flags": 1}, "is encrypted"),
        ({"flags": 0x2000}, "is encrypted"),
        ({"method": 8}, "is compressed; claimkit stores what it puts into a zip"),
        ({"method": 99}, "is compressed; claimkit stores what it puts into a zip"),
        ({"size": 5_000_000_000 % 2**32}, "is said to have 705,032,704 bytes and to take 1"),
        ({"flags": 8}, "has fields that claimkit does not write"),
        ({"system": 0}, "has fields that claimkit does not write"),
        ({"attributes": 0o104777 << 16}, "has fields that claimkit does not write"),
        ({"local_size": 2}, "has another header at its own place than in the zip's directory"),
        ({"local_crc": 2}, "has another header at its own place than in the zip's directory"),
        ({"start": 0}, "overlaps another entry"),
        ({"start": 2**31}, "stands behind bytes of no entry"),
        ({"size": 2**31, "packed": 2**31}, "is cut off"),
    ],
)
def test_an_entry_that_lies_is_refused_by_name(tmp_path: Path, lie: dict[str, int], said: str) -> None:
    name = f"{NEW}/zzz.csv"
    found = refusal(zipped([*members(release("0.2.0")), (name.encode(), b"x", lie)]), tmp_path)
    assert [message for _, message in found] == [said]
    assert found[0][0] == name or said == "overlaps another entry"


def test_a_bomb_is_refused_before_anything_of_it_is_read(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr(f"{NEW}/claims.jsonld", bytes(50_000_000))
    found = refusal((tmp_path / "bomb.zip").read_bytes(), tmp_path)
    assert found == [(f"{NEW}/claims.jsonld", "is compressed; claimkit stores what it puts into a zip")]
    many = zipped([(f"{NEW}/{n}".encode(), b"", {}) for n in range(MOST_FILES + 1)])
    assert refusal(many, tmp_path) == [("", "the zip has more than 20,000 entries")]


def test_names_that_stand_twice_or_differ_in_case_are_refused(tmp_path: Path) -> None:
    entries = members(release("0.2.0"))
    twice = f"{NEW}/csv/claims.csv"
    assert refusal(zipped([*entries, (twice.encode(), b"x", {})]), tmp_path) == [(twice, "stands 2 times in the zip")]
    twin = refusal(zipped([*entries, (twice.replace("claims.c", "Claims.c").encode(), b"x", {})]), tmp_path)
    assert [path for path, _ in twin] == sorted([twice, twice.replace("claims.c", "Claims.c")])


def test_bytes_that_no_entry_has_are_refused(tmp_path: Path) -> None:
    raw = zipped(members(release("0.2.0")))
    assert refusal(b"#!/bin/sh\n" + raw, tmp_path)[0][1].startswith("the zip's directory does not stand where")
    assert refusal(raw + b"x", tmp_path) == [("", BEHIND)]
    assert refusal(raw[:-1], tmp_path) == [("", BEHIND)]
    assert refusal(raw + raw, tmp_path) != []
    between = zipped(members(release("0.2.0")), between=b"hidden")
    assert refusal(between, tmp_path)[0][1] == "stands behind bytes of no entry"
    one = zipped([(f"{NEW}/a".encode(), b"x", {})], between=b"hidden")
    assert refusal(one, tmp_path) == [(f"{NEW}/a", "stands before bytes of no entry")]


def test_two_folders_no_folder_and_no_entry_are_refused(tmp_path: Path) -> None:
    both = [*members(release("0.2.0")), *members(release("0.1.0"), OLD)]
    assert [path for path, _ in refusal(zipped(both), tmp_path)] == [OLD, NEW]
    assert refusal(zipped([]), tmp_path) == [("", "is an empty zip")]
    found = refusal(zipped([(f"{NEW}/x".encode(), b"", {})]), tmp_path)
    assert (MANIFEST, "is missing") in found


def test_a_zip_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    raw = zipped(members(release("0.2.0")))
    chance = random.Random(8)  # noqa: S311  repeatable, not secret
    ends = [0, 1, 21, 22, 30, len(raw) - 1, len(raw) - 22, len(raw) - 23]
    for end in [*ends, *chance.sample(range(len(raw)), 100)]:
        assert refusal(raw[:end], tmp_path), end
    for at in chance.sample(range(len(raw) - 100), 100):  # and with a part of it gone
        assert refusal(raw[:at] + raw[at + 50 :], tmp_path), at


def test_no_byte_of_a_zip_can_change_what_is_read_out_of_it(tmp_path: Path) -> None:
    """Nor what the headers say beside: each of their fields has one value, whichever program looks at it."""
    raw = zipped(members(release("0.2.0")))
    chance = random.Random(8)  # noqa: S311  repeatable, not secret
    sizes = {b"PK\1\2": 46, b"PK\3\4": 30}
    found = list(re.finditer(rb"PK(\x01\x02|\x03\x04)", raw))
    headers = [one.start() + at for one in found for at in range(sizes[one.group()])]
    first_of_directory = next(one.start() for one in found if one.group() == b"PK\1\2")
    ends = [*range(30), *range(first_of_directory, first_of_directory + 46), *range(len(raw) - 22, len(raw))]
    for at in [*chance.sample(headers, 150), *ends]:
        assert refusal(flipped(raw, at), tmp_path), at


def test_a_zip_has_no_more_directory_than_its_entries_take(tmp_path: Path) -> None:
    """It is held in memory; `count` entries of the longest name fit in less."""
    raw = zipped(members({"x": b""}))
    start, padding = struct.unpack_from("<I", raw, len(raw) - 6)[0], bytes(700)
    length = len(raw) - 22 - start + len(padding)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, length, start, 0)
    said = "the zip's directory is longer than its entries can be"
    assert refusal(raw[:-22] + padding + end, tmp_path) == [("", said)]


def test_names_that_differ_in_case_alone_are_refused_in_a_folder(tmp_path: Path) -> None:
    on_disk({**release("0.2.0"), "csv/Claims.csv": b"x"}, tmp_path / NEW)
    if len(list((tmp_path / NEW / "csv").glob("[Cc]laims.csv"))) == 1:
        return  # this file system does not tell them apart
    with pytest.raises(RefusedError) as refused:
        opened(tmp_path / NEW)
    assert [one.path for one in refused.value.findings] == ["csv/Claims.csv", "csv/claims.csv"]


@pytest.mark.parametrize("kind", ["file", "folder", "pipe"])
def test_a_folder_with_links_or_pipes_is_refused_by_name(claimkit: Command, tmp_path: Path, kind: str) -> None:
    folder = on_disk(release("0.2.0"), tmp_path / NEW)
    elsewhere = on_disk({"claims.csv": release("0.2.0")["csv/claims.csv"]}, tmp_path / "elsewhere")
    if kind == "folder":
        (folder / "csv").rename(tmp_path / "tables")
        (folder / "csv").symlink_to(tmp_path / "tables")
    else:
        (folder / "csv/claims.csv").unlink()
        if kind == "file":
            (folder / "csv/claims.csv").symlink_to(elsewhere / "claims.csv")
        else:
            os.mkfifo(folder / "csv/claims.csv")
    result = claimkit("verify", NEW)
    what = "a device or pipe" if kind == "pipe" else "a symbolic link"
    assert (result.code, result.out) == (
        1,
        f"csv{'' if kind == 'folder' else '/claims.csv'}: is no plain file but {what}\n",
    )
    assert result.err.endswith("do not rely on it\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty", "is a folder without a file, as in no release"),
        ("csv/empty/too", "is a folder without a file, as in no release"),
        (".git", "has a name that no file of a release has"),
        ("a/b/c/d/e", "is a folder deeper than any of a release"),
    ],
)
def test_an_empty_folder_is_refused_by_name(claimkit: Command, tmp_path: Path, name: str, said: str) -> None:
    """Nothing in the manifest accounts for it, and its name may say anything."""
    folder = on_disk(release("0.2.0"), tmp_path / NEW)
    (folder / name).mkdir(parents=True)
    result = claimkit("verify", NEW)
    shown = "a/b/c/d" if name.startswith("a/") else name
    assert (result.code, result.out) == (1, f"{shown}: {said}\n")


def test_empty_folders_count_as_files_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = on_disk(release("0.2.0"), tmp_path / NEW)
    monkeypatch.setattr(of_sealed, "MOST_FILES", len(NAMES))
    opened(folder)
    (folder / "zzz").mkdir()
    with pytest.raises(RefusedError) as refused:
        opened(folder)
    assert [(one.path, "files and empty folders" in one.message) for one in refused.value.findings] == [("zzz", True)]


def test_what_holds_no_release_is_not_answered(claimkit: Command, places: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no zip")
    two = on_disk({f"{OLD}/{MANIFEST}": b"{}", f"{NEW}/{MANIFEST}": b"{}"}, tmp_path / "two")
    for place, said in (
        ("nowhere", "does not exist"),
        ("empty", "is no release"),
        ("text.zip", "is no zip"),
        (two, "holds 2 releases"),
        ("a\0b", "embedded null"),
        ("", "no release"),
    ):
        result = claimkit("verify", "--", place)
        assert (result.code, result.out) == (2, ""), place
        assert said in result.err, place


def test_names_out_of_a_release_do_not_act_in_a_terminal(claimkit: Command, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped([(f"{NEW}/\x1b[2J\u202e".encode(), b"x", {})]))
    for arguments in (["--color", "always"], ["--format", "json"]):
        out = claimkit("verify", "x.zip", *arguments).out
        assert "\x1b[2J" not in out
        assert "\u202e" not in out
        assert "2J" in out


def test_names_of_real_releases_have_no_objection() -> None:
    assert [name for name in [*NAMES, *release("0.1.0")] if objection(name)] == []


def test_no_finding_hides_that_nothing_was_judged() -> None:
    """What is refused early leaves no claims behind that something else could be held against."""
    result: Verification = verify(Memory({**release("0.2.0"), "claims.jsonld": b"{}"}), __version__)
    assert (result.claims, result.corpus) == ({}, None)


def test_the_way_by_hand_finds_the_digests(places: Path, tmp_path: Path) -> None:
    """The block of docs/verifying.md, run as it stands there but for the names of release and claim."""
    (block,) = re.findall(r"## By hand\n\n```sh\n(.*?)```", PAGE, re.DOTALL)
    for there, here in (("gutbone-claims-0.2.0", NEW), ("gbc:7k3m9qxf", CAFFEINE)):
        assert there in block
        block = block.replace(there, here)
    shutil.copy(places / "new" / f"{NEW}.zip", tmp_path)
    ran = subprocess.run(["bash", "-eu"], input=block, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    digest = entry(release("0.2.0")[SECOND]).claims[CAFFEINE].digest
    checked = [line for line in lines if line.endswith(": OK")]
    assert len(checked) == len(NAMES) - 1
    assert lines[-3:] == [
        f"{hashlib.sha256(release('0.2.0')[MANIFEST]).hexdigest()}  manifest.json",
        f"{digest}  -",
        f'   "digest": "{digest}",',
    ]


def test_the_digest_of_the_ledger_is_found_by_hand_too() -> None:
    """The filter of docs/verifying.md, by jq's own library; its options -c, -j and -S by json.dumps."""
    (found,) = re.findall(r"^jq -cjS '(.+)' ledger/0\.2\.0\.json \| sha256sum$", PAGE, re.MULTILINE)
    raw = release("0.2.0")[SECOND]
    (left,) = jq.compile(found).input_text(raw.decode()).all()
    written = json.dumps(left, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(written).hexdigest() == entry(raw).sha256
