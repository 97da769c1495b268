"""An accepted claim has at least one line of evidence.

A claim without evidence is an opinion of ours.

Fix: add a line of evidence, or set `status: draft`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    if entry.value.status == "accepted" and not entry.value.evidence:
        hint = "add a line of evidence, or set status: draft"
        yield Finding(entry, "/evidence", "an accepted claim needs evidence, and there is none", hint, on_key=True)


RULE = Rule("CK402", "accepted-has-evidence", Scope.RECORD, check)
