"""NEWS.md of a dataset: one section a release, newest first, claim by claim, with room for the editor's words.

The words stand between two comment lines and are kept whenever the section is made anew; the rest of it is ours, and
the second line carries a checksum of it, so that nothing written there by hand is lost in silence.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from claimkit.changes.change import Comparison
from claimkit.changes.grouping import groups
from claimkit.changes.markdown import code, listed, plain
from claimkit.model import LedgerEntry

BEGIN = "<!-- the editor's words: claimkit keeps what stands between these two lines -->"
END = "<!-- end of the editor's words; what follows is generated: {sum} -->"
_BEGIN = re.compile(rf"(?m)^{re.escape(BEGIN)}$")
_END = re.compile(rf"(?m)^{re.escape(END).replace(re.escape('{sum}'), '([0-9a-f]{8})')}$")
_HEADING = re.compile(r"(?m)^## (?=[0-9]+\.[0-9]+\.[0-9]+(?![0-9.]))")


class MarksError(Exception):
    """Words of an editor would be lost. The message says what to mend, and is read after the file's name."""


class Section(NamedTuple):
    """The section of a release."""

    title: str
    """Its heading, from the version on."""
    words: str
    """The editor's, line ends included."""
    generated: str
    """What stands behind them."""
    raw: str
    """All of it, but for the heading's mark."""
    whole: bool
    """Whether both marks are there, and nothing between heading and first mark."""
    untouched: bool
    """Whether the generated part is as it was made."""

    @property
    def version(self) -> str:
        return self.title.partition(" ")[0]


def with_section(news: str, title: str, entry: LedgerEntry, comparison: Comparison | None) -> str:
    """NEWS.md with the section of a release made anew. `comparison` is with the one before; None for the first.

    Raises MarksError where that would lose something.
    """
    head, sections = _split(news) if news.strip() else (f"# News: {plain(title)}\n\n", [])
    own = [section for section in sections if section.version == entry.version]
    if len(own) > 1:
        raise MarksError(f"there are two sections of {entry.version}; keep one")
    for section in own:
        if not section.whole:
            raise MarksError(
                f"a mark around the editor's words of {entry.version} is missing or altered; "
                "keep the words elsewhere, take the section out, and run this again"
            )
        if not section.untouched:
            raise MarksError(
                f"what is generated below the editor's words of {entry.version} was altered; "
                "keep what is yours elsewhere, take the section out, and run this again"
            )
    words = own[0].words if own else "\n"
    generated = _changes(entry, comparison) + "\n"
    end = END.format(sum=_checksum(generated))
    made = f"{entry.version} ({entry.date})\n\n{BEGIN}\n{words}{end}\n\n{generated}"
    kept = [section.raw for section in sections if section.version != entry.version]
    return f"{head.rstrip()}\n\n" + "\n".join(f"## {text.rstrip()}\n" for text in [made, *kept])


def _split(news: str) -> tuple[str, list[Section]]:
    """What stands before the first section, and the sections. A heading between two marks is the editor's."""
    spans = _spans(news)
    starts = [
        heading.start() for heading in _HEADING.finditer(news) if not any(a <= heading.start() < b for a, b in spans)
    ]
    ends = [*starts[1:], len(news)]
    texts = [news[start:end].removeprefix("## ") for start, end in zip(starts, ends, strict=False)]
    return news[: starts[0]] if starts else news, [_section(text) for text in texts]


def _spans(news: str) -> list[tuple[int, int]]:
    """From each first mark to the second one that follows, if that comes before another first one."""
    begins = [mark.start() for mark in _BEGIN.finditer(news)]
    spans = []
    for begin, following in zip(begins, [*begins[1:], len(news)], strict=False):
        end = _END.search(news, begin, following)
        if end is not None:
            spans.append((begin, end.end()))
    return spans


def _section(raw: str) -> Section:
    title, _, body = raw.partition("\n")
    begins, ends = list(_BEGIN.finditer(body)), list(_END.finditer(body))
    if len(begins) != 1 or len(ends) != 1 or ends[0].start() < begins[0].end() or body[: begins[0].start()].strip():
        return Section(title, "", "", raw, False, False)
    words = body[begins[0].end() + 1 : ends[0].start()]
    generated = body[ends[0].end() :].strip("\n") + "\n"
    return Section(title, words, generated, raw, True, _checksum(generated) == ends[0][1])


def _checksum(generated: str) -> str:
    return hashlib.sha256(generated.encode()).hexdigest()[:8]


def _changes(entry: LedgerEntry, comparison: Comparison | None) -> str:
    if comparison is None:
        return (
            f"The first release: {_counted(len(entry.claims), 'claim')}, {_counted(len(entry.sources), 'source')}, "
            f"{_counted(len(entry.terms), 'term')}."
        )
    if not comparison.changes:
        return "Nothing changed in what the claims say."
    told = [f"By its changes a **{comparison.bump}** release."]
    for group in groups(comparison, lambda _: ""):
        told.append(f"### {code(group.title)}")
        if group.statement:
            told.append(code(group.statement))
        told.append("".join(listed(group)).rstrip("\n"))
    return "\n\n".join(told)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
