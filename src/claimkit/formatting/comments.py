"""The comments of a text, each with what it belongs to; and how its numbers were typed.

A comment is what stands behind a `#` between two of libyaml's events: what is quoted, or part of a text, is inside
one. Behind something it belongs to that. On a line of its own it belongs to the key or item below it; at the end of a
block, as its column shows, to that end.
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
_BLOCK_HEADER = re.compile(r"[>|][0-9+-]*[ \t]+(#[^\n]*)")


@dataclass(slots=True)
class Comments:
    """Comments by JSON Pointer of the key or item that they belong to."""

    header: list[str] = field(default_factory=list)
    """Above everything: the editor's modeline, what the file is."""
    above: dict[str, list[str]] = field(default_factory=dict)
    behind: dict[str, str] = field(default_factory=dict)
    end: dict[str, list[str]] = field(default_factory=dict)
    """Below the last key or item of a collection; under the empty pointer, below everything."""
    inside: Counter[str] = field(default_factory=Counter)
    """How many places with a comment each collection holds: one that holds any cannot stand on one line."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Numbers with a point as they were typed: 1.10 says more than 1.1."""

    @property
    def texts(self) -> list[str]:
        """Every comment, sorted."""
        gathered = [*self.header, *self.behind.values()]
        for place in (self.above, self.end):
            for some in place.values():
                gathered += some
        return sorted(gathered)

    def raise_to(self, item: str, first: str) -> None:
        """What stands above the first key of an item stands above the item, where its dash is."""
        above = self.above.pop(first, None)
        if above:
            self.above.setdefault(item, []).extend(above)
            self.inside[item] -= 1


def of(text: str) -> Comments:
    """The comments of a text that can be read."""
    return _Walk(text).comments()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A comment on a line of its own, until it is known what it belongs to."""

    text: str
    column: int
    after_blank: bool


class _Walk:
    """One pass over the events of a text and the gaps between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Comments()
        self._at = 0
        """Index behind the last event."""
        self._waiting: list[_Waiting] = []
        self._last: str | None = None
        """Pointer of the key or item that a comment on the same line belongs to."""
        self._behind: dict[str, list[str]] = {}
        self._trailing: tuple[str, int, int] | None = None
        """The last comment behind something: its pointer, its column, and where its line ends."""
        self._events = self._parsed()

    def comments(self) -> Comments:
        for event in self._events:
            if isinstance(event, MappingStartEvent):
                self._take_header()
                self._mapping("", -1)
            elif isinstance(event, StreamEndEvent):
                break
        self._events = iter(())  # it holds this walk, and this walk it: the two would outlive their use
        self._end_of("", self._waiting)
        self._settle()
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
            start = self._text.rfind("\n", 0, found.start()) + 1
            column = found.start() - start
            comment = found.group().replace("\t", " ").rstrip()
            if self._last is not None and not _NOTHING_YET.fullmatch(self._text, start, found.start()):
                self._behind.setdefault(self._last, []).append(comment)
                self._trailing = (self._last, column, found.end())
            elif self._trailing and self._trailing[1:] == (column, start - 1):
                self._behind[self._trailing[0]].append(comment)  # it goes on below the one behind a value
                self._trailing = (self._trailing[0], column, found.end())
            else:
                after_blank = not self._text[self._text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].strip()
                self._waiting.append(_Waiting(comment, column, after_blank and start > 0))

    def _take_header(self) -> None:
        """What stands above the first key, but for what a blank line sets off as that key's own."""
        cut = max((k for k, one in enumerate(self._waiting) if one.after_blank), default=0)
        header = self._waiting[:cut] if cut else self._waiting
        self._found.header = [one.text for one in header]
        self._waiting = self._waiting[len(header) :]

    def _begin(self, pointer: str) -> None:
        """A key or item begins: what waits belongs to it."""
        if self._waiting:
            self._found.above.setdefault(pointer, []).extend(one.text for one in self._waiting)
            self._waiting = []
        self._last = pointer

    def _end_of(self, pointer: str, comments: list[_Waiting]) -> None:
        if comments:
            self._found.end.setdefault(pointer, []).extend(one.text for one in comments)

    def _close(self, pointer: str, outer: int, flow: bool, holds: bool, dash: int | None = None) -> None:
        """A collection ends: of what waits, that belongs to its end which stands deeper than the block around it.

        So do items that were set aside in a list whose dashes (`dash`) stand as deep as the key above them.
        """
        count = 0
        aside = False
        while count < len(self._waiting):
            one = self._waiting[count]
            aside = one.column == dash and (one.text.startswith("# - ") or (aside and one.text.startswith("#  ")))
            if not (flow or aside or one.column > outer):
                break
            count += 1
        if pointer and holds:
            self._end_of(pointer, self._waiting[:count])
            self._waiting = self._waiting[count:]
        elif flow:  # nothing in the brackets that could stand above or below it
            self._found.above.setdefault(pointer, []).extend(one.text for one in self._waiting)
            self._waiting = []

    def _mapping(self, pointer: str, outer: int, flow: bool = False) -> None:
        holds = False
        inner = outer
        while not isinstance(event := next(self._events), MappingEndEvent):
            mark: Any = event.start_mark
            inner = mark.column
            below = pointer + pointer_step(getattr(event, "value", ""))
            self._begin(below)
            self._value(next(self._events), below, inner)
            holds = True
        self._close(pointer, outer, flow, holds)

    def _list(self, pointer: str, outer: int, dash: int, flow: bool = False) -> None:
        index = 0
        while not isinstance(event := next(self._events), SequenceEndEvent):
            below = f"{pointer}/{index}"
            self._begin(below)
            self._value(event, below, dash)
            index += 1
        self._close(pointer, outer, flow, index > 0, dash)

    def _value(self, event: Event, pointer: str, outer: int) -> None:
        """A value; `outer` is the column of the block around it."""
        start: Any = event.start_mark
        if isinstance(event, ScalarEvent):
            self._begin(pointer)
            style = getattr(event, "style", None)
            header = _BLOCK_HEADER.match(self._text, start.index) if style in (">", "|") else None
            if header:
                self._behind.setdefault(pointer, []).append(header.group(1).replace("\t", " ").rstrip())
            if not style and "." in event.value:
                self._found.numbers[pointer] = event.value
            return
        flow = bool(getattr(event, "flow_style", False))
        if flow:
            self._begin(pointer)
        if isinstance(event, MappingStartEvent):
            self._mapping(pointer, outer, flow)
        elif isinstance(event, SequenceStartEvent):
            self._list(pointer, outer, start.column, flow)
        if flow:
            self._last = pointer

    def _settle(self) -> None:
        """Of several comments behind one thing all go above it; then each collection is told what it holds."""
        found = self._found
        for pointer, comments in self._behind.items():
            if len(comments) > 1:
                found.above.setdefault(pointer, []).extend(comments)
            else:
                found.behind[pointer] = comments[0]
        for pointer in [*found.above, *found.behind]:
            self._mark(pointer.rpartition("/")[0] if pointer else None)
        for pointer in found.end:
            self._mark(pointer)

    def _mark(self, pointer: str | None) -> None:
        while pointer:
            self._found.inside[pointer] += 1
            pointer = pointer.rpartition("/")[0]
