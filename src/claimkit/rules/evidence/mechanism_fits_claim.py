"""A mechanism path leads from the claim's acting term to its target, with the claim's sign.

The path begins with `agent`, else `strain`, else `organism`, and ends with `target`. The product of its signs agrees
with `direction`; with an arrow `--` in it a path has no sign and agrees with any.

Fix: correct the end or the arrow that the message names; where the source leaves a sign open, write `--`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.mechanism import SIGN_WORD, contradicts_direction
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    claim = entry.value
    beginnings = {path.terms[0] for path in claim.paths}
    if len(beginnings) == 1 and claim.acting_term not in beginnings:
        # all paths agree: the one mistake may as well be the claim's own
        yield _begins_elsewhere(entry, 0)
        return
    for index, path in enumerate(claim.paths):
        pointer = f"/mechanism/{index}"
        begins, ends = path.terms[0], path.terms[-1]
        if begins != claim.acting_term:
            yield _begins_elsewhere(entry, index)
        elif ends != claim.target:
            message = f"the path ends with {quoted(ends)}, the claim's target is {quoted(claim.target)}"
            yield Finding(entry, pointer, message, f"end it with {claim.target}")
        elif contradicts_direction(path, claim.direction):
            word = SIGN_WORD[path.net_sign]
            message = f"the path {word} the target, but the claim's direction is {quoted(claim.direction)}"
            yield Finding(entry, pointer, message, "turn an arrow, or write -- where the source gives no sign")


def _begins_elsewhere(entry: Entry[Claim], index: int) -> Finding:
    claim = entry.value
    begins = claim.paths[index].terms[0]
    message = f"the path begins with {quoted(begins)}, the claim's acting term is {quoted(claim.acting_term)}"
    hint = f"begin it with {claim.acting_term}, or correct agent, strain and organism"
    return Finding(entry, f"/mechanism/{index}", message, hint)


RULE = Rule(
    "CK404",
    "mechanism-fits-claim",
    Scope.RECORD,
    check,
    requires=("CK120", "CK303", "CK306", "CK403", "CK406"),
)
