"""A RIS entry to a work. rispy knows the tags; lines are put in order for it, for exports are seldom tidy."""

from __future__ import annotations

import re
from typing import Any, cast

from claimkit.bibliography import dates, names
from claimkit.bibliography.errors import EntryError
from claimkit.bibliography.foreign import first, items, string
from claimkit.bibliography.work import Work, compose

VIA = "a pasted RIS entry"
START = re.compile(r"^\s*TY\s{1,3}-", re.MULTILINE)
_LINE = re.compile(r"\s*([A-Z][A-Z0-9])\s{1,3}-(?:\s(.*))?")
_TYPES = {
    "ABST": "article-journal",
    "AGGR": "dataset",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CHAP": "chapter",
    "CLSWK": "book",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "GOVDOC": "report",
    "ICOMM": "post",
    "INPR": "article-journal",
    "JFULL": "article-journal",
    "JOUR": "article-journal",
    "MANSCPT": "article",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "RPRT": "report",
    "SLIDE": "speech",
    "THES": "thesis",
    "UNPB": "article",
}

_CONTAINERS = ("alternate_title3", "secondary_title", "book_title", "journal_name", "alternate_title2")
"""The journal or book, whole names before short ones."""


def read(text: str) -> Work:
    """The work of a pasted entry. Raises EntryError."""
    entry = _entry(text)
    kind = _TYPES.get(string(entry.get("type_of_reference")).upper(), "document")
    title = _first(entry, "title", "primary_title", "book_title")
    if not title:
        raise EntryError("the RIS entry has no title: add a line TI  - ..., or paste another form of the entry")
    start, end = _first(entry, "start_page"), _first(entry, "end_page")
    number, article = _first(entry, "number"), kind != "report"
    doi = _first(entry, "doi")
    pubmed = "pubmed" in _first(entry, "name_of_database", "database_provider").lower()
    return compose(
        {
            "type": kind,
            "title": title,
            "author": _people(entry, "authors") or _people(entry, "first_authors"),
            "editor": _people(entry, "editors") or (_people(entry, "secondary_authors") if kind == "chapter" else []),
            "issued": _issued(entry),
            "container-title": "" if kind in ("book", "thesis") else _first(entry, *_CONTAINERS),
            "volume": _first(entry, "volume"),
            "issue": number if article else "",
            "page": f"{start}-{end}" if start and end and end != start and "-" not in start else start,
            "number": _first(entry, "custom7") or ("" if article else number),
            "publisher": _first(entry, "publisher"),
            "language": _first(entry, "language"),
            "DOI": doi,
            "PMID": _first(entry, "accession_number") if pubmed else "",
            "PMCID": _first(entry, "custom2") if _first(entry, "custom2").upper().startswith("PMC") else "",
            "ISBN": _first(entry, "issn") if kind in ("book", "chapter") else "",
            "URL": "" if doi else _first(entry, "urls"),
        },
        via=VIA,
        origin="secondary",
    )


def _entry(text: str) -> dict[str, Any]:
    import rispy  # type: ignore[import-untyped]
    from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING  # type: ignore[import-untyped]

    lines = _tidied(text)
    count = sum(line.startswith("TY") for line in lines)
    if count != 1:
        raise EntryError(f"the text holds {count} RIS entries: paste one")
    entries = rispy.loads(
        "\n".join([*lines, "ER  - "]),
        mapping=TAG_KEY_MAPPING | {"BT": "book_title", "ED": "editors"},
        list_tags=[*LIST_TYPE_TAGS, "ED"],
        skip_unknown_tags=True,
    )
    return cast("dict[str, Any]", entries[0]) if entries else {}


def _tidied(text: str) -> list[str]:
    """One line for each tag, from TY on, in the spacing of the standard; what goes on below is joined."""
    lines: list[list[str]] = []
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match and (lines or match[1] == "TY"):
            lines.append([f"{match[1]}  - {(match[2] or '').strip()}"])
        elif lines and line.strip():
            lines[-1].append(line.strip())
    return [" ".join(parts) for parts in lines if not parts[0].startswith("ER")]


def _first(entry: dict[str, Any], *fields: str) -> str:
    """The first of the fields that says something."""
    return next(filter(None, (first(entry.get(field)).strip() for field in fields)), "")


def _people(entry: dict[str, Any], field: str) -> list[dict[str, str]]:
    return [names.inverted(string(person)) for person in items(entry.get(field)) if string(person).strip()]


def _issued(entry: dict[str, Any]) -> str:
    year = dates.from_text(_first(entry, "year", "publication_year"))
    date = dates.from_text(_first(entry, "date"))
    return date if date and (not year or date[:4] == year[:4]) else year
