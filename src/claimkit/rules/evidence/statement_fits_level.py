"""A statement is no stronger than its evidence.

Words of certainty that no level allows: prove, establish, guarantee, cure, definitive, undoubtedly, always.
Words of cause that an observation (`cohort`, `case-control`) does not allow: cause, prevent.
At `assertion`, `review`, `computational` and `ungraded` an accepted statement says that it is open: may, might,
could, can, appears, seems, suggests, is thought, is said, possibly, probably, perhaps.

Fix: take a weaker word, the source's own "may".
"""

import re
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.fingerprint import tokens
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_CERTAIN = """
    prove proves proved proven establish establishes guarantee guarantees guaranteed cure cures cured
    definitive definitively undoubtedly always
"""
_CAUSAL = "cause causes caused prevent prevents prevented"
_ANY = re.compile("|".join((_CERTAIN + _CAUSAL).split()))
_SIGNS = re.compile("[^a-z ]")
_OPEN = "may might could can appear appears seem seems suggest suggests thought said possibly probably perhaps"
_OBSERVED = ("cohort", "case-control")
_UNSHOWN = ("assertion", "review", "computational", "ungraded")


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    if entry.value.status != "accepted":
        return
    level, statement = entry.value.evidence_level, entry.value.statement
    if level not in _UNSHOWN and statement.isascii() and not _ANY.search(_SIGNS.sub("", statement.lower())):
        return  # nearly all: to make tokens of each would cost more than all other rules together
    words = tokens(statement)
    too_strong = _CERTAIN.split() + (_CAUSAL.split() if level in _OBSERVED else [])
    found = next((word for word in words if word in too_strong), None)
    if found is not None:
        message = f"{quoted(found)} says more than the level {level} allows"
        weaker = '"is associated with"' if found in _CAUSAL.split() else '"shows" or "finds"'
        yield Finding(entry, "/statement", message, f"take a weaker word, such as {weaker}")
    elif level in _UNSHOWN and entry.value.direction != "does-not-hold" and not set(_OPEN.split()) & set(words):
        message = f"the statement is flat, and the level is {level}"
        yield Finding(entry, "/statement", message, 'say that it is open, as with "may"')


RULE = Rule("CK415", "statement-fits-level", Scope.RECORD, check, requires=("CK401",), waivable=True)
