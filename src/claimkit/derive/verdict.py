"""The verdict on a claim: whether it still stands on direct evidence. It says nothing of the direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimkit.corpus import Corpus
from claimkit.derive.independence import independent
from claimkit.derive.lines import Line, lines_of
from claimkit.model import Claim

VerdictName = Literal["withdrawn", "contested", "refuted", "supported", "preclinical", "asserted", "open"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict, its reason in words, and how many independent studies stand on either side."""

    name: VerdictName
    because: str
    supporting_studies: int
    refuting_studies: int


def verdict_of(claim: Claim, corpus: Corpus) -> Verdict:
    """The first that fits: withdrawn, contested, refuted, supported, preclinical, asserted, open.

    Only direct lines with a study count, from sources that are not retracted. Those that support an accepted
    claim which contradicts this one refute it.
    """
    lines = lines_of(claim, corpus)
    supporting = _counting(lines, "supports")
    refuting = [*_counting(lines, "refutes"), *_support_of_contradicting(claim, corpus)]
    pro = independent((line.evidence.source for line in supporting), corpus)
    con = independent((line.evidence.source for line in refuting), corpus)
    name, because = _judge(claim, lines, supporting, pro, con, corpus)
    return Verdict(name, because, pro, con)


def _judge(
    claim: Claim, lines: tuple[Line, ...], supporting: list[Line], pro: int, con: int, corpus: Corpus
) -> tuple[VerdictName, str]:
    if claim.status == "withdrawn":
        return "withdrawn", "the record is withdrawn"
    if pro and con:
        return "contested", f"{_studies(pro)} for it and {_studies(con)} against it"
    if con:
        return "refuted", f"{_studies(con)} against it and none for it"
    if pro:
        human = any(
            line.study and line.study.system == "in-vivo" and corpus.is_human(line.study.host) for line in supporting
        )
        if human:
            return "supported", f"{_studies(pro)} for it, in humans in vivo, and none against it"
        return "preclinical", f"{_studies(pro)} for it, none in humans in vivo, and none against it"
    if any(line.evidence.stance == "supports" for line in lines):
        return "asserted", "it is said to be so, but no study shows it directly"
    return "open", "no line of evidence supports it, and no study refutes it directly"


def _counting(lines: tuple[Line, ...], stance: str) -> list[Line]:
    return [
        line
        for line in lines
        if line.study is not None and line.direct and line.stands and line.evidence.stance == stance
    ]


def _support_of_contradicting(claim: Claim, corpus: Corpus) -> list[Line]:
    others = {tie.other for tie in corpus.relations.get(claim.id, ()) if tie.relation == "contradicts"}
    found: list[Line] = []
    for other in sorted(others):
        entry = corpus.by_id.get(other)
        if entry and entry.value.status == "accepted":
            found += _counting(lines_of(entry.value, corpus), "supports")
    return found


def _studies(count: int) -> str:
    return "1 independent study" if count == 1 else f"{count} independent studies"
