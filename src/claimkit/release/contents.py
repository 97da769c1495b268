"""Everything that a release holds, by name: exports, schemas of its version, how to cite it, what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimkit import citation, schema
from claimkit.corpus import Corpus
from claimkit.exporters import export
from claimkit.exporters.sums import Sum, summed
from claimkit.model import DatasetMetadata
from claimkit.release.manifest import MANIFEST, SUMS, Origin, manifest, sha256sums


def files(
    corpus: Corpus, dataset: DatasetMetadata, edition: str, origin: Origin
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Names in the release folder and their bytes as streams, each to be read to its end before the next."""
    sums: dict[str, Sum] = {}
    yield from export(corpus, edition, sums)
    for name, content in _small(dataset):
        yield name, summed(name, [content], sums)
    yield MANIFEST, summed(MANIFEST, [manifest(dataset, edition, origin, sums)], sums)
    yield SUMS, [sha256sums(sums)]


def _small(dataset: DatasetMetadata) -> Iterator[tuple[str, bytes]]:
    yield "CITATION.cff", citation.cff(dataset)
    for name, content in sorted(schema.files(dataset).items()):
        yield f"schema/{name}", content
