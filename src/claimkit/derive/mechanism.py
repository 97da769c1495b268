"""Mechanism paths against their claim: where they begin and end, and whether their sign is the claim's."""

from __future__ import annotations

from dataclasses import dataclass

from claimkit.corpus import Corpus
from claimkit.model import Claim, Path, Step
from claimkit.model.claim import Direction

SIGN_OF: dict[Direction, int] = {"increases": 1, "decreases": -1}
SIGN_WORD = {1: "raises", -1: "lowers", 0: "leaves open the sign towards"}


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of a mechanism, and the accepted claims of the dataset that state it."""

    step: Step
    stated_by: tuple[str, ...]


def contradicts_direction(path: Path, direction: Direction) -> bool:
    """Whether a signed path gives another direction than the claim's.

    An unsigned path contradicts nothing. A signed one contradicts no-effect and unspecified, which have no sign;
    where the claim holds or does not hold there is no direction to agree with.
    """
    if path.net_sign == 0 or direction in ("holds", "does-not-hold"):
        return False
    return SIGN_OF.get(direction) != path.net_sign


def edges_of(claim: Claim, corpus: Corpus) -> tuple[Edge, ...]:
    """The distinct steps of a claim's paths, each with the other claims that state it with the same sign."""
    steps = dict.fromkeys(step for path in claim.paths for step in path.steps)
    return tuple(Edge(step, _stating(step, claim, corpus)) for step in steps)


def _states(claim: Claim, step: Step) -> bool:
    """Whether a claim between the two ends of a step says what the step says.

    A signed step is one of cause, so only `affects` with its sign states it; an unsigned one is stated by any claim
    that is not of nothing.
    """
    if step.sign:
        return claim.predicate == "affects" and SIGN_OF.get(claim.direction) == step.sign
    return claim.direction not in ("no-effect", "does-not-hold")


def _stating(step: Step, claim: Claim, corpus: Corpus) -> tuple[str, ...]:
    return tuple(
        other.id
        for other in corpus.accepted_between(step.origin, step.target)
        if other.id != claim.id and _states(other, step)
    )
