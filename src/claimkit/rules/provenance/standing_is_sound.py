"""A source under an expression of concern, or superseded, deserves a look.

The claim stands, and the evidence may not: read the notice, and see whether a later work says the same.

Fix: cite the later work, or say in `notes` of the claim why this one is still good evidence.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_SAID = {"concern": "is under an expression of concern", "superseded": "is superseded"}


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    status = entry.value.standing.status
    if status in _SAID:
        yield Finding(
            entry, "/standing/status", f"the work {_SAID[status]}", "see whether a later work says the same"
        )


RULE = Rule("CK219", "standing-is-sound", Scope.RECORD, check, of=("source",), severity="warning", waivable=True)
