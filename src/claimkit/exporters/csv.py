"""Tables as CSV: UTF-8 without byte order mark, comma, LF, quotes where needed, absent as an empty cell."""

from __future__ import annotations

import csv
import io

from claimkit.corpus import Corpus
from claimkit.exporters.tables import TABLES, Table


def build(corpus: Corpus, _: str) -> dict[str, bytes]:
    """`csv/<table>.csv` for each table."""
    return {f"csv/{table.name}.csv": _table(table, corpus) for table in TABLES}


def _table(table: Table, corpus: Corpus) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(table.rows(corpus))
    return text.getvalue().encode()
