"""Numbers lie where their kind can lie.

A p value lies between 0 and 1, a correlation between -1 and 1, ratios are positive, a proportion lies between 0 and 1
or, in percent, between 0 and 100.

Fix: compare the number with the source, and `type` and `unit` with the number.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim, Effect
from claimkit.rules.rule import Finding, Rule, Scope

_POSITIVE = ("ratio", "odds-ratio", "hazard-ratio")


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    for index, line in enumerate(entry.value.evidence):
        effect = line.finding.effect if line.finding else None
        if effect is None:
            continue
        below = f"/evidence/{index}/finding/effect"
        if effect.p is not None and not 0 <= float(effect.p.lstrip("<>≤≥")) <= 1:
            yield Finding(entry, f"{below}/p", f"the p value {effect.p} does not lie between 0 and 1")
        bounds = _bounds(effect)
        if bounds is None:
            continue
        for field, numbers in (("value", (effect.value,)), ("ci", effect.ci or ())):
            outside = [number for number in numbers if number is not None and not bounds[0] <= number <= bounds[1]]
            if outside:
                message = f"{outside[0]:g} is no {effect.type}"
                yield Finding(entry, f"{below}/{field}", message, _said(bounds))


def _bounds(effect: Effect) -> tuple[float, float] | None:
    if effect.type == "correlation":
        return -1, 1
    if effect.type in _POSITIVE:
        return 0, float("inf")
    if effect.type == "proportion":
        return 0, 100 if effect.unit == "%" else 1
    return None


def _said(bounds: tuple[float, float]) -> str:
    return f"at least {bounds[0]:g}" if bounds[1] == float("inf") else f"between {bounds[0]:g} and {bounds[1]:g}"


RULE = Rule("CK409", "numbers-in-range", Scope.RECORD, check)
