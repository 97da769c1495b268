"""What one claim says in two states, field by field: what is digested, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claimkit.changes.change import Bump, Change
from claimkit.changes.evidence import Pair, evidence_changes, keyed_lines, paired
from claimkit.changes.turning import turning
from claimkit.changes.wording import same_but_for_spelling, shown, turned
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_content
from claimkit.model import Claim, Path

Named = Callable[[str], str]
"""The label of a CURIE; itself where no term has it."""
_MEANING = ("agent", "strain", "organism", "predicate", "target")
_FREE_TEXT = ("host_strain", "population", "model", "comparator", "dose")
_TOLD_ELSEWHERE = ("id", "status", "evidence", "evidence_level")
"""`comparison` and `grades` tell them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim says in one state, and how its terms are called there."""

    claim: Claim
    content: dict[str, Any]
    named: Named

    @classmethod
    def of(cls, claim: Claim, corpus: Corpus, named: Named) -> Said:
        return cls(claim, claim_content(claim, corpus), named)


def pairs_of(old: Said, new: Said) -> list[Pair]:
    """The lines of evidence of a claim in both states."""
    return paired(keyed_lines(old.claim, old.content), keyed_lines(new.claim, new.content))


def claim_changes(old: Said, new: Said, pairs: Sequence[Pair]) -> Iterator[Change]:
    """What changed in a claim that exports hold in both states, but for its level and verdict."""
    claim = new.claim.id
    yield from _status(old, new)
    for field in dict.fromkeys((*_MEANING, *old.content, *new.content)):
        before, after = old.content.get(field), new.content.get(field)
        if before == after or field in _TOLD_ELSEWHERE:
            continue
        teller = _TELLERS.get(field)
        if teller is not None:
            yield from teller(claim, field, old, new)
        else:
            yield Change("changed", f"{field}: {turned(before, after)}", claim, field=field, old=before, new=after)
    yield from evidence_changes(claim, pairs)
    yield from _curation(old.claim, new.claim)


def _status(old: Said, new: Said) -> Iterator[Change]:
    claim, before, after = new.claim, old.claim.status, new.claim.status
    if before == after:
        return
    if after == "withdrawn":
        reason = claim.withdrawal.reason if claim.withdrawal else None
        yield Change("withdrawn", claim=claim.id, cause=reason)
    else:
        yield Change("revived", claim=claim.id)


def _withdrawal(claim: str, field: str, old: Said, new: Said) -> Iterator[Change]:
    before, after = old.content.get(field) or {}, new.content.get(field) or {}
    replaced = before.get("replaced_by"), after.get("replaced_by")
    if replaced[0] != replaced[1] and after:
        told = shown(replaced[1]) if replaced[0] is None else turned(*replaced)
        # a redirect that leads elsewhere, or nowhere, breaks what was resolved through it
        weight: Bump | None = None if replaced[0] is None else "major"
        yield Change(
            "replaced", told, claim, field="withdrawal.replaced_by", old=replaced[0], new=replaced[1], weight=weight
        )
    if old.claim.status != new.claim.status and (not before or not after):
        return
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if name != "replaced_by" and one != other:
            yield Change(
                "withdrawal", f"{name}: {turned(one, other)}", claim, field=f"{field}.{name}", old=one, new=other
            )


def _direction(claim: str, field: str, old: Said, new: Said) -> Iterator[Change]:
    before, after = old.claim.direction, new.claim.direction
    yield Change("direction", turned(before, after), claim, field=field, old=before, new=after)


def _statement(claim: str, field: str, old: Said, new: Said) -> Iterator[Change]:
    before, after = old.claim.statement, new.claim.statement
    words, told = turning(before, after), turned(before, after)
    kind, told = ("reworded-turning", f"{words}; {told}") if words else ("reworded", told)
    yield Change(kind, told, claim, field=field, old=before, new=after)


def _meaning(claim: str, field: str, old: Said, new: Said) -> Iterator[Change]:
    before, after = old.content.get(field), new.content.get(field)
    told = f"{field}: {_of_terms(before, after, old, new)}"
    yield Change("meaning", told, claim, field=field, old=before, new=after)


def _scope(claim: str, field: str, old: Said, new: Said) -> Iterator[Change]:
    scope, other_scope = old.content[field], new.content[field]
    for name in dict.fromkeys((*scope, *other_scope)):
        before, after = scope.get(name), other_scope.get(name)
        if before == after:
            continue
        if before is None:
            kind, told = "scope-narrowed", shown(new.named(after))
        elif after is None:
            kind, told = "scope-widened", f"no longer {shown(old.named(before))}"
        elif name in _FREE_TEXT and same_but_for_spelling(before, after):
            kind, told = "scope-reworded", turned(before, after)
        else:
            kind, told = "scope-changed", _of_terms(before, after, old, new)
        yield Change(kind, f"{name}: {told}", claim, field=f"{field}.{name}", old=before, new=after)


def _mechanism(claim: str, field: str, old: Said, new: Said) -> Iterator[Change]:
    before, after = old.content[field], new.content[field]
    for path in sorted(set(after) - set(before)):
        yield Change("mechanism-added", Path.parse(path).written(new.named), claim, field=field, new=path)
    for path in sorted(set(before) - set(after)):
        yield Change("mechanism-removed", Path.parse(path).written(old.named), claim, field=field, old=path)
    if set(before) == set(after):
        yield Change(
            "changed", f"{field}: a path stands there another time", claim, field=field, old=before, new=after
        )


def _related(claim: str, field: str, old: Said, new: Said) -> Iterator[Change]:
    before, after = _ties(old), _ties(new)
    for tie in sorted({**before, **after}):
        told = f"{tie[0]} {tie[1]}"
        one, other = before.get(tie), after.get(tie)
        if one is None:
            yield Change("related-added", told, claim, field=field, new=other)
        elif other is None:
            yield Change("related-removed", told, claim, field=field, old=one)
        elif one != other:
            apart = turned(one[0].get("note"), other[0].get("note"))
            yield Change("related-note", f"{told}: {apart}", claim, field=field, old=one, new=other)


def _ties(said: Said) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The ties of a record by relation and other claim."""
    ties: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for tie in said.content["related"]:
        ties.setdefault((tie["relation"], tie["claim"]), []).append(tie)
    return ties


def _curation(old: Claim, new: Claim) -> Iterator[Change]:
    before, after = old.curation.model_dump(exclude_none=True), new.curation.model_dump(exclude_none=True)
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if one != other:
            yield Change(
                "curation", f"{name}: {turned(one, other)}", new.id, field=f"curation.{name}", old=one, new=other
            )


def _of_terms(before: str | None, after: str | None, old: Said, new: Said) -> str:
    """`old -> new` by label; where two terms have one label, with their CURIEs."""
    one, other = (said.named(value) if value else None for said, value in ((old, before), (new, after)))
    if one is not None and one == other:
        one, other = f"{one} ({before})", f"{other} ({after})"
    return f"{shown(one)} -> {shown(other)}"


_TELLERS: dict[str, Callable[[str, str, Said, Said], Iterator[Change]]] = {
    **dict.fromkeys(_MEANING, _meaning),
    "direction": _direction,
    "statement": _statement,
    "context": _scope,
    "mechanism": _mechanism,
    "related": _related,
    "withdrawal": _withdrawal,
}
