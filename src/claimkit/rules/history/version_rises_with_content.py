"""A version rises by one where what the record says changed since the last release, and only there.

A version that rises without a change sends readers to look for one; a number left out makes them look for what was
never released. A claim that was never released has version 1.

Fix: write the version that the message names. `claimkit validate --fix` types it.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix
from claimkit.ledger import Past, past_of_record
from claimkit.model import Claim
from claimkit.rules.history import OF_CLAIM
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    past = past_of_record(entry, corpus)
    if past is None:
        return
    told = _told(entry.value, past)
    if told:
        wanted, message = told
        yield Finding(entry, "/version", message, fix=Fix(wanted, safe=True))


def _told(claim: Claim, past: Past) -> tuple[int, str] | None:
    """The version that the claim should have, and what is wrong with the one that it has."""
    released = past.released(claim.id)
    if released is None:
        return (1, "the claim was never released, so its version is 1") if claim.version != 1 else None
    if claim.status == "draft" or claim.version == released.version:
        return None
    if past.digests[claim.id] == released.digest:
        message = f"nothing changed since release {past.version}, where the claim has version {released.version}"
        return released.version, message
    following = released.version + 1
    message = f"version {released.version} is in release {past.version}, so what changed since has {following}"
    return (following, message) if claim.version != following else None


RULE = Rule("CK604", "version-rises-with-content", Scope.RECORD, check, requires=OF_CLAIM)
