"""A folder of files to records with their places, indexed; what would not load is a finding beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar, cast, get_args

from pydantic import BaseModel

from claimkit import scan, shapes, yamlio
from claimkit.diagnostics import Diagnostic, did_you_mean, quoted
from claimkit.model import Category, Claim, DatasetMetadata, Source, Study, Term, Waivers
from claimkit.refusals import refuse
from claimkit.yamlio import Place, Positions, pointer_step

T = TypeVar("T", bound=BaseModel)
CATEGORIES: tuple[str, ...] = get_args(Category)
HUMAN = "NCBITaxon:9606"

_UNREAD = re.compile(r"LICENSE|README\.md|(releases|snapshots)/[^/]+\.json")
_KINDS = (
    (re.compile(r"dataset\.yaml"), "dataset", yamlio.BULK_LIMITS),
    (re.compile(r"waivers\.yaml"), "waivers", yamlio.CLAIM_LIMITS),
    (re.compile(r"records/[^/]+/[^/]+\.yaml"), "claim", yamlio.CLAIM_LIMITS),
    (re.compile(r"sources/[^/]+\.yaml"), "source", yamlio.SOURCE_LIMITS),
    (re.compile(rf"terms/({'|'.join(CATEGORIES)})\.yaml"), "terms", yamlio.BULK_LIMITS),
    (re.compile(r"coverage/[^/]+\.yaml"), "coverage", yamlio.SOURCE_LIMITS),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of the dataset: `path` is relative to its root."""

    path: str
    positions: Positions

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0].rpartition("/")[2]


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


@dataclass(frozen=True, eq=False)
class Corpus:
    """Everything that a dataset says. Lookups never raise; what is absent is None."""

    dataset: Entry[DatasetMetadata] | None
    claims: tuple[Entry[Claim], ...]
    sources: dict[str, Entry[Source]]
    terms: dict[str, TermEntry]
    repeated_terms: tuple[TermEntry, ...]
    waivers: Entry[Waivers] | None
    paths: tuple[str, ...]
    broken: frozenset[str]
    """Paths of files, and `path#key` of terms, that are there and would not load."""
    lost_claim_ids: frozenset[str]
    """Ids that stand in claim files that would not load; empty text where none could be made out."""
    diagnostics: tuple[Diagnostic, ...] = field(default=())

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
    def published(self) -> tuple[Entry[Claim], ...]:
        """What exports hold: claims that are not drafts, by id."""
        return tuple(sorted((c for c in self.claims if c.value.status != "draft"), key=lambda entry: entry.value.id))

    @cached_property
    def _published_ids(self) -> frozenset[str]:
        return frozenset(entry.value.id for entry in self.published)

    def published_relations(self, claim_id: str) -> list[Relation]:
        """The ties of a claim to others that exports hold."""
        return [tie for tie in self.relations.get(claim_id, ()) if tie.other in self._published_ids]

    def term(self, key: str | None) -> TermEntry | None:
        return self.terms.get(key) if key else None

    def source(self, reference: str) -> Source | None:
        """The source of `<source>` or `<source>/<study>`."""
        entry = self.sources.get(reference.partition("/")[0])
        return entry.value if entry else None

    def study(self, reference: str) -> Study | None:
        """The study of `<source>/<study>`."""
        source = self.source(reference)
        key = reference.partition("/")[2]
        return next((study for study in source.studies if study.id == key), None) if source and key else None

    def curie(self, key: str) -> str:
        """The CURIE of a term; an unknown key (or not-stated) is its own."""
        entry = self.terms.get(key)
        return entry.value.id if entry else key

    def label(self, key: str) -> str:
        entry = self.terms.get(key)
        return entry.value.label if entry else key

    def is_human(self, host: str | None) -> bool:
        return host is not None and self.curie(host) == HUMAN

    def source_is_broken(self, key: str) -> bool:
        """Whether the source's file is there but would not load."""
        return f"sources/{key}.yaml" in self.broken

    def term_is_broken(self, key: str) -> bool:
        """Whether the term may stand in a file or entry that would not load."""
        return any(f"terms/{c}.yaml" in self.broken or f"terms/{c}.yaml#{key}" in self.broken for c in CATEGORIES)


def load(root: Path) -> Corpus:
    """The corpus of a folder that holds dataset.yaml."""
    files, unread, refused = scan.folder(root, size_limit)
    refused += [finding for path in unread if not _UNREAD.fullmatch(path) for finding in [_unexpected(path)]]
    return assemble(files, refused)


def size_limit(path: str) -> int | None:
    """How many bytes a file of the dataset may have; None for one that is not read."""
    kind = _kind(path)
    return kind[1].size if kind else None


def assemble(files: Mapping[str, bytes], refused: Iterable[Diagnostic] = ()) -> Corpus:
    """The corpus of some files, by path relative to the dataset; opens nothing."""
    return _Assembly(refused).of(files)


def _kind(path: str) -> tuple[str, yamlio.Limits] | None:
    for pattern, kind, limits in _KINDS:
        if pattern.fullmatch(path):
            return kind, limits
    return None


def _unexpected(path: str) -> Diagnostic:
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    hint = "the folders are records/<topic>/, sources/ and terms/; move it there or out of the dataset"
    if ending.lower() in ("yml", "yaml") and ending != "yaml":
        hint = f"rename it to {quoted(stem + '.yaml')}"
    elif path.startswith("terms/"):
        hint = did_you_mean(stem, CATEGORIES) or "a terms file is called " + ", ".join(CATEGORIES)
    elif path.startswith("records/") and path.count("/") != 2:
        hint = "a record stands in records/<topic>/<slug>.yaml"
    return refuse("CK018", f"unexpected file {quoted(name)}", path=path, hint=hint)


def _name_problem(path: str) -> Diagnostic | None:
    parts = path.removesuffix(".yaml").split("/")
    wrong = next((part for part in parts if not scan.portable(part)), None)
    if wrong is None:
        return None
    message = f"the name {quoted(wrong)} is not portable"
    hint = "use lower-case letters, digits and single hyphens; no name that Windows reserves"
    return refuse("CK019", message, path=path, hint=hint)


class _Assembly:
    """Gathers what the files hold. Lives for one call of `assemble`."""

    def __init__(self, refused: Iterable[Diagnostic]) -> None:
        self.diagnostics = list(refused)
        self.broken: set[str] = {finding.path for finding in self.diagnostics}
        self.lost: set[str] = {"" for path in self.broken if path.startswith("records/")}
        self.dataset: Entry[DatasetMetadata] | None = None
        self.waivers: Entry[Waivers] | None = None
        self.claims: list[Entry[Claim]] = []
        self.sources: dict[str, Entry[Source]] = {}
        self.terms: dict[str, TermEntry] = {}
        self.repeated: list[TermEntry] = []

    def of(self, files: Mapping[str, bytes]) -> Corpus:
        for path in sorted(files):
            kind = _kind(path)
            wrong_name = _name_problem(path) if kind else _unexpected(path)
            if wrong_name:
                self.diagnostics.append(wrong_name)
                self.broken.add(path)
            if kind:
                self._file(path, files[path], *kind)
        return Corpus(
            dataset=self.dataset,
            claims=tuple(self.claims),
            sources=self.sources,
            terms=self.terms,
            repeated_terms=tuple(self.repeated),
            waivers=self.waivers,
            paths=tuple(sorted({*files, *(finding.path for finding in self.diagnostics)})),
            broken=frozenset(self.broken),
            lost_claim_ids=frozenset(self.lost),
            diagnostics=tuple(sorted(self.diagnostics, key=lambda finding: finding.order)),
        )

    def _file(self, path: str, raw: bytes, kind: str, limits: yamlio.Limits) -> None:
        reading = yamlio.read(raw, limits)
        self.diagnostics += [replace(finding, path=path) for finding in reading.diagnostics]
        file = File(path, reading.positions)
        if reading.data is None:
            self._broken(path, kind, raw)
        elif kind == "terms":
            self._terms(file, reading.data)
        elif kind == "claim":
            claim = self._entry(Claim, file, reading.data)
            if claim:
                self.claims.append(claim)
            else:
                self._broken(path, kind, raw)
        elif kind == "source":
            source = self._entry(Source, file, reading.data)
            if source:
                self.sources[file.stem] = source
        elif kind == "dataset":
            self.dataset = self._entry(DatasetMetadata, file, reading.data)
        elif kind == "waivers":
            self.waivers = self._entry(Waivers, file, reading.data)

    def _entry(self, model: type[T], file: File, data: yamlio.Data) -> Entry[T] | None:
        value, problems = shapes.check(model, data, file.positions, file.path)
        self.diagnostics += problems
        if value is None:
            self.broken.add(file.path)
            return None
        return Entry(value, file)

    def _terms(self, file: File, data: yamlio.Data) -> None:
        for key, plain in data.items():
            pointer = pointer_step(key)
            term, problems = shapes.check(Term, plain, file.positions, file.path, pointer)
            if not scan.portable(key):
                message = f"{quoted(key)} is not a key"
                hint = "use lower-case letters, digits and single hyphens"
                place = file.positions.key(pointer)
                problems.append(refuse("CK105", message, path=file.path, place=place, pointer=pointer, hint=hint))
            self.diagnostics += problems
            if term is None or problems:
                self.broken.add(f"{file.path}#{key}")
                continue
            entry = TermEntry(term, file, pointer, key, file.stem)
            if key in self.terms:
                self.repeated.append(entry)
            else:
                self.terms[key] = entry

    def _broken(self, path: str, kind: str, raw: bytes) -> None:
        self.broken.add(path)
        if kind == "claim":
            # a claim that would not load is still there: links to it are not blamed
            found = re.findall(rb"^id\s*:[^#\n]*?([a-z][a-z0-9]{1,9}:[0-9a-z]{8})\b", raw, re.MULTILINE)
            self.lost.update([cast(bytes, one).decode() for one in found] or [""])
