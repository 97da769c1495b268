"""The ledger: what each release held, one entry a release, each bound to the one before it.

Entries are only ever added: a release writes releases/<version>.json, and nobody edits it. `claimkit.ledger` makes
and compares them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimkit.model.claim import Predicate
from claimkit.model.scalars import ClaimId, Curie, Date, Key, LineKey, SemanticVersion, Sha256, Shape
from claimkit.model.snapshot import Format


class ReleasedClaim(Shape):
    """A claim as a release holds it."""

    version: Annotated[int, Field(ge=1, le=2**53)]
    """Version of the record."""
    status: Literal["accepted", "withdrawn"]
    """Drafts are in no release."""
    digest: Sha256
    """Content digest of the record."""
    about: tuple[Curie, Predicate, Curie]
    """Acting term, predicate and target: what stays under one id."""
    said: Sha256
    """Digest of the content without its id and its ties: what two claims that were exchanged are told by."""
    evidence: tuple[LineKey, ...] = Field(default=(), min_length=1)
    """Keys of its lines of evidence, sorted: their addresses outlive them."""


class ReleasedSource(Shape):
    """A source as a release holds it."""

    digest: Sha256
    """Its content digest."""
    studies: tuple[Key, ...] = Field(default=(), min_length=1)
    """Ids of its studies, sorted: their addresses outlive them."""


class ReleasedTerm(Shape):
    """A term as a release holds it."""

    id: Curie
    """Its CURIE."""
    digest: Sha256
    """Its content digest."""


class EntryBefore(Shape):
    """The entry that stood before when this one was made."""

    version: SemanticVersion
    """Its version."""
    sha256: Sha256
    """Its own digest."""


class LedgerEntry(Shape):
    """releases/<version>.json. What there is none of is left out."""

    format: Format
    """Version of the record model."""
    name: Key
    """Name of the dataset."""
    version: SemanticVersion
    """The version that was released; the name of the file."""
    date: Date
    """When it was released."""
    previous: EntryBefore | None = None
    """The entry before; absent in the first."""
    claims: dict[ClaimId, ReleasedClaim] = Field(default={}, min_length=1)
    """Every claim of the release, by id."""
    sources: dict[Key, ReleasedSource] = Field(default={}, min_length=1)
    """Every source, by key."""
    terms: dict[Key, ReleasedTerm] = Field(default={}, min_length=1)
    """Every term, by key."""
    dataset: Sha256
    """Digest of what dataset.yaml says, without its version."""
    sha256: Sha256
    """SHA-256 of the RFC 8785 form of everything else in the entry."""
