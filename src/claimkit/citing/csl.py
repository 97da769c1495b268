"""CSL-JSON: a list of items by the schema of the Citation Style Language 1.0.2, without any field of our own.

A part of a dataset is an `entry`, which is CSL's word for one in a database, with what it is as `genre`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from claimkit.citing.citation import Citation
from claimkit.model import Name

_SAME = {
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "version": "version",
    "genre": "genre",
    "language": "language",
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
    "url": "URL",
}


def write(citations: Sequence[Citation]) -> str:
    """A JSON list, one item a citation."""
    return _harmless(json.dumps(list(map(item, citations)), indent=1, ensure_ascii=False)) + "\n"


def item(citation: Citation) -> dict[str, Any]:
    """The item of a citation."""
    found: dict[str, Any] = {
        "id": citation.key,
        "type": citation.type,
        "title": citation.title,
        "author": list(map(_name, citation.author)),
        "editor": list(map(_name, citation.editor)),
        "container-title": citation.container,
        "issued": _date(citation.issued),
        "accessed": _date(citation.accessed),
        **{name: getattr(citation, field) for field, name in _SAME.items()},
        "note": "; ".join(citation.remarks),
    }
    return {name: value for name, value in found.items() if value}


def _name(name: Name) -> dict[str, str]:
    """A name; its ORCID iD has no place in the schema."""
    if name.literal is not None:
        return {"literal": name.literal}
    return name.model_dump(mode="json", exclude_none=True, exclude={"orcid"})


def _date(date: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def _harmless(document: str) -> str:
    """The same document with an escape for each character that may act on a terminal: all of them stand in texts."""
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in document)
