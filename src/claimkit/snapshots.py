"""A table of what was read about terms or works, to the snapshot that rules compare with.

The table is CSV with a header; its columns are the fields of `model.snapshot`, for terms with `id` before them, in
any order. Only what the dataset uses is kept. Reads no file and asks no network: the caller brings the text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from claimkit import shapes
from claimkit.corpus import Corpus, identifiers_of
from claimkit.diagnostics import quoted
from claimkit.model import LookedUpTerm, LookedUpWork, Source
from claimkit.model.dataset import FORMAT
from claimkit.model.scalars import Curie
from claimkit.yamlio import Positions

M = TypeVar("M", bound=BaseModel)
_CURIE = TypeAdapter(Curie)


class TableError(ValueError):
    """The table is not one of look-ups; the message says where and why."""


def terms(corpus: Corpus, table: str) -> tuple[bytes, int]:
    """The content of snapshots/terms.json after a table was read in, and how many of the dataset's terms it holds."""
    known = dict(corpus.term_snapshot.value.terms) if corpus.term_snapshot else {}
    for number, row in _rows(table, ("id", *_columns(LookedUpTerm)), ("id", "label", "address", "date")):
        curie = row.pop("id")
        try:
            _CURIE.validate_python(curie)
        except ValidationError:
            raise TableError(f"line {number}: {quoted(curie)} is no CURIE") from None
        known[curie] = _model(LookedUpTerm, {"status": "current", **row}, number)
    used = {entry.value.id for entry in corpus.terms.values()}
    kept = {curie: _plain(term) for curie, term in sorted(known.items()) if curie in used}
    return _bytes({"format": FORMAT, "terms": kept}), len(kept)


def works(corpus: Corpus, table: str) -> tuple[bytes, int]:
    """The content of snapshots/works.json after a table was read in, and how many of the dataset's works it holds."""
    return with_works(corpus, _rows(table, _columns(LookedUpWork), ("title", "address", "date")))


def with_works(corpus: Corpus, rows: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[bytes, int]:
    """The same for rows, each with its number. Raises TableError for one that is no look-up."""
    known = list(corpus.work_snapshot.value.works) if corpus.work_snapshot else []
    for number, row in rows:
        work = _model(LookedUpWork, row, number)
        if not _identifiers(work):
            raise TableError(f"line {number}: neither DOI nor PMID nor PMCID")
        known = [other for other in known if not _identifiers(work) & _identifiers(other)] + [work]
    used: set[tuple[str, str]] = set().union(*(_identifiers(entry.value) for entry in corpus.sources.values()))
    kept = sorted((work for work in known if _identifiers(work) & used), key=lambda work: sorted(_identifiers(work)))
    return _bytes({"format": FORMAT, "works": [_plain(work) for work in kept]}), len(kept)


def _columns(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _rows(table: str, columns: Iterable[str], needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row that says something; empty cells are left out."""
    by_lower = {column.lower(): column for column in columns}
    reader = csv.reader(io.StringIO(table.removeprefix("\ufeff")), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        unknown = [name for name in header if name.lower() not in by_lower]
        if unknown:
            raise TableError(f"line 1: no column is called {quoted(unknown[0])}; they are {', '.join(columns)}")
        names = [by_lower[name.lower()] for name in header]
        lacking = [name for name in needed if name not in names]
        if lacking:
            raise TableError(f"line 1: the column {quoted(lacking[0])} is missing")
        for cells in reader:
            if len(cells) > len(names):
                raise TableError(f"line {reader.line_num}: more cells than columns; put text with commas in quotes")
            row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
            if row.get("label") or row.get("title"):
                yield reader.line_num, row
    except csv.Error as error:
        raise TableError(f"line {reader.line_num}: {error}") from None


def _model(model: type[M], row: Mapping[str, str], number: int) -> M:
    value, problems = shapes.check(model, dict(row), Positions(), "")
    if value is None:
        raise TableError(f"line {number}: {problems[0].message}")
    return value


def _identifiers(work: Source | LookedUpWork) -> set[tuple[str, str]]:
    return set(identifiers_of(work))


def _plain(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude_none=True)


def _bytes(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()
