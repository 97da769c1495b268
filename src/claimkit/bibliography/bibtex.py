"""A BibTeX (or biblatex) entry to a work. bibtexparser reads the entry; LaTeX becomes the text that it stands for."""

from __future__ import annotations

import re
from typing import Any, cast

from claimkit.bibliography import dates, names
from claimkit.bibliography.errors import EntryError
from claimkit.bibliography.plain import LONGEST
from claimkit.bibliography.work import Work, compose

VIA = "a pasted BibTeX entry"
START = re.compile(r"@\s*[A-Za-z]+\s*[{(]")
_LONGEST = 64 * 1024  # the parser takes about a second for as much; an entry with a long abstract has a tenth of it
_DEEPEST = 30
_ENTRY = re.compile(r"^[ \t]*@\s*(?!string|comment|preamble)[A-Za-z]+\s*[{(]", re.IGNORECASE | re.MULTILINE)
_TYPES = {
    "article": "article-journal",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "manual": "report",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "online": "webpage",
    "phdthesis": "thesis",
    "preprint": "article",
    "proceedings": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "article",
    "www": "webpage",
}
_STYLED = re.compile(
    r"\\(?:emph|text(?:it|bf|sc|rm|sf|tt|up|sl|normal)?|math(?:it|bf|sf|tt|rm)|mbox|ensuremath|url)\s*(?=\{)"
)
_LETTERS = re.compile(r"\\(o|O|l|L|ss|ae|AE|oe|OE|aa|AA|i|j)(?:\s+|\{\})(?=\S)")
_RAISED = re.compile(r"(?:\\textsuperscript\s*|\^)(?:\{([^{}]{1,20})\}|([0-9]))")
_LOWERED = re.compile(r"(?:\\textsubscript\s*|(?<!\\)_)(?:\{([^{}]{1,20})\}|([0-9]))")
_ADDRESS = re.compile(r"https?://[^\s{}]+")


def read(text: str) -> Work:
    """The work of a pasted entry. Raises EntryError."""
    entry = _entry(text)
    kind = entry.get("ENTRYTYPE", "").lower()
    title, subtitle = _plain(entry, "title"), _plain(entry, "subtitle")
    if not title:
        raise EntryError("the BibTeX entry has no title: add title = {...}, or paste another form of the entry")
    journal = _plain(entry, "journal", "journaltitle", "booktitle", "maintitle")
    doi = re.sub(r"[{}\\\s]", "", entry.get("doi", ""))
    address = _ADDRESS.search(entry.get("url", "") or entry.get("howpublished", ""))
    article = kind in ("article", "review", "inproceedings", "conference", "incollection", "inbook")
    archive = (entry.get("eprinttype") or entry.get("archiveprefix") or "").lower()
    return compose(
        {
            "type": _type(kind, journal, archive, doi or "", bool(address)),
            "title": f"{title}: {subtitle}" if subtitle else title,
            "author": _people(entry.get("author", "")),
            "editor": _people(entry.get("editor", "")),
            "issued": _issued(entry),
            "container-title": journal,
            "volume": _plain(entry, "volume"),
            "issue": _plain(entry, "issue") or (_plain(entry, "number") if article else ""),
            "page": re.sub(r"\s*[-–—]+\s*", "-", _plain(entry, "pages")),
            "number": _plain(entry, "eid", "articleno") or ("" if article else _plain(entry, "number")),
            "publisher": _plain(entry, "publisher", "institution", "school", "organization"),
            "language": _plain(entry, "langid", "language"),
            "DOI": doi,
            "PMID": _plain(entry, "pmid") or (_plain(entry, "eprint") if archive == "pubmed" else ""),
            "PMCID": _plain(entry, "pmcid", "pmc"),
            "ISBN": _plain(entry, "isbn"),
            "URL": address[0] if address and not doi else "",
        },
        via=VIA,
        origin="secondary",
    )


def _entry(text: str) -> dict[str, str]:
    """The fields of the one entry, by lower-case name, as they stand."""
    count = len(_ENTRY.findall(text))
    if count > 1:
        raise EntryError(f"the text holds {count} BibTeX entries: paste one")
    start = START.search(text)
    text = text[start.start() :] if start else text
    if len(text) > _LONGEST:
        raise EntryError(f"the BibTeX entry is longer than {_LONGEST // 1024} KiB: paste it without its abstract")
    _nesting(text)
    entries = _parsed(text)
    if len(entries) != 1:
        wrong = "could not be read" if not entries else f"is {len(entries)} entries"
        raise EntryError(
            f"the BibTeX text {wrong}: paste one entry, @type{{key, field = {{...}}, ...}}, with key and commas"
        )
    return {str(key): value for key, value in entries[0].items() if isinstance(value, str)}


def _parsed(text: str) -> list[dict[str, Any]]:
    import logging
    import warnings

    import bibtexparser  # type: ignore[import-untyped]
    from bibtexparser.bibdatabase import UndefinedString  # type: ignore[import-untyped]

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # its log would reach the terminal
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the library about its own grammar
            parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False, common_strings=True)
            return cast("list[dict[str, Any]]", parser.parse(text, partial=True).entries)
    except UndefinedString:
        message = "the BibTeX entry uses an abbreviation that it does not define: put braces around it"
        raise EntryError(message) from None
    except Exception:  # noqa: BLE001  whatever the parser stumbles over in foreign text is one and the same message
        return []


def _nesting(text: str) -> None:
    """Refuses braces that do not match or that nest deeper than the parser goes."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            break
        if depth > _DEEPEST:
            raise EntryError(f"the BibTeX entry nests braces deeper than {_DEEPEST}: write it with fewer")
    if depth:
        raise EntryError("the braces of the BibTeX entry do not match: paste all of it, from @ to the last brace")


def _plain(entry: dict[str, str], *fields: str) -> str:
    """The first of the fields that says something, in text."""
    return next(filter(None, (text_of(entry.get(field, "")) for field in fields)), "")


def text_of(value: str) -> str:
    """LaTeX to text; superscripts as the markup that `plain` knows."""
    from bibtexparser.latexenc import latex_to_unicode  # type: ignore[import-untyped]

    value = value[: 2 * LONGEST].replace(r"\$", "\ufdd0").replace("$", "").replace("\ufdd0", "$")
    value = re.sub(r"\\[ ,;:!]|(?<!\\)~", " ", value)
    value = _RAISED.sub(lambda match: f"<sup>{match[1] or match[2]}</sup>", value)
    value = _LOWERED.sub(lambda match: match[1] or match[2], value)
    value = _LETTERS.sub(r"{\\\1}", _STYLED.sub("", value))
    value = value.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    value = cast("str", latex_to_unicode(value))
    return re.sub(r"\\[A-Za-z]+\s*|\\", "", value).strip()


def _type(kind: str, journal: str, archive: str, doi: str, address: bool) -> str:
    if kind == "misc" and archive == "arxiv":
        return "article"
    if kind == "misc" and address and not journal and not doi:
        return "webpage"
    return "book" if kind == "book" else _TYPES.get(kind, "document")


def _issued(entry: dict[str, str]) -> str:
    date = dates.from_text(entry.get("date", "").split("/")[0])
    month = re.findall(r"[A-Za-z]+|[0-9]+", entry.get("month", "")) or [""]
    day = _plain(entry, "day") or (month[1] if len(month) > 1 else "")
    if month[0].isdigit() and len(month) > 1:
        month, day = [month[1]], month[0]  # "21 June"
    return date or dates.issued(_plain(entry, "year"), month[0], day)


def _people(value: str) -> list[dict[str, str]]:
    from bibtexparser.customization import splitname  # type: ignore[import-untyped]

    found = []
    for person in _split(value):
        if person.startswith("{") and person.endswith("}") and _outer(person):
            found.append(names.name(literal=text_of(person)))
            continue
        try:
            parts = splitname(person, strict_mode=False)
        except (StopIteration, RuntimeError, IndexError):
            parts = {"last": [person]}
        written = {key: text_of(" ".join(words)) for key, words in parts.items()}
        # BibTeX wants "Family, Jr, Given"; many write "Family, Given, Jr"
        if names.is_suffix(written.get("first", "")):
            written |= {"first": written.get("jr", ""), "jr": written["first"]}
        if written.get("last") == "others" and not written.get("first"):
            continue
        found.append(
            names.name(
                family=written.get("last", ""),
                given=written.get("first", ""),
                suffix=written.get("jr", ""),
                particle=written.get("von", ""),
            )
        )
    return found


def _split(value: str) -> list[str]:
    """The people of a field: `and` parts them, except in braces."""
    people, depth = [""], 0
    for word in re.split(r"(\s+)", value):
        if word == "and" and depth == 0:
            people.append("")
            continue
        depth += word.count("{") - word.count("}")
        people[-1] += word
    return [person.strip() for person in people if person.strip()]


def _outer(person: str) -> bool:
    """Whether the first brace closes with the last one."""
    depth = 0
    for place, character in enumerate(person):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return place == len(person) - 1
    return False
