"""NEWS.md of a dataset: one section a release, newest first, claim by claim, with room for the editor's words.

The words stand between two comment lines and are kept whenever the section is made anew; the rest of it is ours.
"""

from __future__ import annotations

import re

from claimkit.changes.change import Comparison
from claimkit.changes.grouping import groups
from claimkit.changes.markdown import code, listed
from claimkit.diagnostics import escaped
from claimkit.model import LedgerEntry

BEGIN = "<!-- the editor's words: claimkit keeps what stands between these two lines -->"
END = "<!-- end of the editor's words -->"
_SECTION = re.compile(r"(?m)^## (?=[0-9]+\.[0-9]+\.[0-9]+)")


def with_section(news: str, title: str, entry: LedgerEntry, comparison: Comparison | None) -> str:
    """NEWS.md with the section of a release made anew. `comparison` is with the one before; None for the first."""
    head, *sections = _SECTION.split(news) if news.strip() else [f"# News: {_plain(title)}\n\n"]
    others = [section for section in sections if _version(section) != entry.version]
    own = next((section for section in sections if _version(section) == entry.version), "")
    made = f"{entry.version} ({entry.date})\n\n{BEGIN}\n{_words(own)}{END}\n\n{_changes(entry, comparison)}\n"
    return (
        head.rstrip("\n") + "\n\n" + "".join(f"## {section.rstrip(chr(10))}\n\n" for section in [made, *others])[:-1]
    )


def section_of(news: str, version: str) -> str | None:
    """The section of a version, without its heading and the marks around the editor's words."""
    for section in _SECTION.split(news)[1:]:
        if _version(section) == version:
            body = section.partition("\n")[2]
            return body.replace(BEGIN, "").replace(END, "").strip() + "\n"
    return None


def _version(section: str) -> str:
    return section.partition(" ")[0].strip()


def _words(section: str) -> str:
    """What stands between the marks, line ends included."""
    _, begun, rest = section.partition(BEGIN + "\n")
    words, ended, _ = rest.partition(END)
    return words if begun and ended else "\n"


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


def _plain(text: str) -> str:
    """A title as plain words of a heading."""
    return re.sub(r"([\\`*_{}\[\]<>#!|@&])", r"\\\1", escaped(text))
