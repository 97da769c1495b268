"""Citations as programs read them that nobody here wrote: bibtexparser, rispy, citeproc-py."""

from __future__ import annotations

import json
import re
from typing import Any

import rispy
from bibtexparser.bparser import BibTexParser
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON


def bib(text: str) -> list[dict[str, str]]:
    """The entries as bibtexparser reads them, and it alone decides how many there are."""
    parsed = BibTexParser(common_strings=True).parse(text)
    assert not parsed.comments
    assert not parsed.preambles
    return list(parsed.entries)


def ris(text: str) -> list[dict[str, Any]]:
    return list(rispy.loads(text))


def csl(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text))


def typeset(items: list[dict[str, Any]]) -> list[str]:
    """The bibliography as citeproc-py sets it, which warns, and so fails, at whatever CSL has no name for."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    found = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        found.register(Citation([CitationItem(item["id"])]))
    return [str(one) for one in found.bibliography()]


def unlatex(value: str) -> str:
    """LaTeX to text by bibtexparser; what it does not know is undone by the commands of LaTeX's own manual."""
    for command, sign in {
        r"{\textbackslash}": "\ue000",
        r"{\textbraceleft}": "\ue001",
        r"{\textbraceright}": "\ue002",
        r"{\textasciitilde}": "~",
        r"{\textasciicircum}": "^",
        "{}": "",
    }.items():
        value = value.replace(command, sign)
    value = re.sub(r"\\([%&$#_])", r"\1", value)
    assert "\\" not in value
    value = value.removeprefix("{").removesuffix("}")
    assert not re.search("[{}]", value)
    return value.replace("\ue000", "\\").replace("\ue001", "{").replace("\ue002", "}")
