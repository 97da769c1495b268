"""A claim that was released as withdrawn stays withdrawn.

Whoever cited it was told that it no longer stands, and why; a claim that stands again without a word makes both
untrue. Where a withdrawal was itself the mistake, a waiver says so, with its reason, until the next release, in which
the claim stands again.

Fix: write `status: withdrawn` and the withdrawal again. A claim that turns out to be right after all in another form
gets a new id; else waive this finding, with the reason, and raise the version.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.ledger import past_of_record
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    past = past_of_record(entry, corpus)
    released = past.released(entry.value.id) if past else None
    if past and released and released.status == "withdrawn" and entry.value.status == "accepted":
        message = f"withdrawn in release {past.version}, and now accepted"
        hint = 'write "status: withdrawn" again; who revives it on purpose waives CK607, with the reason'
        yield Finding(entry, "/status", message, hint)


RULE = Rule(
    "CK607", "withdrawn-stays-withdrawn", Scope.RECORD, check, requires=("CK603", "CK604", "CK606"), waivable=True
)
