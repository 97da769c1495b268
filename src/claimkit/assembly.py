"""A folder of files to a corpus; whatever would not load is a finding, and what refers to it is not blamed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel

from claimkit import scan, shapes, versions, yamlio
from claimkit.corpus import ANY_TERMS, CATEGORIES, RELEASES, Corpus, Entry, File, TermEntry
from claimkit.diagnostics import Diagnostic, Tick, did_you_mean, quoted, untold
from claimkit.model import Claim, DatasetMetadata, LedgerEntry, Source, Term, TermSnapshot, Waivers, WorkSnapshot
from claimkit.model.claim import NOT_STATED
from claimkit.model.scalars import SEMVER
from claimkit.refusals import refuse
from claimkit.yamlio import pointer_step

T = TypeVar("T", bound=BaseModel)
_TICK = 64
"""Files between two words on how far the reading has come."""
_UNREAD = re.compile(r"LICENSE|README\.md")
_VERSION = SEMVER[1:-1]
_KINDS = (
    (re.compile(r"dataset\.yaml"), "dataset", yamlio.BULK_LIMITS),
    (re.compile(r"waivers\.yaml"), "waivers", yamlio.CLAIM_LIMITS),
    (re.compile(r"records/[^/]+/[^/]+\.yaml"), "claim", yamlio.CLAIM_LIMITS),
    (re.compile(r"sources/[^/]+\.yaml"), "source", yamlio.SOURCE_LIMITS),
    (re.compile(rf"terms/({'|'.join(CATEGORIES)})\.yaml"), "terms", yamlio.BULK_LIMITS),
    (re.compile(r"snapshots/terms\.json"), "term snapshot", yamlio.BULK_LIMITS),
    (re.compile(r"snapshots/works\.json"), "work snapshot", yamlio.BULK_LIMITS),
    (re.compile(rf"{RELEASES}/{_VERSION}\.json"), "ledger", yamlio.LEDGER_LIMITS),
    (re.compile(r"coverage/[^/]+\.yaml"), "coverage", yamlio.SOURCE_LIMITS),
    (re.compile(r"NEWS\.md"), "news", yamlio.BULK_LIMITS),
)


def load(root: Path, tick: Tick = untold) -> Corpus:
    """The corpus of a folder that holds dataset.yaml."""
    return assemble(*content(root), tick)


def content(root: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The files of a dataset's folder by relative path, and what of it was refused unread."""
    files, unread, refused = scan.folder(root, size_limit)
    return files, refused + unexpected(unread)


def unexpected(unread: Iterable[str]) -> list[Diagnostic]:
    """Findings for those of the files that are not read which have no place in a dataset."""
    return [_unexpected(path) for path in unread if not _UNREAD.fullmatch(path)]


def size_limit(path: str) -> int | None:
    """How many bytes a file of the dataset may have; None for one that is not read."""
    kind = _kind(path)
    return kind[1].size if kind else None


def is_claim_file(path: str) -> bool:
    """Whether a record is meant to stand at a path."""
    return path.startswith("records/") and path.lower().endswith((".yaml", ".yml"))


def assemble(files: Mapping[str, bytes], refused: Iterable[Diagnostic] = (), tick: Tick = untold) -> Corpus:
    """The corpus of some files, by path relative to the dataset; opens nothing."""
    return _Assembly(refused).of(files, tick)


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
    elif path.startswith(f"{RELEASES}/"):
        hint = "an entry of the ledger is called by its version, like 0.1.0.json, in lower case"
    elif path.startswith("records/") and path.count("/") != 2:
        hint = f"move it to records/<topic>/{name}: the folder is the topic"
    return refuse("CK018", f"unexpected file {quoted(name)}", path=path, hint=hint)


def _name_problem(path: str) -> Diagnostic | None:
    if path == "NEWS.md" or path.startswith(f"{RELEASES}/"):
        return None  # named by their versions
    parts = path.removesuffix(".yaml").removesuffix(".json").split("/")
    wrong = next((part for part in parts if not scan.portable(part)), None)
    if wrong is None:
        return None
    reserved = " (Windows reserves it)" if scan.PORTABLE_STEM.fullmatch(wrong) else ""
    message = f"the name {quoted(wrong)} is not portable{reserved}"
    hint = "rename it: lower-case letters, digits and single hyphens, at most 100"
    return refuse("CK019", message, path=path, hint=hint)


class _Assembly:
    """Gathers what the files hold. Lives for one call of `assemble`."""

    def __init__(self, refused: Iterable[Diagnostic]) -> None:
        self.diagnostics = list(refused)
        self.broken: set[str] = set()
        self.lost: set[str] = set()
        self.dataset: Entry[DatasetMetadata] | None = None
        self.waivers: Entry[Waivers] | None = None
        self.term_snapshot: Entry[TermSnapshot] | None = None
        self.work_snapshot: Entry[WorkSnapshot] | None = None
        self.ledger: list[Entry[LedgerEntry]] = []
        self.claims: list[Entry[Claim]] = []
        self.sources: dict[str, Entry[Source]] = {}
        self.terms: dict[str, TermEntry] = {}
        self.repeated: list[TermEntry] = []
        self.files: list[File] = []
        self.news: File | None = None

    def _misnamed(self, path: str) -> None:
        """What stands under a wrong name, or was refused, is still there: what refers to it is not blamed."""
        self.broken.add(path)
        folder, _, name = path.rpartition("/")
        stem = name.rpartition(".")[0] or name
        if folder == "sources":
            self.broken.add(f"sources/{stem.lower()}.yaml")
        elif folder == "terms":
            self.broken.add(ANY_TERMS)
        elif path.startswith("records"):
            self.lost.add("")

    def of(self, files: Mapping[str, bytes], tick: Tick) -> Corpus:
        for finding in list(self.diagnostics):
            self._misnamed(finding.path)
        for number, path in enumerate(sorted(files)):
            if not number % _TICK:
                tick("reading", number, len(files))
            kind = _kind(path)
            wrong_name = _name_problem(path) if kind else _unexpected(path)
            if wrong_name:
                self.diagnostics.append(wrong_name)
                self._misnamed(path)
            if kind:
                self._file(path, files[path], *kind)
        newer = [finding for finding in self.diagnostics if finding.code == "CK107"]
        if newer:  # what a later format means cannot be judged here
            return Corpus(
                dataset=None,
                claims=(),
                sources={},
                terms={},
                repeated_terms=(),
                waivers=None,
                term_snapshot=None,
                work_snapshot=None,
                ledger=(),
                news=None,
                files=(),
                paths=tuple(sorted(files)),
                broken=frozenset(),
                lost_claim_ids=frozenset(),
                diagnostics=tuple(newer),
            )
        return Corpus(
            dataset=self.dataset,
            claims=tuple(self.claims),
            sources=self.sources,
            terms=self.terms,
            repeated_terms=tuple(self.repeated),
            waivers=self.waivers,
            term_snapshot=self.term_snapshot,
            work_snapshot=self.work_snapshot,
            ledger=tuple(sorted(self.ledger, key=lambda entry: versions.precedence(entry.file.stem))),
            news=self.news,
            files=tuple(self.files),
            paths=tuple(sorted({*files, *(finding.path for finding in self.diagnostics)})),
            broken=frozenset(self.broken),
            lost_claim_ids=frozenset(self.lost),
            diagnostics=tuple(sorted(self.diagnostics, key=lambda finding: finding.order)),
        )

    def _file(self, path: str, raw: bytes, kind: str, limits: yamlio.Limits) -> None:
        if kind == "news":  # for people: no rule reads it, a release holds it as it stands
            self.news = File(path, raw)
            return
        reading = yamlio.read(raw, limits)
        self.diagnostics += [replace(finding, path=path) for finding in reading.diagnostics]
        file = File(path, raw)
        if reading.data is not None:
            self.files.append(file)
        if reading.data is None:
            self._broken(path, kind, raw)
        elif kind == "terms":
            self._terms(file, reading)
        elif kind == "claim":
            claim = self._entry(Claim, file, reading)
            if claim:
                self.claims.append(claim)
            else:
                self._broken(path, kind, raw)
        elif kind == "source":
            source = self._entry(Source, file, reading)
            if source:
                self.sources[file.stem] = source
        elif kind == "dataset":
            self.dataset = self._entry(DatasetMetadata, file, reading)
        elif kind == "waivers":
            self.waivers = self._entry(Waivers, file, reading)
        elif kind == "term snapshot":
            self.term_snapshot = self._entry(TermSnapshot, file, reading)
        elif kind == "work snapshot":
            self.work_snapshot = self._entry(WorkSnapshot, file, reading)
        elif kind == "ledger":
            released = self._entry(LedgerEntry, file, reading)
            if released:
                self.ledger.append(released)

    def _entry(self, model: type[T], file: File, reading: yamlio.Reading) -> Entry[T] | None:
        value, problems = shapes.check(model, reading.data, reading.positions, file.path)
        self.diagnostics += problems
        if value is None:
            self.broken.add(file.path)
            return None
        return Entry(value, file)

    def _terms(self, file: File, reading: yamlio.Reading) -> None:
        for key, plain in (reading.data or {}).items():
            pointer = pointer_step(key)
            term, problems = shapes.check(Term, plain, reading.positions, file.path, pointer)
            if not scan.portable(key) or key == NOT_STATED:
                message = f"{quoted(key)} is not a key"
                hint = "use lower-case letters, digits and single hyphens; not-stated has its own meaning"
                place = reading.positions.key(pointer)
                problems.append(refuse("CK105", message, path=file.path, place=place, pointer=pointer, hint=hint))
            self.diagnostics += problems
            if term is None or problems:
                self.broken |= {f"{file.path}#{key}", f"{file.path}#{key.lower()}"}
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
