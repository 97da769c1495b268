"""One change of what a dataset says, its kind, and the version bump that it demands by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from claimkit.changes.wording import cut

Bump = Literal["none", "patch", "minor", "major"]
Sign = Literal["+", "-", "~"]
BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
"""Weakest first."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: came, went or became another; the bump of each such change; what it is called."""

    sign: Sign
    bump: Bump
    phrase: str


KINDS: dict[str, Kind] = {
    "added": Kind("+", "minor", "claim added"),
    "removed": Kind("-", "major", "claim removed"),
    "withdrawn": Kind("-", "major", "claim withdrawn"),
    "revived": Kind("+", "minor", "withdrawn claim revived"),
    "replaced": Kind("~", "minor", "replaced by another claim"),
    "withdrawal": Kind("~", "patch", "withdrawal changed"),
    "direction": Kind("~", "major", "direction turned"),
    "meaning": Kind("~", "major", "meaning changed"),
    "scope-narrowed": Kind("~", "major", "scope narrowed"),
    "scope-changed": Kind("~", "major", "scope changed"),
    "scope-widened": Kind("~", "minor", "scope widened"),
    "scope-reworded": Kind("~", "patch", "scope reworded"),
    "level-lowered": Kind("~", "major", "level lowered"),
    "level-raised": Kind("~", "minor", "level raised"),
    "verdict-lowered": Kind("~", "major", "verdict lowered"),
    "verdict-raised": Kind("~", "minor", "verdict raised"),
    "mechanism-added": Kind("+", "minor", "mechanism path added"),
    "mechanism-removed": Kind("-", "major", "mechanism path removed"),
    "evidence-added": Kind("+", "minor", "evidence added"),
    "evidence-removed": Kind("-", "major", "evidence removed"),
    "evidence-restated": Kind("~", "minor", "evidence restated"),
    "evidence-renumbered": Kind("~", "major", "evidence renumbered"),
    "evidence-unproven": Kind("-", "major", "proof of evidence removed"),
    "evidence-passage": Kind("~", "patch", "passage changed"),
    "related-added": Kind("+", "minor", "tie to another claim added"),
    "related-removed": Kind("-", "minor", "tie to another claim removed"),
    "related-note": Kind("~", "patch", "note on a tie changed"),
    "reworded": Kind("~", "patch", "statement reworded"),
    "reworded-turning": Kind("~", "minor", "statement reworded in words that can turn it"),
    "curation": Kind("~", "patch", "curation changed"),
    "source-added": Kind("+", "minor", "source added"),
    "source-removed": Kind("-", "major", "source removed"),
    "source-standing": Kind("~", "minor", "standing changed"),
    "source-facts": Kind("~", "minor", "facts changed"),
    "source-identifier": Kind("+", "minor", "identifier added"),
    "source-identity": Kind("~", "major", "identifier changed or removed"),
    "caveat-removed": Kind("-", "minor", "caveat removed"),
    "source-described": Kind("~", "patch", "description changed"),
    "source-read": Kind("~", "patch", "what was read or looked up changed"),
    "study-added": Kind("+", "minor", "study added"),
    "study-removed": Kind("-", "major", "study removed"),
    "study-facts": Kind("~", "minor", "facts of a study changed"),
    "study-described": Kind("~", "patch", "description of a study changed"),
    "term-removed": Kind("-", "major", "term removed"),
    "term-identifier": Kind("~", "major", "identifier changed"),
    "term-category": Kind("~", "minor", "category changed"),
    "term-facts": Kind("~", "minor", "facts changed"),
    "term-label": Kind("~", "minor", "label of a local term changed"),
    "term-names": Kind("~", "patch", "name changed"),
    "term-described": Kind("~", "patch", "description changed"),
    "dataset-identity": Kind("~", "major", "identity changed"),
    "dataset-prefix": Kind("~", "major", "prefix changed or removed"),
    "dataset-described": Kind("~", "patch", "description changed"),
    "changed": Kind("~", "minor", "changed"),
}
"""Every kind. The last is for a field that claimkit compares by its digest alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. It is of a claim, of a source, of a term, or else of the dataset itself."""

    kind: str
    detail: str = ""
    """What changed, in words that hold text of records."""
    claim: str | None = None
    source: str | None = None
    term: str | None = None
    """Key in the newer state, or in the older where it is gone."""
    field: str | None = None
    old: Any = None
    """What the older record says: JSON of the record, CURIEs for terms; None where it says nothing."""
    new: Any = None
    cause: str | None = None
    """Why: of a level or verdict what it follows from, of a withdrawal its reason."""
    line: str | None = None
    """Key of the line of evidence, in the newer state, or in the older where it is gone."""
    claims: tuple[str, ...] = ()
    """Of a source or term: the ids of the claims that use it, sorted."""
    weight: Bump | None = None
    """Where it differs from the kind's."""

    @property
    def bump(self) -> Bump:
        """What the change demands by itself, before the rule for versions below 1.0.0."""
        return self.weight or KINDS[self.kind].bump

    @property
    def sign(self) -> Sign:
        return KINDS[self.kind].sign

    @property
    def phrase(self) -> str:
        """What the kind is called; words of ours alone."""
        return KINDS[self.kind].phrase

    @property
    def summary(self) -> str:
        """One sentence."""
        told = f"{self.phrase}: {self.detail}" if self.detail else self.phrase
        return f"{told}, because {cut(self.cause)}" if self.cause else told

    @property
    def subject(self) -> str:
        """What the change is of: a claim id, `source <key>`, `term <key>` or `dataset`."""
        if self.claim is not None:
            return self.claim
        if self.source is not None:
            return f"source {self.source}"
        return f"term {self.term}" if self.term is not None else "dataset"


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim as the newer state has it, or the older where it is gone there."""

    statement: str
    path: str | None
    """Relative to the newer dataset; None where the claim is not in it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes: of claims by id, then of sources, terms and the dataset; and the least bump that they demand."""

    changes: tuple[Change, ...]
    bump: Bump
    because: tuple[str, ...]
    subjects: Mapping[str, Subject]
    """Every claim that a change is of, or that uses what changed, by id."""
