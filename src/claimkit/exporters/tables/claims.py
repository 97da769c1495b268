"""The table of claims, whose columns the contract fixes, and beside it their scope, curation, paths and ties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from claimkit.corpus import Corpus, Entry
from claimkit.derive.digest import claim_digest
from claimkit.derive.mechanism import edges_of
from claimkit.derive.verdict import VerdictName, verdict_of
from claimkit.exporters.iris import Iris
from claimkit.exporters.tables.table import Cell, Column, ForeignKey, Row, Table, joined, of, text
from claimkit.model import Claim, Context, Curation, Curator, Related, Step, Withdrawal
from claimkit.model.claim import NOT_STATED

NOT_STATED_LABEL = "not stated"
SIGNS = {1: "raises", -1: "lowers", 0: "unsigned"}
_TIE_WORDS = {
    "contradicts": "contradicts",
    "contrasts": "contrasts with",
    "narrows": "narrows",
    "narrowed_by": "narrowed by",
}
PLAIN_SCOPE = ("sex", "host_strain", "population", "model", "comparator", "dose", "duration")


def ties(claim: Claim, corpus: Corpus) -> list[str]:
    """The claim's ties in words, from whichever side they were written, sorted; none to a draft."""
    return sorted({f"{_TIE_WORDS[tie.name]} {tie.other}" for tie in corpus.published_relations(claim.id)})


def term_cells(key: str | None, corpus: Corpus) -> tuple[Cell, Cell]:
    """CURIE and label of a term; neither where the record has none."""
    if key is None:
        return None, None
    if key == NOT_STATED:
        return None, NOT_STATED_LABEL
    return corpus.curie(key), corpus.label(key)


def _claims(corpus: Corpus) -> Iterator[Row]:
    iris = Iris.of(corpus)
    for entry in corpus.published:
        yield _claim(entry, corpus, iris)


def _claim(entry: Entry[Claim], corpus: Corpus, iris: Iris) -> Row:
    claim = entry.value
    verdict = verdict_of(claim, corpus)
    return (
        claim.id,
        claim.version,
        claim.status,
        iris.claim(claim.id),
        claim.statement,
        entry.file.folder,
        *term_cells(claim.agent, corpus),
        *term_cells(claim.organism, corpus),
        *term_cells(claim.strain, corpus),
        claim.predicate,
        claim.direction,
        *term_cells(claim.target, corpus),
        joined([path.written(corpus.label) for path in claim.paths]),
        *term_cells(claim.context.host, corpus),
        claim.evidence_level,
        verdict.name,
        verdict.supporting_studies,
        verdict.refuting_studies,
        joined(sorted({line.source.partition("/")[0] for line in claim.evidence})),
        joined(ties(claim, corpus)),
        sum(line.drift is not None for line in claim.evidence),
        claim_digest(claim, corpus),
    )


def _scopes(corpus: Corpus) -> Iterator[Row]:
    for entry in corpus.published:
        scope = entry.value.context
        yield (
            entry.value.id,
            *term_cells(scope.host, corpus),
            scope.system,
            *term_cells(scope.site, corpus),
            *term_cells(scope.condition, corpus),
            *(getattr(scope, field) for field in PLAIN_SCOPE),
        )


def _curation(corpus: Corpus) -> Iterator[Row]:
    for entry in corpus.published:
        curation, withdrawal = entry.value.curation, entry.value.withdrawal
        yield (
            entry.value.id,
            *(getattr(curation, field) for field in ("curator", "created", "reviewer", "reviewed")),
            withdrawal.reason if withdrawal else None,
            withdrawal.date if withdrawal else None,
            published_successor(entry.value, corpus),
        )


def published_successor(claim: Claim, corpus: Corpus) -> str | None:
    """The claim that stands in a withdrawn one's place, where exports hold it."""
    successor = claim.withdrawal.replaced_by if claim.withdrawal else None
    return successor if successor and corpus.is_published(successor) else None


def _steps(corpus: Corpus) -> Iterator[tuple[Row, Step, tuple[str, ...]]]:
    """Each step of each path: its key, the step, and the claims that state it."""
    for entry in corpus.published:
        stated = {edge.step: edge.stated_by for edge in edges_of(entry.value, corpus)}
        for number, path in enumerate(entry.value.paths, 1):
            for k, step in enumerate(path.steps, 1):
                yield (entry.value.id, number, k), step, stated[step]


def _edges(corpus: Corpus) -> Iterator[Row]:
    for key, step, stated_by in _steps(corpus):
        origin, target = term_cells(step.origin, corpus), term_cells(step.target, corpus)
        yield (*key, *origin, SIGNS[step.sign], *target, joined(list(stated_by)))


def _step_claims(corpus: Corpus) -> Iterator[Row]:
    for key, _, stated_by in _steps(corpus):
        yield from ((*key, other) for other in stated_by)


def _curators(corpus: Corpus) -> Iterator[Row]:
    for key, curator in sorted(corpus.dataset.value.curators.items()) if corpus.dataset else ():
        yield (key, curator.label, curator.orcid)


def _relations(corpus: Corpus) -> Iterator[Row]:
    for entry in corpus.published:
        for tie in entry.value.related:
            if corpus.is_published(tie.claim):
                yield (entry.value.id, tie.relation, tie.claim, tie.note)


_REFUTING = "Independent studies that refute it directly, or support a claim that contradicts it"
_CLAIM = ForeignKey(("claim_id",), "claims")


def _term(field: str) -> ForeignKey:
    return ForeignKey((f"{field}_id",), "terms")


CLAIMS = Table(
    "claims",
    "One row a claim: what is claimed, on what evidence, and whether it still stands",
    (
        text("id", "Identity of the claim for ever", True),
        *of(Claim, "version"),
        text("status", "Whether the claim stands or was withdrawn", True, ("accepted", "withdrawn")),
        text("iri", "Address of the claim", True),
        *of(Claim, "statement"),
        text("topic", "What it is filed under", True),
        text("agent_id", "CURIE of what acts, where it is not the organism itself"),
        text("agent_label", "Its label"),
        text("organism_id", "CURIE of the microbe that acts, or that makes the agent"),
        text("organism_label", "Its label"),
        text("strain_id", "CURIE of its strain"),
        text("strain_label", "Its label"),
        *of(Claim, "predicate", required=True),
        *of(Claim, "direction"),
        text("target_id", "CURIE of the quantity, process or entity acted on", True),
        text("target_label", "Its label"),
        text("mechanism", "Paths from acting term to target: -> raises, -| lowers, -- has no sign"),
        text("host_id", "CURIE of the species in which the effect is claimed"),
        text("host_label", "Its label, or: not stated"),
        *of(Claim, "evidence_level"),
        text("verdict", "Whether the claim stands on direct evidence", True, get_args(VerdictName)),
        Column("supporting_studies", "integer", "Independent studies that support it directly", True),
        Column("refuting_studies", "integer", _REFUTING, True),
        text("sources", "Keys of the sources of its evidence"),
        text("related", "Ties to other claims"),
        Column("drift_lines", "integer", "Lines of evidence where a document differs from its ground", True),
        text("digest", "SHA-256 of what the record says", True),
    ),
    ("id",),
    _claims,
    tuple(map(_term, ("agent", "organism", "strain", "target", "host"))),
)

SCOPES = Table(
    "scopes",
    "One row a claim: for whom and under what conditions it is claimed",
    (
        text("claim_id", "The claim", True),
        text("host_id", "CURIE of the species in which the effect is claimed"),
        text("host_label", "Its label, or: not stated"),
        *of(Context, "system", required=True),
        text("site_id", "CURIE of the place in the body"),
        text("site_label", "Its label"),
        text("condition_id", "CURIE of the disease or state of the host"),
        text("condition_label", "Its label"),
        *of(Context, *PLAIN_SCOPE),
    ),
    ("claim_id",),
    _scopes,
    (_CLAIM, *map(_term, ("host", "site", "condition"))),
)

CURATION = Table(
    "curation",
    "One row a claim: who answers for it, and why it was withdrawn",
    (
        text("claim_id", "The claim", True),
        text("curator", "Who wrote the record", True),
        *of(Curation, "created"),
        text("reviewer", "Who checked it against its sources"),
        *of(Curation, "reviewed"),
        *of(Withdrawal, "reason", "date", prefix="withdrawal_", required=False),
        text("replaced_by", "The claim that stands in the place of a withdrawn one"),
    ),
    ("claim_id",),
    _curation,
    (
        _CLAIM,
        ForeignKey(("curator",), "curators"),
        ForeignKey(("reviewer",), "curators"),
        ForeignKey(("replaced_by",), "claims"),
    ),
)

CURATORS = Table(
    "curators",
    "One row a team or person that answers for records",
    (text("id", "The key that records use", True), *of(Curator, "label", "orcid")),
    ("id",),
    _curators,
)

STEP_CLAIMS = Table(
    "step_claims",
    "One row a claim that states a step of another claim's mechanism",
    (
        text("claim_id", "The claim whose mechanism it is", True),
        Column("path", "integer", "Which of its paths, from 1", True),
        Column("step", "integer", "Which step of the path, from 1", True),
        text("stated_by_id", "The accepted claim that states the step", True),
    ),
    ("claim_id", "path", "step", "stated_by_id"),
    _step_claims,
    (
        _CLAIM,
        ForeignKey(("claim_id", "path", "step"), "mechanism_edges", ("claim_id", "path", "step")),
        ForeignKey(("stated_by_id",), "claims"),
    ),
)

EDGES = Table(
    "mechanism_edges",
    "One row a step of a claim's mechanism",
    (
        text("claim_id", "The claim", True),
        Column("path", "integer", "Which of the claim's paths, from 1", True),
        Column("step", "integer", "Which step of the path, from 1", True),
        text("origin_id", "CURIE of what acts in this step", True),
        text("origin_label", "Its label", True),
        text("sign", "What the step does to its target", True, tuple(SIGNS.values())),
        text("target_id", "CURIE of what is acted on in this step", True),
        text("target_label", "Its label", True),
        text("stated_by", "Other accepted claims that state this step: with its sign, or any that is not of nothing"),
    ),
    ("claim_id", "path", "step"),
    _edges,
    (_CLAIM, _term("origin"), _term("target")),
)

RELATIONS = Table(
    "relations",
    "One row a tie between two claims, as it was written on one of them",
    (
        text("claim_id", "The claim on which it is written", True),
        *of(Related, "relation"),
        text("other_id", "The other claim", True),
        *of(Related, "note"),
    ),
    ("claim_id", "relation", "other_id"),
    _relations,
    (_CLAIM, ForeignKey(("other_id",), "claims")),
)
