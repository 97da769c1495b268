"""The comments of a text, each with what it belongs to; and how its numbers were typed.

A comment is what stands behind a `#` between two of libyaml's events: what is quoted, or part of a text, is inside
one. On a line of its own it belongs to the key or item below it, else to the one that it stands behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from claimkit.yamlio import pointer_step

_COMMENT = re.compile(r"#[^\n]*")
_NOTHING_YET = re.compile(r"[ ]*(-[ ]+)*")
_BLOCK_HEADER = re.compile(r"[>|][0-9+-]*[ ]+(#[^\n]*)")


@dataclass(slots=True)
class Comments:
    """Comments by JSON Pointer of the key or item that they belong to."""

    header: list[str] = field(default_factory=list)
    """Above everything: the editor's modeline, what the file is."""
    above: dict[str, list[str]] = field(default_factory=dict)
    behind: dict[str, list[str]] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)
    """Below everything."""
    inside: Counter[str] = field(default_factory=Counter)
    """How many keys and items with a comment each collection holds: one that holds any cannot stand on one line."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Numbers with a point as they were typed: 1.10 says more than 1.1."""

    def hoist(self, first: str, item: str) -> None:
        """Moves what stands above the first key of an item above the item, where its dash is."""
        above = self.above.pop(first, None)
        if above:
            self.above.setdefault(item, []).extend(above)
            self.inside[item] -= 1

    @property
    def texts(self) -> list[str]:
        """Every comment, sorted."""
        gathered = [*self.header, *self.end]
        for place in (self.above, self.behind):
            for some in place.values():
                gathered += some
        return sorted(gathered)


def of(text: str) -> Comments:
    """The comments of a text that can be read."""
    return _Walk(text).comments()


class _Walk:
    """One pass over the events of a text and the gaps between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Comments()
        self._at = 0
        """Index behind the last event."""
        self._waiting: list[str] = []
        """Comments on lines of their own, for what comes next."""
        self._last: str | None = None
        """Pointer of the key or item that a comment on the same line belongs to."""
        self._events = self._parsed()

    def comments(self) -> Comments:
        for event in self._events:
            if isinstance(event, MappingStartEvent):
                self._found.header, self._waiting = self._waiting, []
                self._mapping("")
            elif isinstance(event, StreamEndEvent):
                break
        self._events = iter(())  # it holds this walk, and this walk it: the two would outlive their use
        self._found.end += self._waiting
        self._mark_inside()
        return self._found

    def _parsed(self) -> Iterator[Event]:
        parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self._text)
        try:
            while parser.check_event():
                event = parser.get_event()
                self._gap(event.start_mark.index)
                yield event
                self._at = max(self._at, event.end_mark.index)
        finally:
            parser.dispose()

    def _gap(self, until: int) -> None:
        """Takes up the comments between the last event and the next."""
        if until <= self._at:
            return
        for found in _COMMENT.finditer(self._text, self._at, until):
            line_start = self._text.rfind("\n", 0, found.start()) + 1
            comment = found.group().rstrip()
            if self._last is None or _NOTHING_YET.fullmatch(self._text, line_start, found.start()):
                self._waiting.append(comment)
            else:
                self._found.behind.setdefault(self._last, []).append(comment)

    def _begin(self, pointer: str) -> None:
        """A key or item begins: what waits belongs to it."""
        if self._waiting:
            self._found.above.setdefault(pointer, []).extend(self._waiting)
            self._waiting = []
        self._last = pointer

    def _mapping(self, pointer: str) -> None:
        while not isinstance(event := next(self._events), MappingEndEvent):
            below = pointer + pointer_step(getattr(event, "value", ""))
            self._begin(below)
            self._value(next(self._events), below)

    def _list(self, pointer: str) -> None:
        index = 0
        while not isinstance(event := next(self._events), SequenceEndEvent):
            below = f"{pointer}/{index}"
            self._begin(below)
            self._value(event, below)
            index += 1

    def _value(self, event: Event, pointer: str) -> None:
        if isinstance(event, ScalarEvent):
            self._begin(pointer)
            style = getattr(event, "style", None)
            start: Any = event.start_mark
            header = _BLOCK_HEADER.match(self._text, start.index) if style in (">", "|") else None
            if header:
                self._found.behind.setdefault(pointer, []).append(header.group(1).rstrip())
            if not style and "." in event.value:
                self._found.numbers[pointer] = event.value
            return
        flow = bool(getattr(event, "flow_style", False))
        if flow:
            self._begin(pointer)
        if isinstance(event, MappingStartEvent):
            self._mapping(pointer)
        elif isinstance(event, SequenceStartEvent):
            self._list(pointer)
        if flow:
            self._last = pointer

    def _mark_inside(self) -> None:
        for pointer in [*self._found.above, *self._found.behind]:
            while pointer:
                pointer = pointer.rpartition("/")[0]
                self._found.inside[pointer] += 1
