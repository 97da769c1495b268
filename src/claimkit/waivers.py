"""Findings less the waived ones, plus a finding for each waiver that does not hold or is no longer needed.

A waiver sets aside one judgement of one waivable rule for one record, for a time. An exception that nobody needs any
more is a trap for the next mistake, so it is an error.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from claimkit.corpus import Entry
from claimkit.diagnostics import Diagnostic, quoted
from claimkit.model import Waiver, Waivers
from claimkit.refusals import refuse
from claimkit.rules.rule import Rule

LONGEST_DAYS = 400


def apply(
    diagnostics: Iterable[Diagnostic], waivers: Entry[Waivers] | None, rules: Sequence[Rule], as_of: datetime.date
) -> tuple[list[Diagnostic], int]:
    """The findings that remain, with those about the waivers themselves, and how many were set aside."""
    kept = list(diagnostics)
    if waivers is None:
        return kept, 0
    waivable = {rule.code for rule in rules if rule.waivable}
    before = len(kept)
    about: list[Diagnostic] = []
    for index, waiver in enumerate(waivers.value.waivers):
        remaining = [finding for finding in kept if (finding.code, finding.record) != (waiver.code, waiver.record)]
        needed = len(remaining) < len(kept)
        objection = _objection(waiver, waivable, needed, as_of)
        if objection is None:
            kept = remaining
            continue
        field, message, hint = objection
        pointer = f"/waivers/{index}/{field}"
        place = waivers.place(pointer)
        about.append(refuse("CK190", message, path=waivers.file.path, place=place, pointer=pointer, hint=hint))
    return kept + about, before - len(kept)


def _objection(waiver: Waiver, waivable: set[str], needed: bool, as_of: datetime.date) -> tuple[str, str, str] | None:
    """Field, message and hint of what is wrong with a waiver."""
    if waiver.code not in waivable:
        return "code", f"{waiver.code} cannot be waived: it is no judgement", "mend the record, and delete the waiver"
    until = datetime.date.fromisoformat(waiver.until)
    if until < as_of:
        return "until", f"the waiver ended on {waiver.until}", "mend the record, or renew the waiver with its reason"
    if (until - as_of).days > LONGEST_DAYS:
        last = as_of + datetime.timedelta(days=LONGEST_DAYS)
        return "until", f"the waiver runs for more than {LONGEST_DAYS} days", f"at most until {last.isoformat()}"
    if not needed:
        message = f"{waiver.code} finds nothing in {quoted(waiver.record)} that would need a waiver"
        return "record", message, "delete the waiver"
    return None
