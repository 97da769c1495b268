"""A study: the facts that levels are computed from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimkit.model.claim import System
from claimkit.model.scalars import Duration, Key, Notes, Registration, Shape, Size, StudyReference, Text

Design = Literal[
    "meta-analysis",
    "systematic-review",
    "randomized-trial",
    "non-randomized-trial",
    "single-arm-trial",
    "cohort",
    "mendelian-randomization",
    "case-control",
    "cross-sectional",
    "case-series",
    "experiment",
    "simulation",
]


SYNTHESES: tuple[Design, ...] = ("meta-analysis", "systematic-review")
"""Designs that pool other studies."""


class Pool(Shape):
    """What a synthesis pools."""

    design: Design
    """The weakest design among the pooled studies."""
    size: Size | None = None
    """People or animals in all of them."""
    studies: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """How many studies were pooled."""
    includes: tuple[StudyReference, ...] = ()
    """Those of them that are in this dataset."""


class Study(Shape):
    """One study of a work. Several agents in one experiment are several studies tied by `sample`."""

    id: Key
    """Unique in its source; records cite `<source>/<id>`."""
    design: Design
    """How the comparison was made."""
    system: System
    """In the living body, in tissue outside it, in cells or molecules, or computed."""
    host: Key
    """The species studied, or from which cells were taken (a term of organisms); outside the body also not-stated."""
    agent: Key
    """The acting term of any category, strain before organism."""
    size: Size | None = None
    """How many were enrolled; those analysed stand in the arms."""
    dose: Text | None = None
    """Amount of what acts, with its unit; doses of one agent are one study."""
    duration: Duration | None = None
    """How long it acted."""
    registration: Registration | None = None
    """The trial's number in its registry."""
    sample: StudyReference | None = None
    """The study that examined the same people or animals."""
    pools: Pool | None = None
    """What a synthesis pools."""
    funding: Text | None = None
    """Who paid, as stated."""
    conflicts: Text | None = None
    """Conflicts of interest, as stated."""
    notes: Notes | None = None
    """For curators; in no export."""
