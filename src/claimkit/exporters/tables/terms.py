"""The vocabulary: terms, their names, and the parts of mixtures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from claimkit.corpus import Corpus, TermEntry
from claimkit.derive.digest import term_digest
from claimkit.exporters.iris import Iris
from claimkit.exporters.tables.claims import term_cells
from claimkit.exporters.tables.table import Column, ForeignKey, Row, Table, of, text
from claimkit.model import Category, Term

NAME_KINDS = {"synonym": "synonyms", "antonym": "antonyms", "deposit": "deposits", "product": "products"}
"""What a name is to its term, and the field of the record that holds it."""


def _by_id(corpus: Corpus) -> list[TermEntry]:
    return sorted(corpus.terms.values(), key=lambda entry: entry.value.id)


def _terms(corpus: Corpus) -> Iterator[Row]:
    iris = Iris.of(corpus)
    for entry in _by_id(corpus):
        term = entry.value
        yield (
            term.id,
            entry.key,
            entry.category,
            iris.term(term.id),
            term.label,
            term_cells(term.organism, corpus)[0],
            term.searched,
            term_digest(entry, corpus),
        )


def _names(corpus: Corpus) -> Iterator[Row]:
    for entry in _by_id(corpus):
        for kind, field in NAME_KINDS.items():
            for k, name in enumerate(getattr(entry.value, field), 1):
                yield (entry.value.id, kind, k, name)


def _parts(corpus: Corpus) -> Iterator[Row]:
    for entry in _by_id(corpus):
        yield from ((entry.value.id, corpus.curie(part)) for part in sorted(set(entry.value.parts)))


_TERM = ForeignKey(("term_id",), "terms")

TERMS = Table(
    "terms",
    "One row a term of the vocabulary",
    (
        text("id", "CURIE of the term", True),
        text("key", "The key that records use", True),
        text("category", "What kind of thing it is", True, get_args(Category)),
        text("iri", "Address that the CURIE stands for", True),
        *of(Term, "label"),
        text("organism_id", "Of a strain: CURIE of its species"),
        *of(Term, "searched"),
        text("digest", "SHA-256 of what the record says", True),
    ),
    ("id",),
    _terms,
    (ForeignKey(("organism_id",), "terms"),),
)

SYNONYMS = Table(
    "synonyms",
    "One row another name of a term: a synonym, a name of its loss or lack, a deposit or a product of a strain",
    (
        text("term_id", "CURIE of the term", True),
        text("kind", "What the name is to the term", True, tuple(NAME_KINDS)),
        Column("position", "integer", "Which name of that kind, from 1", True),
        text("name", "The name", True),
    ),
    ("term_id", "kind", "position"),
    _names,
    (_TERM,),
)

PARTS = Table(
    "parts",
    "One row a part of a mixture",
    (text("term_id", "CURIE of the mixture", True), text("part_id", "CURIE of what it holds", True)),
    ("term_id", "part_id"),
    _parts,
    (_TERM, ForeignKey(("part_id",), "terms")),
)
