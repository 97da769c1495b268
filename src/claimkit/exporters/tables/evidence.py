"""Lines of evidence, the numbers of their findings, and the fingerprints of passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from claimkit.corpus import Corpus
from claimkit.derive.levels import level_of_line
from claimkit.derive.lines import Line, Role, keys_of, lines_of
from claimkit.exporters.tables.table import (
    LOCATOR,
    Column,
    ForeignKey,
    Row,
    Table,
    joined,
    locator_cells,
    of,
    text,
)
from claimkit.model import Arm, Claim, Effect, Evidence, Finding, Quote
from claimkit.model.claim import EvidenceLevel
from claimkit.model.evidence import Indirectness, Result
from claimkit.model.finding import EffectType

_EFFECT = ("type", "value", "unit", "ci_level", "p")


def line_id(claim_id: str, key: str) -> str:
    """`<claim id>/<line key>`: the id of a line of evidence in the tables."""
    return f"{claim_id}/{key}"


def _published(corpus: Corpus) -> Iterator[tuple[str, Evidence]]:
    """Each line of evidence of the claims that exports hold, under its id."""
    for entry in corpus.published:
        for key, evidence in zip(keys_of(entry.value), entry.value.evidence, strict=True):
            yield line_id(entry.value.id, key), evidence


def _evidence(corpus: Corpus) -> Iterator[Row]:
    for entry in corpus.published:
        for line in lines_of(entry.value, corpus):
            yield _line(entry.value, line, corpus)


def _line(claim: Claim, line: Line, corpus: Corpus) -> Row:
    evidence = line.evidence
    source, _, study = evidence.source.partition("/")
    ground = evidence.repeats or ""
    return (
        line_id(claim.id, line.key),
        claim.id,
        line.index + 1,
        source,
        evidence.source if study else None,
        ground.partition("/")[0] or None,
        ground if "/" in ground else None,
        evidence.stance,
        evidence.result,
        line.direct if line.study else None,
        joined(list(line.indirect)),
        line.role,
        level_of_line(line, corpus).level,
        evidence.drift,
        *locator_cells(evidence.locator),
    )


def _indirect(corpus: Corpus) -> Iterator[Row]:
    for entry in corpus.published:
        for line in lines_of(entry.value, corpus):
            yield from ((line_id(entry.value.id, line.key), reason) for reason in line.indirect)


def _findings(corpus: Corpus) -> Iterator[Row]:
    for name, evidence in _published(corpus):
        finding = evidence.finding
        if finding is not None:
            effect = finding.effect
            cells = (getattr(effect, field) if effect else None for field in _EFFECT)
            yield (name, finding.measure, finding.timepoint, *cells, *_ci(effect.ci if effect else None))


def _arms(corpus: Corpus) -> Iterator[Row]:
    for name, evidence in _published(corpus):
        for k, arm in enumerate(evidence.finding.arms if evidence.finding else (), 1):
            yield (name, k, arm.label, arm.size, arm.value, arm.unit, *_ci(arm.ci))


def _quotes(corpus: Corpus) -> Iterator[Row]:
    for name, evidence in _published(corpus):
        if evidence.quote is not None:
            source = evidence.source.partition("/")[0]
            yield (name, source, name, None, evidence.quote.tokens, evidence.quote.sha256)
    for key, entry in sorted(corpus.sources.items()):
        for k, caveat in enumerate(entry.value.caveats, 1):
            if caveat.quote is not None:
                owner = caveat_id(key, k)
                yield (owner, key, None, owner, caveat.quote.tokens, caveat.quote.sha256)


def caveat_id(source: str, position: int) -> str:
    """`<source key>#caveat-<position>`."""
    return f"{source}#caveat-{position}"


def _ci(ci: tuple[float, float] | None) -> Row:
    return ci or (None, None)


_INTERVAL = (
    Column("ci_lower", "number", "Lower end of the confidence interval"),
    Column("ci_upper", "number", "Upper end of the confidence interval"),
)
_LINE = ForeignKey(("evidence_id",), "evidence")

EVIDENCE = Table(
    "evidence",
    "One row a line of evidence, for or against a claim",
    (
        text("id", "Claim and key of the line", True),
        text("claim_id", "The claim", True),
        Column("position", "integer", "Which line of the record, from 1", True),
        text("source_id", "The work", True),
        text("study_id", "The study of it that found this; empty where the work only says it"),
        text("repeats_source_id", "The work that the passage names as its ground"),
        text("repeats_study_id", "The study of it, where the passage names one"),
        *of(Evidence, "stance"),
        text("result", "What the study found, in its own terms; empty without a study", False, get_args(Result)),
        Column("direct", "boolean", "Whether the study bears on the claim without inference; empty without a study"),
        text("indirect", "Why it bears on the claim only by inference"),
        text("role", "What the line is to the claim", True, get_args(Role)),
        text("level", "Level of the line", True, get_args(EvidenceLevel)),
        *of(Evidence, "drift"),
        *LOCATOR,
    ),
    ("id",),
    _evidence,
    (
        ForeignKey(("claim_id",), "claims"),
        ForeignKey(("source_id",), "sources"),
        ForeignKey(("study_id",), "studies"),
        ForeignKey(("repeats_source_id",), "sources"),
        ForeignKey(("repeats_study_id",), "studies"),
    ),
)

INDIRECT = Table(
    "indirect_reasons",
    "One row a reason why a line of evidence bears on its claim only by inference",
    (
        text("evidence_id", "The line of evidence", True),
        text("reason", "Why", True, get_args(Indirectness)),
    ),
    ("evidence_id", "reason"),
    _indirect,
    (_LINE,),
)

FINDINGS = Table(
    "findings",
    "One row a line of evidence that gives numbers: what was measured, and the size of the effect",
    (
        text("evidence_id", "The line of evidence", True),
        *of(Finding, "measure", "timepoint"),
        text("effect_type", "What kind of effect size the value is", False, get_args(EffectType)),
        *of(Effect, "value", prefix="effect_"),
        text("effect_unit", "The unit of the value and its interval; none for ratios"),
        *of(Effect, "ci_level", "p", prefix="effect_"),
        *(Column(f"effect_{column.name}", column.type, column.description) for column in _INTERVAL),
    ),
    ("evidence_id",),
    _findings,
    (_LINE,),
)

ARMS = Table(
    "arms",
    "One row a group of a comparison",
    (
        text("evidence_id", "The line of evidence", True),
        Column("position", "integer", "Which group, from 1", True),
        *of(Arm, "label", "size", "value"),
        text("unit", "The unit of the value and its interval"),
        *_INTERVAL,
    ),
    ("evidence_id", "position"),
    _arms,
    (_LINE, ForeignKey(("evidence_id",), "findings", ("evidence_id",))),
)

QUOTES = Table(
    "quotes",
    "One row a fingerprint: whoever has the text can prove that the passage stands there",
    (
        text("id", "What carries it", True),
        text("source_id", "The work in which the passage stands", True),
        text("evidence_id", "The line of evidence that carries it"),
        text("caveat_id", "The caveat that carries it"),
        *of(Quote, "tokens", "sha256"),
    ),
    ("id",),
    _quotes,
    (ForeignKey(("source_id",), "sources"), _LINE, ForeignKey(("caveat_id",), "caveats")),
)
