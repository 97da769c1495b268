"""A claim: one acting term, one target, a direction, a scope, and the evidence for and against it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimkit.model.evidence import Evidence
from claimkit.model.mechanism import Path
from claimkit.model.scalars import ClaimId, Date, Duration, Key, MechanismPath, Notes, Shape, Text

Status = Literal["draft", "accepted", "withdrawn"]
Predicate = Literal["affects", "correlates", "produces", "contains", "binds", "derives-from"]
Direction = Literal["increases", "decreases", "no-effect", "unspecified", "holds", "does-not-hold"]
EvidenceLevel = Literal[
    "meta-analysis",
    "randomized-trial",
    "cohort",
    "case-control",
    "animal",
    "in-vitro",
    "computational",
    "review",
    "assertion",
    "ungraded",
]
System = Literal["in-vivo", "ex-vivo", "in-vitro", "in-silico"]
Sex = Literal["female", "male", "both"]
Relation = Literal["contradicts", "contrasts", "narrows"]

NOT_STATED = "not-stated"
"""The host of a claim whose source names none."""


class Context(Shape):
    """The scope of a claim."""

    host: Key | None = None
    """The species in which the effect is claimed (a term of organisms), or not-stated."""
    system: System = "in-vivo"
    """In the living body, in tissue outside it, in cells or molecules, or computed."""
    site: Key | None = None
    """The place in the body (a term of anatomy)."""
    condition: Key | None = None
    """The disease or state of the host (a term of conditions)."""
    sex: Sex | None = None
    """The sex of the host."""
    host_strain: Text | None = None
    """The inbred strain or stock of the host."""
    population: Text | None = None
    """Who was studied: age, selection."""
    model: Text | None = None
    """The experimental model."""
    comparator: Text | None = None
    """Against what the direction is stated."""
    dose: Text | None = None
    """Amount of what acts, with its unit."""
    duration: Duration | None = None
    """How long it acted."""


class Related(Shape):
    """A tie to another claim, written once and shown on both."""

    claim: ClaimId
    """The other claim."""
    relation: Relation
    """contradicts: both cannot be true; contrasts: another scope, another answer; narrows: a part of it."""
    note: Text | None = None
    """What the two differ in."""


class Withdrawal(Shape):
    """Why a claim no longer stands."""

    reason: Text
    """What was wrong."""
    date: Date
    """When it was withdrawn."""
    replaced_by: ClaimId | None = None
    """The claim that stands in its place."""


class Curation(Shape):
    """Who answers for the record."""

    curator: Key
    """A curator of dataset.yaml."""
    created: Date
    """When the record was first written."""
    reviewer: Key | None = None
    """Another curator, who checked it against its sources."""
    reviewed: Date | None = None
    """When it was checked."""


class Claim(Shape):
    """One scientific claim that can be checked, versioned and cited."""

    id: ClaimId
    """Identity for ever: the dataset's prefix and eight characters, the last a check character."""
    version: Annotated[int, Field(ge=1, le=2**53)]
    """Rises when what the record says differs from what was released."""
    status: Status
    """draft: in no export; accepted; withdrawn: exported for ever, with its reason."""
    statement: Text
    """The claim as one sentence in the curator's own words, readable alone."""
    organism: Key | None = None
    """The microbe that acts, or that makes the agent (a term of organisms); never the host."""
    strain: Key | None = None
    """The strain of `organism` (a term of strains)."""
    agent: Key | None = None
    """What acts, where it is not the organism itself (a term)."""
    predicate: Predicate = "affects"
    """How the acting term bears on the target."""
    direction: Direction
    """The direction of the effect on the target against the comparator."""
    target: Key
    """The quantity, process or entity acted on, never its loss (a term)."""
    mechanism: tuple[MechanismPath, ...] = ()
    """Paths from the acting term to the target, as the strongest supporting line reports them."""
    context: Context
    """The scope of the claim."""
    evidence_level: EvidenceLevel
    """The level that the facts give; see `claimkit explain levels`."""
    evidence: tuple[Evidence, ...]
    """Lines of evidence, for and against; new lines of a study go to its end."""
    related: tuple[Related, ...] = ()
    """Ties to other claims."""
    withdrawal: Withdrawal | None = None
    """Reason and date; exactly where the status is withdrawn."""
    notes: Notes | None = None
    """For curators; in no export."""
    curation: Curation
    """Who wrote and who checked the record."""

    @property
    def acting_term(self) -> str | None:
        """What the mechanism begins with and the claim is about: `agent`, else `strain`, else `organism`."""
        return self.agent or self.strain or self.organism

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(Path.parse(text) for text in self.mechanism)
