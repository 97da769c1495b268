"""A citation: what every format is written from. Fields have the names of the Citation Style Language 1.0.2."""

from __future__ import annotations

from dataclasses import dataclass

from claimkit.model import Name
from claimkit.model.source import SourceType
from claimkit.yamlio import visible

OTHERS = "others"
"""The literal name at the end of a list of authors that was not read whole."""


class NotCitableError(Exception):
    """What was asked for cannot be cited. The message says why, and what there is instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Something to be cited. What is not known is None; dates are like `2018`, `2018-05` or `2018-05-21`."""

    key: str
    """What it is called in a bibliography: letters, digits, `.` and `-`."""
    type: SourceType
    """CSL's type."""
    title: str
    """Its title; of a claim, its statement."""
    author: tuple[Name, ...] = ()
    """Who made it; a last name `{literal: others}` says that the list was not read whole."""
    editor: tuple[Name, ...] = ()
    """Who edited it."""
    issued: str | None = None
    """When it was published."""
    accessed: str | None = None
    """When it was looked up."""
    container_title: str | None = None
    """The journal, book or dataset that it stands in."""
    container_version: str | None = None
    """The version of that dataset."""
    volume: str | None = None
    """Volume."""
    issue: str | None = None
    """Issue."""
    page: str | None = None
    """Pages."""
    number: str | None = None
    """Number of an article or report; of a part of a dataset its id."""
    publisher: str | None = None
    """Publisher."""
    language: str | None = None
    """Language."""
    doi: str | None = None
    """Digital Object Identifier."""
    pmid: str | None = None
    """PubMed id."""
    pmcid: str | None = None
    """PubMed Central id."""
    isbn: str | None = None
    """International Standard Book Number."""
    url: str | None = None
    """Its address; of what is in a dataset the permanent one."""
    genre: str | None = None
    """What it is, in words: dataset, claim, line of evidence."""
    version: str | None = None
    """Its version."""
    licence: str | None = None
    """SPDX identifier of its licence."""
    digest: str | None = None
    """SHA-256 of what it says, in hexadecimal."""
    notes: tuple[str, ...] = ()
    """What whoever cites it must know: that it is no release, withdrawn, retracted."""

    @property
    def named(self) -> tuple[Name, ...]:
        """The authors that the list names."""
        return tuple(name for name in self.author if name.literal != OTHERS)

    @property
    def unnamed(self) -> bool:
        """Whether there are more authors than the list names."""
        return len(self.named) < len(self.author)

    @property
    def what(self) -> str | None:
        """What of the dataset it is, with its id and version: `claim gbc:7k3m9qxf, version 1`."""
        if self.genre is None:
            return None
        called = f"{self.genre} {self.number}" if self.number else self.genre
        return f"{called}, version {self.version}" if self.version else called

    @property
    def container(self) -> str | None:
        """What it stands in, with the version."""
        if self.container_title is None or self.container_version is None:
            return self.container_title
        return f"{self.container_title}, version {self.container_version}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """Everything that formats without a field of their own for it put into a note."""
        return (
            *((f"licence {self.licence}",) if self.licence else ()),
            *((f"sha256:{self.digest}",) if self.digest else ()),
            *self.notes,
        )


def plain(text: str) -> str:
    """A text on one line in which nothing acts: white space of every kind is a blank, and so is what acts unseen."""
    return "".join(" " if character.isspace() else character for character in visible(text))


def inverted(name: Name) -> str:
    """`van Gogh, Vincent, Jr.`; a group as it is called."""
    if name.literal is not None or name.family is None:
        return name.literal or name.given or ""
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    return ", ".join(filter(None, (family, name.given, name.suffix)))
