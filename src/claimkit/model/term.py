"""A term of the vocabulary: a key that records use, and the identifier that the world knows it by."""

from __future__ import annotations

from typing import Literal

from claimkit.model.scalars import Curie, Key, Notes, Shape, Text

Category = Literal[
    "organisms",
    "strains",
    "molecules",
    "genes",
    "cells",
    "processes",
    "anatomy",
    "conditions",
    "exposures",
    "measures",
    "mixtures",
]


class Term(Shape):
    """One entry of `terms/<category>.yaml`; its key stands before it."""

    id: Curie
    """CURIE under a prefix of dataset.yaml; no two keys share one."""
    label: Text
    """The name that the ontology gives it."""
    synonyms: tuple[Text, ...] = ()
    """Other names for the same thing."""
    antonyms: tuple[Text, ...] = ()
    """Names of its loss or lack."""
    searched: Text | None = None
    """For an identifier of our own: where a public one was sought."""
    organism: Key | None = None
    """Of a strain: its species (a term of organisms)."""
    deposits: tuple[Text, ...] = ()
    """Of a strain: its numbers in culture collections."""
    products: tuple[Text, ...] = ()
    """Of a strain: products that contain it."""
    parts: tuple[Key, ...] = ()
    """Of a mixture: what it holds (terms)."""
    notes: Notes | None = None
    """For curators; in no export."""
