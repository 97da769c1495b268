"""Lines of evidence of one claim in two states: which is which, and what of each changed.

Never by position alone: by equal content first, then by what is cited and the most equal facts, then by key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claimkit.changes.change import Change
from claimkit.changes.wording import between, shown, turned
from claimkit.derive.lines import keys_of
from claimkit.model import Claim

_RESTATED = ("stance", "result", "indirect", "repeats", "finding")
_PASSAGE = ("locator", "quote", "drift")


@dataclass(frozen=True, slots=True)
class KeyedLine:
    """A line with its place in the record, its key, and what of it is digested, also as one text."""

    index: int
    key: str
    content: dict[str, Any]
    text: str

    @property
    def cited(self) -> tuple[str, str | None]:
        return self.content["source"], self.content.get("repeats")


@dataclass(frozen=True, slots=True)
class Pair:
    """One line in the older and the newer state; None where it was not there yet, or is not any more."""

    old: KeyedLine | None
    new: KeyedLine | None


def keyed_lines(claim: Claim, content: dict[str, Any]) -> list[KeyedLine]:
    """The lines of a claim, by key; `content` is what of the claim is digested."""
    keys = sorted((key, index) for index, key in enumerate(keys_of(claim)))
    return [
        KeyedLine(index, key, line, json.dumps(line, sort_keys=True))
        for (key, index), line in zip(keys, content["evidence"], strict=True)
    ]


def paired(old: Sequence[KeyedLine], new: Sequence[KeyedLine]) -> list[Pair]:
    """Which line of the newer state is which of the older one, by key of the newer; those that went come last."""
    matching = _Matching(old, new)
    matching.equal(lambda line: (line.key, line.text))
    matching.equal(lambda line: line.text)
    matching.likely()
    matching.equal(lambda line: line.key)
    return matching.result()


class _Matching:
    """Lines that have no partner yet, by key, and the pairs found. Lives for one call of `paired`."""

    def __init__(self, old: Sequence[KeyedLine], new: Sequence[KeyedLine]) -> None:
        self._old = {line.key: line for line in old}
        self._new = {line.key: line for line in new}
        self._pairs: list[Pair] = []

    def equal(self, identity: Callable[[KeyedLine], Hashable]) -> None:
        """Pairs what has the same identity, by key."""
        found: dict[Hashable, list[KeyedLine]] = {}
        for line in reversed(self._new.values()):
            found.setdefault(identity(line), []).append(line)
        for one in list(self._old.values()):
            others = found.get(identity(one))
            if others:
                self._take(one, others.pop())

    def likely(self) -> None:
        """Pairs lines that cite the same, those with most equal facts first."""
        cited: dict[Hashable, list[KeyedLine]] = {}
        for line in self._new.values():
            cited.setdefault(line.cited, []).append(line)
        candidates = [(one, other) for one in self._old.values() for other in cited.get(one.cited, ())]
        for one, other in sorted(candidates, key=_likeness):
            if one.key in self._old and other.key in self._new:
                self._take(one, other)

    def result(self) -> list[Pair]:
        pairs = self._pairs + [Pair(None, line) for line in self._new.values()]
        pairs.sort(key=lambda pair: pair.new.key if pair.new else "")
        return pairs + [Pair(line, None) for line in self._old.values()]

    def _take(self, one: KeyedLine, other: KeyedLine) -> None:
        del self._old[one.key], self._new[other.key]
        self._pairs.append(Pair(one, other))


def _likeness(pair: tuple[KeyedLine, KeyedLine]) -> tuple[int, bool, str, str]:
    """Most equal facts first; among equals, the same key."""
    one, other = pair
    facts = [field for field in (*_RESTATED, *_PASSAGE) if one.content.get(field)]
    equal = sum(one.content[field] == other.content.get(field) for field in facts)
    return -equal, one.key != other.key, one.key, other.key


def evidence_changes(claim: str, pairs: Sequence[Pair]) -> Iterator[Change]:
    """What changed in the lines of a claim."""
    for pair in pairs:
        if pair.old is None and pair.new is not None:
            told = f"{pair.new.key}, {_stance(pair.new)}"
            yield Change("evidence-added", told, claim, new=pair.new.content, line=pair.new.key)
        elif pair.new is None and pair.old is not None:
            told = f"{pair.old.key}, {_stance(pair.old)}"
            yield Change("evidence-removed", told, claim, old=pair.old.content, line=pair.old.key)
        elif pair.old is not None and pair.new is not None:
            yield from _restated(claim, pair.old, pair.new)


def _restated(claim: str, old: KeyedLine, new: KeyedLine) -> Iterator[Change]:
    if old.key != new.key:
        told = turned(old.key, new.key)
        yield Change("evidence-renumbered", told, claim, old=old.key, new=new.key, line=new.key)
    for field in dict.fromkeys((*_RESTATED, *_PASSAGE, *old.content, *new.content)):
        before, after = old.content.get(field) or None, new.content.get(field) or None
        if before == after:
            continue
        kind = "evidence-restated" if field in _RESTATED else "evidence-passage" if field in _PASSAGE else "changed"
        if field == "quote" and after is None:
            kind = "evidence-unproven"  # nobody can check the line any more
        apart = between(before, after) if isinstance(before, dict) and isinstance(after, dict) else ""
        told = f"{new.key}, {field}: {apart or turned(before, after)}"
        yield Change(kind, told, claim, field=field, old=before, new=after, line=new.key)


def _stance(line: KeyedLine) -> str:
    result = line.content.get("result")
    return shown(line.content["stance"]) + (f", found {result}" if result else "")
