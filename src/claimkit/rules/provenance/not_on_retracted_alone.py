"""An accepted claim does not rest on retracted works alone.

What a retracted paper showed, nobody has shown.

Fix: add evidence from a work that stands, or withdraw the claim.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_HINT = 'add evidence that stands, or write "status: withdrawn" and why'


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    claim = entry.value
    sources = [corpus.source(line.source) for line in claim.evidence if line.stance == "supports"]
    retracted = [source for source in sources if source is not None and source.standing.status == "retracted"]
    if claim.status == "accepted" and retracted and len(retracted) == len(sources):
        message = "all that supports the claim is retracted"
        yield Finding(entry, "/evidence", message, _HINT, on_key=True)


RULE = Rule("CK218", "not-on-retracted-alone", Scope.RECORD, check, requires=("CK304", "CK403"))
