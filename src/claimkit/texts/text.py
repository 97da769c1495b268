"""One text at hand, as tokens and as lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from claimkit import fingerprint


@dataclass(frozen=True)
class Text:
    """A plain text of a source. `path` is for messages."""

    path: str
    plain: str

    @cached_property
    def tokens(self) -> list[str]:
        return fingerprint.tokens(self.plain)

    @cached_property
    def sha256(self) -> str:
        """The digest of all its tokens, which a source records under `texts`."""
        return fingerprint.digest(self.tokens)

    @cached_property
    def lines(self) -> list[str]:
        return self.plain.split("\n")

    def holds(self, count: int, sha256: str) -> bool:
        """Whether a passage of `count` tokens with that digest stands in it."""
        return bool(fingerprint.find(self.tokens, count, sha256))

    def lines_of(self, passage: list[str]) -> tuple[int, int] | None:
        """The least range of lines, counted from 1, that holds the first occurrence of a passage."""
        last = _least(1, len(self.lines), lambda b: _within(passage, fingerprint.tokens(self._part(1, b))))
        if last is None:
            return None
        # from the end of the first occurrence back to the latest line from which it is still whole
        back = _least(0, last - 1, lambda k: _within(passage, fingerprint.tokens(self._part(last - k, last))))
        return (last if back is None else last - back, last)

    def _part(self, first: int, last: int) -> str:
        return "\n".join(self.lines[first - 1 : last])


def _within(passage: list[str], text: list[str]) -> bool:
    return bool(fingerprint.find(text, len(passage), fingerprint.digest(passage)))


def _least(low: int, high: int, holds: Callable[[int], bool]) -> int | None:
    """The least number from low to high for which a condition holds that, once it holds, holds for all greater."""
    if not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
