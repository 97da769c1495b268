"""An accepted claim does not rest on retracted works alone.

What a retracted paper showed, nobody has shown; and a page that repeats it shows nothing of its own.

Fix: add evidence from a work that stands, or withdraw the claim.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_HINT = 'add evidence that stands, or write "status: withdrawn" and why'


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    claim = entry.value
    supporting = [line for line in claim.evidence if line.stance == "supports"]
    fallen = [
        line
        for line in supporting
        if _retracted(line.source, corpus) or (line.repeats and _retracted(line.repeats, corpus))
    ]
    if claim.status == "accepted" and fallen and len(fallen) == len(supporting):
        message = "all that supports the claim is retracted, or repeats what is"
        yield Finding(entry, "/evidence", message, _HINT, on_key=True)


def _retracted(reference: str, corpus: Corpus) -> bool:
    source = corpus.source(reference)
    return source is not None and source.standing.status == "retracted"


RULE = Rule("CK218", "not-on-retracted-alone", Scope.RECORD, check, requires=("CK304", "CK403"))
