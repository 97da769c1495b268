"""The evidence level is the one that the facts give.

Facts are recorded, grades are derived: the level is the strongest among the direct supporting lines whose source is
not retracted. It stands in the record because a reader expects it there. `claimkit explain levels` prints the table,
`claimkit explain ID` the reason for one claim.

Fix: write the level that the message names; where that seems wrong, correct the facts of the study.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.levels import level_of_claim
from claimkit.diagnostics import Fix, quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    stated = entry.value.evidence_level
    derived = level_of_claim(entry.value, corpus)
    if stated != derived.level:
        reason = f"strongest direct supporting line: {derived.line}" if derived.line else derived.because
        message = f"evidence level is {quoted(stated)}, the facts give {quoted(derived.level)} ({reason})"
        yield Finding(entry, "/evidence_level", message, fix=Fix(derived.level, safe=True))


RULE = Rule(
    "CK401",
    "evidence-level-mismatch",
    Scope.RECORD,
    check,
    requires=(
        *("CK122", "CK210", "CK211", "CK218", "CK222", "CK226"),  # what a source or study says of itself is wrong
        *("CK303", "CK304", "CK306", "CK312", "CK402", "CK403", "CK411"),  # or what the claim cites, or how
    ),
)
