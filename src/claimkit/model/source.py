"""A source: one work, its bibliographic data (CSL's names), its standing, and the studies in it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claimkit.model.evidence import Locator, Quote
from claimkit.model.scalars import (
    Date,
    Doi,
    Issued,
    Key,
    Notes,
    Orcid,
    Pmcid,
    Pmid,
    Sha256,
    Shape,
    Size,
    Text,
    Url,
    VerifiedField,
)
from claimkit.model.study import Study

SourceType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "document",
    "entry",
    "entry-encyclopedia",
    "interview",
    "pamphlet",
    "paper-conference",
    "post",
    "post-weblog",
    "report",
    "review",
    "software",
    "speech",
    "thesis",
    "webpage",
]
"""Item types of the Citation Style Language 1.0.2, those that a claim may rest on."""
Kind = Literal["primary", "synthesis", "review", "lay", "registry", "product"]
StandingStatus = Literal["unknown", "current", "corrected", "concern", "retracted", "superseded", "preprint"]
Extent = Literal["full-text", "abstract", "excerpt"]
VerifiedFrom = Literal["abstract", "full-text", "registry", "secondary"]


class Name(Shape):
    """A person or, with `literal`, a group."""

    family: Text | None = None
    """Family name."""
    given: Text | None = None
    """Given names or initials."""
    literal: Text | None = None
    """The name of a group, whole; `others`, as the last author, stands for more that were not read."""
    suffix: Text | None = None
    """Such as Jr. or III."""
    non_dropping_particle: Text | None = Field(default=None, alias="non-dropping-particle")
    """Such as "van" in "van Gogh"."""
    orcid: Orcid | None = Field(default=None, alias="ORCID")
    """ORCID iD."""


class Standing(Shape):
    """Whether the work still stands, and when that was looked up."""

    status: StandingStatus
    """unknown, or what a dated look-up said."""
    checked: Date | None = None
    """When it was looked up."""


class Verification(Shape):
    """What was read, and in how much of the work."""

    fields: tuple[VerifiedField, ...]
    """Names of fields of the source or of a study (trial.size), and `<study>.findings`."""
    from_: VerifiedFrom = Field(alias="from")
    """How much of the work was read."""
    via: Text | None = None
    """The secondary place where it was read."""
    date: Date
    """When it was read."""


class TextAtHand(Shape):
    """A text of the work that a curator had: its digest proves later that it is the same text."""

    sha256: Sha256
    """Digest of all its tokens under claimkit-words/1."""
    tokens: Size
    """How many tokens it has."""
    extent: Extent
    """How much of the work it is."""
    obtained: Date
    """When it was obtained."""
    licence: Text
    """Its licence, or unknown."""


class Caveat(Shape):
    """What a document says against overreading it, in our words; shown with each of its claims."""

    text: Text
    """The caveat."""
    locator: Locator | None = None
    """Where it stands."""
    quote: Quote | None = None
    """Fingerprint of the passage."""


class Source(Shape):
    """One work, in one file."""

    id: Key
    """The key that records cite; equal to the name of the file."""
    type: SourceType
    """What it is, in the terms of the Citation Style Language."""
    title: Text
    """Title; a work without one has one in brackets."""
    author: tuple[Name, ...] = ()
    """Authors in order."""
    editor: tuple[Name, ...] = ()
    """Editors in order."""
    issued: Issued | None = None
    """When it was published."""
    accessed: Date | None = None
    """When a web page was read."""
    container_title: Text | None = Field(default=None, alias="container-title")
    """Journal, book or site."""
    volume: Text | None = None
    """Volume."""
    issue: Text | None = None
    """Issue."""
    page: Text | None = None
    """Pages."""
    number: Text | None = None
    """Article or report number."""
    publisher: Text | None = None
    """Publisher."""
    language: Text | None = None
    """Language, such as en."""
    doi: Doi | None = Field(default=None, alias="DOI")
    """Digital Object Identifier."""
    pmid: Pmid | None = Field(default=None, alias="PMID")
    """PubMed id."""
    pmcid: Pmcid | None = Field(default=None, alias="PMCID")
    """PubMed Central id."""
    isbn: Text | None = Field(default=None, alias="ISBN")
    """International Standard Book Number."""
    url: Url | None = Field(default=None, alias="URL")
    """Where it can be read."""
    kind: Kind
    """What its word is worth: own data, a synthesis, a review, a lay text, a registry entry, a product page."""
    standing: Standing
    """Whether it still stands."""
    studies: tuple[Study, ...] = ()
    """Studies whose results it is the first to report."""
    verified: tuple[Verification, ...] = ()
    """What was read of it."""
    texts: tuple[TextAtHand, ...] = ()
    """Texts of it that were at hand."""
    cites: tuple[Key, ...] = ()
    """Sources that it cites, by key."""
    caveats: tuple[Caveat, ...] = ()
    """What it says against overreading it."""
    notes: Notes | None = None
    """For curators; in no export."""
