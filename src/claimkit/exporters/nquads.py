"""The graph as N-Quads in the default graph, in canonical form: RDFC-1.0 sorts the lines, there is no blank node.

Lines begin with their subject, so a sort of subjects is a sort of lines. All that is said of one claim, its evidence
included, stands below the claim's address, and claim ids are of one length: claims can be written one after the
other. Sources and terms are sorted as a whole. Literals are escaped as canonical N-Quads escapes them.
https://www.w3.org/TR/rdf-canon/#canonical-quads
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimkit.corpus import Corpus
from claimkit.exporters.context import DATATYPES, context
from claimkit.exporters.graph import claim_nodes, dataset_node, source_nodes, term_nodes
from claimkit.exporters.iris import Iris
from claimkit.exporters.nodes import Node

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPED = re.compile('[\x00-\x1f\x7f"\\\\]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def build(corpus: Corpus, edition: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """`claims.nq`."""
    iris = Iris.of(corpus)
    yield "claims.nq", _document(corpus, edition, Writer(iris))


def _document(corpus: Corpus, edition: str, writer: Writer) -> Iterator[bytes]:
    iris = writer.iris
    base = f"<{iris.dataset.base_iri}"
    others = [dataset_node(corpus, iris, edition), *source_nodes(corpus, iris), *term_nodes(corpus, iris)]
    rest = sorted({line for one in others for line in writer.lines(one)})
    claims = f"{base}claim/"
    before = [line for line in rest if line < claims]
    yield from map(str.encode, before)
    for one in claim_nodes(corpus, iris):
        yield "".join(sorted(set(writer.lines(one)))).encode()
    yield from map(str.encode, rest[len(before) :])


class Writer:
    """Nodes to lines, by the context: of those that `graph` gives, or that were read from such a graph."""

    def __init__(self, iris: Iris) -> None:
        self.iris = iris
        self._terms = {name: _meaning(value) for name, value in context(iris).items() if not name.startswith("@")}
        self._prefixes = dict(iris.dataset.prefixes)

    def lines(self, one: Node) -> Iterator[str]:
        """The lines of a node and of the nodes in it."""
        subject = self._iri(one["@id"])
        types = one["@type"]
        for kind in types if isinstance(types, list) else [types]:
            yield f"{subject} <{_RDF_TYPE}> <{self._terms[kind][0]}> .\n"
        for name, value in one.items():
            if name.startswith("@"):
                continue
            predicate, datatype = self._terms[name]
            start = f"{subject} <{predicate}> "
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    yield f"{start}{self._iri(item['@id'])} .\n"
                    yield from self.lines(item)
                elif datatype == "@id":
                    yield f"{start}{self._iri(item)} .\n"
                else:
                    yield f"{start}{_literal(item, datatype)} .\n"

    def _iri(self, reference: str) -> str:
        prefix, colon, local = reference.partition(":")
        namespace = self._prefixes.get(prefix) if colon and not local.startswith("//") else None
        return f"<{namespace}{local}>" if namespace is not None else f"<{reference}>"


def _meaning(value: Any) -> tuple[str, str | None]:
    return (value["@id"], value.get("@type")) if isinstance(value, dict) else (value, None)


def _literal(value: Any, datatype: str | None) -> str:
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{_XSD}boolean>'
    if isinstance(value, int):
        return f'"{value}"^^<{_XSD}integer>'
    text = _ESCAPED.sub(_escape, value) if _ESCAPED.search(value) else value
    return f'"{text}"^^<{datatype}>' if datatype in DATATYPES else f'"{text}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
