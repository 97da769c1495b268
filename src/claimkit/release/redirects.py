"""redirects.csv: where each permanent address leads, for a resolver such as w3id.org.

An address is an IRI below `base_iri`; here stands what comes after it. It leads to a file of a release, and to a key
in that file: the `id` of a row, or of the claim in a line of records.jsonl. What is gone leads to the last release
that held it, and a withdrawn claim to its record, with the reason and the successor beside it. Where releases are
kept is the resolver's knowledge, not ours.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TypeVar

from claimkit.corpus import Corpus
from claimkit.derive.lines import keys_of
from claimkit.exporters.iris import Iris
from claimkit.exporters.records import RECORDS
from claimkit.exporters.tables.evidence import line_id
from claimkit.model import Claim, LedgerEntry
from claimkit.model.dataset import FORMAT

REDIRECTS = "redirects.csv"
COLUMNS = ("path", "release", "file", "key", "note")
Row = tuple[str, str, str, str, str]
_Name = TypeVar("_Name", str, int)


def table(corpus: Corpus, edition: str, schemas: Iterable[str]) -> bytes:
    """The file's bytes. `schemas` are the names of the files below schema/."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(corpus, edition, schemas))
    return text.getvalue().encode()


def rows(corpus: Corpus, edition: str, schemas: Iterable[str]) -> Iterator[Row]:
    """Every address once, sorted within its kind: dataset, releases, claims, sources, terms, schemas, vocabulary."""
    yield "", edition, "", "", "the newest release"
    for entry in corpus.ledger:
        yield f"release/{entry.value.version}", entry.value.version, "", "", f"released {entry.value.date}"
    released = [entry.value for entry in corpus.ledger]
    yield from _claims(corpus, edition, released)
    yield from _sources(corpus, edition, released)
    yield from _terms(corpus, edition, released)
    yield from ((f"schema/{FORMAT}/{name}", edition, f"schema/{name}", "", "") for name in sorted(schemas))
    yield "vocab", edition, "schema/vocabulary.jsonld", "", ""


def _claims(corpus: Corpus, edition: str, released: list[LedgerEntry]) -> Iterator[Row]:
    """Each claim, its versions and its lines of evidence."""
    records = {entry.value.id: entry.value for entry in corpus.published}
    for claim_id, newest in _newest(((one.version, one.claims) for one in released), edition, records):
        path, record = f"claim/{claim_id.partition(':')[2]}", records.get(claim_id)
        yield path, newest, RECORDS, claim_id, _tombstone(record)
        held = [(one.version, one.claims[claim_id]) for one in released if claim_id in one.claims]
        versions = ((release, [claim.version]) for release, claim in held)
        for version, release in _newest(versions, edition, [record.version] if record else []):
            yield f"{path}/v{version}", release, RECORDS, claim_id, ""
        lines = ((release, claim.evidence) for release, claim in held)
        for key, release in _newest(lines, edition, keys_of(record) if record else []):
            yield f"{path}/evidence/{key}", release, "csv/evidence.csv", line_id(claim_id, key), ""


def _tombstone(claim: Claim | None) -> str:
    gone = claim.withdrawal if claim else None
    if gone is None:
        return ""
    successor = f"; replaced by {gone.replaced_by}" if gone.replaced_by else ""
    return f"withdrawn {gone.date}: {gone.reason}{successor}"


def _sources(corpus: Corpus, edition: str, released: list[LedgerEntry]) -> Iterator[Row]:
    """Each source and its studies."""
    for key, newest in _newest(((one.version, one.sources) for one in released), edition, corpus.sources):
        yield f"source/{key}", newest, "csv/sources.csv", key, ""
        held = ((one.version, one.sources[key].studies) for one in released if key in one.sources)
        source = corpus.sources.get(key)
        now = [study.id for study in source.value.studies] if source else []
        for study, release in _newest(held, edition, now):
            yield f"source/{key}/{study}", release, "csv/studies.csv", f"{key}/{study}", ""


def _terms(corpus: Corpus, edition: str, released: list[LedgerEntry]) -> Iterator[Row]:
    """Each term of the dataset's own; those of other vocabularies stand at addresses of others."""
    iris = Iris.of(corpus)
    held = ((one.version, [term.id for term in one.terms.values()]) for one in released)
    for curie, release in _newest(held, edition, [entry.value.id for entry in corpus.terms.values()]):
        if corpus.is_local(curie):
            path = iris.term(curie).removeprefix(iris.dataset.base_iri)
            yield path, release, "csv/terms.csv", curie, ""


def _newest(
    released: Iterable[tuple[str, Iterable[_Name]]], edition: str, now: Iterable[_Name]
) -> Iterator[tuple[_Name, str]]:
    """Each name with the newest release that holds it, sorted. `released` begins with the oldest."""
    found = {name: version for version, names in released for name in names}
    found |= dict.fromkeys(now, edition)
    yield from sorted(found.items())
