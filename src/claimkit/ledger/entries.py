"""Entries of the ledger: how one is made of a corpus, and whether one follows from the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from claimkit.corpus import RELEASES, Corpus
from claimkit.derive.digest import claim_digest, dataset_digest, entry_digest, said_digest, source_digest, term_digest
from claimkit.derive.lines import keys_of
from claimkit.diagnostics import quoted
from claimkit.model import Claim, LedgerEntry, ReleasedClaim, ReleasedTerm, Source
from claimkit.model.claim import Predicate
from claimkit.model.dataset import FORMAT
from claimkit.yamlio import pointer_step

About = tuple[str, Predicate, str]
"""Acting term, predicate and target of a claim, the terms by CURIE."""
_NOT_YET = "0" * 64
_HELD: WeakKeyDictionary[Corpus, LedgerEntry | None] = WeakKeyDictionary()
"""It takes a digest of everything to tell, is asked for by each file of a release, and no corpus ever changes."""


def path_of(version: str) -> str:
    """Where the entry of a version stands in a dataset."""
    return f"{RELEASES}/{version}.json"


def entry_of(corpus: Corpus, version: str, date: str, previous: LedgerEntry | None) -> bytes:
    """The file of a release: every claim that is no draft, every source and term. `previous` is the entry before.

    The corpus must be sound. Raises ValueError where dataset.yaml was not read, or version or date have another form.
    """
    if corpus.dataset is None:
        raise ValueError("dataset.yaml could not be read")
    content: dict[str, Any] = {
        "format": FORMAT,
        "name": corpus.dataset.value.name,
        "version": version,
        "date": date,
        "previous": {"version": previous.version, "sha256": previous.sha256} if previous else None,
        "claims": {entry.value.id: _released(entry.value, corpus) for entry in corpus.published},
        "sources": {key: _released_source(entry.value, corpus) for key, entry in corpus.sources.items()},
        "terms": {
            key: {"id": entry.value.id, "digest": term_digest(entry, corpus)} for key, entry in corpus.terms.items()
        },
        "dataset": dataset_digest(corpus.dataset.value),
        "sha256": _NOT_YET,
    }
    entry = LedgerEntry.model_validate_json(json.dumps(_given(content)))
    plain = entry.model_dump(mode="json", exclude_defaults=True) | {"sha256": entry_digest(entry)}
    return (json.dumps(plain, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode()


def held_by(corpus: Corpus) -> LedgerEntry | None:
    """The newest entry of the ledger, where it is of the dataset's version and holds these very contents.

    None, too, where no entry can be made of them, for want of a term.
    """
    if corpus not in _HELD:
        _HELD[corpus] = _held_by(corpus)
    return _HELD[corpus]


def _held_by(corpus: Corpus) -> LedgerEntry | None:
    if not corpus.ledger or corpus.ledger_is_broken or corpus.dataset is None:
        return None
    newest = corpus.ledger[-1].value
    if newest.version != corpus.dataset.value.version:
        return None
    before = corpus.ledger[-2].value if len(corpus.ledger) > 1 else None
    try:
        made = entry_of(corpus, newest.version, newest.date, before)
    except ValueError:
        return None
    return newest if LedgerEntry.model_validate_json(made) == newest else None


def about(claim: Claim, corpus: Corpus) -> About:
    """What a record is a claim about now."""
    return corpus.curie(claim.acting_term or ""), claim.predicate, corpus.curie(claim.target)


def is_whole(entry: LedgerEntry) -> bool:
    """Whether an entry is as it was made: its own digest fits."""
    return entry_digest(entry) == entry.sha256


def chain_break(entries: Sequence[LedgerEntry], index: int) -> tuple[str, str] | None:
    """Where an entry does not follow the one before it, as pointer and message. `entries` are in order of version."""
    named = entries[index].previous
    before = entries[index - 1] if index else None
    if named is None:
        return ("", f"names no entry before it, and {before.version} stands there") if before else None
    if before is None or named.version != before.version:
        if not any(other.version == named.version for other in entries):
            return "/previous/version", f"was made after {quoted(named.version)}, which is not there"
        stands = before.version if before else "none"
        return "/previous/version", f"names {quoted(named.version)} as the entry before it, and {stands} stands there"
    if named.sha256 != before.sha256:
        return "/previous/sha256", f"the entry {before.version} is not the one that this was made after"
    return None


def disagreements(before: LedgerEntry, entry: LedgerEntry) -> Iterator[tuple[str, str]]:
    """Where an entry has a claim or source that cannot have come out of the one before it, as pointer and message.

    All that an entry says of them follows from what the digest is taken of, so one digest allows no two of it.
    """
    same = SameSubject(before, {key: term.id for key, term in entry.terms.items()})
    for claim_id, old in before.claims.items():
        new = entry.claims.get(claim_id)
        pointer = "/claims" + pointer_step(claim_id)
        if new is None:
            yield "/claims", f"{claim_id} stands in {before.version}, and no longer here"
        elif not same(old.about, new.about):
            yield pointer + "/about", f"{claim_id} is another claim than in {before.version}"
        elif new.version != next_version(old, new.digest):
            wanted = next_version(old, new.digest)
            yield pointer + "/version", f"{claim_id} has version {new.version}; after {before.version} it is {wanted}"
        elif new.digest == old.digest and new != old:
            yield pointer, f"{claim_id} is not what it was in {before.version}, under the same digest"
    for claim_id in sorted(entry.claims.keys() - before.claims.keys()):
        if entry.claims[claim_id].version != 1:
            pointer = f"/claims{pointer_step(claim_id)}/version"
            yield pointer, f"{claim_id} was not in {before.version}, so it has version 1"
    for key, source in before.sources.items():
        now = entry.sources.get(key)
        if now is not None and now.digest == source.digest and now != source:
            yield (
                f"/sources{pointer_step(key)}",
                f"{key} has other studies than in {before.version}, under one digest",
            )


def next_version(released: ReleasedClaim, digest: str) -> int:
    """The version that a claim has whose record now has some digest: it rises by one where that is another."""
    return released.version + (digest != released.digest)


class SameSubject:
    """Whether a claim of an entry is about the same as a later one: by CURIE, or by key where that was replaced."""

    def __init__(self, entry: LedgerEntry, later: Mapping[str, str]) -> None:
        """`later` gives the later CURIE of each key."""
        self._later = later
        self._used = frozenset(later.values())
        self._terms: Mapping[str, ReleasedTerm] = entry.terms
        self._keys: dict[str, str] | None = None

    def __call__(self, old: About, new: About) -> bool:
        return old == new or (
            old[1] == new[1] and self.later_curie(old[0]) == new[0] and self.later_curie(old[2]) == new[2]
        )

    def later_curie(self, curie: str) -> str:
        """What a CURIE of the entry is now: still itself, else what stands under the key that it had."""
        if curie in self._used:
            return curie
        key = self.key(curie)
        return self._later.get(key, curie) if key else curie

    def key(self, curie: str) -> str | None:
        """The key under which the entry has a CURIE."""
        if self._keys is None:
            self._keys = {term.id: key for key, term in self._terms.items()}
        return self._keys.get(curie)


def _released(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    content = {
        "version": claim.version,
        "status": claim.status,
        "digest": claim_digest(claim, corpus),
        "about": about(claim, corpus),
        "said": said_digest(claim, corpus),
        "evidence": sorted(keys_of(claim)),
    }
    return _given(content)


def _released_source(source: Source, corpus: Corpus) -> dict[str, Any]:
    return _given({"digest": source_digest(source, corpus), "studies": sorted(study.id for study in source.studies)})


def _given(content: dict[str, Any]) -> dict[str, Any]:
    """What there is none of is left out."""
    return {field: value for field, value in content.items() if value}
