"""RIS, as EndNote, Zotero and Mendeley take it in. rispy knows the tags and writes the lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claimkit.citing.citation import Citation, inverted, plain
from claimkit.model import Name

_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry": "DICT",
    "entry-encyclopedia": "ENCYC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "review": "JOUR",
    "software": "COMP",
    "speech": "SLIDE",
    "thesis": "THES",
    "webpage": "ELEC",
}
_PARTS_OF_BOOKS = ("chapter", "entry", "entry-encyclopedia", "paper-conference")
_MORE = "more authors than are named here"


def write(citations: Sequence[Citation]) -> str:
    """One entry a citation, from TY to ER, with an empty line behind each."""
    import rispy  # type: ignore[import-untyped]
    from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING  # type: ignore[import-untyped]

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        """Without the running number before each entry, which RIS has no line for."""

        def set_header(self, count: int) -> str:
            return ""

    written: str = rispy.dumps(
        [_entry(citation) for citation in citations],
        implementation=Writer,
        mapping=TAG_KEY_MAPPING | {"ED": "editors"},
        list_tags=[*LIST_TYPE_TAGS, "ED"],
    )
    return written


def _entry(citation: Citation) -> dict[str, Any]:
    """Fields by rispy's names, in the order in which they are written."""
    editors = "secondary_authors" if citation.type in _PARTS_OF_BOOKS else "editors"
    found: dict[str, Any] = {
        # what is part of a dataset is data to a reference manager, whatever CSL calls it
        "type_of_reference": "DATA" if citation.genre else _TYPES.get(citation.type, "GEN"),
        "id": citation.key,
        "title": citation.title,
        "authors": list(map(_person, citation.named)),
        editors: list(map(_person, citation.editor)),
        "year": citation.issued[:4] if citation.issued else None,
        "date": _date(citation.issued),
        "secondary_title": citation.container,
        "edition": citation.version,
        "type_of_work": citation.genre,
        "publisher": citation.publisher,
        "language": citation.language,
        "issn": citation.isbn,
        "doi": citation.doi,
        "custom2": citation.pmcid,
        "urls": [citation.url] if citation.url else None,
        "access_date": _date(citation.accessed),
        **_numbers(citation),
        "notes": [*citation.remarks, *([_MORE] if citation.unnamed else [])],
    }
    return {name: _plain(value) for name, value in found.items() if value}


def _numbers(citation: Citation) -> dict[str, str | None]:
    """Volume, issue, pages and ids: RIS has one tag for the issue of an article and the number of a report."""
    start, _, end = (citation.page or "").partition("-")
    whole = not end or "-" in end or "," in end
    return {
        "volume": citation.volume,
        "number": citation.number if citation.type == "report" else citation.issue,
        "custom7": None if citation.genre or citation.type == "report" else citation.number,
        "start_page": citation.page if whole else start,
        "end_page": None if whole else end,
        "accession_number": citation.number if citation.genre else citation.pmid,
        "name_of_database": "PubMed" if citation.pmid else None,
    }


def _date(date: str | None) -> str | None:
    """`2018/05/21/`; RIS keeps the slashes of what is not known."""
    if date is None:
        return None
    year, month, day = (*date.split("-"), "", "")[:3]
    return f"{year}/{month}/{day}/"


def _person(name: Name) -> str:
    """A comma parts family and given name, so the name of a group may have none."""
    return inverted(name).replace(",", "") if name.literal or not name.family else inverted(name)


def _plain(value: str | list[str]) -> str | list[str]:
    return plain(value) if isinstance(value, str) else list(map(plain, value))
