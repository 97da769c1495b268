"""How a single value is written: plain where every YAML reader takes it for the same text, else in quotes."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from claimkit.yamlio.scalars import plain

_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_BLOCK_STOP = re.compile(r": | #|:$")
_RANGE = re.compile(r"[0-9]+(-[0-9]+)*")
"""Pages, lines, a year and month: text to every YAML reader of today, and too near to numbers and dates."""
_FLOW_STOP = re.compile(r": | #|:$|[,\[\]{}]|:(?![A-Za-z0-9])")


@lru_cache(maxsize=8192)
def written(value: str | int | float | bool, in_flow: bool) -> str:
    """A value on one line, as it stands in a block or between the brackets of a flow."""
    if isinstance(value, float):
        return number(value)
    if not isinstance(value, str):
        return json.dumps(value)
    stop = _FLOW_STOP if in_flow else _BLOCK_STOP
    if _START.match(value) and not stop.search(value) and _is_text(value):
        return value
    return quoted(value)


def number(value: float) -> str:
    """A number with a point, as the one table of scalars has it: 1.0e-05, never 1e-05."""
    mantissa, exponent, power = repr(value).partition("e")
    if not exponent:
        return mantissa
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{power if power[0] in '+-' else '+' + power}"


def quoted(text: str) -> str:
    """A text in quotes: in single ones only where double ones would need an escape that these do not."""
    if ("\\" in text or '"' in text) and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def _is_text(value: str) -> bool:
    """Whether a plain scalar is text to every reader, and has no break or blank at an end."""
    if "\n" in value or value != value.strip() or "\t" in value or _RANGE.fullmatch(value):
        return False
    try:
        return isinstance(plain(value), str)
    except ValueError:
        return False


def folded(text: str, width: int) -> list[str]:
    """The lines of a text under `>-`, none longer than `width` where its words allow that; none: it cannot be folded.

    A break in the text stands for one blank, so only single blanks are broken at.
    """
    if "\n" in text or "  " in text or text != text.strip():
        return []
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def literal(text: str) -> list[str]:
    """The lines of a text under `|-`; none where it cannot stand there word for word."""
    lines = text.split("\n")
    if len(lines) < 2 or text != text.strip() or any(line != line.rstrip() for line in lines):
        return []
    return lines
