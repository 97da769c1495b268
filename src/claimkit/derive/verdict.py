"""The verdict on a claim: whether it still stands on direct evidence. It says nothing of the direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claimkit.corpus import Corpus
from claimkit.derive.independence import independent
from claimkit.derive.lines import Line, lines_of
from claimkit.model import Claim
from claimkit.model.evidence import Stance

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
    supporting = [line for line in lines if counts(line, "supports")]
    refuting = [line for line in lines if counts(line, "refutes")]
    for other in contradicting(claim, corpus):
        refuting += [line for line in lines_of(other, corpus) if counts(line, "supports")]
    pro = independent((line.evidence.source for line in supporting), corpus)
    con = independent((line.evidence.source for line in refuting), corpus)
    if claim.status == "withdrawn":
        return Verdict("withdrawn", "the record is withdrawn", pro, con)
    human = any(in_humans(line, corpus) for line in supporting)
    said = any(line.evidence.stance == "supports" for line in lines)
    name = name_of(pro=pro > 0, con=con > 0, human=human, said=said)
    return Verdict(name, _because(name, pro, con), pro, con)


def name_of(*, pro: bool, con: bool, human: bool, said: bool) -> VerdictName:
    """The verdict on a claim that is not withdrawn, from whether studies count for it, against it, for it in humans
    in vivo, and whether any line supports it."""
    if pro and con:
        return "contested"
    if con:
        return "refuted"
    if pro:
        return "supported" if human else "preclinical"
    return "asserted" if said else "open"


def counts(line: Line, stance: Stance) -> bool:
    """Whether a line is a direct result of that stance, of a study whose source is not retracted."""
    return line.study is not None and line.direct and line.stands and line.evidence.stance == stance


def in_humans(line: Line, corpus: Corpus) -> bool:
    """Whether the study of a line was made in humans in vivo."""
    return line.study is not None and line.study.system == "in-vivo" and corpus.is_human(line.study.host)


def contradicting(claim: Claim, corpus: Corpus) -> Iterator[Claim]:
    """The accepted claims which contradict this one: the lines that count for them count against it."""
    others = {tie.other for tie in corpus.relations.get(claim.id, ()) if tie.relation == "contradicts"}
    for other in sorted(others):
        entry = corpus.by_id.get(other)
        if entry and entry.value.status == "accepted":
            yield entry.value


def _because(name: VerdictName, pro: int, con: int) -> str:
    words = {
        "contested": f"{_studies(pro)} for it and {_studies(con)} against it",
        "refuted": f"{_studies(con)} against it and none for it",
        "supported": f"{_studies(pro)} for it, in humans in vivo, and none against it",
        "preclinical": f"{_studies(pro)} for it, none in humans in vivo, and none against it",
        "asserted": "it is said to be so, but no study shows it directly",
        "open": "no line of evidence supports it, and no study refutes it directly",
    }
    return words[name]


def _studies(count: int) -> str:
    return "1 independent study" if count == 1 else f"{count} independent studies"
