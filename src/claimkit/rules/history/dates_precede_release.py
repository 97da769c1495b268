"""What a release holds was there when it was made: created, and withdrawn, not after the day of the release.

The ledger says on which day a claim was first released, and since when it has been released as withdrawn. A later
date in the record is wrong: it was mistyped, or the release carries too early a day. A review may come later: it
changes nothing of what the claim says.

Fix: correct the date; before a release, make it on a later day.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.diagnostics import Skip
from claimkit.ledger import past_of
from claimkit.rules.history import OF_CLAIM, UNREADABLE
from claimkit.rules.rule import Finding, Outcome, Rule, Scope
from claimkit.rules.shape.date_not_in_future import last_day


def check(corpus: Corpus, as_of: datetime.date) -> Iterator[Outcome]:
    past = past_of(corpus)
    if past is None:
        if corpus.ledger_is_broken:
            yield Skip(UNREADABLE)
        return
    last = last_day(as_of)  # what lies in the future is told as that (CK125)
    for entry in corpus.published:
        claim = entry.value
        first, gone = past.first.get(claim.id), past.withdrawn.get(claim.id)
        if claim.id in past.repeated:
            continue
        if first and first.date < claim.curation.created <= last:
            message = f"created on {claim.curation.created}, and released in {first.version} on {first.date} already"
            yield Finding(entry, "/curation/created", message, "correct the date")
        elif gone and claim.withdrawal and gone.date < claim.withdrawal.date <= last:
            message = (
                f"withdrawn on {claim.withdrawal.date}, and released so in {gone.version} on {gone.date} already"
            )
            yield Finding(entry, "/withdrawal/date", message, "correct the date")


RULE = Rule("CK609", "dates-precede-release", Scope.CORPUS, check, requires=(*OF_CLAIM, "CK603", "CK604"))
