"""What a release holds, one exporter per format: `build(corpus, edition)` gives names and their bytes as streams.

Drafts are in no export; every other claim is in each. A stream is made while it is written, so memory does not grow
with the number of claims beyond the corpus itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from claimkit.corpus import Corpus
from claimkit.exporters import csv, datapackage, jsonld, nquads, records
from claimkit.exporters.sums import Sum, summed

Exporter = Callable[[Corpus, str], Iterator[tuple[str, Iterator[bytes]]]]

EXPORTERS: tuple[Exporter, ...] = (csv.build, jsonld.build, nquads.build, records.build)


def export(corpus: Corpus, edition: str, sums: dict[str, Sum]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every export by its name in the release folder. `edition` is the version as the release names it.

    Each stream is to be read to its end before the next name is asked for: then `sums` knows it, and the data package
    holds its digest.
    """
    for build in EXPORTERS:
        for name, chunks in build(corpus, edition):
            yield name, summed(name, chunks, sums)
    package = datapackage.document(corpus, edition, sums)
    yield "datapackage.json", summed("datapackage.json", [package], sums)


def build_all(corpus: Corpus, edition: str) -> Mapping[str, bytes]:
    """The same, whole in memory."""
    return {name: b"".join(chunks) for name, chunks in export(corpus, edition, {})}
