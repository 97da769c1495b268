"""What a table is: columns whose types, descriptions and choices are the model's, keys, and rows as a stream."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from claimkit.corpus import Corpus
from claimkit.model import Locator
from claimkit.model.scalars import DATE

Cell = str | int | float | bool | None
"""None where the record has nothing: an empty cell in CSV, NULL elsewhere. No empty text exists."""
Row = tuple[Cell, ...]
Type = Literal["string", "integer", "number", "boolean", "date"]
JOINED = " | "
"""Between the items of one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what it says, what it may hold, and whether every row has it."""

    name: str
    type: Type
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values stand in another table, as its `of`."""

    columns: tuple[str, ...]
    table: str
    of: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` is that of its file, `rows` gives one row after the other, in a fixed order."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Corpus], Iterator[Row]]
    foreign: tuple[ForeignKey, ...] = ()


def text(name: str, description: str, required: bool = False, choices: tuple[str, ...] = ()) -> Column:
    """A column of text that no single field of the model is."""
    return Column(name, "string", description, required, choices)


def of(model: type[BaseModel], *fields: str, prefix: str = "", required: bool | None = None) -> tuple[Column, ...]:
    """The columns of some fields of a model: type, description and choices are the fields'.

    Names are the fields' own, in lower case and with underscores, behind `prefix`.
    """
    return tuple(_of(model, field, prefix, required) for field in fields)


def _of(model: type[BaseModel], field: str, prefix: str, required: bool | None) -> Column:
    info = model.model_fields[field]
    description = (info.description or field).split("\n")[0].rstrip(".")
    needed = info.is_required() if required is None else required
    kinds = list(_kinds(info.annotation, info.metadata))
    choices = tuple(str(value) for kind in kinds if get_origin(kind) is Literal for value in get_args(kind))
    kind: Type = "string"
    if DATE in kinds:
        kind = "date"
    elif int in kinds:
        kind = "integer"
    elif float in kinds:
        kind = "number"
    return Column(prefix + field.rstrip("_"), kind, description, needed, choices)


def _kinds(annotation: Any, metadata: list[Any]) -> Iterator[Any]:
    """The types in an annotation, and the patterns of its texts."""
    yield from (one.pattern for one in metadata if isinstance(one, StringConstraints))
    if get_origin(annotation) is typing.Annotated:
        inner, *more = get_args(annotation)
        yield from _kinds(inner, more)
    elif get_origin(annotation) is Literal or not get_args(annotation):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _kinds(part, [])


LOCATOR = of(Locator, *Locator.model_fields, prefix="locator_")


def locator_cells(locator: Locator | None) -> Row:
    """The cells of LOCATOR."""
    return tuple(getattr(locator, field) if locator else None for field in Locator.model_fields)


def joined(items: list[str]) -> str | None:
    """The items of one cell."""
    return JOINED.join(items) or None
