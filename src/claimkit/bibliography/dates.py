"""Dates of publication in the many forms of registries and entries, to the model's `2018[-05[-21]]`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from claimkit.bibliography.foreign import items, mapping, string

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])([12][0-9]{3})(?![0-9])")
_WORD = re.compile(r"[A-Za-z]{3,9}")
_DAY = re.compile(r"(?<![0-9])(0?[1-9]|[12][0-9]|3[01])(?![0-9])")


def issued(year: Any, month: Any = "", day: Any = "") -> str:
    """The date of a year, a month by number or name, and a day; as much of it as is sound, or an empty text."""
    written, month, day = (string(part).strip()[:20] for part in (year, month, day))
    if not re.fullmatch(r"[0-9]{4}", written) or written == "0000":
        return ""
    number = _month(month)
    if number is None:
        return written
    try:
        return datetime.date(int(written), number, int(day)).isoformat()
    except ValueError:
        return f"{written}-{number:02}"


def from_parts(value: Any) -> str:
    """The date of CSL's `{"date-parts": [[2018, 5, 21]]}`, or of its `raw` or `literal` text."""
    date = mapping(value)
    for parts in items(date.get("date-parts"))[:1]:
        found = issued(*[*items(parts), "", "", ""][:3])
        if found:
            return found
    return from_text(string(date.get("raw")) or string(date.get("literal")) or string(value))


def from_text(text: str) -> str:
    """The date of `2018-05-21`, `2018/05/21/`, `21 May 2018`, `2018 May 21` or `Spring 2018`."""
    text = text.strip()[:100]
    numeric = _NUMERIC.match(text)
    if numeric and (numeric[2] or not _WORD.search(text)):
        return issued(*(numeric[group] or "" for group in (1, 2, 3)))
    year = _YEAR.search(text)
    if not year:
        return ""
    rest = text[: year.start()] + " " + text[year.end() :]
    months = [word for word in _WORD.findall(rest) if _month(word)]
    days = _DAY.findall(rest)
    return issued(year[1], months[0] if len(months) == 1 else "", days[0] if len(days) == 1 else "")


def earliest(dates: Sequence[str]) -> str:
    """The date of the first publication, online or in print; of one year, the date that says more."""
    known = [date for date in dates if date]
    return min(known, key=lambda date: date + "-99" * (2 - date.count("-")), default="")


def _month(text: str) -> int | None:
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return int(text)
    name = text.lower()[:3]
    return _MONTHS.index(name) + 1 if name in _MONTHS else None
