"""No date lies in the future.

Nothing can have been read, reviewed or published later than now. Because of time zones a date counts as future only
from two days after the date of judgement on (`--as-of`, else SOURCE_DATE_EPOCH, else today).

Fix: correct the date.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim, Source
from claimkit.rules.rule import Finding, Rule, Scope

_TOLERANCE = datetime.timedelta(days=1)


def check(corpus: Corpus, as_of: datetime.date) -> Iterator[Finding]:
    last = last_day(as_of)
    for claim in corpus.claims:
        for pointer, date in _dates_of_claim(claim.value):
            if date > last:
                yield _finding(claim, pointer, date, as_of)
    for source in corpus.sources.values():
        for pointer, date in _dates_of_source(source.value):
            # a year or month alone is compared with as much of the last day as it has
            if date > last[: len(date)]:
                yield _finding(source, pointer, date, as_of)
    for released in corpus.ledger:
        if released.value.date > last:
            yield _finding(released, "/date", released.value.date, as_of)


def last_day(as_of: datetime.date) -> str:
    """The last day that does not count as future."""
    return (as_of + _TOLERANCE).isoformat()


def _finding(entry: Entry[Any], pointer: str, date: str, as_of: datetime.date) -> Finding:
    return Finding(entry, pointer, f"the date {date} lies in the future of {as_of}", "correct the date")


def _dates_of_claim(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "/curation/created", claim.curation.created
    if claim.curation.reviewed:
        yield "/curation/reviewed", claim.curation.reviewed
    if claim.withdrawal:
        yield "/withdrawal/date", claim.withdrawal.date


def _dates_of_source(source: Source) -> Iterator[tuple[str, str]]:
    for field, date in (("issued", source.issued), ("accessed", source.accessed)):
        if date:
            yield f"/{field}", date
    if source.standing.checked:
        yield "/standing/checked", source.standing.checked
    for index, verification in enumerate(source.verified):
        yield f"/verified/{index}/date", verification.date
    for index, text in enumerate(source.texts):
        yield f"/texts/{index}/obtained", text.obtained


RULE = Rule("CK125", "date-not-in-future", Scope.CORPUS, check, requires=("CK601",))
