"""Release 0.1.0, as it was published: whatever changes here, it is read, proven and cited as on its first day.

The zip in tests/data/releases is never made anew. Where one of these fails, the code is wrong and not the file.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

import claimkit as package
from conftest import REPOSITORY, Command

RELEASE = Path(__file__).parent / "data/releases/gutbone-claims-0.1.0.zip"
SHA256 = "da5c4118d41f06040fe8171cb6e85a31d05d4901022bdb5e64853cead9c6dddb"
MANIFEST_SHA256 = "d1ac775a81f574bea6f776a45c2c30b31030d57ae7f90d7b387e290cad94715a"
CLAIM, DIGEST = "gbc:7k3m9qxf", "29e0fc5d7aefae9384cc96ce163eb3caa45b9a9ed09cc4565a543520d293254e"
COMMIT = "3b880e539bae9537cf756807858e79ff4fdd798b"
FOLDER = RELEASE.stem


def member(name: str) -> bytes:
    with zipfile.ZipFile(RELEASE) as archive:
        return archive.read(f"{FOLDER}/{name}")


def test_the_file_is_the_one_that_was_published() -> None:
    assert hashlib.sha256(RELEASE.read_bytes()).hexdigest() == SHA256
    assert hashlib.sha256(member("manifest.json")).hexdigest() == MANIFEST_SHA256


def test_the_page_on_verifying_gives_its_digests() -> None:
    page = (REPOSITORY / "docs/verifying.md").read_text()
    date = json.loads(member("ledger/0.1.0.json"))["date"]
    assert f"| 0.1.0, {date} | `{COMMIT}` | `{MANIFEST_SHA256}` | `{SHA256}` |\n" in page
    assert json.loads(member("manifest.json"))["commit"] == COMMIT


def test_the_ledger_of_this_repository_begins_with_its_entry() -> None:
    assert (REPOSITORY / "claims/releases/0.1.0.json").read_bytes() == member("ledger/0.1.0.json")


@pytest.fixture(scope="module")
def dataset() -> package.Dataset:
    return package.load(RELEASE)


def test_load_reads_it_with_every_digest_of_its_ledger(dataset: package.Dataset) -> None:
    entry = json.loads(member("ledger/0.1.0.json"))
    assert len(dataset.claims) == len(entry["claims"]) == 123
    assert {claim: dataset.digest(claim) for claim in dataset.claims} == {
        claim: held["digest"] for claim, held in entry["claims"].items()
    }
    assert dataset.digest(CLAIM) == DIGEST


def test_what_it_says_is_found(dataset: package.Dataset) -> None:
    claim = dataset.claims[CLAIM]
    assert (claim.version, claim.direction, claim.strain) == (1, "increases", "atcc-pta-6475")
    assert claim.evidence_level == "randomized-trial"
    assert CLAIM in {found.id for found in dataset.filter(strain="atcc-pta-6475", level="randomized-trial")}
    assert dataset.validate() == ()


def test_verify_proves_it(claimkit: Command) -> None:
    told = claimkit("verify", str(RELEASE), "--expect", MANIFEST_SHA256)
    assert told.code == 0, told.out + told.err
    assert "gutbone-claims 0.1.0" in told.err


def test_a_citation_of_a_claim_names_release_and_digest(claimkit: Command) -> None:
    told = claimkit("cite", CLAIM, str(RELEASE))
    assert told.code == 0
    assert "version 0.1.0." in told.out
    assert f"https://w3id.org/gutbone-claims/claim/7k3m9qxf/v1. sha256:{DIGEST}." in told.out


def test_the_digest_is_that_of_its_line_of_records() -> None:
    lines = member("records.jsonl").splitlines()
    (line,) = (line for line in lines if json.loads(line)["claim"]["id"] == CLAIM)
    assert hashlib.sha256(line).hexdigest() == DIGEST
