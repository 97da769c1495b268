"""Tables as CSV: UTF-8 without byte order mark, comma, LF, quotes where needed, absent as an empty cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from claimkit.corpus import Corpus
from claimkit.derive.digest import plain_number
from claimkit.exporters.tables import TABLES, Cell, Table

_ROWS_AT_ONCE = 500


def build(corpus: Corpus, _: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """`csv/<table>.csv` for each table."""
    for table in TABLES:
        yield path_of(table), _chunks(table, corpus)


def path_of(table: Table) -> str:
    """Where a table stands in a release."""
    return f"csv/{table.name}.csv"


def _chunks(table: Table, corpus: Corpus) -> Iterator[bytes]:
    rows = table.rows(corpus)
    yield _written([tuple(column.name for column in table.columns)])
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield _written([tuple(map(_cell, row)) for row in some])


def _written(rows: list[tuple[Cell, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    return plain_number(value) if isinstance(value, float) else value
