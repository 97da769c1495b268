"""Files of a release that another claimkit made, held against those that this one makes of its graph.

It may have added columns, properties and files, or not yet have had ours. What its format demands has to be there,
what both know has to be the same, and what only it knows is told, but in the graph: what nobody reads back is bound
by no digest of a record, so that there it is refused.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claimkit.diagnostics import quoted
from claimkit.exporters.context import context
from claimkit.exporters.iris import Iris
from claimkit.exporters.nquads import Writer
from claimkit.model import DatasetMetadata
from claimkit.release.opening import GRAPH
from claimkit.verifying import format_one
from claimkit.verifying.inventory import without_twins

QUADS = "claims.nq"
CONTEXT = "context.jsonld"
_OF_A_NODE = frozenset({"@id", "@type"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of comparing one file."""

    wrong: str | None = None
    """Why it cannot be what that claimkit made of the same records."""
    unknown: tuple[str, ...] = ()
    """What of it only that claimkit knows."""


class ForeignGraph:
    """claims.jsonld as another claimkit wrote it; it was read back before, so that it is JSON with a graph in it."""

    def __init__(self, raw: bytes, dataset: DatasetMetadata) -> None:
        self._document: dict[str, Any] = json.loads(raw)
        self._iris = Iris(dataset)
        self._known = context(self._iris)

    def judged(self, name: str, made: bytes, here: bytes) -> Judged | None:
        """One file; None where it is not of a kind that can be compared. `made` is what this claimkit makes."""
        if name.startswith("csv/"):
            return _table(name, made, here)
        kinds: dict[str, Callable[[], str | None]] = {
            GRAPH: lambda: self._objection or self._disagreement(made),
            CONTEXT: lambda: self._of_context(here),
            QUADS: lambda: self._of_quads(here),
        }
        return Judged(kinds[name]()) if name in kinds and not (self._objection and name != GRAPH) else None

    @property
    def is_less(self) -> bool:
        """Whether it was made before there were all the names that this claimkit writes."""
        return self._names != self._known.keys()

    @cached_property
    def _names(self) -> frozenset[str]:
        """All that its context gives a meaning."""
        return frozenset(self._document["@context"])

    @cached_property
    def _objection(self) -> str | None:
        """Why it is not to be read by the names of its format."""
        if self._document.keys() != {"@context", "@graph"}:
            return "has more to it than @context and @graph"
        theirs: dict[str, Any] = self._document["@context"]
        for name in sorted(theirs):
            if name not in self._known:
                return f"its context knows {quoted(name)}, and this claimkit does not; a later one may"
            if not _same(theirs[name], self._known[name]):
                return f"its context gives {quoted(name)} another meaning"
        for name in sorted(format_one.NAMES - self._names):
            return f"its context lacks {quoted(name)}"
        for name in sorted(set(_keys(self._document["@graph"])) - self._names - _OF_A_NODE):
            return f"says {quoted(name)}, to which its context gives no meaning"
        return None

    def _disagreement(self, made: bytes) -> str | None:
        nodes: list[dict[str, Any]] = self._document["@graph"]
        here = {node["@id"]: node for node in nodes}
        ours = {node["@id"]: self._less(node) for node in json.loads(made)["@graph"]}
        if len(here) != len(nodes):
            return "has a node twice"
        for address in sorted(here.keys() | ours.keys(), key=str):
            if address not in here or address not in ours or not _same(here[address], ours[address]):
                return f"says something else of {quoted(address)} than the records in it give"
        return None

    def _less(self, value: Any) -> Any:
        """A node without the names that its context does not know."""
        if isinstance(value, list):
            return [self._less(item) for item in value]
        if not isinstance(value, dict):
            return value
        kept = {key: self._less(below) for key, below in value.items() if key in _OF_A_NODE or key in self._names}
        return {**kept, "@type": [kind for kind in _types(value) if kind in self._names]}

    def _of_context(self, here: bytes) -> str | None:
        wanted = {"@id": self._iris.schema(CONTEXT), "@context": self._document["@context"]}
        try:
            document = json.loads(here, object_pairs_hook=without_twins)
        except (ValueError, RecursionError):
            return "cannot be read"
        return None if _same(document, wanted) else f"is not the context that {GRAPH} has"

    def _of_quads(self, here: bytes) -> str | None:
        writer = Writer(self._iris)
        given = {line.encode() for node in self._document["@graph"] for line in writer.lines(node)}
        return None if given == set(here.splitlines(keepends=True)) else f"is not the RDF that {GRAPH} is"


def _types(node: dict[str, Any]) -> list[Any]:
    types = node.get("@type", [])
    return types if isinstance(types, list) else [types]


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(below)


def _same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same: true, 1 and 1.0 are three, one type of a node is a list of one."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            _types(one) == _types(other) if key == "@type" else _same(one[key], other[key]) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other and type(one) is type(other))


def _table(name: str, made: bytes, here: bytes) -> Judged:
    try:
        ours, theirs = (csv.reader(io.StringIO(raw.decode(), newline=""), strict=True) for raw in (made, here))
        columns, found = next(ours), next(theirs)
        wrong = _columns(found, format_one.COLUMNS.get(name, ()))
        if wrong:
            return Judged(wrong)
        shared = [column for column in columns if column in found]
        if list(_cells(ours, columns, shared)) != list(_cells(theirs, found, shared)):
            return Judged(f"says something else than {GRAPH} gives")
    except (csv.Error, StopIteration, ValueError):  # ValueError: no UTF-8, or a row of another length
        return Judged("is no table")
    return Judged(unknown=tuple(column for column in found if column not in columns))


def _columns(found: list[str], required: Iterable[str]) -> str | None:
    wanted = list(required)
    for column in wanted:
        if column not in found:
            return f"lacks the column {column}"
    if len(set(found)) != len(found):
        return "has a column twice"
    if [column for column in found if column in set(wanted)] != wanted:
        return "has its columns in another order"
    return None


def _cells(rows: Iterator[list[str]], columns: list[str], wanted: list[str]) -> Iterator[list[str]]:
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        yield [cells[name] for name in wanted]
