"""The citation of a dataset, or of a source or term in it; `claims` makes those of claims and their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from claimkit.citing import claims
from claimkit.citing.citation import Citation, NotCitableError
from claimkit.citing.editions import Edition, Held, digest_of, edition_of, instead_of, last_held, notes_on
from claimkit.citing.subjects import Kind, Subject, subject_of, there_is
from claimkit.corpus import Corpus
from claimkit.derive.digest import source_digest, term_digest
from claimkit.exporters.iris import Iris
from claimkit.model import DatasetMetadata, LedgerEntry


def cite(
    corpus: Corpus, text: str | None = None, release: str | None = None, accessed: str | None = None
) -> Citation:
    """The citation of what a text means: a claim by its id, anything by its address, the dataset without a text.

    `release` is a version that the ledger holds, `accessed` a date like 2026-11-21. Raises NotCitableError.
    """
    dataset, subject, edition = resolved(corpus, text, release)
    made = _MAKERS[subject.kind](corpus, dataset, subject, edition)
    return replace(
        made,
        author=dataset.creators,
        issued=edition.date,
        accessed=accessed,
        licence=dataset.license,
        container_title=None if subject.kind == "dataset" else dataset.title,
        container_version=None if subject.kind == "dataset" else edition.version,
        notes=(*edition.notes, *made.notes),
    )


def resolved(corpus: Corpus, text: str | None, release: str | None) -> tuple[DatasetMetadata, Subject, Edition]:
    """What is meant, in which edition. Raises NotCitableError."""
    if corpus.dataset is None:
        raise NotCitableError("dataset.yaml could not be read; run: claimkit validate")
    dataset = corpus.dataset.value
    subject = subject_of(text, dataset, corpus)
    if subject.kind == "dataset" and subject.version:
        if release not in (None, subject.version):
            raise NotCitableError(f"the address is that of {subject.version}, and --release says {release}")
        release = subject.version
    edition = edition_of(corpus, dataset, release)
    if subject.kind == "claim" and subject.version:
        edition = claims.edition_with(int(subject.version), subject.name, corpus, dataset, edition)
    return dataset, subject, edition


def _dataset(_: Corpus, dataset: DatasetMetadata, __: Subject, edition: Edition) -> Citation:
    entry = edition.entry
    return Citation(
        key=f"{dataset.name}-{edition.version}",
        type="dataset",
        genre="dataset",
        title=dataset.title,
        version=edition.version,
        url=Iris(dataset).dataset_version(edition.version) if entry else dataset.base_iri,
        digest=entry.sha256 if entry else None,
    )


def _source(corpus: Corpus, dataset: DatasetMetadata, subject: Subject, edition: Edition) -> Citation:
    """Of what the dataset says of a work or of one of its studies; `works` cites the work itself."""
    key, _, study = subject.name.partition("/")
    entry, what = corpus.sources.get(key), f"record of the {'study' if study else 'source'}"

    def held(one: LedgerEntry) -> Held | None:
        return Held(one.sources[key].digest) if key in one.sources else None

    now = source_digest(entry.value, corpus) if entry else None
    instead = instead_of(key, corpus.sources, lambda one: one.sources, edition, corpus)
    digest = digest_of(f"source {key}", now, held, edition, instead)
    known = entry is not None and digest == now
    ids = [one.id for one in entry.value.studies] if entry and known else _studies(key, edition.entry)
    if study and study not in ids:
        gone = last_held(corpus, lambda one: study in _studies(key, one))
        when = f" in {edition.version}" if edition.asked else ""
        raise NotCitableError(f"the source {key} has no study {study}{when}" + (gone or there_is(study, ids)))
    return Citation(
        key=f"{dataset.name}-source-{subject.name.replace('/', '-')}",
        type="entry",
        genre=what,
        number=subject.name,
        title=f"Record of {entry.value.title}" if entry and known else f"[Record of {subject.name}]",
        url=Iris(dataset).source(subject.name),
        digest=digest,
        notes=notes_on("record", now, held, edition, corpus),
    )


def _studies(key: str, entry: LedgerEntry | None) -> Sequence[str]:
    """The ids of the studies that a source has in a release."""
    return entry.sources[key].studies if entry and key in entry.sources else ()


def _term(corpus: Corpus, dataset: DatasetMetadata, subject: Subject, edition: Edition) -> Citation:
    entry = corpus.terms[subject.name]  # an address leads to none but those that are there

    def held(one: LedgerEntry) -> Held | None:
        return Held(one.terms[subject.name].digest) if subject.name in one.terms else None

    now = term_digest(entry, corpus)
    instead = instead_of(subject.name, corpus.terms, lambda one: one.terms, edition, corpus)
    digest = digest_of(f"term {subject.name}", now, held, edition, instead)
    return Citation(
        key=f"{dataset.name}-term-{subject.name}",
        type="entry",
        genre="term",
        number=entry.value.id,
        title=entry.value.label if digest == now else f"[Term {subject.name}]",
        url=Iris(dataset).term(entry.value.id),
        digest=digest,
        notes=notes_on("term", now, held, edition, corpus),
    )


_MAKERS: dict[Kind, Callable[[Corpus, DatasetMetadata, Subject, Edition], Citation]] = {
    "dataset": _dataset,
    "claim": claims.claim,
    "line": claims.line,
    "source": _source,
    "term": _term,
}
