"""Which stance a result has towards a direction. Two signs, never one: neither is a verdict."""

from __future__ import annotations

from claimkit.model.claim import Direction, Predicate
from claimkit.model.evidence import Result, Stance

SIGNED_PREDICATES = ("affects", "correlates")
NEUTRAL_RESULTS = ("inconclusive", "not-measured", "not-reported")
OPPOSITE: dict[Direction, Direction] = {
    "increases": "decreases",
    "decreases": "increases",
    "holds": "does-not-hold",
    "does-not-hold": "holds",
}

_SIGNED: dict[Direction, dict[Result, Stance]] = {
    "increases": {"increase": "supports", "decrease": "refutes", "no-effect": "refutes", "found": "neutral"},
    "decreases": {"increase": "refutes", "decrease": "supports", "no-effect": "refutes", "found": "neutral"},
    "no-effect": {"increase": "refutes", "decrease": "refutes", "no-effect": "supports", "found": "refutes"},
    "unspecified": {"increase": "supports", "decrease": "supports", "no-effect": "refutes", "found": "supports"},
}
_UNSIGNED: dict[Direction, dict[Result, Stance]] = {
    "holds": {"found": "supports", "not-found": "refutes"},
    "does-not-hold": {"found": "refutes", "not-found": "supports"},
}


def expected_stance(result: Result, direction: Direction, predicate: Predicate) -> Stance | None:
    """The stance of a line with this result, or None where result and predicate do not go together."""
    if result in NEUTRAL_RESULTS:
        return "neutral"
    table = _SIGNED if predicate in SIGNED_PREDICATES else _UNSIGNED
    return table.get(direction, {}).get(result)
