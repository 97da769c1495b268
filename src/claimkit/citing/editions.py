"""Which edition of a dataset is cited: a release that the ledger holds, or what is no release and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from claimkit.citing.citation import NotCitableError
from claimkit.citing.subjects import gone_since, there_is
from claimkit.corpus import Corpus
from claimkit.derive.digest import dataset_digest
from claimkit.diagnostics import quoted
from claimkit.edition import provisional
from claimkit.ledger import chain_break, held_by, is_whole
from claimkit.model import DatasetMetadata, LedgerEntry

NO_RELEASE = "not a release"


class Held(NamedTuple):
    """What an entry of the ledger holds of a part of the dataset."""

    digest: str
    version: int | None = None
    """Of a claim."""


Lookup = Callable[[LedgerEntry], Held | None]
"""Finds one part in an entry."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The version of the dataset that a citation names."""

    version: str
    """As it is cited: `0.1.0`, or `0.1.0-dev` for what was not released."""
    entry: LedgerEntry | None
    """The entry of the ledger; None for what was not released."""
    asked: bool
    """Whether it was asked for, so that the records may say something else by now."""
    notes: tuple[str, ...] = ()
    """What must be known of it."""

    @property
    def date(self) -> str | None:
        """When it was released."""
        return self.entry.date if self.entry else None


def edition_of(corpus: Corpus, dataset: DatasetMetadata, release: str | None) -> Edition:
    """The edition of what the corpus says now, or the release asked for. Raises NotCitableError."""
    ledger = _sound_ledger(corpus, dataset)
    if release is not None:
        return _released(release, ledger, dataset)
    version, held = dataset.version, held_by(corpus)
    if held is not None:
        return Edition(version, held, False)
    differs = any(entry.version == version for entry in ledger)
    note = f"{NO_RELEASE}: it differs from what was released as {version}" if differs else NO_RELEASE
    return Edition(provisional(dataset), None, False, (note,))


def _released(release: str, ledger: tuple[LedgerEntry, ...], dataset: DatasetMetadata) -> Edition:
    entry = next((entry for entry in ledger if entry.version == release), None)
    if entry is None:
        there = f"released are {', '.join(entry.version for entry in ledger)}" if ledger else "none was released yet"
        raise NotCitableError(f"there is no release {quoted(release)}; {there}")
    if entry.dataset == dataset_digest(dataset):
        return Edition(entry.version, entry, True)
    note = f"title, creators and licence as they are now; dataset.yaml was another in {entry.version}"
    return Edition(entry.version, entry, True, (note,))


def _sound_ledger(corpus: Corpus, dataset: DatasetMetadata) -> tuple[LedgerEntry, ...]:
    """The entries in order. An edited or unreadable ledger proves nothing, so nothing is cited by it."""
    entries = tuple(entry.value for entry in corpus.ledger)
    if corpus.ledger_is_broken:
        raise NotCitableError("an entry of the ledger could not be read; run: claimkit validate")
    for index, entry in enumerate(entries):
        if entry.name != dataset.name:
            raise NotCitableError(f"the ledger entry {entry.version} is of another dataset: {quoted(entry.name)}")
        if not is_whole(entry) or chain_break(entries, index):
            raise NotCitableError(f"the ledger entry {entry.version} is not as it was made; run: claimkit validate")
    return entries


def instead_of(
    name: str, now: Iterable[str], then: Callable[[LedgerEntry], Iterable[str]], edition: Edition, corpus: Corpus
) -> str:
    """What to say after "there is no ...": the release that first or last held this one, or the name that was meant.

    `now` are the names of its kind in the corpus, `then` gives those of an entry.
    """
    if edition.entry is None or not edition.asked:
        return last_held(corpus, lambda entry: name in then(entry)) or there_is(name, now)
    first = next((one.value.version for one in corpus.ledger if name in then(one.value)), None)
    return f"; {first} was the first that did" if first else there_is(name, then(edition.entry))


def last_held(corpus: Corpus, holds: Callable[[LedgerEntry], bool]) -> str:
    """What to say after "there is no ..." of what is gone by now: where it is still to be had. Empty if nowhere."""
    last = next((one.value.version for one in reversed(corpus.ledger) if holds(one.value)), None)
    return gone_since(last) if last else ""


def digest_of(what: str, now: str | None, held: Lookup, edition: Edition, instead: str) -> str:
    """The digest that is cited of a part: of the release asked for, else `now`, that of its record, if there is one.

    Raises NotCitableError, `what` being the name of the part and `instead` what the message says that there is.
    """
    if edition.entry and edition.asked:
        found = held(edition.entry)
        if found is None:
            raise NotCitableError(f"the release {edition.version} holds no {what}{instead}")
        return found.digest
    if now is None:
        raise NotCitableError(f"there is no {what}{instead}")
    return now


def notes_on(what: str, now: str | None, held: Lookup, edition: Edition, corpus: Corpus) -> tuple[str, ...]:
    """What the ledger says of a part whose record has the digest `now`; nothing where that is what is cited."""
    if edition.entry:
        found = held(edition.entry)
        if found is None or found.digest == now:
            return ()
        if now is None:
            return (f"this {what} is gone by now: its words stand in the release {edition.version} itself",)
        return (
            f"this {what} says something else by now: its words then stand in the release {edition.version} itself",
        )
    newest = next((entry.value for entry in reversed(corpus.ledger) if held(entry.value)), None)
    found = held(newest) if newest else None
    if newest is None or found is None:
        return (f"this {what} was never released",)
    version = "" if found.version is None else f" (version {found.version})"
    if found.digest == now:
        return (f"this {what} is as released in {newest.version}{version}",)
    return (f"this {what} differs from what {newest.version} released{version}",)
