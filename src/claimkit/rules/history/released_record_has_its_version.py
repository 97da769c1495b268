"""A released record that says something else than it did has the next version.

Whoever cited version 1 of a claim must find in version 1 what they read. What the record says is its content digest:
not its layout, comments, notes, curation or place. Several changes between two releases raise the version once.

Fix: write the version that the message names, or undo the change. `claimkit validate --fix` types it.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix
from claimkit.ledger import past_of_record
from claimkit.model import Claim
from claimkit.rules.history import OF_CLAIM
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    past = past_of_record(entry, corpus)
    claim = entry.value
    released = past.released(claim.id) if past else None
    if past is None or released is None or claim.status == "draft":
        return
    if past.digests[claim.id] == released.digest or claim.version != released.version:
        return
    following = claim.version + 1
    if released.status == "withdrawn" and claim.status != "withdrawn":
        message = f"withdrawn in release {past.version}, and accepted under the same version {claim.version}"
        hint = f'write "status: withdrawn" again; to revive the claim, "version: {following}" and a waiver of CK607'
        yield Finding(entry, "/version", message, hint)
        return
    message = f"says something else than in release {past.version}, under the same version {claim.version}"
    yield Finding(entry, "/version", message, fix=Fix(following, safe=True))


RULE = Rule("CK603", "released-record-has-its-version", Scope.RECORD, check, requires=OF_CLAIM)
