"""Sources: the works, their authors and studies, what was read of them, and what they say against overreading."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.derive.digest import source_digest
from claimkit.exporters.iris import Iris
from claimkit.exporters.tables.claims import term_cells
from claimkit.exporters.tables.evidence import caveat_id
from claimkit.exporters.tables.table import LOCATOR, Column, ForeignKey, Row, Table, locator_cells, of, text
from claimkit.model import Caveat, Name, Pool, Source, Standing, Study, TextAtHand, Verification

_BIBLIOGRAPHY = (
    *("type", "title", "issued", "accessed", "container_title", "volume", "issue", "page", "number", "publisher"),
    *("language", "doi", "pmid", "pmcid", "isbn", "url", "kind"),
)
_NAME = ("family", "given", "non_dropping_particle", "suffix", "literal", "orcid")
_STUDY = ("size", "dose", "duration", "registration", "sample", "funding", "conflicts")
_POOL = ("design", "size", "studies")
_TEXT = ("sha256", "tokens", "extent", "obtained", "licence")


def _by_key(corpus: Corpus) -> Iterator[Source]:
    for _, entry in sorted(corpus.sources.items()):
        yield entry.value


def _sources(corpus: Corpus) -> Iterator[Row]:
    iris = Iris.of(corpus)
    for source in _by_key(corpus):
        yield (
            source.id,
            iris.source(source.id),
            *(getattr(source, field) for field in _BIBLIOGRAPHY),
            source.standing.status,
            source.standing.checked,
            source_digest(source, corpus),
        )


def _authors(corpus: Corpus) -> Iterator[Row]:
    for source in _by_key(corpus):
        for role, names in (("author", source.author), ("editor", source.editor)):
            for k, name in enumerate(names, 1):
                yield (source.id, role, k, *(getattr(name, field) for field in _NAME))


def _studies(corpus: Corpus) -> Iterator[Row]:
    for source in _by_key(corpus):
        for study in source.studies:
            pool = study.pools
            yield (
                f"{source.id}/{study.id}",
                source.id,
                study.id,
                study.design,
                study.system,
                *term_cells(study.host, corpus),
                *term_cells(study.agent, corpus),
                *(getattr(study, field) for field in _STUDY),
                *(getattr(pool, field) if pool else None for field in _POOL),
            )


def _pooled(corpus: Corpus) -> Iterator[Row]:
    for source in _by_key(corpus):
        for study in source.studies:
            for included in sorted(set(study.pools.includes if study.pools else ())):
                yield (f"{source.id}/{study.id}", included)


def _citations(corpus: Corpus) -> Iterator[Row]:
    for source in _by_key(corpus):
        yield from ((source.id, cited) for cited in sorted(set(source.cites)))


def _caveats(corpus: Corpus) -> Iterator[Row]:
    for source in _by_key(corpus):
        for k, caveat in enumerate(source.caveats, 1):
            yield (caveat_id(source.id, k), source.id, k, caveat.text, *locator_cells(caveat.locator))


def _verified(corpus: Corpus) -> Iterator[Row]:
    for source in _by_key(corpus):
        for number, entry in enumerate(source.verified, 1):
            for k, field in enumerate(entry.fields, 1):
                yield (source.id, number, k, field, entry.from_, entry.via, entry.date)


def _texts(corpus: Corpus) -> Iterator[Row]:
    for source in _by_key(corpus):
        for k, known in enumerate(source.texts, 1):
            yield (source.id, k, *(getattr(known, field) for field in _TEXT))


_SOURCE = ForeignKey(("source_id",), "sources")
_OF_SOURCE = text("source_id", "The work", True)

SOURCES = Table(
    "sources",
    "One row a work",
    (
        text("id", "The key that records cite", True),
        text("iri", "Address of the work's record", True),
        *of(Source, *_BIBLIOGRAPHY),
        *of(Standing, "status", "checked", prefix="standing_"),
        text("digest", "SHA-256 of what the record says", True),
    ),
    ("id",),
    _sources,
)

AUTHORS = Table(
    "authors",
    "One row an author or editor of a work, in order",
    (
        _OF_SOURCE,
        text("role", "What the person or group did", True, ("author", "editor")),
        Column("position", "integer", "Place in the order of names, from 1", True),
        *of(Name, *_NAME),
    ),
    ("source_id", "role", "position"),
    _authors,
    (_SOURCE,),
)

STUDIES = Table(
    "studies",
    "One row a study: the facts that levels are computed from",
    (
        text("id", "Source and study, as evidence cites it", True),
        _OF_SOURCE,
        text("study", "Its id in the source", True),
        *of(Study, "design", "system"),
        text("host_id", "CURIE of the species studied, or from which cells were taken"),
        text("host_label", "Its label, or: not stated", True),
        text("agent_id", "CURIE of what acted", True),
        text("agent_label", "Its label", True),
        *of(Study, *_STUDY),
        *of(Pool, *_POOL, prefix="pools_", required=False),
    ),
    ("id",),
    _studies,
    (
        _SOURCE,
        ForeignKey(("host_id",), "terms"),
        ForeignKey(("agent_id",), "terms"),
        ForeignKey(("sample",), "studies"),
    ),
)

POOLED = Table(
    "pooled_studies",
    "One row a study of this dataset that a synthesis pools",
    (text("study_id", "The synthesis", True), text("included_id", "The study that it pools", True)),
    ("study_id", "included_id"),
    _pooled,
    (ForeignKey(("study_id",), "studies"), ForeignKey(("included_id",), "studies")),
)

CITATIONS = Table(
    "citations",
    "One row a work of this dataset that another cites",
    (_OF_SOURCE, text("cited_id", "The work that it cites", True)),
    ("source_id", "cited_id"),
    _citations,
    (_SOURCE, ForeignKey(("cited_id",), "sources")),
)

CAVEATS = Table(
    "caveats",
    "One row a caveat: what a document says against overreading it, in the curators' words",
    (
        text("id", "Source and position", True),
        _OF_SOURCE,
        Column("position", "integer", "Which caveat of the work, from 1", True),
        *of(Caveat, "text"),
        *LOCATOR,
    ),
    ("id",),
    _caveats,
    (_SOURCE,),
)

VERIFIED = Table(
    "verified_fields",
    "One row a field of a source that somebody read, and where",
    (
        _OF_SOURCE,
        Column("reading", "integer", "Which reading of the work, from 1", True),
        Column("position", "integer", "Which field of that reading, from 1", True),
        text("field", "Field of the source, or of a study of it", True),
        *of(Verification, "from_", "via", "date", prefix="read_"),  # "from" alone is a word of SQL
    ),
    ("source_id", "reading", "position"),
    _verified,
    (_SOURCE,),
)

TEXTS = Table(
    "texts",
    "One row a text of a work that a curator had",
    (_OF_SOURCE, Column("position", "integer", "Which text of the work, from 1", True), *of(TextAtHand, *_TEXT)),
    ("source_id", "position"),
    _texts,
    (_SOURCE,),
)
