"""The one value that every stage returns: what is wrong, where, and what to type instead.

Errors about data are values, never exceptions, so that one bad file hides no other.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Tick = Callable[[str, int, int], None]
"""Told how far long work has come: what is done, how much of it, and of how much."""

SHOWN_LENGTH = 60
"""Characters of a foreign text that a message shows (threats S8: long and hostile values are cut and escaped)."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What to type: `value` where the finding points."""

    value: str | int
    kind: Literal["replace"] = "replace"
    safe: bool = False
    """Whether a program may type it: it follows from facts, or the text is a slip of the one known name. What could
    as well be mended elsewhere (a stance that disagrees with its result), or name something else (a source, a person,
    a gene of another number), is for the curator to decide."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `line` and `column` count from 1; `pointer` is a JSON Pointer into the file (RFC 6901)."""

    code: str
    name: str
    message: str
    path: str = ""
    line: int = 1
    column: int = 1
    pointer: str = ""
    severity: Severity = "error"
    hint: str = ""
    fix: Fix | None = None
    other: str = ""
    """Path of the other file of a finding between two; it is reported when either is selected."""
    record: str = ""
    """The claim id, source key or term key that the finding is about, where it is about one."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Reading order: by file, place, code; the message makes it total."""
        return (self.path, self.line, self.column, self.code, self.message)

    @property
    def url(self) -> str:
        """Where the rule is described, relative to the root of claimkit's repository."""
        return f"docs/rules.md#{self.code.lower()}"


@dataclass(frozen=True, slots=True)
class Skip:
    """A check that could not be made, for want of an input. Counted, never silent: not checked is not sound."""

    because: str
    times: int = 1
    stops: bool = True
    """Whether what requires this check cannot be judged without it."""


def untold(what: str, done: int, of: int) -> None:
    """For work that nobody watches."""


def quoted(value: object) -> str:
    """A value as a message may show it: in quotes, escaped so that no control or hidden character acts, and cut."""
    text = str(value)
    cut = text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
    return '"' + escaped(cut).replace('"', '\\"') + '"'


def escaped(text: str) -> str:
    """`text` with every character that is not printable (or is a lone surrogate) written as its escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one known name that `name` most likely means, or None where nothing is near."""
    matches = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def slip_of(name: str, known: Iterable[str]) -> str | None:
    """The known name of which `name` is a slip of the pen: so near, and no other as near, that a fix may say it."""
    matches = difflib.get_close_matches(name, sorted(known), n=2, cutoff=0.85)
    return matches[0] if len(matches) == 1 else None


def one_slip_of_the_pen(name: str, near: str) -> bool:
    """Whether two names differ by one slip in one word: two letters swapped, one not doubled, or one left out late.

    Then a program may type the one for the other. A wrong letter is no slip (osteoblast, osteoclast), nor is anything
    in digits or short words (CD4 and CD8, vitamin K and D), or one letter more at a beginning (insulin, inulin).
    """
    one, other = name.lower().split("-"), near.lower().split("-")
    if len(one) != len(other):
        return "".join(one) == "".join(other)
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return not differing
    shorter, longer = sorted(differing[0], key=len)
    if not (shorter + longer).isalpha() or len(shorter) < _WORD:
        return False
    start = next((k for k in range(len(shorter)) if shorter[k] != longer[k]), len(shorter))
    if len(shorter) == len(longer):
        return (
            shorter[start : start + 2] == longer[start : start + 2][::-1]
            and shorter[start + 2 :] == longer[start + 2 :]
        )
    doubled = longer[start] in (longer[start - 1 : start], longer[start + 1 : start + 2])
    return shorter[start:] == longer[start + 1 :] and (doubled or (len(shorter) >= _LONG_WORD and start >= _LATE))


_WORD = 4
_LONG_WORD = 6
_LATE = 3


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean "x"?`, or nothing."""
    near = nearest(name, known)
    return f"did you mean {quoted(near)}?" if near else ""
