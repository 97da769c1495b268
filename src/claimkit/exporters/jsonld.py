"""The graph as JSON-LD, its context inline: one document, a node a line, so that it can be written as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from claimkit.corpus import Corpus
from claimkit.exporters.context import context
from claimkit.exporters.graph import claim_nodes, dataset_node, source_nodes, term_nodes
from claimkit.exporters.iris import Iris


def build(corpus: Corpus, edition: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """`claims.jsonld`, and its context alone as `context.jsonld`."""
    iris = Iris.of(corpus)
    yield "context.jsonld", iter([context_document(iris)])
    yield "claims.jsonld", _document(corpus, edition, iris)


def context_document(iris: Iris) -> bytes:
    """The published context, which is the one that the graph has inline, at its versioned address."""
    address = iris.schema("context.jsonld")
    return (json.dumps({"@id": address, "@context": context(iris)}, ensure_ascii=False, indent=1) + "\n").encode()


def _document(corpus: Corpus, edition: str, iris: Iris) -> Iterator[bytes]:
    yield b'{\n"@context": ' + _json(context(iris)) + b',\n"@graph": [\n'
    nodes = chain(
        [dataset_node(corpus, iris, edition)],
        claim_nodes(corpus, iris),
        source_nodes(corpus, iris),
        term_nodes(corpus, iris),
    )
    between = b""
    for one in nodes:
        yield between + _json(one)
        between = b",\n"
    yield b"\n]\n}\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
