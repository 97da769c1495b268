"""Which work or trial a curator means: DOI, PMID, PMCID or NCT number, bare, labelled or in an address.

An address counts only where its host is that of the registry itself: a text that merely looks like one, such as
https://doi.org@example.org/10.5555/x, names nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from claimkit.bibliography.fields import fits
from claimkit.model import Source, Study

IdentifierKind = Literal["DOI", "PMID", "PMCID", "NCT"]

_LONGEST = 1_000
_HOSTS: dict[str, tuple[str, ...]] = {
    "doi.org": ("DOI",),
    "dx.doi.org": ("DOI",),
    "www.doi.org": ("DOI",),
    "pubmed.ncbi.nlm.nih.gov": ("PMID",),
    "pmc.ncbi.nlm.nih.gov": ("PMCID",),
    "www.ncbi.nlm.nih.gov": ("PMID", "PMCID"),
    "clinicaltrials.gov": ("NCT",),
    "www.clinicaltrials.gov": ("NCT",),
}
_PATHS = {
    "DOI": re.compile(r"/(10\..+)"),
    "PMID": re.compile(r"(?:/pubmed)?/([0-9]{1,9})/?"),
    "PMCID": re.compile(r"(?:/pmc)?/articles/(PMC[0-9]{1,9})(?:\.[0-9]{1,3})?(?:/.*)?", re.IGNORECASE),
    "NCT": re.compile(r"/(?:study|ct2/show|ct2/show/study|show)/(NCT[0-9]{8})/?", re.IGNORECASE),
}
_BARE = {
    "DOI": re.compile(r"(?:doi\s*:?\s*)?(10\.\S+)", re.IGNORECASE),
    "PMID": re.compile(r"(?:(?:PMID|PubMed|PubMed ID)\s*:?\s*)?([0-9]{1,9})", re.IGNORECASE),
    "PMCID": re.compile(r"(?:PMCID\s*:?\s*)?(PMC\s?[0-9]{1,9})(?:\.[0-9]{1,3})?", re.IGNORECASE),
    "NCT": re.compile(r"(?:ClinicalTrials\.gov(?: identifier)?\s*:?\s*)?(NCT[0-9]{8})", re.IGNORECASE),
}
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


@dataclass(frozen=True, slots=True)
class Identifier:
    """What names a work in a registry; `value` in the form in which source files hold it."""

    kind: IdentifierKind
    value: str

    def __str__(self) -> str:
        return self.value if self.kind == "NCT" else f"{self.kind} {self.value}"


def identify(text: str) -> Identifier | None:
    """The identifier that a text is, or None where it is none. Nothing is searched for in a longer text."""
    text = text.strip()
    if not text or len(text) > _LONGEST or not text.isprintable():
        return None
    address = re.fullmatch(r"(?:(?:URL|doi)\s*:\s*)?(https?://\S+)", text, re.IGNORECASE)
    if address:
        return _in_address(address[1])
    if text.split("/")[0].lower() in _HOSTS:
        return _in_address("https://" + text)
    for kind, pattern in _BARE.items():
        match = pattern.fullmatch(text)
        if match:
            return _of(kind, match[1])
    return None


def doi_of(text: str) -> str:
    """The DOI that a text is, bare or as an address, or an empty text."""
    found = identify(text)
    return found.value if found and found.kind == "DOI" else ""


def _in_address(address: str) -> Identifier | None:
    try:
        parts: SplitResult = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if "@" in parts.netloc or "\\" in address or port not in (None, 80, 443):
        return None
    for kind in _HOSTS.get(host, ()):
        match = _PATHS[kind].fullmatch(unquote(parts.path))
        if match:
            return _of(kind, match[1])
    return None


def _of(kind: str, value: str) -> Identifier | None:
    if kind == "DOI":
        value = trimmed(value).translate(_LOWER)  # DOIs ignore the case of ASCII letters, and of no others
        return Identifier("DOI", value) if value.isprintable() and fits(Source, "DOI", value) else None
    if kind == "PMID":
        value = value.lstrip("0")
        return Identifier("PMID", value) if fits(Source, "PMID", value) else None
    if kind == "PMCID":
        value = value.upper().replace(" ", "")
        return Identifier("PMCID", value) if fits(Source, "PMCID", value) else None
    value = value.upper()
    return Identifier("NCT", value) if fits(Study, "registration", value) else None


def trimmed(value: str) -> str:
    """A DOI without the signs of the sentence that it stood in."""
    while value and (value[-1] in ".,;:'’”" or (value[-1] in ")]>" and _unopened(value))):
        value = value[:-1]
    return value


def _unopened(value: str) -> bool:
    opening = {")": "(", "]": "[", ">": "<"}[value[-1]]
    return value.count(value[-1]) > value.count(opening)
