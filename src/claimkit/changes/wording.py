"""How values and their differences are told in one line; and which texts say the same in other letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from claimkit.derive.titles import words_of
from claimkit.diagnostics import one_slip_of_the_pen

LONGEST = 200
"""Characters of one value that are shown."""
_FEW = 3
_CONTEXT = 3
"""Words shown before and behind those in which two texts differ."""
_SIGN_BEHIND = re.compile(r"\w[-\u2010-\u2015\u2212](?!\w)")


def cut(text: str) -> str:
    """A text, shortened where it is long."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def shown(value: Any) -> str:
    """A value of a record in one line."""
    if isinstance(value, dict):
        return cut("; ".join(f"{name} {shown(below)}" for name, below in value.items()))
    if isinstance(value, (list, tuple)):
        return cut(", ".join(map(shown, value)))
    return cut("none" if value is None else str(value))


def turned(old: Any, new: Any) -> str:
    """`old -> new`; of two long texts, the words in which they differ, with some around them."""
    if isinstance(old, str) and isinstance(new, str):
        old, new = _apart(old.split(" "), new.split(" "))
    return f"{shown(old)} -> {shown(new)}"


def between(old: Any, new: Any) -> str:
    """The parts in which two values with parts differ, the first few of them: `effect/value 1.02 -> 1.2`."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    told = [f"{name} {turned(before.get(name), after.get(name))}".strip() for name in names[:_FEW]]
    more = [f"and {len(names) - _FEW} more"] if len(names) > _FEW else []
    return "; ".join(told + more)


def same_but_for_spelling(one: str, other: str) -> bool:
    """Whether two short texts differ in nothing but case, signs, little words, spelling, or one slip of the pen.

    A wrong letter is no slip (osteoblast, osteoclast), a number always tells apart, and so does a sign behind a word.
    """
    first, second = words_of(one), words_of(other)
    if not first or len(first) != len(second) or _signs(one) != _signs(other):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return not differing or (len(differing) == 1 and one_slip_of_the_pen(*differing[0]))


def alike(one: str, other: str) -> bool:
    """Whether two texts have most of their words in common, so that the one may be the other reworded."""
    first, second = Counter(words_of(one)), Counter(words_of(other))
    return 2 * (first & second).total() > max(first.total(), second.total())


def _signs(text: str) -> int:
    return len(_SIGN_BEHIND.findall(text))


def _apart(old: list[str], new: list[str]) -> tuple[str, str]:
    """Two texts without the words that both begin and end with, but for a few."""
    shorter = min(len(old), len(new))
    start = next((k for k in range(shorter) if old[k] != new[k]), shorter)
    end = next((k for k in range(shorter - start) if old[-1 - k] != new[-1 - k]), shorter - start)
    start, end = max(start - _CONTEXT, 0), max(end - _CONTEXT, 0)
    return _part(old, start, end), _part(new, start, end)


def _part(words: list[str], start: int, end: int) -> str:
    kept = words[start : len(words) - end]
    return " ".join([*(["…"] if start else []), *kept, *(["…"] if end else [])])


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each plain value with its path; items of lists count from 1."""
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = [(str(k), below) for k, below in enumerate(value, 1)]
    else:
        yield path, value
        return
    for name, below in parts:
        yield from _leaves(below, f"{path}/{name}" if path else name)
