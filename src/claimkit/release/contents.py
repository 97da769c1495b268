"""Everything that a release holds, by name: exports, schemas of its version, how to cite it, what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimkit import citation, schema
from claimkit.corpus import Corpus
from claimkit.exporters import export
from claimkit.exporters.sums import Sum, summed
from claimkit.model import DatasetMetadata, LedgerEntry
from claimkit.release.manifest import LEDGER, MANIFEST, SUMS, Origin, manifest, sha256sums
from claimkit.release.readme import README, readme
from claimkit.release.redirects import REDIRECTS, table


def folder_name(dataset: DatasetMetadata, edition: str) -> str:
    """`<name>-<edition>`: the folder of a release in the output folder, and the stem of its zip."""
    return f"{dataset.name}-{edition}"


def files(
    corpus: Corpus, dataset: DatasetMetadata, edition: str, origin: Origin
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Names in the release folder and their bytes as streams, each to be read to its end before the next.

    The commit of `origin` goes into the manifest of a release, and of what goes out as `-dev` where it is known.
    """
    sums: dict[str, Sum] = {}
    yield from export(corpus, edition, sums)
    for name, content in _small(corpus, dataset, edition):
        yield name, summed(name, [content], sums)
    yield MANIFEST, summed(MANIFEST, [manifest(dataset, edition, origin, _newest(corpus), sums)], sums)
    yield SUMS, [sha256sums(sums)]


def _newest(corpus: Corpus) -> LedgerEntry | None:
    return corpus.ledger[-1].value if corpus.ledger else None


def _small(corpus: Corpus, dataset: DatasetMetadata, edition: str) -> Iterator[tuple[str, bytes]]:
    yield README, readme(corpus, dataset, edition)
    yield "CITATION.cff", citation.cff(corpus, edition)
    if corpus.news:
        yield "NEWS.md", corpus.news.raw
    for entry in corpus.ledger:
        yield f"{LEDGER}/{entry.value.version}.json", entry.file.raw
    schemas = schema.files(dataset)
    yield REDIRECTS, table(corpus, edition, schemas)
    for name, content in sorted(schemas.items()):
        yield f"schema/{name}", content
