"""A snapshot: what was looked up about terms and works, where, and when.

No gate asks the network: rules compare the dataset with what stands here, and what does not stand here was not
checked. `claimkit snapshot` writes these files; nobody edits them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimkit.model.dataset import FORMAT
from claimkit.model.scalars import Curie, Date, Doi, Issued, Pmcid, Pmid, Shape, Text, Url
from claimkit.model.source import SourceType

Format = Annotated[int, Field(ge=1, le=FORMAT)]


class LookedUpTerm(Shape):
    """What a vocabulary said of one CURIE."""

    label: Text
    """The label that the vocabulary gives it."""
    status: Literal["current", "obsolete"]
    """Whether the vocabulary still uses it."""
    replaced_by: Curie | None = None
    """What the vocabulary puts in the place of an obsolete term."""
    address: Url
    """Where it was read."""
    date: Date
    """When it was read."""


class TermSnapshot(Shape):
    """snapshots/terms.json."""

    format: Format
    """Version of the record model."""
    terms: dict[Curie, LookedUpTerm]
    """What was looked up, by CURIE."""


class LookedUpWork(Shape):
    """What a registry or a page said of one work."""

    doi: Doi | None = Field(default=None, alias="DOI")
    """Digital Object Identifier under which it was looked up."""
    pmid: Pmid | None = Field(default=None, alias="PMID")
    """PubMed id under which it was looked up."""
    pmcid: Pmcid | None = Field(default=None, alias="PMCID")
    """PubMed Central id under which it was looked up."""
    title: Text
    """The title that stands there."""
    type: SourceType | None = None
    """What it is called there, in the terms of the Citation Style Language."""
    issued: Issued | None = None
    """When it was published."""
    standing: Literal["current", "corrected", "concern", "retracted", "superseded", "preprint"] | None = None
    """The notice that stands there; absent where none was seen, which does not prove that there is none."""
    published_as: Doi | None = None
    """Of a preprint: the DOI of the work that it became."""
    address: Url
    """Where it was read."""
    date: Date
    """When it was read."""


class WorkSnapshot(Shape):
    """snapshots/works.json."""

    format: Format
    """Version of the record model."""
    works: tuple[LookedUpWork, ...]
    """What was looked up, each work once."""
