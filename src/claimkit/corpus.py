"""What a dataset says: records with their places, indexed; what would not load is known beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Generic, TypeVar, get_args

from claimkit.diagnostics import Diagnostic
from claimkit.identifiers import claim_id_holds, one_slip_apart
from claimkit.model import (
    Category,
    Claim,
    DatasetMetadata,
    LedgerEntry,
    LookedUpWork,
    Source,
    Study,
    Term,
    TermSnapshot,
    Waivers,
    WorkSnapshot,
)
from claimkit.yamlio import LEDGER_LIMITS, Place, Positions, read

T = TypeVar("T")
CATEGORIES: tuple[str, ...] = get_args(Category)
HUMAN = "NCBITaxon:9606"
RELEASES = "releases"
"""The folder of the ledger."""
ANY_TERMS = "terms/?"
"""Among `broken` where a file of terms stands under a name that is no category, so that any term may be in it."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the dataset: `path` is relative to its root."""

    path: str
    raw: bytes

    @property
    def positions(self) -> Positions:
        """Read anew when asked for: only files with findings are, and to hold all would take most of the memory."""
        return _positions(self.raw)

    @property
    def text(self) -> str:
        """The text as it was read: UTF-8, lines ended by LF or CR LF."""
        return self.raw.decode()

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".yaml").removesuffix(".json")

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0].rpartition("/")[2]


@lru_cache(maxsize=16)
def _positions(raw: bytes) -> Positions:
    return read(raw, LEDGER_LIMITS).positions


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A model with its place: the file, and where in it (terms share a file)."""

    value: T
    file: File
    pointer: str = ""

    def place(self, pointer: str = "", on_key: bool = False) -> Place:
        """Line and column of a value (or its key), by pointer from the entry's own root."""
        positions = self.file.positions
        return positions.key(self.pointer + pointer) if on_key else positions.value(self.pointer + pointer)


@dataclass(frozen=True, slots=True)
class TermEntry(Entry[Term]):
    """A term with its key and category."""

    key: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two claims as seen from one of them; `inverse` where the other record wrote it."""

    other: str
    relation: str
    inverse: bool
    note: str | None

    @property
    def name(self) -> str:
        """What this claim is to the other; only `narrows` is not its own inverse."""
        return "narrowed_by" if self.inverse and self.relation == "narrows" else self.relation


def identifiers_of(work: Source | LookedUpWork) -> list[tuple[str, str]]:
    """By what the world knows a work: field and value of DOI (in lower case), PMID and PMCID, those that it has."""
    found = (("DOI", work.doi and work.doi.lower()), ("PMID", work.pmid), ("PMCID", work.pmcid))
    return [(field, value) for field, value in found if value]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Everything that a dataset says. Lookups never raise; what is absent is None."""

    dataset: Entry[DatasetMetadata] | None
    claims: tuple[Entry[Claim], ...]
    sources: dict[str, Entry[Source]]
    terms: dict[str, TermEntry]
    repeated_terms: tuple[TermEntry, ...]
    waivers: Entry[Waivers] | None
    term_snapshot: Entry[TermSnapshot] | None
    work_snapshot: Entry[WorkSnapshot] | None
    ledger: tuple[Entry[LedgerEntry], ...]
    """What was released, in the order of the versions that the files are called by."""
    news: File | None
    """NEWS.md: what changed from release to release, for people."""
    files: tuple[File, ...]
    """Files whose text was read, whatever they say."""
    paths: tuple[str, ...]
    broken: frozenset[str]
    """Paths of files, and `path#key` of terms, that are there and would not load."""
    lost_claim_ids: frozenset[str]
    """Ids that stand in claim files that would not load; empty text where none could be made out."""
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def judgeable(self) -> bool:
        """Whether the dataset is of a format that this claimkit reads."""
        return not any(finding.code == "CK107" for finding in self.diagnostics)

    @cached_property
    def ledger_is_broken(self) -> bool:
        """Whether a file is among the releases that would not load, or stands under a wrong name."""
        return any(path == RELEASES or path.startswith(f"{RELEASES}/") for path in self.broken)

    @cached_property
    def by_id(self) -> dict[str, Entry[Claim]]:
        """Claims by id; of several with one id, the first by path."""
        index: dict[str, Entry[Claim]] = {}
        for entry in self.claims:
            index.setdefault(entry.value.id, entry)
        return index

    @cached_property
    def relations(self) -> dict[str, tuple[Relation, ...]]:
        """For each claim id its ties, from whichever side they were written."""
        gathered: dict[str, list[Relation]] = {}
        for entry in self.claims:
            for tie in entry.value.related:
                own, other = entry.value.id, tie.claim
                gathered.setdefault(own, []).append(Relation(other, tie.relation, False, tie.note))
                gathered.setdefault(other, []).append(Relation(own, tie.relation, True, tie.note))
        return {claim: tuple(ties) for claim, ties in gathered.items()}

    @cached_property
    def organisms_of_strains(self) -> dict[str, Counter[str | None]]:
        """For each strain the organisms that claims give beside it, and how often."""
        found: dict[str, Counter[str | None]] = {}
        for entry in self.claims:
            if entry.value.strain is not None:
                found.setdefault(entry.value.strain, Counter())[entry.value.organism] += 1
        return found

    @cached_property
    def published(self) -> tuple[Entry[Claim], ...]:
        """What exports hold: claims that are not drafts, by id."""
        return tuple(sorted((c for c in self.claims if c.value.status != "draft"), key=lambda entry: entry.value.id))

    @cached_property
    def _published_ids(self) -> frozenset[str]:
        return frozenset(entry.value.id for entry in self.published)

    def released_as(self, edition: str) -> LedgerEntry | None:
        """The newest entry of the ledger, where a build under this version is its release; None for a `-dev`."""
        newest = self.ledger[-1].value if self.ledger else None
        return newest if newest and newest.version == edition else None

    def accepted_between(self, acting: str, target: str) -> tuple[Claim, ...]:
        """The accepted claims with this acting term and target (keys), by id."""
        return tuple(self._by_ends.get((acting, target), ()))

    @cached_property
    def _by_ends(self) -> dict[tuple[str, str], list[Claim]]:
        index: dict[tuple[str, str], list[Claim]] = {}
        for entry in self.published:
            if entry.value.status == "accepted":
                index.setdefault((entry.value.acting_term or "", entry.value.target), []).append(entry.value)
        return index

    def is_published(self, claim_id: str) -> bool:
        """Whether exports hold the claim."""
        return claim_id in self._published_ids

    def published_relations(self, claim_id: str) -> list[Relation]:
        """The ties of a claim to others that exports hold."""
        return [tie for tie in self.relations.get(claim_id, ()) if self.is_published(tie.other)]

    def looked_up(self, source: Source) -> LookedUpWork | None:
        """What the snapshot says of a work, by the first of its identifiers that stands there."""
        found = (self._looked_up.get(identifier) for identifier in identifiers_of(source))
        return next((work for work in found if work is not None), None)

    @cached_property
    def _looked_up(self) -> dict[tuple[str, str], LookedUpWork]:
        works = self.work_snapshot.value.works if self.work_snapshot else ()
        return {identifier: work for work in works for identifier in identifiers_of(work)}

    def raw(self, path: str) -> bytes | None:
        """The bytes of a file whose text was read."""
        return next((file.raw for file in self.files if file.path == path), None)

    def term(self, key: str | None) -> TermEntry | None:
        return self.terms.get(key) if key else None

    def source(self, reference: str) -> Source | None:
        """The source of `<source>` or `<source>/<study>`."""
        entry = self.sources.get(reference.partition("/")[0])
        return entry.value if entry else None

    def study(self, reference: str) -> Study | None:
        """The study of `<source>/<study>`."""
        return self._studies.get(reference)

    @cached_property
    def _studies(self) -> dict[str, Study]:
        """By reference; of two studies with one id, the first."""
        index: dict[str, Study] = {}
        for key, entry in self.sources.items():
            for study in entry.value.studies:
                index.setdefault(f"{key}/{study.id}", study)
        return index

    def curie(self, key: str) -> str:
        """The CURIE of a term; an unknown key (or not-stated) is its own."""
        entry = self.terms.get(key)
        return entry.value.id if entry else key

    def is_local(self, curie: str) -> bool:
        """Whether an identifier is of the dataset's own making."""
        if self.dataset is None:
            return False
        namespace = self.dataset.value.prefixes.get(curie.partition(":")[0], "")
        return namespace.startswith(self.dataset.value.base_iri)

    @cached_property
    def anatomy(self) -> tuple[TermEntry, ...]:
        """The terms of places in the body, by key."""
        return tuple(entry for _, entry in sorted(self.terms.items()) if entry.category == "anatomy")

    def label(self, key: str) -> str:
        entry = self.terms.get(key)
        return entry.value.label if entry else key

    def is_human(self, host: str | None) -> bool:
        return host is not None and self.curie(host) == HUMAN

    def claim_may_be_there(self, claim_id: str) -> bool:
        """Whether a claim that no record has may be one that would not load, or one whose own id is mistyped."""
        lost = self.lost_claim_ids
        if "" in lost or claim_id in lost:
            return True
        prefix, _, local = claim_id.partition(":")
        return any(one_slip_apart(claim_id, other) for other in (*self._mistyped_ids, *lost)) or any(
            other.endswith(f":{local}") and not other.startswith(f"{prefix}:") for other in self.by_id
        )

    @cached_property
    def _mistyped_ids(self) -> tuple[str, ...]:
        return tuple(other for other in self.by_id if not claim_id_holds(other))

    def source_is_broken(self, key: str) -> bool:
        """Whether the source is there, but would not load, or stands under another name."""
        return f"sources/{key}.yaml" in self.broken or key in self._keys_of_misnamed_sources

    @cached_property
    def _keys_of_misnamed_sources(self) -> frozenset[str]:
        return frozenset(entry.value.id for stem, entry in self.sources.items() if entry.value.id != stem)

    def term_is_broken(self, key: str) -> bool:
        """Whether the term may stand in a file or entry that would not load."""
        return ANY_TERMS in self.broken or any(
            f"terms/{c}.yaml" in self.broken or f"terms/{c}.yaml#{key}" in self.broken for c in CATEGORIES
        )
