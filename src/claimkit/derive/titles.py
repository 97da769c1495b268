"""Titles that mean one work although they are not spelled alike.

Two titles are near-equal where nothing tells them apart but case and signs, little words, British or American
spelling, a plural, one slip of the pen in a long word, or a subtitle that one of them leaves out. Numbers always
tell apart: part I is not part II. No similarity score: "in mice" and "in rats" are two works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimkit.fingerprint import tokens

_LITTLE = frozenset(["a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"])
_SPELLINGS = (
    (re.compile(r"is(ation|ations|e|ed|ing)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing)?$"), r"or\1"),
    (re.compile(r"^oe|^ae"), "e"),
    (re.compile(r"aemi(a|c)"), r"emi\1"),
    (re.compile(r"s$"), ""),
)
_LONG = 7
_FEWEST_WORDS = 6
"""A main title of fewer words may belong to two works."""


def words_of(title: str) -> tuple[str, ...]:
    """The words that tell a title from another, in order."""
    return tuple(_spelled(word) for word in tokens(title) if word not in _LITTLE)


def keys_of(title: str) -> Iterator[tuple[str, ...]]:
    """Keys of which two near-equal titles share at least one; to find candidates among many without comparing all."""
    words = words_of(title)
    yield words
    main = words_of(title.partition(":")[0])
    if len(main) >= _FEWEST_WORDS:
        yield main
    for k, word in enumerate(words):
        if _may_be_misspelled(word):
            yield (*words[:k], "?", *words[k + 1 :])


def near_equal(one: str, other: str) -> bool:
    """Whether two titles are one work's, as far as titles can say."""
    first, second = words_of(one), words_of(other)
    if first == second or (len(first) == len(second) and _one_slip(first, second)):
        return True
    return _without_subtitle(one, second) or _without_subtitle(other, first)


def _without_subtitle(title: str, other: tuple[str, ...]) -> bool:
    main = words_of(title.partition(":")[0])
    return ":" in title and len(main) >= _FEWEST_WORDS and main == other


def _one_slip(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and all(map(_may_be_misspelled, differing[0])) and _slip_apart(*differing[0])


def _may_be_misspelled(word: str) -> bool:
    return len(word) >= _LONG and word.isalpha()


def _slip_apart(one: str, other: str) -> bool:
    """Whether one letter was added, lost, changed, or swapped with its neighbour."""
    short, long = sorted((one, other), key=len)
    start = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, longer = short[start:], long[start:]
    if len(short) == len(long):
        return rest[1:] == longer[1:] or (rest[:2] == longer[1::-1] and rest[2:] == longer[2:])
    return rest == longer[1:]


def _spelled(word: str) -> str:
    if len(word) > 3 and word.isalpha():
        for pattern, plain in _SPELLINGS:
            word = pattern.sub(plain, word)
    return word
