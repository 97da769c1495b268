"""A standing other than unknown says when it was looked up.

"Not listed as retracted" is only worth its date.

Fix: add `checked`, or write `status: unknown`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_HINT = 'add "checked: ..." with a date like "2026-11-21"'


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    standing = entry.value.standing
    if standing.status != "unknown" and standing.checked is None:
        yield Finding(entry, "/standing", f"the standing {quoted(standing.status)} has no date of look-up", _HINT)


RULE = Rule("CK126", "standing-is-dated", Scope.RECORD, check, of=("source",))
