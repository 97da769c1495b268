"""Level and verdict of a claim in two states, each change with its cause.

The cause is found in the lines that decide: of a level, those that give it on one side and not on the other; of a
verdict, those by which something that it asks for (a study for, one against, one in humans, a word for it) came or
went. Of each such line it is told what made the difference: the line, its source, its study, or the claim itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claimkit.changes.change import Change
from claimkit.changes.evidence import Pair
from claimkit.changes.wording import shown, turned
from claimkit.corpus import Corpus
from claimkit.derive.levels import level_of_claim, level_of_line, stronger
from claimkit.derive.lines import Line, lines_of
from claimkit.derive.verdict import VerdictName, contradicting, counts, in_humans, name_of, verdict_of
from claimkit.model import Claim, Study
from claimkit.model.claim import EvidenceLevel

_VERDICTS: tuple[VerdictName, ...] = ("supported", "preclinical", "asserted", "open", "contested", "refuted")
"""Best first. That a claim is withdrawn is told as such."""
_MOST = 3
"""Causes that are told."""
_FACTS = ("design", "system", "host", "agent", "pools")


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of evidence in both states, and the claim that it is a line of, where that bears on the verdict."""

    old: Line | None
    new: Line | None
    owner: tuple[Claim | None, Claim | None]
    against: bool = False
    """Whether it is a line of a claim that contradicts the one asked about."""


@dataclass(frozen=True)
class States:
    """Both states of the dataset, and how the lines of a claim in them are paired."""

    old: Corpus
    new: Corpus
    pair: Callable[[Claim, Claim], Sequence[Pair]]

    def slots(self, old: Claim | None, new: Claim | None, against: bool = False) -> list[Slot]:
        """The lines of a claim; all came, or all went, where it is given in one state alone."""
        before = lines_of(old, self.old) if old else ()
        after = lines_of(new, self.new) if new else ()
        if old is None or new is None:
            paired: list[tuple[Line | None, Line | None]] = [(line, None) for line in before]
            paired += [(None, line) for line in after]
        else:
            paired = [
                (before[pair.old.index] if pair.old else None, after[pair.new.index] if pair.new else None)
                for pair in self.pair(old, new)
            ]
        return [Slot(one, other, (old, new), against) for one, other in paired]


def level_change(old: Claim, new: Claim, states: States) -> Change | None:
    """That the level, as the records give it, was raised or lowered."""
    before, after = old.evidence_level, new.evidence_level
    if before == after:
        return None
    raised = stronger(after, before)
    kind = "level-raised" if raised else "level-lowered"
    cause = _cause_of_level(old, new, raised, states)
    told = turned(before, after)
    return Change(kind, told, new.id, field="evidence_level", old=before, new=after, cause=cause)


def _cause_of_level(old: Claim, new: Claim, raised: bool, states: States) -> str | None:
    before, after = level_of_claim(old, states.old).level, level_of_claim(new, states.new).level
    for claim, given, when in ((old, before, "gave"), (new, after, "give")):
        if given != claim.evidence_level:
            return f"the record says so, where the facts {when} {given}"
    deciding = []
    for slot in states.slots(old, new):
        one, other = _grade(slot.old, states.old), _grade(slot.new, states.new)
        if one != other and (other == after if raised else one == before):
            deciding.append(slot)
    return _told(reason for slot in deciding for reason in _reasons(slot, states))


def _grade(line: Line | None, corpus: Corpus) -> EvidenceLevel | None:
    """The level that a line gives its claim; None where it gives none."""
    if line is None or line.evidence.stance != "supports" or not line.direct or not line.stands:
        return None
    return level_of_line(line, corpus).level


def verdict_change(old: Claim, new: Claim, states: States) -> Change | None:
    """That the verdict was raised or lowered, of a claim that is withdrawn in neither state."""
    before, after = verdict_of(old, states.old).name, verdict_of(new, states.new).name
    if before == after or "withdrawn" in (before, after):
        return None
    raised = _VERDICTS.index(after) < _VERDICTS.index(before)
    kind = "verdict-raised" if raised else "verdict-lowered"
    cause = _cause_of_verdict(old, new, states)
    return Change(kind, turned(before, after), new.id, field="verdict", old=before, new=after, cause=cause)


def _cause_of_verdict(old: Claim, new: Claim, states: States) -> str | None:
    slots = states.slots(old, new) + _slots_against(old, new, states)
    told = [(_contributed(one.old, one, states.old), _contributed(one.new, one, states.new), one) for one in slots]
    before = frozenset(name for one, _, _ in told for name in one)
    after = frozenset(name for _, other, _ in told for name in other)
    differing = sorted(before ^ after)
    deciding = [name for name in differing if _verdict(after ^ {name}) != _verdict(after)]
    return _told(
        reason
        for name in deciding or differing
        for one, other, slot in told
        if name in one ^ other
        for reason in _reasons(slot, states)
    )


def _slots_against(old: Claim, new: Claim, states: States) -> list[Slot]:
    """The lines of the claims that contradict this one in either state."""
    before = {claim.id: claim for claim in contradicting(old, states.old)}
    after = {claim.id: claim for claim in contradicting(new, states.new)}
    return [
        slot
        for other in sorted({**before, **after})
        for slot in states.slots(before.get(other), after.get(other), against=True)
    ]


def _contributed(line: Line | None, slot: Slot, corpus: Corpus) -> frozenset[str]:
    """What a line brings to a verdict in one state."""
    if line is None:
        return frozenset()
    pro = counts(line, "supports")
    if slot.against:
        return frozenset(["con"] if pro else [])
    said = {"said"} if line.evidence.stance == "supports" else set()
    con = {"con"} if counts(line, "refutes") else set()
    return frozenset(
        said | con | ({"pro"} if pro else set()) | ({"human"} if pro and in_humans(line, corpus) else set())
    )


def _verdict(features: frozenset[str]) -> VerdictName:
    return name_of(pro="pro" in features, con="con" in features, human="human" in features, said="said" in features)


def _reasons(slot: Slot, states: States) -> Iterable[str]:
    """What made the difference to a line."""
    if not slot.against:
        return _reasons_of_line(slot, states)
    old, new = slot.owner
    if old is None and new is not None:
        known = states.old.by_id.get(new.id)
        accepted = known is not None and known.value.status == "accepted"
        return [f"{new.id} contradicts it now" if accepted else f"{new.id}, which contradicts it, was added"]
    if new is None and old is not None:
        left = states.new.by_id.get(old.id)
        status = left.value.status if left else "draft"
        if status == "accepted":
            return [f"{old.id} does not contradict it any more"]
        gone = "withdrawn" if status == "withdrawn" else "removed"
        return [f"{old.id}, which contradicted it, was {gone}"]
    return [
        f"of {old.id if old else ''}, which contradicts it: {reason}" for reason in _reasons_of_line(slot, states)
    ]


def _reasons_of_line(slot: Slot, states: States) -> list[str]:
    old, new = slot.old, slot.new
    if old is None or new is None:
        return [f"{new.key} was added"] if new else [f"{old.key} was removed"] if old else []
    found = [
        f"{new.key} was restated ({field}: {turned(one, other)})"
        for field in ("source", "stance", "result", "indirect")
        if (one := _fact(old, field)) != (other := _fact(new, field))
    ]
    found += _reasons_of_source(old, new, states)
    before, after = slot.owner
    if before is not None and after is not None:
        frames = _frame(before, states.old), _frame(after, states.new)
        found += [f"the claim has another {name}" for name in frames[0] if frames[0][name] != frames[1][name]]
    return found or [f"the facts behind {new.key} changed"]


def _fact(line: Line, field: str) -> str | None:
    value = getattr(line.evidence, field)
    return shown(sorted(value)) or None if isinstance(value, tuple) else value


def _reasons_of_source(old: Line, new: Line, states: States) -> list[str]:
    if old.source is None or new.source is None or old.evidence.source != new.evidence.source:
        return []
    found = []
    before, after = old.source.standing.status, new.source.standing.status
    if before != after:
        found.append(f"{new.source.id} is {after}" + (f", was {before}" if before != "unknown" else ""))
    if old.study is None and new.study is None and old.source.kind != new.source.kind:
        found.append(f"{new.source.id} is {turned(old.source.kind, new.source.kind)}")
    if old.study is not None and new.study is not None:
        found += [
            f"{new.evidence.source} has another {field}: {turned(one, other)}"
            for field in _FACTS
            if (one := _study_fact(old.study, field, states.old))
            != (other := _study_fact(new.study, field, states.new))
        ]
    return found


def _study_fact(study: Study, field: str, corpus: Corpus) -> str | None:
    value = getattr(study, field)
    if field in ("host", "agent"):
        return corpus.curie(value)
    return value if isinstance(value, str) or value is None else shown(value.model_dump(exclude_none=True))


def _frame(claim: Claim, corpus: Corpus) -> dict[str, str]:
    """What of a claim decides whether a study bears on it directly."""
    acting, host = corpus.curie(claim.acting_term or ""), corpus.curie(claim.context.host or "")
    return {"acting term": acting, "host": host, "system": claim.context.system}


def _told(reasons: Iterable[str]) -> str | None:
    every = list(dict.fromkeys(reasons))
    more = [f"and {len(every) - _MOST} more"] if len(every) > _MOST else []
    return "; ".join(every[:_MOST] + more) or None
