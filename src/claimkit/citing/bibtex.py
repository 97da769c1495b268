"""BibTeX for the classic styles and for biblatex, in UTF-8. bibtexparser writes the entries; what acts in LaTeX is
escaped here, for its own encoder leaves braces and backslashes alone.

Nothing of a dataset has an entry type that every style knows, so it is `misc`, and what the styles print of it
(`howpublished`, `note`) says what it is. Titles stand in two pairs of braces: in one, styles lower the case of strain
names and genes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from claimkit.citing.citation import OTHERS, Citation, plain
from claimkit.model import Name

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-encyclopedia": "incollection",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "thesis": "phdthesis",
}
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDER = ("author", "editor", "title", "journal", "booktitle", "howpublished", "year", "month", "day")
_COMMANDS = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",  # not \{: BibTeX counts that one too
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}
_LIGATURES = re.compile(r"(?<=[-'`,])(?=[-'`,])|(?<=<)(?=<)|(?<=>)(?=>)|(?<=[?!])(?=`)")


def write(citations: Sequence[Citation]) -> str:
    """One entry a citation, with an empty line between two."""
    from bibtexparser.bibdatabase import BibDatabase  # type: ignore[import-untyped]
    from bibtexparser.bwriter import BibTexWriter  # type: ignore[import-untyped]

    database = BibDatabase()
    database.entries = [_entry(citation) for citation in citations]
    writer = BibTexWriter()
    writer.indent = "  "
    writer.order_entries_by = None
    writer.display_order = _ORDER
    return str(writer.write(database))


def latex(text: str) -> str:
    """A text as LaTeX sets it, letter for letter: no command, no ligature, no comment, no brace out of balance."""
    escaped = "".join(_COMMANDS.get(character, character) for character in plain(text))
    return _LIGATURES.sub("{}", escaped)


def _entry(citation: Citation) -> dict[str, Any]:
    kind = "misc" if citation.genre else _TYPES.get(citation.type, "misc")
    texts = {
        _CONTAINERS.get(kind, "howpublished"): _published(citation),
        "volume": citation.volume,
        "number": citation.issue or (citation.number if kind == "techreport" else None),
        "eid": None if citation.genre or kind == "techreport" else citation.number,
        _PUBLISHERS.get(kind, "publisher"): citation.publisher,
        "language": citation.language,
        "pmid": citation.pmid,
        "pmcid": citation.pmcid,
        "isbn": citation.isbn,
        "note": "; ".join(citation.remarks),
    }
    found = {
        "ENTRYTYPE": kind,
        "ID": citation.key,
        "title": f"{{{latex(citation.title)}}}",
        "author": " and ".join(map(_person, citation.author)),
        "editor": " and ".join(map(_person, citation.editor)),
        "pages": "--".join(map(latex, re.split(r"\s*[-–]+\s*", citation.page or ""))),
        **{field: latex(text) for field, text in texts.items() if text},
        # read verbatim
        "doi": citation.doi,
        "url": citation.url,
        "urldate": citation.accessed,
        **_issued(citation.issued),
    }
    return {field: value for field, value in found.items() if value}


def _published(citation: Citation) -> str | None:
    if not citation.genre:
        return citation.container
    what = (citation.what or "")[:1].upper() + (citation.what or "")[1:]
    return f"{what}, in: {citation.container}" if citation.container else what


def _issued(date: str | None) -> dict[str, Any]:
    """Year, month by the name that styles know, and day."""
    from bibtexparser.bibdatabase import BibDatabase, BibDataString, BibDataStringExpression

    if date is None:
        return {}
    year, month, day = (*date.split("-"), "", "")[:3]
    found: dict[str, Any] = {"year": year, "day": day.lstrip("0")}
    if month:
        known = BibDatabase()
        known.load_common_strings()
        found["month"] = BibDataStringExpression([BibDataString(known, _MONTHS[int(month) - 1])])
    return found


def _person(name: Name) -> str:
    """`van Gogh, Jr., Vincent`. Braces hold together what BibTeX would take apart, or for a particle."""
    if name.literal == OTHERS:
        return OTHERS
    if name.literal is not None or name.family is None:
        return f"{{{latex(name.literal or name.given or '')}}}"
    family, particle = _held(name.family, names=True), latex(name.non_dropping_particle or "")
    if particle and not all(word[:1].islower() for word in _words(particle)):
        particle, family = "", f"{{{particle} {latex(name.family)}}}"
    elif not name.given and not name.suffix and " " in name.family:
        family = f"{{{latex(name.family)}}}"  # else its first word is a given name
    parts = [f"{particle} {family}".strip()]
    if name.suffix:
        parts += [_held(name.suffix), _held(name.given or "") or "{}"]
    elif name.given:
        parts.append(_held(name.given))
    return ", ".join(parts)


def _held(part: str, names: bool = False) -> str:
    """A part of a name; in braces where a comma or an `and` would end it, or a word of it would be a particle."""
    parting = "," in part or "and" in part.lower().split()
    particle = names and not all(word[:1].isupper() for word in _words(part))
    return f"{{{latex(part)}}}" if parting or particle else latex(part)


def _words(part: str) -> list[str]:
    """What BibTeX takes for words of a name."""
    return [word for word in re.split(r"[\s~-]+", part) if word]
