"""Claims that disagree on a direction say how they go together.

Accepted claims with the same acting term, target and host and different directions are tied by `contradicts` (both
cannot be true), or, where a field of `context` that both state differs, by `contrasts` (another scope, another
answer). Which of the two is then the curator's judgement. `unspecified` conflicts with no direction.

A claim is held against at most a hundred others, and at most ten conflicts of it are shown, so that a flood of
records cannot stall a run.

Fix: add `related: [{claim: ..., relation: contradicts}]`, or contrasts, to one of the two.
"""

import datetime
from collections.abc import Iterator
from itertools import islice

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_MOST_COMPARED = 100
_MOST_OF_A_CLAIM = 10


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    alike: dict[tuple[str, str, str], list[Entry[Claim]]] = {}
    for entry in corpus.by_id.values():
        claim = entry.value
        if claim.status == "accepted" and claim.direction != "unspecified":
            scope = (corpus.curie(claim.acting_term or ""), corpus.curie(claim.target), claim.context.host or "")
            alike.setdefault(scope, []).append(entry)
    for group in alike.values():
        yield from _within(sorted(group, key=lambda entry: entry.value.id), corpus)


def _within(group: list[Entry[Claim]], corpus: Corpus) -> Iterator[Finding]:
    """The conflicts among claims of one scope; a claim is held against the first hundred before it."""
    earlier: list[Entry[Claim]] = []
    for other in group:
        against = (
            one
            for one in earlier
            if one.value.direction != other.value.direction and one.value.predicate == other.value.predicate
        )
        yield from islice((finding for one in against for finding in _judge(one, other, corpus)), _MOST_OF_A_CLAIM)
        if len(earlier) < _MOST_COMPARED:
            earlier.append(other)


def _judge(one: Entry[Claim], other: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    ties = {tie.relation for tie in corpus.relations.get(one.value.id, ()) if tie.other == other.value.id}
    differs = _scopes_differ(one.value, other.value)
    if "contradicts" in ties or ("contrasts" in ties and differs):
        return
    message = f"says {other.value.direction}, where {one.value.id} ({one.file.path}) says {one.value.direction}"
    if "contrasts" in ties:
        message += "; contrasts needs a field of context that both state, and that differs"
    hint = f"add: related: [{{claim: {one.value.id}, relation: contradicts}}]" + (", or contrasts" if differs else "")
    yield Finding(other, "/direction", message, hint, other=one)


def _scopes_differ(one: Claim, other: Claim) -> bool:
    """Whether any field of context that both state differs."""
    first, second = one.context.model_dump(exclude_none=True), other.context.model_dump(exclude_none=True)
    return any(first[field] != second[field] for field in first.keys() & second.keys())


RULE = Rule(
    "CK501",
    "conflict-is-tied",
    Scope.CORPUS,
    check,
    requires=("CK301", "CK303", "CK305", "CK403", "CK406"),
    yields_to=("CK606",),
)
