"""Plain scalars by one narrow table: integer, number, true, false; everything else is text or refused."""

from __future__ import annotations

import math
import re

from claimkit.diagnostics import quoted

_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+(e[+-][0-9]+)?")
# Everything that YAML 1.1 (its types and PyYAML's reading of them), the YAML 1.2 core schema, or js-yaml 3 or 4
# would turn into something that is not text, beyond what the two patterns above and true and false take.
_RETYPED = re.compile(
    r"~|=|<<"
    r"|[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)"
    r"|[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9_]+)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?"
)
_RETYPED_WORDS = frozenset(
    [
        "null",
        "Null",
        "NULL",
        "y",
        "Y",
        "yes",
        "Yes",
        "YES",
        "n",
        "N",
        "no",
        "No",
        "NO",
        "on",
        "On",
        "ON",
        "off",
        "Off",
        "OFF",
        "True",
        "TRUE",
        "False",
        "FALSE",
    ]
)
_EXPONENT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?[eE][-+]?[0-9]+")
LARGEST_INTEGER = 2**53
"""What every reader of JSON holds exactly (RFC 8259, 6; RFC 8785, D)."""
_LONGEST_INTEGER = 17  # characters of -2^53; longer ones are not even converted
_MOST_DIGITS = 15  # what a 64-bit float holds for any decimal (DBL_DIG of C)


class AmbiguousError(ValueError):
    """The text is something else to another YAML reader."""


def plain(text: str) -> str | int | float | bool:
    """The value of a plain scalar. Raises AmbiguousError, or ValueError for a number beyond its range."""
    if text[0].isalpha():  # most texts: only a few words that begin with a letter are anything else
        if text in ("true", "false"):
            return text == "true"
        if text in _RETYPED_WORDS:
            raise AmbiguousError(text)
        return text
    if _INTEGER.fullmatch(text):
        if len(text) > _LONGEST_INTEGER or abs(int(text)) > LARGEST_INTEGER:
            raise ValueError(f"the integer {quoted(text)[1:-1]} is beyond 2^53, which not every program can hold")
        return int(text)
    if _NUMBER.fullmatch(text):
        return _number(text)
    if _RETYPED.fullmatch(text):
        raise AmbiguousError(text)
    return text


def as_number(text: str) -> str | None:
    """How to write an ambiguous text where a number with an exponent is meant."""
    if not _EXPONENT.fullmatch(text):
        return None
    mantissa, _, exponent = text.lower().partition("e")
    mantissa = mantissa if "." in mantissa else mantissa + ".0"
    return f"{mantissa}e{exponent if exponent[0] in '+-' else '+' + exponent}"


def _number(text: str) -> float:
    digits = text.partition("e")[0].replace(".", "").lstrip("-0")
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"the number {quoted(text)[1:-1]} has more than {_MOST_DIGITS} significant digits")
    value = float(text)
    if not math.isfinite(value) or (value == 0 and digits):
        raise ValueError(f"the number {quoted(text)[1:-1]} is beyond what a 64-bit float holds")
    return value
