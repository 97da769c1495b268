"""A pasted bibliographic entry, of whichever form: CSL-JSON, BibTeX or RIS."""

from __future__ import annotations

import re
from collections.abc import Callable

from claimkit.bibliography import bibtex, csl, ris
from claimkit.bibliography.errors import EntryError
from claimkit.bibliography.identify import identify
from claimkit.bibliography.work import Work

LARGEST = 256 * 1024
"""Bytes of a pasted text; an entry has a hundredth of it."""
_FORMS = "paste one entry as BibTeX (@article{...}), RIS (TY  - JOUR) or CSL-JSON ({...})"
_NBIB = re.compile(r"^PMID\s*-\s", re.MULTILINE)


def read(text: str) -> Work:
    """The work that a pasted entry describes. Raises EntryError, whose message says what to paste instead."""
    # counted in characters first: encoding a text of any size only to refuse it would take its memory twice
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        raise EntryError(f"the text is longer than {LARGEST // 1024} KiB: {_FORMS}")
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise EntryError(f"the text is empty: {_FORMS}")
    read_entry = _reader(text)
    if read_entry:
        work = read_entry(text)
        if "title" in work.dropped:
            raise EntryError("the title of the entry is not one readable line: shorten it, or paste another form")
        return work
    if _NBIB.search(text):
        raise EntryError('this is the "PubMed" format (.nbib): look the work up by its PMID, or paste BibTeX or RIS')
    if text[0] == "<":
        raise EntryError(f"this is XML or HTML: {_FORMS}")
    named = identify(text)
    if named:
        raise EntryError(f"this is an identifier ({named}), not an entry: look it up, or {_FORMS}")
    raise EntryError(f"the form of the text is unknown: {_FORMS}")


def _reader(text: str) -> Callable[[str], Work] | None:
    if text[0] in "{[":
        return csl.read
    if ris.START.search(text):
        return ris.read
    return bibtex.read if bibtex.START.search(text) else None
