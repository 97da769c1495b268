"""A fast reader of the plain part of YAML, in which nearly every record is written; for the rest it has no answer.

It takes block mappings and lists, plain and quoted scalars on one line, blocks under `>-` and `|-`, flow lists and
mappings on one line or going on behind a comma, and comments. Whatever has more to it, and whatever is wrong, is left
to the reader over libyaml's events: it alone refuses, and knows the places. What is taken here is read the same
there; a test holds the two against each other on thousands of mutated files.

Why: libyaml's events cost most of the time of a run, and a line costs one regular expression here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from claimkit.yamlio.positions import Data
from claimkit.yamlio.scalars import plain

_LINE = re.compile(r"( *)(- +)?(?:([A-Za-z0-9][A-Za-z0-9_.-]{0,63}):(?: +(\S.*)?)?|(\S.*))?")
_QUOTED = re.compile(r"\"([^\"\\]+)\" *(?: #.*)?|'([^']+)' *(?: #.*)?")
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[0-9]")
_FLOW_KEY = re.compile(r" *([A-Za-z0-9][A-Za-z0-9_.-]{0,63}): +")
_FLOW_QUOTED = re.compile(r"\"([^\"\\]+)\" *|'([^']+)' *")
_FLOW_PLAIN = re.compile(
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[0-9])(?:[^,\[\]{}:#'\"]|:[A-Za-z0-9]|(?<=[A-Za-z])'(?=[A-Za-z]))*"
)
_BLANKS = re.compile(r" *")
_DEEPEST = 6
"""Nested blocks, and nested flows: together far from the limit of every file."""
_NODES_PER_MARK = 3
"""A line, comma or bracket brings at most so many nodes: a collection, a key and a value."""


class _BeyondError(Exception):
    """The text is not of the plain part."""


def read(text: str, most_nodes: int) -> Data | None:
    """The mapping that a decoded text holds, or None where the other reader must be asked."""
    marks = sum(map(text.count, "\n,[{"))
    if "\t" in text or marks * _NODES_PER_MARK + _NODES_PER_MARK > most_nodes:
        return None
    try:
        return _Blocks(text.split("\n")).document()
    except _BeyondError:
        return None


class _Blocks:
    """One pass over the lines of a text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._open: list[tuple[int, Any]] = []
        """Indent and collection, from the outermost to the one that the last line belongs to."""
        self._waiting: tuple[Data, str, int] | None = None
        """A key whose value begins on a line below: its mapping, the key, its indent."""

    def document(self) -> Data:
        root: Data = {}
        self._open.append((0, root))
        match = _LINE.fullmatch
        lines, count = self._lines, len(self._lines)
        while self._at < count:
            line = lines[self._at]
            self._at += 1
            found = match(line)
            if found is None:
                raise _BeyondError
            blanks, dash, key, value, rest = found.groups()
            if key is None and rest is None and dash is None:
                continue  # a blank line
            if rest is not None and rest[0] == "#" and dash is None:
                continue  # a comment
            indent = len(blanks)
            if dash is not None:
                indent = self._item(indent, len(dash), key, rest)
            elif key is None:
                raise _BeyondError
            else:
                self._into_mapping(indent)
            if key is not None:
                self._entry(indent, key, value)
        if self._waiting or not root:
            raise _BeyondError
        return root

    def _entry(self, indent: int, key: str, value: str | None) -> None:
        mapping: Data = self._open[-1][1]
        if key in mapping or not _is_text(key):
            raise _BeyondError
        if value is None or value[0] == "#":
            self._waiting = (mapping, key, indent)
            mapping[key] = None  # keeps the order; the value follows, or this reader gives up
        else:
            mapping[key] = self._value(value, indent)

    def _into_mapping(self, indent: int) -> None:
        """Makes the mapping whose keys stand at this indent the innermost one."""
        if self._waiting is not None:
            owner, key, above = self._waiting
            if indent <= above or len(self._open) > _DEEPEST:
                raise _BeyondError
            self._waiting = None
            owner[key] = inner = {}  # type: ignore[var-annotated]
            self._open.append((indent, inner))
            return
        while self._open and (self._open[-1][0] > indent or isinstance(self._open[-1][1], list)):
            self._open.pop()
        if not self._open or self._open[-1][0] != indent:
            raise _BeyondError

    def _item(self, indent: int, dash: int, key: str | None, rest: str | None) -> int:
        """Begins an item of the list whose dashes stand at this indent; gives the indent of a mapping in it."""
        if self._waiting is not None:
            owner, name, above = self._waiting
            if indent < above or len(self._open) > _DEEPEST:
                raise _BeyondError
            self._waiting = None
            owner[name] = items = []  # type: ignore[var-annotated]
            self._open.append((indent, items))
        else:
            while self._open and (
                self._open[-1][0] > indent or (self._open[-1][0] == indent and isinstance(self._open[-1][1], dict))
            ):
                self._open.pop()
            if not self._open or self._open[-1][0] != indent or isinstance(self._open[-1][1], dict):
                raise _BeyondError
            items = self._open[-1][1]
        if key is None:
            if rest is None or rest[0] == "#" or rest == "-" or rest.startswith("- "):
                raise _BeyondError
            items.append(self._value(rest, indent))
            return indent
        inner: Data = {}
        items.append(inner)
        self._open.append((indent + dash, inner))
        return indent + dash

    def _value(self, text: str, indent: int) -> Any:
        first = text[0]
        if first in "[{":
            return _flow(self._gathered(text, indent))
        if first in ">|":
            return self._block(text, indent)
        if first in "\"'":
            return _quoted(text)
        return _plain(text)

    def _gathered(self, text: str, above: int) -> str:
        """A flow that goes on behind a comma at the end of its line, on one line."""
        while text[-1] == "," and self._at < len(self._lines) and "#" not in text:
            line = self._lines[self._at]
            bare = line.strip(" ")
            if not bare or len(line) - len(line.lstrip(" ")) <= above:
                raise _BeyondError
            text = f"{text} {bare}"
            self._at += 1
        return text

    def _block(self, header: str, above: int) -> str:
        """The text of a folded or literal block, whose lines are indented more than `above`."""
        header = header.rstrip(" ")
        if header not in (">-", "|-"):
            raise _BeyondError
        first = self._lines[self._at] if self._at < len(self._lines) else ""
        indent = len(first) - len(first.lstrip(" "))
        if indent <= above or indent == len(first):
            raise _BeyondError
        content: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            bare = line.lstrip(" ")
            own = len(line) - len(bare)
            if bare and own <= above:
                break
            if not bare and own > indent:
                raise _BeyondError  # blanks that would be part of the text
            if bare and (own < indent or (own > indent and header == ">-") or bare[-1] == " "):
                raise _BeyondError
            content.append(line[indent:] if bare else "")
            self._at += 1
        text = "\n".join(content).rstrip("\n")
        return _folded(text) if header == ">-" else text


def _folded(text: str) -> str:
    """Single line breaks become spaces; of several, one is dropped."""
    return re.sub(r"\n+", lambda breaks: " " if len(breaks.group()) == 1 else breaks.group()[1:], text)


@lru_cache(maxsize=4096)
def _is_text(key: str) -> bool:
    """Whether a plain key is text to every reader."""
    try:
        return isinstance(plain(key), str)
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def _typed(text: str) -> str | int | float | bool:
    try:
        return plain(text)
    except ValueError:
        raise _BeyondError from None


def _plain(text: str) -> Any:
    if not _PLAIN_START.match(text):
        raise _BeyondError
    if "#" in text:
        text = text.partition(" #")[0]
    text = text.rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise _BeyondError
    return _typed(text)


def _quoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    if found is None:
        raise _BeyondError
    return found.group(1) or found.group(2)


def _flow(text: str) -> Any:
    value, end = _flow_value(text, 0, 0)
    if end < len(text) and not (text[end] == "#" and text[end - 1] == " "):
        raise _BeyondError
    return value


def _flow_value(text: str, at: int, depth: int) -> tuple[Any, int]:
    """A value inside a flow and where it ends, the blanks behind it included."""
    first = text[at : at + 1]
    if first == "[":
        return _flow_list(text, at + 1, depth + 1)
    if first == "{":
        return _flow_mapping(text, at + 1, depth + 1)
    if first in ('"', "'"):
        quoted = _FLOW_QUOTED.match(text, at)
        if quoted is None:
            raise _BeyondError
        return quoted.group(1) or quoted.group(2), quoted.end()
    found = _FLOW_PLAIN.match(text, at)
    if found is None:
        raise _BeyondError
    return _typed(found.group().rstrip(" ")), found.end()


def _flow_list(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    at = _skip(text, at)
    if text[at : at + 1] == "]":
        return items, _skip(text, at + 1)
    while depth <= _DEEPEST:
        value, at = _flow_value(text, at, depth)
        items.append(value)
        mark = text[at : at + 1]
        if mark == "]":
            return items, _skip(text, at + 1)
        if mark != ",":
            break
        at = _skip(text, at + 1)
    raise _BeyondError


def _flow_mapping(text: str, at: int, depth: int) -> tuple[Data, int]:
    mapping: Data = {}
    while depth <= _DEEPEST:
        key = _FLOW_KEY.match(text, at)
        if key is None or key.group(1) in mapping or not _is_text(key.group(1)):
            break
        mapping[key.group(1)], at = _flow_value(text, key.end(), depth)
        mark = text[at : at + 1]
        if mark == "}":
            return mapping, _skip(text, at + 1)
        if mark != ",":
            break
        at += 1
    raise _BeyondError


def _skip(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
