"""redirects.csv: every address leads to what it names, and none that was promised is ever lost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from cases import TESTS
from claimkit import __version__
from claimkit.release.redirects import REDIRECTS
from claimkit.verifying import verify
from released import CAFFEINE, RECORDS, Files, Memory, dataset, released, with_entry

Row = dict[str, str]
Releases = Mapping[str, Files]
CAFFEINE_RECORD = RECORDS[CAFFEINE]
REAL, DEMO = "https://w3id.org/gutbone-claims/", "https://example.org/demo/"
KINDS = {"Claim", "EvidenceLine", "Source", "Study", "Concept"}
PROMISED = TESTS / "data/promised-addresses.txt"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
VERSION = "<http://purl.org/dc/terms/hasVersion>"


def at(files: Files, version: str) -> Files:
    """The dataset under another version."""
    yaml = re.sub(rb"(?m)^version: .*$", f"version: {version}".encode(), files["dataset.yaml"])
    return {**files, "dataset.yaml": yaml}


def redirects(files: Files) -> list[Row]:
    return list(csv.DictReader(io.StringIO(files[REDIRECTS].decode(), newline="")))


@cache
def table(raw: bytes, name: str, package: bytes) -> list[tuple[str, str | None]]:
    """Of each row of a table its primary key, which is one column, and its address, if the table has addresses."""
    resources = {one["path"]: one["schema"]["primaryKey"] for one in json.loads(package)["resources"]}
    (key,) = resources[name]
    return [(row[key], row.get("iri")) for row in csv.DictReader(io.StringIO(raw.decode(), newline=""))]


@cache
def digested(raw: bytes) -> list[str]:
    return [json.loads(line)["claim"]["id"] for line in raw.splitlines()]


@cache
def statements(raw: bytes) -> list[list[str]]:
    return [line.split(" ", 2) for line in raw.decode().splitlines()]


@cache
def nodes(raw: bytes) -> dict[str, set[str]]:
    """Of each node in the graph the names of its types, by address."""
    found: dict[str, set[str]] = {}
    for subject, predicate, kind in statements(raw):
        if predicate == TYPE:
            found.setdefault(subject[1:-1], set()).add(re.split("[#/]", kind.removesuffix("> ."))[-1])
    return found


@cache
def versions(raw: bytes) -> list[tuple[str, str]]:
    """Which address of a version stands at which claim."""
    return [(other[1:-3], one[1:-1]) for one, predicate, other in statements(raw) if predicate == VERSION]


def leads(row: Row, base: str, releases: Releases) -> str:
    """What stands where an address leads to: asserted to be one thing, the same in table or file and in the graph."""
    held, address = releases[row["release"]], base + row["path"]
    if not row["file"]:
        assert row["path"] in ("", f"release/{row['release']}")
        return "release"
    raw, graph = held[row["file"]], held["claims.nq"]
    if row["file"].startswith("schema/"):
        assert row["key"] == ""
        assert not row["file"].endswith(".schema.json") or json.loads(raw)["$id"] == address
        return "schema"
    if row["file"] == "records.jsonl":
        assert digested(raw).count(row["key"]) == 1
        claim, _, version = address.partition("/v")
        if version:
            assert versions(graph).count((address, claim)) == 1
            return "version"
    else:
        found = [iri for key, iri in table(raw, row["file"], held["datapackage.json"]) if key == row["key"]]
        assert found in ([None], [address])
    (kind,) = nodes(graph)[address] & KINDS
    return kind


def followed(newest: str, releases: Releases, base: str) -> dict[str, str]:
    """What stands at each address of a release's table."""
    rows = redirects(releases[newest])
    found = {row["path"]: leads(row, base, releases) for row in rows}
    assert len(found) == len(rows)
    return found


# Of one release


@pytest.fixture(scope="module")
def real(few_files: Files) -> Files:
    """A first release of the real dataset's smaller cut."""
    files = at(few_files, "0.1.0")
    return released(with_entry(files, "0.1.0"), "0.1.0")


def test_every_address_of_a_real_release_leads_to_one_thing(real: Files) -> None:
    found = Counter(followed("0.1.0", {"0.1.0": real}, REAL).values())
    assert set(found) == {*KINDS, "release", "schema", "version"}
    assert found["EvidenceLine"] > found["Claim"] == found["version"] > 10


def test_every_node_has_an_address_of_its_own_or_a_name_below_one(real: Files) -> None:
    """docs/citing.md calls names below an address names inside a release."""
    promised = {REAL + row["path"] for row in redirects(real)}
    for address, kinds in nodes(real["claims.nq"]).items():
        if not address.startswith(REAL):
            assert kinds == {"Concept"}  # of another vocabulary
        elif kinds & {*KINDS, "Dataset"}:
            assert address in promised
        else:
            assert any(owner in promised for owner in owners(address)), address


def owners(address: str) -> Iterator[str]:
    """What an address stands below: without its fragment, then without one step after another."""
    address, _, fragment = address.partition("#")
    if fragment:
        yield address
    while "/" in address.removeprefix(REAL):
        address = address.rpartition("/")[0]
        yield address


# Over time


@pytest.fixture(scope="module")
def history() -> Releases:
    """Three releases: the second lacks a line, a study and a term, the third a claim's evidence and a source."""
    first = dataset("0.1.0")
    second = at(first, "0.2.0")
    put(second, CAFFEINE_RECORD, "version: 1", "version: 2")
    cut(second, CAFFEINE_RECORD, "  - source: blog\n", "related:")
    cut(second, "sources/trial-2020.yaml", "  - {id: coli", "verified:")
    cut(second, "terms/strains.yaml", "k-12:", "strain-168:")
    second = with_entry(second, "0.2.0", "0.1.0")
    third = at(second, "0.3.0")
    put(third, CAFFEINE_RECORD, "version: 2", "version: 3")
    put(third, CAFFEINE_RECORD, "status: accepted", "status: withdrawn")
    put(third, CAFFEINE_RECORD, "curation:", 'withdrawal: {reason: It was wrong., date: "2026-02-20"}\ncuration:')
    cut(third, CAFFEINE_RECORD, "evidence:\n", "related:")
    put(third, CAFFEINE_RECORD, "related:", "evidence: []\nrelated:")
    put(third, CAFFEINE_RECORD, "evidence_level: randomized-trial", "evidence_level: ungraded")
    del third["sources/blog.yaml"]
    third = with_entry(third, "0.3.0", "0.2.0")
    return {
        version: released(files, version) for version, files in zip(VERSIONS, (first, second, third), strict=True)
    }


VERSIONS = ("0.1.0", "0.2.0", "0.3.0")


def put(files: Files, path: str, old: str, new: str) -> None:
    text = files[path].decode()
    assert text.count(old) == 1, (path, old)
    files[path] = text.replace(old, new).encode()


def cut(files: Files, path: str, start: str, end: str) -> None:
    """Takes out what stands from one text to the next."""
    before, found, after = files[path].decode().partition(start)
    assert found
    assert end in after
    files[path] = (before + end + after.partition(end)[2]).encode()


def test_what_is_gone_leads_to_the_last_release_that_held_it(history: Releases) -> None:
    found = {row["path"]: row["release"] for row in redirects(history["0.3.0"])}
    assert {path: version for path, version in found.items() if version != "0.3.0" and "release/" not in path} == {
        "claim/0a1b2c39/v1": "0.1.0",
        "claim/0a1b2c39/v2": "0.2.0",
        "claim/0a1b2c39/evidence/blog/1": "0.1.0",
        "claim/0a1b2c39/evidence/trial-2020/trial/1": "0.2.0",
        "source/blog": "0.2.0",
        "source/trial-2020/coli": "0.1.0",
        "term/k-12": "0.1.0",
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_every_address_leads_to_one_thing_in_whichever_release(history: Releases, version: str) -> None:
    known = {one: files for one, files in history.items() if one <= version}
    assert followed(version, known, DEMO)["claim/0a1b2c39/evidence/blog/1"] == "EvidenceLine"


def test_no_address_is_ever_lost(history: Releases) -> None:
    paths = [{row["path"] for row in redirects(history[version])} for version in VERSIONS]
    assert paths[0] <= paths[1] <= paths[2]


def test_the_history_is_sound(history: Releases) -> None:
    for version, files in history.items():
        found = verify(Memory(files, f"demo-claims-{version}"), __version__)
        assert [(one.path, one.message) for one in found.findings] == []


def test_a_term_stands_at_its_own_address_also_where_its_prefix_is_a_step_below() -> None:
    files = dataset("0.1.0")
    put(files, "dataset.yaml", "demo/term/", "demo/term/local/")
    rows = redirects(released(with_entry(files, "0.1.0"), "0.1.0"))
    assert [row["key"] for row in rows if row["path"] == "term/local/k-12"] == ["dmt:k-12"]


def test_no_schema_and_no_word_of_the_vocabulary_loses_its_address(real: Files) -> None:
    """They are the same in every dataset, and no ledger holds them: what was published once stands in this list.

    Another format than 1 has schemas of its own; redirects.csv then leads those of format 1 to its last release.
    """
    promised = set(PROMISED.read_text().split())
    words = {node["@id"] for node in json.loads(real["schema/vocabulary.jsonld"])["@graph"]}
    now = {row["path"] for row in redirects(real)} | {word.removeprefix(REAL) for word in words}
    assert promised - now == set()
    assert {address.partition("/")[0].partition("#")[0] for address in promised} == {"schema", "vocab"}
