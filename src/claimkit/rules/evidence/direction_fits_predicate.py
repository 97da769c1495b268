"""The direction of a claim is one that its predicate can have.

`affects` and `correlates` increase, decrease, have no effect, or leave it unspecified; what is produced, contained,
bound or derived holds or does not hold.

Fix: take a direction from the list that the message gives.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.stance import SIGNED_PREDICATES
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_SIGNED = ("increases", "decreases", "no-effect", "unspecified")
_UNSIGNED = ("holds", "does-not-hold")


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    claim = entry.value
    allowed = _SIGNED if claim.predicate in SIGNED_PREDICATES else _UNSIGNED
    if claim.direction not in allowed:
        message = f"the direction {quoted(claim.direction)} does not go with the predicate {quoted(claim.predicate)}"
        yield Finding(entry, "/direction", message, f"write one of {', '.join(allowed)}; or correct predicate")


RULE = Rule("CK406", "direction-fits-predicate", Scope.RECORD, check)
