"""Names of what is new: ids, keys, file names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from itertools import count

from claimkit.identifiers import ALPHABET, check_character
from claimkit.scan import portable

_LONGEST_KEY = 64
# Letters that no normal form takes apart.
_OTHER_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "þ": "th", "ð": "d", "ı": "i"}


def mint(prefix: str, taken: Container[str], draw: Callable[[str], str]) -> str:
    """A fresh claim id. `draw` takes one character of a text at random: `secrets.choice`.

    Seven characters of 32 are 34 milliards: two pull requests never meet.
    """
    while True:
        body = "".join(draw(ALPHABET) for _ in range(7))
        claim_id = f"{prefix}:{body}{check_character(body)}"
        if claim_id not in taken:
            return claim_id


def slug(text: str) -> str:
    """A text as a key: lower-case letters and digits, joined by single hyphens. Empty where it has none."""
    plain = "".join(_OTHER_LETTERS.get(letter) or _spelled(letter) for letter in text.lower())
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only.replace("'", ""))
    return _cut(words)


def _spelled(letter: str) -> str:
    """A Greek letter by its name, as the fingerprint of a passage has it; another as it is."""
    name = unicodedata.name(letter, "")
    return f" {name.split()[3].lower()} " if name.startswith("GREEK SMALL LETTER ") else letter


def free(key: str, taken: Container[str]) -> str:
    """The key, or where it is taken or Windows reserves it, the key with the first number that is free."""
    if key not in taken and portable(key):
        return key
    stem = key[: _LONGEST_KEY - len("-9999")].rstrip("-")
    return next(one for number in count(2) if (one := f"{stem}-{number}") not in taken)


def source_key(author: str, issued: str, title: str, taken: Container[str]) -> str:
    """The key of a work: family name and year, else the first words of the title; a letter tells two apart."""
    year = issued[:4]
    name = slug(author) or _cut(slug(title).split("-")[:3]) or "work"
    key = f"{name}-{year}" if year else name
    if key not in taken and portable(key):
        return key
    lettered = (f"{key}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    return next((one for one in lettered if one not in taken), None) or free(key, taken)


def _cut(words: list[str]) -> str:
    """Whole words up to the length of a key."""
    text = ""
    for word in words:
        longer = f"{text}-{word}" if text else word[:_LONGEST_KEY]
        if len(longer) > _LONGEST_KEY:
            break
        text = longer
    return text
