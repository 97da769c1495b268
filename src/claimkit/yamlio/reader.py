"""Text to plain data: JSON and the plain part of YAML fast, everything else by one walk over libyaml's *events*.

No node graph is built, no tag resolved, no object constructed, so aliases cannot multiply and nothing in the text
can act. Rewriting text (comments kept) is not done here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from claimkit.diagnostics import Diagnostic, Fix, quoted
from claimkit.refusals import refuse
from claimkit.yamlio import jsontext, subset
from claimkit.yamlio.decoding import decode, refuse_hidden
from claimkit.yamlio.positions import Data, Place, Positions, pointer_step
from claimkit.yamlio.refusal import RefusedError
from claimkit.yamlio.scalars import AmbiguousError, as_number, plain


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold at most; `size` in bytes."""

    size: int
    nodes: int
    lines: int | None = None
    depth: int = 16


CLAIM_LIMITS = Limits(size=64 * 1024, nodes=2_000, lines=2_000)
SOURCE_LIMITS = Limits(size=256 * 1024, nodes=10_000)
BULK_LIMITS = Limits(size=8 * 1024 * 1024, nodes=500_000)
LEDGER_LIMITS = Limits(size=32 * 1024 * 1024, nodes=2_000_000)
"""Of what no one can split: it names every claim, line of evidence, source, study and term of a release."""

_ABSENT = "write it, or delete the key: an absent value is an absent key"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YAML_TAG = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Reading:
    """What a file says. `data` is None where anything in it was refused; then `diagnostics` says why."""

    data: Data | None
    positions: Positions
    diagnostics: list[Diagnostic]


def read(raw: bytes, limits: Limits = CLAIM_LIMITS) -> Reading:
    """The mapping that a YAML file holds, with positions. Never raises, whatever the bytes are."""
    reading = Reading(None, Positions(), [])
    try:
        if len(raw) > limits.size:
            raise RefusedError("CK003", f"the file is larger than {limits.size // 1024:,} KiB", hint="split it")
        text = decode(raw)
        if limits.lines is not None and text.count("\n") > limits.lines:
            raise RefusedError("CK015", f"more than {limits.lines:,} lines", (limits.lines + 1, 1), "split it")
        taken = jsontext.read(text, limits.nodes, limits.depth)
        if taken is None:
            taken = subset.read(text, limits.nodes)
        if taken is not None:
            return Reading(taken, Positions(later=lambda: _places(text, limits)), [])
        data = _Walk(text, limits, reading).document()
    except RefusedError as refused:
        reading.diagnostics.append(refused.diagnostic)
    else:
        reading.data = None if reading.diagnostics else data
    return reading


def _places(text: str, limits: Limits) -> Positions:
    """Where everything stands in a text that was read without asking."""
    reading = Reading(None, Positions(), [])
    _Walk(text, limits, reading).document()
    return reading.positions


class _Walk:
    """One pass over the events of one text. Gathers what can be passed over, raises RefusedError for the rest."""

    def __init__(self, text: str, limits: Limits, reading: Reading) -> None:
        self._events = _events(text)
        self._limits = limits
        self._positions = reading.positions
        self._problems = reading.diagnostics
        self._nodes = 0

    def document(self) -> Data:
        start = next((event for event in self._events if isinstance(event, DocumentStartEvent)), None)
        root = next(self._events) if start else None
        if root is None or (isinstance(root, ScalarEvent) and not (root.value or root.style)):
            raise RefusedError("CK008", "the file is empty, or has comments only", hint="write it, or delete it")
        self._guard(root, 0)
        if not isinstance(root, MappingStartEvent):
            what = "a list" if isinstance(root, SequenceStartEvent) else "a single value"
            raise RefusedError("CK008", f"the file holds {what}", _place(root), 'write "key: value" lines')
        data = self._mapping(root, "", 0)
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                raise RefusedError(
                    "CK009",
                    "a second document begins",
                    _place(event),
                    "move it to a file of its own, or delete the line ---",
                )
        return data

    def _value(self, event: Event, pointer: str, depth: int) -> Any:
        self._guard(event, depth)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, pointer, depth)
        self._positions.values.setdefault(pointer, _place(event))
        if isinstance(event, SequenceStartEvent):
            return self._list(pointer, depth)
        return self._scalar(event, pointer)

    def _guard(self, event: Event, depth: int) -> None:
        place = _place(event)
        if isinstance(event, AliasEvent):
            raise RefusedError(
                "CK011",
                f"{quoted(f'*{event.anchor}')} is an alias, which YAML would fill in from elsewhere",
                place,
                "write the value out",
            )
        if isinstance(event, NodeEvent) and event.anchor:
            raise RefusedError(
                "CK011", f"{quoted(f'&{event.anchor}')} is an anchor, which nothing may refer to", place, "delete it"
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise RefusedError(
                "CK012",
                f"{quoted(tag.replace(_YAML_TAG, '!!'))} is a tag, which could make anything of a value",
                place,
                "delete it; put text in quotes",
            )
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise RefusedError("CK015", f"more than {self._limits.nodes:,} keys and values", place, "split it")
        if depth >= self._limits.depth and not isinstance(event, ScalarEvent):
            raise RefusedError(
                "CK015",
                f"nested deeper than {self._limits.depth} levels",
                place,
                "look for a bracket too many, or a wrong indent",
            )

    def _list(self, pointer: str, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._value(event, f"{pointer}/{len(items)}", depth + 1))
        return items

    def _mapping(self, start: Event, pointer: str, depth: int) -> Data:
        self._positions.values.setdefault(pointer, _place(start))
        mapping: Data = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event, pointer, depth)
            below = pointer + pointer_step(key)
            first = self._positions.keys.setdefault(below, _place(event))
            if key in mapping:
                message = f"the key {quoted(key)} stands twice; the first is on line {first[0]}"
                self._report("CK010", message, event, below, "keep one of the two")
            mapping[key] = self._value(next(self._events), below, depth + 1)
        if not mapping:
            self._report("CK017", f"{_name(pointer)} holds nothing", start, pointer, _ABSENT)
        return mapping

    def _key(self, event: Event, pointer: str, depth: int) -> str:
        self._guard(event, depth)
        if not isinstance(event, ScalarEvent):
            raise RefusedError("CK006", "a key is a list or a mapping; keys are text", _place(event))
        if not event.value:
            raise RefusedError("CK006", "a key is missing before the colon", _place(event))
        if not isinstance(self._scalar(event, pointer, "the key"), str):
            self._ambiguous(event, pointer, "the key")
        return str(event.value)

    def _scalar(self, event: Event, pointer: str, what: str = "") -> Any:
        text: str = getattr(event, "value", "")
        if not text:
            self._report("CK017", f"{_name(pointer)} has no value", event, pointer, _ABSENT)
        elif getattr(event, "style", None):  # quoted, literal or folded: text, whatever it looks like
            refuse_hidden(text, _place(event))
            if "\t" in text:
                raise RefusedError("CK005", "a tab (U+0009) in a text", _place(event), "use a space")
            if not unicodedata.is_normalized("NFC", text):
                raise RefusedError("CK016", "escapes spell text that is not in normal form C", _place(event))
        else:
            try:
                return plain(text)
            except AmbiguousError:
                self._ambiguous(event, pointer, what)
            except ValueError as error:
                self._report("CK014", str(error), event, pointer, "where text is meant, put it in quotes")
        return text

    def _ambiguous(self, event: Event, pointer: str, what: str) -> None:
        text: str = getattr(event, "value", "")
        subject = f"{what} {quoted(text)}" if what else quoted(text)
        message = f"{subject} unquoted is not text to every YAML reader"
        number = as_number(text)
        hint = f'write "{text}"' + (f" for text, {number} for a number" if number else "")
        # a key is no value; an exponent may be meant as a number; and who writes no or ~ may mean that there is none
        fix = None if what or number else Fix(text, safe=_DATE.fullmatch(text) is not None)
        self._report("CK013", message, event, pointer, hint, fix)

    def _report(self, code: str, message: str, event: Event, pointer: str, hint: str, fix: Fix | None = None) -> None:
        self._problems.append(refuse(code, message, place=_place(event), pointer=pointer, hint=hint, fix=fix))


def _events(text: str) -> Iterator[Event]:
    parser = _parser()(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RefusedError("CK006", f"not YAML: {' '.join(str(error).split())}") from None
    finally:
        parser.dispose()


def _parser() -> Callable[[str], Any]:
    """libyaml's parser; the slower one in Python only where PyYAML was built without it."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _syntax_error(error: yaml.MarkedYAMLError) -> RefusedError:
    mark = error.problem_mark or error.context_mark
    message = "not YAML: " + ", ".join(part for part in (error.context, error.problem) if part)
    if mark is None:
        return RefusedError("CK006", message)
    if error.context_mark and error.context_mark.line != mark.line:
        message += f" (it begins on line {error.context_mark.line + 1})"
    hint = "put a value with special characters in quotes"
    if error.problem and "mapping values" in error.problem:
        hint = "put the whole value in quotes: it holds a colon and a space"
    return RefusedError("CK006", message, (mark.line + 1, mark.column + 1), hint)


def _name(pointer: str) -> str:
    """The key whose value stands at a pointer, as a message says it."""
    return quoted(pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")) if pointer else "the file"


def _place(event: Event) -> Place:
    mark: Any = event.start_mark
    return (mark.line + 1, mark.column + 1)
