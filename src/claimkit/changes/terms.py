"""Terms in two states: which is which, by CURIE and then by key, and what of each changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from claimkit.changes.change import Change
from claimkit.changes.users import Users
from claimkit.changes.wording import shown, turned
from claimkit.corpus import Corpus, TermEntry
from claimkit.derive.digest import term_content

_KINDS = {
    "id": "term-identifier",
    "category": "term-category",
    "organism": "term-facts",
    "parts": "term-facts",
    **dict.fromkeys(("label", "synonyms", "antonyms"), "term-names"),
    **dict.fromkeys(("searched", "deposits", "products"), "term-described"),
}


@dataclass(frozen=True)
class Terms:
    """The terms of two states. A term is the same by its CURIE; else by its key, where the CURIE is a new one."""

    old: Corpus
    new: Corpus

    @cached_property
    def pairs(self) -> list[tuple[TermEntry, TermEntry]]:
        """Each term that is in both states, by key of the newer."""
        after = {entry.value.id: entry for entry in self.new.terms.values()}
        pairs = []
        for key, entry in self.old.terms.items():
            other = after.get(entry.value.id) or self.new.terms.get(key)
            if other is not None and (other.value.id == entry.value.id or other.value.id not in self._known):
                pairs.append((entry, other))
        return sorted(pairs, key=lambda pair: pair[1].key)

    @cached_property
    def gone(self) -> list[TermEntry]:
        """Terms of the older state alone, by key."""
        stayed = {old.key for old, _ in self.pairs}
        return [entry for key, entry in sorted(self.old.terms.items()) if key not in stayed]

    @cached_property
    def aligned(self) -> Corpus:
        """The older state with the CURIEs of the newer, so that a term with a new identifier makes no other claim."""
        renamed = {old.key: new.value.id for old, new in self.pairs if old.value.id != new.value.id}
        if not renamed:
            return self.old
        terms = {
            key: replace(entry, value=entry.value.model_copy(update={"id": renamed[key]}))
            if key in renamed
            else entry
            for key, entry in self.old.terms.items()
        }
        return replace(self.old, terms=terms)

    @cached_property
    def moved(self) -> set[str]:
        """Keys that mean another term than before; records that name none of them say what their keys say."""
        before, after = self.aligned.terms, self.new.terms
        return {key for key in {**before, **after} if _curie(before, key) != _curie(after, key)}

    @cached_property
    def reclassified(self) -> set[str]:
        """Keys, in either state, of terms by whose category or CURIE lines of evidence are judged otherwise."""
        found = {entry.key for entry in self.gone} | self.moved
        for old, new in self.pairs:
            if (old.category, old.value.id) != (new.category, new.value.id):
                found |= {old.key, new.key}
        return found

    @cached_property
    def _known(self) -> set[str]:
        return {entry.value.id for entry in self.old.terms.values()}


def _curie(terms: dict[str, TermEntry], key: str) -> str | None:
    entry = terms.get(key)
    return entry.value.id if entry else None


def names_of(corpus: Corpus) -> Callable[[str], str]:
    """The label of a CURIE in a corpus; itself where no term has it."""
    labels = {entry.value.id: entry.value.label for entry in corpus.terms.values()}
    return lambda curie: labels.get(curie, curie)


def term_changes(terms: Terms, before: Users, after: Users) -> Iterator[Change]:
    """What changed in the vocabulary. A new term, or another key for one, changes nothing that is said."""
    for old, new in terms.pairs:
        if old.value == new.value and old.category == new.category and not terms.moved:
            continue
        yield from _changes(old, new, terms, after)
    for entry in terms.gone:
        users = tuple(sorted(before.of_term(entry.key)))
        yield Change("term-removed", shown(entry.value.id), term=entry.key, old=entry.value.id, claims=users)


def _changes(old: TermEntry, new: TermEntry, terms: Terms, after: Users) -> Iterator[Change]:
    one: dict[str, Any] = term_content(old, terms.aligned)
    other = term_content(new, terms.new)
    users: tuple[str, ...] | None = None
    for field in dict.fromkeys((*one, *other)):
        past, present = one.get(field) or None, other.get(field) or None
        if past == present or field == "key":
            continue
        users = tuple(sorted(after.of_term(new.key))) if users is None else users
        kind = _KINDS.get(field, "changed")
        if field == "label" and terms.old.is_local(old.value.id):
            kind = "term-label"  # no ontology says what it means
        told = turned(past, present) if field in ("id", "category") else f"{field}: {turned(past, present)}"
        yield Change(kind, told, term=new.key, field=field, old=past, new=present, claims=users)
