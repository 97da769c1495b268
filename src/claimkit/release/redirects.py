"""redirects.csv: where each permanent address leads, for a resolver such as w3id.org.

An address is an IRI below `base_iri`; here stands what comes after it. It leads to a file of a release, and to a key
in that file: what is gone leads to the last release that held it, and a withdrawn claim to its record, with the
reason and the successor beside it. Where releases are kept is the resolver's knowledge, not ours.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from claimkit.corpus import Corpus
from claimkit.derive.lines import keys_of
from claimkit.exporters.records import RECORDS
from claimkit.model import Claim
from claimkit.model.dataset import FORMAT

REDIRECTS = "redirects.csv"
COLUMNS = ("path", "release", "file", "key", "note")
Row = tuple[str, str, str, str, str]


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
    yield from _claims(corpus, edition)
    sources = _newest(
        ((entry.value.version, entry.value.sources) for entry in corpus.ledger), edition, corpus.sources
    )
    yield from ((f"source/{key}", release, "csv/sources.csv", key, "") for key, release in sources)
    for key, source in sorted(corpus.sources.items()):
        for study in source.value.studies:
            name = f"{key}/{study.id}"
            yield f"source/{name}", edition, "csv/studies.csv", name, ""
    yield from _terms(corpus, edition)
    yield from ((f"schema/{FORMAT}/{name}", edition, f"schema/{name}", "", "") for name in sorted(schemas))
    yield "vocab", edition, "schema/vocabulary.jsonld", "", ""


def _claims(corpus: Corpus, edition: str) -> Iterator[Row]:
    for entry in corpus.published:
        claim = entry.value
        path = f"claim/{claim.id.partition(':')[2]}"
        yield path, edition, RECORDS, claim.id, _tombstone(claim)
        versions = {claim.version: edition}
        for release in reversed(corpus.ledger):
            held = release.value.claims.get(claim.id)
            if held is not None:
                versions.setdefault(held.version, release.value.version)
        for version, release_name in sorted(versions.items()):
            yield f"{path}/v{version}", release_name, RECORDS, claim.id, ""
        yield from (
            (f"{path}/evidence/{key}", edition, "csv/evidence.csv", f"{claim.id}/evidence/{key}", "")
            for key in sorted(keys_of(claim))
        )


def _tombstone(claim: Claim) -> str:
    gone = claim.withdrawal
    if gone is None:
        return ""
    successor = f"; replaced by {gone.replaced_by}" if gone.replaced_by else ""
    return f"withdrawn {gone.date}: {gone.reason}{successor}"


def _terms(corpus: Corpus, edition: str) -> Iterator[Row]:
    released = (
        (entry.value.version, {term.id for term in entry.value.terms.values() if corpus.is_local(term.id)})
        for entry in corpus.ledger
    )
    own = {entry.value.id for entry in corpus.terms.values() if corpus.is_local(entry.value.id)}
    for curie, release in _newest(released, edition, own):
        yield f"term/{curie.partition(':')[2]}", release, "csv/terms.csv", curie, ""


def _newest(
    released: Iterable[tuple[str, Iterable[str]]], edition: str, now: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Each name with the newest release that holds it. `released` begins with the oldest."""
    found = {name: version for version, names in released for name in names}
    found |= dict.fromkeys(now, edition)
    yield from sorted(found.items())
