"""Everything that a release holds, by name: the exports, the schemas of its version, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimkit import citation, schema
from claimkit.corpus import Corpus
from claimkit.exporters import export


def files(corpus: Corpus, edition: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Names in the release folder and their bytes as streams, each to be read to its end before the next."""
    yield from export(corpus, edition)
    if corpus.dataset is not None:
        dataset = corpus.dataset.value
        yield "CITATION.cff", [citation.cff(dataset)]
        for name, content in sorted(schema.files(dataset).items()):
            yield f"schema/{name}", [content]
