"""Two corpora to all changes between them. What is equal by its records alone is not looked into.

Only what exports hold counts: a draft is nothing, so that a draft that was accepted came, and the reverse went.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from claimkit import links
from claimkit.changes.change import Change, Comparison, Subject
from claimkit.changes.claims import Said, claim_changes, pairs_of
from claimkit.changes.demand import demanded
from claimkit.changes.evidence import Pair
from claimkit.changes.grades import States, level_change, verdict_change
from claimkit.changes.metadata import metadata_changes
from claimkit.changes.sources import Sources, source_changes
from claimkit.changes.terms import Terms, names_of, term_changes
from claimkit.changes.users import Users
from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim


def compare(old: Corpus, new: Corpus) -> Comparison:
    """What changed from one state of a dataset to another. Both must have been read whole, without findings."""
    found = _Comparing(old, new)
    changes = (*found.of_claims(), *found.of_sources(), *found.of_terms(), *found.of_dataset())
    version = old.dataset.value.version if old.dataset else ""
    bump, because = demanded(changes, version)
    return Comparison(changes, bump, because, found.subjects(changes))


class _Comparing:
    """Both states and what is derived of them once. Lives for one call of `compare`."""

    def __init__(self, old: Corpus, new: Corpus) -> None:
        self.old, self.new = old, new
        self.before = {entry.value.id: entry for entry in old.published}
        self.after = {entry.value.id: entry for entry in new.published}
        self.terms = Terms(old, new)
        self.sources = Sources(self.terms, Users(old), Users(new))
        self.named = names_of(self.terms.aligned), names_of(new)
        self.states = States(old, new, self._pairs)

    def of_claims(self) -> Iterator[Change]:
        for claim_id in sorted({**self.before, **self.after}):
            old, new = self.before.get(claim_id), self.after.get(claim_id)
            if old is None and new is not None:
                told = "already withdrawn" if new.value.status == "withdrawn" else ""
                yield Change("added", told, claim_id, new=new.value.statement)
            elif new is None and old is not None:
                yield Change("removed", claim=claim_id, old=old.value.statement)
            elif old is not None and new is not None:
                yield from self._of_claim(old.value, new.value)

    def of_sources(self) -> Iterator[Change]:
        return source_changes(self.sources, self._cited_anew())

    def of_terms(self) -> Iterator[Change]:
        return term_changes(self.terms, self.sources.before, self.sources.after)

    def of_dataset(self) -> Iterator[Change]:
        if self.old.dataset and self.new.dataset:
            yield from metadata_changes(self.old.dataset.value, self.new.dataset.value)

    def subjects(self, changes: tuple[Change, ...]) -> dict[str, Subject]:
        named = {change.claim for change in changes if change.claim} | {
            claim for change in changes for claim in change.claims
        }
        return {claim_id: self._subject(claim_id) for claim_id in sorted(named)}

    def _subject(self, claim_id: str) -> Subject:
        entry = self.after.get(claim_id)
        if entry is not None:
            return Subject(entry.value.statement, entry.file.path)
        return Subject(self.before[claim_id].value.statement, None)

    def _of_claim(self, old: Claim, new: Claim) -> Iterator[Change]:
        if new.id in self._restated:
            said, says = self._said(old, new)
            yield from claim_changes(said, says, pairs_of(said, says))
            level = level_change(old, new, self.states)
            if level is not None:
                yield level
        if new.id in self._judged_anew:
            verdict = verdict_change(old, new, self.states)
            if verdict is not None:
                yield verdict

    def _said(self, old: Claim, new: Claim) -> tuple[Said, Said]:
        return Said.of(old, self.terms.aligned, self.named[0]), Said.of(new, self.new, self.named[1])

    def _pairs(self, old: Claim, new: Claim) -> list[Pair]:
        return pairs_of(*self._said(old, new))

    @cached_property
    def _restated(self) -> set[str]:
        """Claims in both states that may say something else: the records differ, or a key means another term."""
        moved = self.terms.moved
        return {
            claim_id
            for claim_id in self.before.keys() & self.after.keys()
            if self.before[claim_id].value != self.after[claim_id].value
            or (moved and _names(self.after[claim_id], moved))
        }

    @cached_property
    def _judged_anew(self) -> set[str]:
        """Claims whose verdict may be another: those that differ, that cite or name what differs, and what is tied
        to one of these by `contradicts`."""
        found = self._restated | (self.before.keys() ^ self.after.keys())
        for users in (self.sources.before, self.sources.after):
            for key in self.sources.touched:
                found |= users.of_source(key)
            for key in self.terms.reclassified:
                found |= users.of_term(key)
        tied = (users.contradicting(found) for users in (self.sources.before, self.sources.after))
        return found.union(*tied)

    def _cited_anew(self) -> frozenset[str]:
        """The works and studies that lines cite which came with this change."""
        found: set[str] = set()
        for claim_id, entry in self.after.items():
            old = self.before.get(claim_id)
            if old is None:
                found |= {reference for _, reference in links.sources(entry.value)}
            elif claim_id in self._restated:
                known = {reference for _, reference in links.sources(old.value)}
                found |= {reference for _, reference in links.sources(entry.value)} - known
        return frozenset(found)


def _names(entry: Entry[Claim], keys: set[str]) -> bool:
    return any(key in keys for _, _, key in links.terms(entry.value))
