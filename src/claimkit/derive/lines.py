"""Lines of evidence seen with what they cite: their keys, their roles, and whether they are direct.

A line's key is `<source>[/<study>]/<k>`, k counting from 1 the lines of that study in the record.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from claimkit.corpus import Corpus
from claimkit.model import Claim, Evidence, Source, Study
from claimkit.model.claim import NOT_STATED
from claimkit.model.study import SYNTHESES

Role = Literal["primary-result", "synthesis", "background", "assertion"]

_OUTSIDE_THE_BODY = ("in-vitro", "ex-vivo", "in-silico")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of evidence with its place in the record, its key, and what it cites, where that is known."""

    index: int
    key: str
    evidence: Evidence
    source: Source | None
    study: Study | None
    indirect: tuple[str, ...]
    """Why it bears on the claim only by inference: what the record says, and what the facts say."""

    @property
    def direct(self) -> bool:
        return not self.indirect

    @property
    def stands(self) -> bool:
        """Whether its source is known and not retracted."""
        return self.source is not None and self.source.standing.status != "retracted"

    @property
    def resolved(self) -> bool:
        """Whether all that it cites is known."""
        return self.source is not None and (self.study is not None or "/" not in self.evidence.source)

    @property
    def role(self) -> Role:
        """What the line is to the claim, for export."""
        if self.evidence.repeats is not None:
            return "background"
        if self.study is None:
            return "assertion"
        pooled = self.study.design in SYNTHESES or (self.source is not None and self.source.kind == "synthesis")
        return "synthesis" if pooled else "primary-result"


def keys_of(claim: Claim) -> list[str]:
    """The keys of a claim's lines, in the record's order."""
    count: Counter[str] = Counter()
    keys = []
    for evidence in claim.evidence:
        count[evidence.source] += 1
        keys.append(f"{evidence.source}/{count[evidence.source]}")
    return keys


def lines_of(claim: Claim, corpus: Corpus) -> tuple[Line, ...]:
    """The lines of a claim, in the record's order."""
    lines = []
    for index, (key, evidence) in enumerate(zip(keys_of(claim), claim.evidence, strict=True)):
        study = corpus.study(evidence.source)
        found = reasons_for_indirectness(claim, study, corpus) if study else ()
        lines.append(
            Line(
                index=index,
                key=key,
                evidence=evidence,
                source=corpus.source(evidence.source),
                study=study,
                indirect=tuple(sorted({*evidence.indirect, *found})),
            )
        )
    return tuple(lines)


def reasons_for_indirectness(claim: Claim, study: Study, corpus: Corpus) -> tuple[str, ...]:
    """Which facts of study and claim differ, so that silence makes nothing direct.

    Host, system, strain and agent are compared; population and outcome are the curator's judgement.
    """
    reasons = []
    host = claim.context.host
    if host is not None and host != NOT_STATED and corpus.curie(host) != corpus.curie(study.host):
        reasons.append("other-species")
    if claim.context.system == "in-vivo" and study.system in _OUTSIDE_THE_BODY:
        reasons.append("in-vitro-to-in-vivo")
    acting = claim.acting_term
    if acting is not None and corpus.curie(acting) != corpus.curie(study.agent):
        reasons.append(_other_agent(acting, study.agent, corpus))
    return tuple(reasons)


def _other_agent(acting: str, studied: str, corpus: Corpus) -> str:
    claimed, given = corpus.term(acting), corpus.term(studied)
    if claimed and given:
        if claimed.category == given.category == "strains":
            return "other-strain"
        if given.category == "mixtures" and claimed.category != "mixtures":
            return "combination-product"
    return "other-agent"
