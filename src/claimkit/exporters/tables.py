"""The one definition of tables: their columns, in order, and the rows that a corpus gives.

A cell is text, an integer, or None where the record has nothing. Items of one cell are joined by ` | `.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from claimkit.corpus import Corpus, Entry
from claimkit.derive.digest import claim_digest
from claimkit.derive.verdict import verdict_of
from claimkit.exporters.iris import Iris
from claimkit.model import Claim
from claimkit.model.claim import NOT_STATED

Cell = str | int | None
JOINED = " | "
_TIE_WORDS = {
    "contradicts": "contradicts",
    "contrasts": "contrasts with",
    "narrows": "narrows",
    "narrowed_by": "narrowed by",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and what it says."""

    name: str
    type: Literal["string", "integer"]
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name is that of the file, its primary key is `id`."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Corpus], list[tuple[Cell, ...]]]


def claim_rows(corpus: Corpus) -> list[tuple[Cell, ...]]:
    """A row for each claim that is not a draft, by id."""
    iris = Iris.of(corpus)
    return [_claim_row(entry, corpus, iris) for entry in corpus.published]


def ties(claim: Claim, corpus: Corpus) -> list[str]:
    """The claim's ties in words, from whichever side they were written, sorted; none to a draft."""
    return sorted({f"{_TIE_WORDS[tie.name]} {tie.other}" for tie in corpus.published_relations(claim.id)})


def _claim_row(entry: Entry[Claim], corpus: Corpus, iris: Iris) -> tuple[Cell, ...]:
    claim = entry.value
    verdict = verdict_of(claim, corpus)
    return (
        claim.id,
        claim.version,
        claim.status,
        iris.claim(claim.id),
        claim.statement,
        entry.file.folder,
        *_term(claim.agent, corpus),
        *_term(claim.organism, corpus),
        *_term(claim.strain, corpus),
        claim.predicate,
        claim.direction,
        *_term(claim.target, corpus),
        _joined([path.written(corpus.label) for path in claim.paths]),
        *_term(claim.context.host, corpus),
        claim.evidence_level,
        verdict.name,
        verdict.supporting_studies,
        verdict.refuting_studies,
        _joined(sorted({line.source.partition("/")[0] for line in claim.evidence})),
        _joined(ties(claim, corpus)),
        sum(line.drift is not None for line in claim.evidence),
        claim_digest(claim, corpus),
    )


def _term(key: str | None, corpus: Corpus) -> tuple[Cell, Cell]:
    """CURIE and label of a term; neither where the record has none."""
    if key is None:
        return None, None
    if key == NOT_STATED:
        return None, "not stated"
    return corpus.curie(key), corpus.label(key)


def _joined(items: list[str]) -> str | None:
    return JOINED.join(items) or None


CLAIMS = Table(
    "claims",
    (
        Column("id", "string", "Identity of the claim for ever"),
        Column("version", "integer", "Version of the record"),
        Column("status", "string", "accepted or withdrawn"),
        Column("iri", "string", "Address of the claim"),
        Column("statement", "string", "The claim as one sentence"),
        Column("topic", "string", "What it is filed under"),
        Column("agent_id", "string", "CURIE of what acts, where it is not the organism itself"),
        Column("agent_label", "string", "Its label"),
        Column("organism_id", "string", "CURIE of the microbe that acts, or that makes the agent"),
        Column("organism_label", "string", "Its label"),
        Column("strain_id", "string", "CURIE of its strain"),
        Column("strain_label", "string", "Its label"),
        Column("predicate", "string", "How the acting term bears on the target"),
        Column("direction", "string", "Direction of the effect on the target against the comparator"),
        Column("target_id", "string", "CURIE of the quantity, process or entity acted on"),
        Column("target_label", "string", "Its label"),
        Column("mechanism", "string", "Paths from acting term to target: -> raises, -| lowers, -- has no sign"),
        Column("host_id", "string", "CURIE of the species in which the effect is claimed"),
        Column("host_label", "string", "Its label, or: not stated"),
        Column("evidence_level", "string", "Strongest level among direct supporting evidence"),
        Column("verdict", "string", "Whether the claim stands on direct evidence"),
        Column("supporting_studies", "integer", "Independent studies that support it directly"),
        Column("refuting_studies", "integer", "Independent studies that refute it directly"),
        Column("sources", "string", "Keys of the sources of its evidence"),
        Column("related", "string", "Ties to other claims"),
        Column("drift_lines", "integer", "Lines of evidence where a document differs from its ground"),
        Column("digest", "string", "SHA-256 of what the record says"),
    ),
    claim_rows,
)

TABLES: tuple[Table, ...] = (CLAIMS,)
