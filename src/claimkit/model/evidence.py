"""A line of evidence: which study or work, what it found, where it says so, and the fingerprint of the passage."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimkit.fingerprint import MINIMUM_TOKENS
from claimkit.model.finding import Finding
from claimkit.model.scalars import Reference, Sha256, Shape, Text

Stance = Literal["supports", "refutes", "neutral"]
Result = Literal[
    "increase", "decrease", "found", "not-found", "no-effect", "inconclusive", "not-measured", "not-reported"
]
Indirectness = Literal[
    "other-species",
    "other-strain",
    "other-population",
    "in-vitro-to-in-vivo",
    "surrogate-outcome",
    "other-agent",
    "combination-product",
]


class Quote(Shape):
    """The fingerprint of a passage under claimkit-words/1; made by `claimkit quote`, never by hand."""

    tokens: Annotated[int, Field(ge=MINIMUM_TOKENS, le=10_000)]
    """How many tokens the passage has."""
    sha256: Sha256
    """The digest of those tokens."""


class Locator(Shape):
    """Where in the source the passage stands."""

    section: Text | None = None
    """Heading of the section."""
    page: Text | None = None
    """Page or pages."""
    figure: Text | None = None
    """Figure, as numbered in the source."""
    table: Text | None = None
    """Table, as numbered in the source."""
    paragraph: Text | None = None
    """Paragraph, counted in its section."""
    lines: Text | None = None
    """Line or lines of a plain text, such as "183" or "183-185"."""


class Evidence(Shape):
    """One piece of evidence and its stance towards the claim."""

    source: Reference
    """`<source>/<study>` where that study found it; `<source>` where the work only says it."""
    repeats: Reference | None = None
    """The work or study that the passage names as its ground."""
    stance: Stance
    """Direction of this evidence towards the claim; follows from `result` and `direction`."""
    result: Result | None = None
    """What the study found, in its own terms; exactly where `source` names a study."""
    indirect: tuple[Indirectness, ...] = ()
    """Why the study bears on the claim only by inference; absent when it is direct."""
    drift: Text | None = None
    """How the passage differs from its ground, or that its ground was sought and not found."""
    locator: Locator | None = None
    """Where in the source the passage stands."""
    quote: Quote | None = None
    """Fingerprint of the passage."""
    finding: Finding | None = None
    """The numbers of the result."""
