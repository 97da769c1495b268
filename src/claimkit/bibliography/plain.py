"""Foreign text to one plain line: no markup, no entities, no control or hidden character, composed, single-spaced."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 2_000
"""Characters of a field; whatever is longer is no title and no name."""
_READ = 20_000  # characters looked at: markup takes room, and the patterns below must stay quick
_NAMES = (
    "a|abbr|b|bdi|big|bold|br|cite|code|dfn|div|em|font|h[1-6]|hr|i|img|inf|it|italic|kbd|li|math|mfenced|mfrac|mi|mn|"
    "mo|monospace|mover|mrow|ms|mspace|msqrt|mstyle|msub|msubsup|msup|mtext|munder|named-content|ol|overline|p|pre|q|"
    "roman|s|samp|sc|scp|script|semantics|small|span|strike|strong|style|sub|sup|title|tt|u|ul|underline|var|xref"
)
_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*/?"""
# Only known names are markup, and only with attributes that are some: "p < 0.05 and n > 3" is text.
_TAG = re.compile(rf"</?(?:[A-Za-z][\w.-]*:[A-Za-z][\w.-]*|{_NAMES}){_ATTRIBUTES}>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/title|/jats:p|/jats:title)\s*/?>", re.IGNORECASE)
_TEX = re.compile(r"<((?:\w+:)?(?:annotation|tex-math))\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_POWER = re.compile(r"(?<=\d)\s*<sup>\s*([0-9+\u2212-]{1,4})\s*</sup>", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_OBEYED = "=+-@"
"""Signs at which a spreadsheet takes a cell for a formula; the model refuses them."""


def plain(text: str) -> str:
    """The text as one line that the model takes, or an empty one where nothing is left or it is far too long."""
    line = unmarked(text[:_READ])
    line = "".join(c for c in map(_shown, _TERMINAL.sub("", line)) if c)
    line = " ".join(unicodedata.normalize("NFC", line).split()).lstrip(_OBEYED + " ")
    return line if len(line) <= LONGEST else ""


def unmarked(text: str) -> str:
    """The text without markup and entities. Registries escape once too often: entities may hide tags and entities."""
    for _ in range(3):
        # 10<sup>9</sup> must not become 109
        found = _POWER.sub(lambda match: match[1].translate(_SUPERSCRIPTS), text)
        found = html.unescape(_TAG.sub("", _BREAK.sub(" ", _TEX.sub("", found))))
        if found == text:
            break
        text = found
    return text


def superscript(digits: str) -> str:
    """Digits and signs, raised."""
    return digits.translate(_SUPERSCRIPTS)


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _HIDDEN else character
