"""The evidence level of a study, a line and a claim: computed from facts, so that nobody can rate a blog as a trial.

Crosswalks: OCEBM 2011 Levels of Evidence (treatment benefits), CIViC evidence levels, Evidence and Conclusion
Ontology. ECO has no trial, cohort or meta-analysis, so its column is lossy.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimkit.corpus import Corpus
from claimkit.derive.lines import Line, lines_of
from claimkit.model import Claim, Pool, Study
from claimkit.model.claim import NOT_STATED, EvidenceLevel
from claimkit.model.study import SYNTHESES


@dataclass(frozen=True, slots=True)
class Level:
    """One row of the table of levels."""

    name: EvidenceLevel
    facts: str
    ocebm: str
    civic: str
    eco: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A level, with its reason in words; of a claim, also the key of the line that gives it."""

    level: EvidenceLevel
    because: str
    line: str | None = None


LEVELS: tuple[Level, ...] = (
    Level("meta-analysis", "pools randomized trials by a systematic method", "1", "B", "ECO:0000180"),
    Level("randomized-trial", "human, randomized", "2", "B", "ECO:0000180"),
    Level("cohort", "human, non-randomized trial, cohort, Mendelian randomization", "3", "B", "ECO:0000180"),
    Level(
        "case-control", "human: case-control, cross-sectional, single-arm, case series", "4", "B or C", "ECO:0000180"
    ),
    Level("animal", "in vivo in a non-human host", "5", "D", "ECO:0000179"),
    Level("in-vitro", "cells, tissues or molecules outside the body", "5", "D", "ECO:0000181"),
    Level("computational", "in silico", "5", "E", "ECO:0007672"),
    Level("review", "no study; a primary, synthesis or review work says so", "none", "E", "ECO:0000033"),
    Level("assertion", "no study; a lay, registry or product page says so", "none", "E", "ECO:0000034"),
)
"""Strongest first."""

_RANK = {level.name: rank for rank, level in enumerate(LEVELS)}
_BY_DESIGN: dict[str, EvidenceLevel] = {
    "randomized-trial": "randomized-trial",
    "non-randomized-trial": "cohort",
    "cohort": "cohort",
    "mendelian-randomization": "cohort",
    "case-control": "case-control",
    "cross-sectional": "case-control",
    "single-arm-trial": "case-control",
    "case-series": "case-control",
}
_SCHOLARLY = ("primary", "synthesis", "review")


def stronger(one: EvidenceLevel, other: EvidenceLevel) -> bool:
    """Whether one level is stronger than another; ungraded is the weakest."""
    return _RANK.get(one, len(LEVELS)) < _RANK.get(other, len(LEVELS))


def level_of_study(study: Study, corpus: Corpus) -> Graded:
    """The level that a study's system, host and design give, in this order."""
    if study.system == "in-silico":
        return Graded("computational", "in silico")
    if study.system in ("in-vitro", "ex-vivo"):
        return Graded("in-vitro", f"{study.system}, outside the body")
    if study.host == NOT_STATED or corpus.term(study.host) is None:
        return Graded("ungraded", "a study of an unknown host has no level")
    if not corpus.is_human(study.host):
        return Graded("animal", f"in vivo in {corpus.label(study.host)}")
    if study.design in SYNTHESES:
        return _level_of_synthesis(study, corpus)
    level = _BY_DESIGN.get(study.design)
    if level is None:
        return Graded("ungraded", f"the design {study.design} does not say how people in vivo were compared")
    return Graded(level, f"in humans, {study.design}")


def _level_of_synthesis(study: Study, corpus: Corpus) -> Graded:
    if study.pools is None:
        return Graded("review", f"a {study.design} that pools nothing")
    pooled = study.pools.design
    if pooled == "randomized-trial":
        return Graded("meta-analysis", "pools randomized trials")
    if pooled in SYNTHESES:
        return _level_of_umbrella(study.pools, corpus)
    return Graded(_BY_DESIGN.get(pooled, "ungraded"), f"pools {pooled} at the weakest")


def _level_of_umbrella(pool: Pool, corpus: Corpus) -> Graded:
    """A synthesis of syntheses: the weakest level among those of them that are in the dataset.

    Only syntheses that pool studies themselves are followed, so that pools in a circle end.
    """
    included = [corpus.study(reference) for reference in pool.includes]
    followed = [
        one for one in included if one is not None and (one.pools is None or one.pools.design not in SYNTHESES)
    ]
    if not followed or len(followed) < len(pool.includes):
        return Graded("review", "a synthesis of syntheses, of which it is not known what they pool")
    graded = [level_of_study(one, corpus) for one in followed]
    weakest = max(graded, key=lambda one: _RANK.get(one.level, len(LEVELS)))
    return Graded(weakest.level, f"pools syntheses, the weakest of which {weakest.because}")


def level_of_line(line: Line, corpus: Corpus) -> Graded:
    """The level of one line of evidence, whatever its stance."""
    if line.study is not None:
        return level_of_study(line.study, corpus)
    if line.source is None or not line.resolved:
        return Graded("ungraded", "what it cites is not known")
    kind = line.source.kind
    return Graded("review" if kind in _SCHOLARLY else "assertion", f"no study; a {kind} work says so")


def level_of_claim(claim: Claim, corpus: Corpus) -> Graded:
    """The strongest level among the direct supporting lines whose source is not retracted; else ungraded."""
    best: tuple[Graded, Line] | None = None
    for line in lines_of(claim, corpus):
        if line.evidence.stance == "supports" and line.direct and line.stands:
            graded = level_of_line(line, corpus)
            if best is None or stronger(graded.level, best[0].level):
                best = (graded, line)
    if best is None or best[0].level == "ungraded":
        return Graded("ungraded", _why_ungraded(claim, corpus))
    graded, line = best
    return Graded(graded.level, graded.because, line.key)


def _why_ungraded(claim: Claim, corpus: Corpus) -> str:
    supporting = [line for line in lines_of(claim, corpus) if line.evidence.stance == "supports"]
    if not supporting:
        return "no line of evidence supports the claim"
    reasons = []
    for line in supporting:
        if not line.stands:
            reasons.append(f"{line.key}: its source is retracted")
        elif not line.direct:
            reasons.append(f"{line.key}: indirect, {', '.join(line.indirect)}")
        else:
            reasons.append(f"{line.key}: {level_of_line(line, corpus).because}")
    return "no direct supporting line: " + "; ".join(reasons)
