"""Text to canonical text, comments kept: `claimkit fmt` writes it, `fmt --check` compares it.

Written here rather than by a round-trip library: those hang a comment on the token before it, so that it stays behind
when the keys below it are put in order, and they read YAML 1.1's retyped words differently from `yamlio`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from claimkit import yamlio
from claimkit.formatting import comments as commenting
from claimkit.formatting.layout import text_of
from claimkit.formatting.order import Kind, in_order, plan_of
from claimkit.formatting.replacing import replaced
from claimkit.formatting.scalars import written as one_line

_HEADER = re.compile(r"(?:#[^\n]*\n)*")
_PATHS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"records/[^/]+/[^/]+\.yaml"), "claim"),
    (re.compile(r"sources/[^/]+\.yaml"), "source"),
    (re.compile(r"terms/[^/]+\.yaml"), "terms"),
    (re.compile(r"dataset\.yaml"), "dataset"),
    (re.compile(r"waivers\.yaml"), "waivers"),
)


class UnfaithfulError(Exception):
    """There is no canonical text that says the same; the message says why. Found before anything is written."""


def kind_of(path: str) -> Kind | None:
    """What a file of a dataset holds, by its path in it; None for a file that has no canonical form."""
    return next((kind for pattern, kind in _PATHS if pattern.fullmatch(path)), None)


def formatted(text: str, data: dict[str, Any], kind: Kind) -> str:
    """The canonical text of a file, given its text and the data that `yamlio.read` took from it.

    Raises UnfaithfulError rather than to give a text that reads otherwise, is refused, or has lost a comment.
    """
    if _as_written(text, data, kind):
        return text
    text = text.replace("\r\n", "\n")
    found = commenting.of(text)
    kept = found.texts
    new = text_of(data, plan_of(kind), found)
    again = yamlio.read(new.encode(), yamlio.CLAIM_LIMITS if kind in ("claim", "waivers") else yamlio.BULK_LIMITS)
    if again.data is None:
        raise UnfaithfulError(f"in that form it would be refused: {again.diagnostics[0].message}")
    if again.data != data or (kept and commenting.of(new).texts != kept):
        raise UnfaithfulError("a fault of claimkit: that form would say something else; please report it")
    return new


def written(data: dict[str, Any], kind: Kind, header: Iterable[str] = ()) -> str:
    """The canonical text of some data, under comments of a line each."""
    return text_of(data, plan_of(kind), commenting.Comments(header=list(header)))


def _as_written(text: str, data: dict[str, Any], kind: Kind) -> bool:
    """Whether a text is canonical, as far as can be told without looking for comments below its first lines.

    Comments are what takes the time, and most files have none but these.
    """
    header = _HEADER.match(text)
    start = header.end() if header else 0
    lines = text[:start].split("\n")
    return all(line == line.rstrip() for line in lines) and text[start:] == text_of(data, plan_of(kind))


def ordered(data: dict[str, Any], kind: Kind) -> bool:
    """Whether the fields of a record stand in the order of its model, whatever the order below them."""
    return list(data) == in_order(data, plan_of(kind))


def first_difference(old: str, new: str) -> int:
    """The number of the first line in which two texts differ, from 1."""
    lines = zip(old.split("\n"), new.split("\n"), strict=False)
    differing = (number for number, (one, other) in enumerate(lines, 1) if one != other)
    return next(differing, min(old.count("\n"), new.count("\n")) + 1)


__all__ = [
    "Kind",
    "UnfaithfulError",
    "first_difference",
    "formatted",
    "kind_of",
    "one_line",
    "ordered",
    "replaced",
    "written",
]
