"""records.jsonl: of each claim the very bytes that its content digest is taken of, one line a claim, by id.

`grep '"id":"gbc:7k3m9qxf"' records.jsonl | tr -d '\\n' | sha256sum` gives the digest that the ledger, the tables and
a citation name: nobody needs a program of ours to prove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_bytes

RECORDS = "records.jsonl"


def build(corpus: Corpus, _edition: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The name of the file, and its lines."""
    yield RECORDS, (claim_bytes(entry.value, corpus) + b"\n" for entry in corpus.published)
