"""The ledger of a release: whole, chained, and holding what the release holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimkit import ledger
from claimkit.corpus import RELEASES, Corpus, Entry
from claimkit.model import LedgerEntry
from claimkit.release.manifest import LEDGER, MANIFEST
from claimkit.release.opening import GRAPH
from claimkit.verifying.finding import Finding
from claimkit.verifying.inventory import Manifest

_SHOWN = 20
"""Findings of one kind of record: whoever changed all of them need not be told each."""


def chain(corpus: Corpus, manifest: Manifest) -> Iterator[Finding]:
    """Where an entry is not as it was made, does not follow the one before it, or is not the manifest's."""
    entries = [entry.value for entry in corpus.ledger]
    for index, entry in enumerate(corpus.ledger):
        message = _of_entry(entry, manifest) or _of_place(entries, index)
        if message:
            yield Finding(path_of(entry.value, entry), message)
    newest = entries[-1] if entries else None
    named = manifest.ledger
    if named and named.version not in {entry.version for entry in entries}:
        yield Finding(f"{LEDGER}/{named.version}.json", f"is missing, and {MANIFEST} names it as the newest entry")
    elif newest and not named:
        yield Finding(MANIFEST, f"names no entry of the ledger, and {path_of(newest)} is there")
    elif newest and named and (named.version, named.sha256) != (newest.version, newest.sha256):
        yield Finding(path_of(newest), f"is not the newest entry that {MANIFEST} names")
    elif manifest.is_final and (newest is None or newest.version != manifest.version):
        yield Finding(MANIFEST, f"names {manifest.version}, and the newest entry of the ledger is of another version")


def path_of(entry: LedgerEntry, placed: Entry[LedgerEntry] | None = None) -> str:
    """Where an entry stands in a release."""
    return f"{LEDGER}/{placed.file.path.removeprefix(RELEASES + '/')}" if placed else f"{LEDGER}/{entry.version}.json"


def _of_entry(entry: Entry[LedgerEntry], manifest: Manifest) -> str | None:
    if entry.value.version != entry.file.stem:
        return f"is the entry of {entry.value.version}"
    if entry.value.name != manifest.name:
        return f"is of {entry.value.name}, and {MANIFEST} of {manifest.name}"
    return None if ledger.is_whole(entry.value) else "was edited: its own digest does not fit"


def _of_place(entries: list[LedgerEntry], index: int) -> str | None:
    broken = ledger.chain_break(entries, index)
    if broken:
        return broken[1]
    if not index:
        return None
    before, entry = entries[index - 1], entries[index]
    if entry.date < before.date:
        return f"is dated {entry.date}, before {before.version}, which is of {before.date}"
    return next((message for _, message in ledger.disagreements(before, entry)), None)


def contents(corpus: Corpus, manifest: Manifest) -> Iterator[Finding]:
    """Where the records of a final release are not exactly those of the newest entry. The chain must be sound."""
    if not manifest.is_final or not corpus.ledger or ledger.held_by(corpus):
        return
    newest = corpus.ledger[-1].value
    before = corpus.ledger[-2].value if len(corpus.ledger) > 1 else None
    made = LedgerEntry.model_validate_json(ledger.entry_of(corpus, newest.version, newest.date, before))
    where = path_of(newest)
    yield from _differing("", made.claims, newest.claims, where)
    yield from _differing("the source ", made.sources, newest.sources, where)
    yield from _differing("the term ", made.terms, newest.terms, where)
    if made.dataset != newest.dataset:
        yield Finding(GRAPH, f"what it says of the dataset is not what {where} holds")
    if (made.format, made.name) != (newest.format, newest.name):
        yield Finding(GRAPH, f"is of another dataset than {where}")


def _differing(kind: str, here: Mapping[str, Any], held: Mapping[str, Any], where: str) -> Iterator[Finding]:
    keys = sorted(key for key in here.keys() | held.keys() if here.get(key) != held.get(key))
    for key in keys[:_SHOWN]:
        if key not in held:
            yield Finding(GRAPH, f"{kind}{key} is in it, and not in {where}")
        elif key not in here:
            yield Finding(GRAPH, f"{kind}{key} is not in it, and {where} holds it")
        else:
            yield Finding(GRAPH, f"{kind}{key} is not what {where} holds")
    if len(keys) > _SHOWN:
        yield Finding(GRAPH, f"and {len(keys) - _SHOWN:,} more of that kind differ from {where}")
