"""CSL-JSON to a work, and the names of types that registries use beside those of CSL."""

from __future__ import annotations

import json
from typing import Any, get_args

from claimkit.bibliography import dates, names
from claimkit.bibliography.errors import EntryError
from claimkit.bibliography.foreign import first, items, mapping, string
from claimkit.bibliography.work import Work, compose
from claimkit.diagnostics import quoted
from claimkit.model.source import SourceType

VIA = "a pasted CSL-JSON item"
_TYPES = {
    # Crossref: https://api.crossref.org/types
    "book-part": "chapter",
    "book-section": "chapter",
    "book-track": "chapter",
    "book-chapter": "chapter",
    "book-series": "book",
    "book-set": "book",
    "database": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "journal-article": "article-journal",
    "monograph": "book",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "reference-book": "book",
    "reference-entry": "entry",
    "report-component": "report",
    "report-series": "report",
    # CSL, those that a claim does not rest on under their own name
    "entry-dictionary": "entry",
    "event": "speech",
    "manuscript": "article",
    "motion_picture": "broadcast",
    "periodical": "document",
    "review-book": "review",
    "standard": "document",
}


def type_of(name: str) -> str:
    """The type of a source for a type of CSL or Crossref; document where neither says more."""
    return name if name in get_args(SourceType) else _TYPES.get(name, "document")


def read(text: str) -> Work:
    """The work of a pasted item. Raises EntryError."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        message = "this is not sound JSON (a bracket or comma is missing, or text is cut off): paste the whole item"
        raise EntryError(message) from None
    item = _one(value)
    if not first(item.get("title")).strip():
        raise EntryError('the CSL-JSON item has no "title": paste a whole item, or another form of the entry')
    return compose(
        {
            "type": type_of(string(item.get("type"))),
            "title": first(item.get("title")),
            "author": names.of_csl(item.get("author")),
            "editor": names.of_csl(item.get("editor")),
            "issued": dates.from_parts(item.get("issued")),
            "container-title": first(item.get("container-title")),
            "volume": string(item.get("volume")),
            "issue": string(item.get("issue")),
            "page": string(item.get("page")).replace("--", "-"),
            "number": string(item.get("number")) or string(item.get("article-number")),
            "publisher": string(item.get("publisher")),
            "language": string(item.get("language")),
            "DOI": string(item.get("DOI")),
            "PMID": string(item.get("PMID")),
            "PMCID": string(item.get("PMCID")),
            "ISBN": first(item.get("ISBN")),
            "URL": "" if item.get("DOI") else string(item.get("URL")),
        },
        via=VIA,
        origin="secondary",
    )


def _one(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        if len(value) != 1:
            raise EntryError(f"the CSL-JSON list holds {len(value)} items: paste one")
        value = value[0]
    item = mapping(mapping(value).get("message")) or mapping(value)  # as Crossref's interface wraps it
    if not item:
        raise EntryError("the JSON is not a CSL-JSON item (a mapping with type and title): paste one item")
    if "items" in item and "title" not in item:
        raise EntryError(f"the JSON holds a list of {len(items(item['items']))} items: paste one")
    if "type" in item and not isinstance(item["type"], str):
        raise EntryError(f'"type" of a CSL-JSON item is text, not {quoted(item["type"])}: paste a CSL-JSON item')
    return item
