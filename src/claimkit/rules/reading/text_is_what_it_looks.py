"""A text holds no character that cannot be seen, and no word in letters of two scripts.

A zero-width character, a soft hyphen, or a Cyrillic letter among Latin ones makes two texts that look equal
differ: a search misses one of them, and a reviewer sees no change. Some scripts need zero-width joiners, so this is
a warning.

Fix: type the word again.
"""

import re
import unicodedata
from collections.abc import Iterator

from claimkit.corpus import Entry, File
from claimkit.diagnostics import quoted
from claimkit.rules.rule import Finding, Rule, Scope

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f]")
_MIXED = re.compile("[A-Za-z][\u0370-\u03ff\u0400-\u04ff]*[\u0400-\u04ff]|[\u0400-\u04ff][\u0370-\u04ff]*[A-Za-z]")


def check(file: File) -> Iterator[Finding]:
    if file.raw.isascii():
        return
    entry: Entry[None] = Entry(None, file)
    for number, line in enumerate(file.text.split("\n"), 1):
        for found in (*_UNSEEN.finditer(line), *_MIXED.finditer(line)):
            message = f"{quoted(_word_around(line, found))}: {_said(found.group())}"
            place = (number, found.start() + 1)
            yield Finding(entry, "", message, "delete the word, and type it again", place=place)


def _word_around(line: str, found: re.Match[str]) -> str:
    start = line.rfind(" ", 0, found.start()) + 1
    end = line.find(" ", found.end())
    return line[start : end if end >= 0 else len(line)]


def _said(found: str) -> str:
    letter = next((character for character in found if not character.isascii()), found)
    name = unicodedata.name(letter, "unnamed").lower()
    if len(found) == 1:
        return f"U+{ord(letter):04X} ({name}) cannot be seen"
    return f"a word mixes scripts: U+{ord(letter):04X} ({name}) among Latin letters"


RULE = Rule("CK020", "text-is-what-it-looks", Scope.FILE, check, severity="warning")
