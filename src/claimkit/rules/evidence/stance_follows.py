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
    at_direction = _at_direction(entry, telling)
    if at_direction is not None:
        yield at_direction
        with_result = [(k, line) for k, line in with_result if (k, line) not in telling]
    for k, line in with_result:
        expected = _expected(claim, line, claim.direction)
        if expected is not None and line.stance != expected:
            message = (
                f"stance is {quoted(line.stance)}, but the result {quoted(line.result)} towards "
                f"{quoted(claim.direction)} gives {quoted(expected)}"
            )
            yield Finding(entry, f"/evidence/{k}/stance", message, fix=Fix(expected))


def _at_direction(entry: Entry[Claim], telling: Telling) -> Finding | None:
    """The finding at the direction, where that is the likelier mistake."""
    claim = entry.value
    agreeing = [line for _, line in telling if _agrees(claim, line, claim.direction)]
    if len(agreeing) == len(telling):
        return None
    opposite = OPPOSITE.get(claim.direction)
    candidates: list[Direction] = [*([opposite] if opposite else []), "increases", "decreases", "no-effect"]
    fitting = [
        candidate
        for candidate in dict.fromkeys(candidates)
        if candidate != claim.direction and all(_agrees(claim, line, candidate) for _, line in telling)
    ]
    # some may agree by accident (no effect refutes either sign), where all would with the sign turned
    turned = opposite in fitting and any(line.stance == "supports" for _, line in telling)
    if agreeing and not turned:
        return None
    message = f"direction is {quoted(claim.direction)}, but the results and stances of its evidence say otherwise"
    meant = opposite if agreeing else fitting[0] if len(fitting) == 1 else None
    # one line alone does not tell whether its stance or the direction is the slip: no fix then
    if meant and len(telling) > 1:
        return Finding(entry, "/direction", message, fix=Fix(meant))
    return Finding(entry, "/direction", message, "correct the direction, or the result or stance of each line")


def _agrees(claim: Claim, line: Evidence, direction: Direction) -> bool:
    return line.stance == _expected(claim, line, direction)


def _expected(claim: Claim, line: Evidence, direction: Direction) -> str | None:
    return expected_stance(line.result, direction, claim.predicate) if line.result else None


RULE = Rule("CK403", "stance-follows", Scope.RECORD, check, requires=("CK122", "CK405", "CK406"))
