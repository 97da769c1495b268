"""A record is reviewed by somebody and after it was created, and withdrawn after that.

Dates out of order are slips of typing or claims of work that was not done.

Fix: correct the date that the message names; give `reviewer` and `reviewed` together.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_DATE = 'add "reviewed: ..." with a date like "2026-11-21"'


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    curation, withdrawal = entry.value.curation, entry.value.withdrawal
    if curation.reviewed is not None and curation.reviewed < curation.created:
        message = f"reviewed on {curation.reviewed}, before it was created on {curation.created}"
        yield Finding(entry, "/curation/reviewed", message)
    if withdrawal is not None and withdrawal.date < curation.created:
        message = f"withdrawn on {withdrawal.date}, before it was created on {curation.created}"
        yield Finding(entry, "/withdrawal/date", message)
    if curation.reviewed is not None and curation.reviewer is None:
        yield Finding(
            entry,
            "/curation/reviewed",
            "a date of review is given, and no reviewer",
            'add "reviewer: ..."',
            on_key=True,
        )
    if curation.reviewer is not None and curation.reviewed is None:
        yield Finding(entry, "/curation/reviewer", "a reviewer is given, and no date of review", _DATE, on_key=True)


RULE = Rule("CK124", "dates-in-order", Scope.RECORD, check)
