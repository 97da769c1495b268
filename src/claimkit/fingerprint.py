"""Text to tokens, tokens to digest, digests found in tokens: `claimkit-words/1`.

A fingerprint proves that a passage stands in a text without copying it. Tokens, not characters, are hashed, so
that layout, hyphenation and typography do not matter, while numbers, signs and comparisons do. Pure; knows no
record. Known limits: a minus behind a word is lost (`CD4-` reads as `CD4`); superscripts that a PDF extractor
flattened are not found.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

VERSION = "claimkit-words/1"
MINIMUM_TOKENS = 10
MINIMUM_WORDS = 6

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LONG_DASH = re.compile("—|-{2,}")
_DASH = re.compile("[‐‑‒–―−⸺⸻]")  # every other dash, and the minus sign
_MIDDLE_DOT = re.compile("·(?=[0-9])")
_SIGNS = (("<=", "≤"), (">=", "≥"), ("+/-", "±"), ("~", "≈"), ("∼", "≈"))
_APOSTROPHE = re.compile("['’‘‛ʼ]")
_GREEK = str.maketrans(
    {
        chr(code): name
        for code, name in zip(
            [*range(0x3B1, 0x3C2), *range(0x3C3, 0x3CA)],
            [
                *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"),
                *("iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho"),
                *("sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
            ],
            strict=True,
        )
    }
)
_LETTER = r"[^\W\d_]"
_LETTER_OR_DIGIT = r"[^\W_]"
_BREAK = r"(?:[ \t\r]*[\n\f\v\u2028\u2029]\s*)?"
_HYPHEN_IN_WORD = re.compile(
    rf"(?<={_LETTER})-{_BREAK}(?={_LETTER_OR_DIGIT})|(?<={_LETTER_OR_DIGIT})-{_BREAK}(?={_LETTER})"
)
_RANGE = re.compile(r"(?<=[0-9])-(?=\s*[0-9])")
_NO_SIGN = re.compile(rf"(?<={_LETTER_OR_DIGIT})-|-(?!\s*\.?[0-9])")
_LEADING_POINT = re.compile(rf"(?<!{_LETTER_OR_DIGIT})\.(?=[0-9])")
_TOKEN = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|{_LETTER}{_LETTER_OR_DIGIT}*|[<>=≤≥≠≈±+\-%^]")


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order: numbers, words, and the signs `< > = ≤ ≥ ≠ ≈ ± + - % ^`.

    The steps and their order are those of `claimkit-words/1`; a change of any of them is another version.
    """
    text = _SUPERSCRIPT_RUN.sub(_superscript, text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = _DASH.sub("-", _LONG_DASH.sub(" ", text))
    text = _MIDDLE_DOT.sub(".", text)
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    text = _APOSTROPHE.sub("", text).casefold().translate(_GREEK)
    text = _HYPHEN_IN_WORD.sub("", text)
    text = _NO_SIGN.sub(" ", _RANGE.sub(" ", text))
    text = _LEADING_POINT.sub("0.", text)
    return _TOKEN.findall(text)


def digest(passage: Sequence[str]) -> str:
    """SHA-256, in hexadecimal, of the tokens joined by one space, in UTF-8."""
    return hashlib.sha256(" ".join(passage).encode()).hexdigest()


def find(text: Sequence[str], count: int, sha256: str) -> list[int]:
    """Where in the tokens of a text a passage of `count` tokens with that digest begins; empty where it does not."""
    return [start for start in range(len(text) - count + 1) if digest(text[start : start + count]) == sha256]


def words(passage: Sequence[str]) -> int:
    """How many of the tokens are words."""
    return sum(token[0].isalpha() for token in passage)


def _superscript(run: re.Match[str]) -> str:
    plain = run.group().translate(_SUPERSCRIPT)
    digits = "".join(c for c in plain if c.isdigit())
    signs = "".join(c for c in plain if not c.isdigit())
    return f"^{signs}{digits}" if digits else signs
