"""What a dataset is: dataset.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from claimkit.model.scalars import (
    BaseIri,
    IdPrefix,
    Key,
    Namespace,
    Orcid,
    Prefix,
    SemanticVersion,
    Shape,
    Spdx,
    Text,
)
from claimkit.model.source import Name

FORMAT = 1
"""The version of the record model that this package reads and writes."""


class Curator(Shape):
    """A team, or a person by ORCID."""

    label: Text
    """Name to show."""
    orcid: Orcid | None = Field(default=None, alias="ORCID")
    """ORCID iD of a person."""


class DatasetMetadata(Shape):
    """What the dataset is, who makes it, and under which addresses it stands."""

    format: Annotated[int, Field(ge=1, le=FORMAT)]
    """Version of the record model."""
    name: Key
    """Short name; part of file names."""
    title: Text
    """Title."""
    description: Text | None = None
    """One or two sentences."""
    version: SemanticVersion
    """The next release."""
    license: Spdx
    """SPDX identifier of the data's licence."""
    id_prefix: IdPrefix
    """What stands before the colon of each claim id."""
    base_iri: BaseIri
    """What every address of the dataset begins with."""
    creators: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Whom to cite."""
    curators: dict[Key, Curator]
    """Who may answer for a record, by key."""
    prefixes: dict[Prefix, Namespace]
    """What each CURIE prefix of the vocabulary stands for."""
    keywords: tuple[Text, ...] = ()
    """Words to find it by."""
