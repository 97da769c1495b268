"""The result of a line is one that the claim's predicate can have.

`affects` and `correlates` take every result but `not-found`; the others, which have no sign, take `found`,
`not-found` and the three neutral ones.

Fix: for `produces`, `contains`, `binds` and `derives-from` write `found` or `not-found`; for the others a sign,
`no-effect` or a neutral result.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.stance import NEUTRAL_RESULTS, SIGNED_PREDICATES
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_UNSIGNED = ("found", "not-found", *NEUTRAL_RESULTS)


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    predicate = entry.value.predicate
    for index, line in enumerate(entry.value.evidence):
        if line.result is None:
            continue
        fits = line.result != "not-found" if predicate in SIGNED_PREDICATES else line.result in _UNSIGNED
        if not fits:
            message = f"the result {quoted(line.result)} does not go with the predicate {quoted(predicate)}"
            hint = (
                "write no-effect, or a neutral result"
                if predicate in SIGNED_PREDICATES
                else f"write one of {', '.join(_UNSIGNED)}"
            )
            yield Finding(entry, f"/evidence/{index}/result", message, hint)


RULE = Rule("CK405", "result-fits-predicate", Scope.RECORD, check, requires=("CK406",))
