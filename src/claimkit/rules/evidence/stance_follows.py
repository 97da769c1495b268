"""The stance of each line follows from its result and the claim's direction.

The same sign supports, the opposite sign refutes; no effect refutes a signed claim and supports a claim of no effect;
inconclusive, not measured and not reported are neutral. Where all lines speak against the direction, the direction is
the likelier mistake, and the finding stands there; else one stands at each stance.

Fix: correct the direction, the stance or the result: whichever the source does not say.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.stance import NEUTRAL_RESULTS, OPPOSITE, expected_stance
from claimkit.diagnostics import Fix, quoted
from claimkit.model import Claim, Evidence
from claimkit.model.claim import Direction
from claimkit.rules.rule import Finding, Rule, Scope

Telling = list[tuple[int, Evidence]]
"""Lines, with their place, whose result has a sign for or against a direction."""


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    claim = entry.value
    with_result = [(k, line) for k, line in enumerate(claim.evidence) if line.result is not None]
    telling = [(k, line) for k, line in with_result if line.result not in NEUTRAL_RESULTS]
    turned = _direction_that_is_meant(claim, telling)
    if turned is not None:
        yield turned(entry)
        with_result = [(k, line) for k, line in with_result if (k, line) not in telling]
    for k, line in with_result:
        expected = _expected(claim, line, claim.direction)
        if expected is not None and line.stance != expected:
            message = (
                f"stance is {quoted(line.stance)}, but the result {quoted(line.result)} towards "
                f"{quoted(claim.direction)} gives {quoted(expected)}"
            )
            yield Finding(entry, f"/evidence/{k}/stance", message, fix=Fix(expected))


class _Turned:
    """The finding at the direction, with the direction that would fit, where there is one."""

    def __init__(self, direction: Direction, fitting: Direction | None) -> None:
        self.direction = direction
        self.fitting = fitting

    def __call__(self, entry: Entry[Claim]) -> Finding:
        message = f"direction is {quoted(self.direction)}, but the results and stances of its evidence say otherwise"
        if self.fitting:
            return Finding(entry, "/direction", message, fix=Fix(self.fitting))
        return Finding(entry, "/direction", message, "correct the direction, or the result or stance of each line")


def _direction_that_is_meant(claim: Claim, telling: Telling) -> _Turned | None:
    if not telling or all(_agrees(claim, line, claim.direction) for _, line in telling):
        return None
    opposite = OPPOSITE.get(claim.direction)
    candidates: list[Direction] = [*([opposite] if opposite else []), "increases", "decreases", "no-effect"]
    fits_all = [
        candidate
        for candidate in dict.fromkeys(candidates)
        if candidate != claim.direction and all(_agrees(claim, line, candidate) for _, line in telling)
    ]
    # one line alone does not tell whether its stance or the direction is the slip: no fix then
    fitting = fits_all[0] if len(fits_all) == 1 and len(telling) > 1 else None
    if not any(_agrees(claim, line, claim.direction) for _, line in telling):
        return _Turned(claim.direction, fitting)
    # some agree by accident (no effect refutes either sign), but all would with the sign turned
    if opposite and opposite in fits_all and any(line.stance == "supports" for _, line in telling):
        return _Turned(claim.direction, opposite)
    return None


def _agrees(claim: Claim, line: Evidence, direction: Direction) -> bool:
    return line.stance == _expected(claim, line, direction)


def _expected(claim: Claim, line: Evidence, direction: Direction) -> str | None:
    return expected_stance(line.result, direction, claim.predicate) if line.result else None


RULE = Rule("CK403", "stance-follows", Scope.RECORD, check, requires=("CK122", "CK405", "CK406"))
