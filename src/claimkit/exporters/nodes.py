"""What every node of the graph shares: an address, its present properties, and how values are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimkit.corpus import Corpus
from claimkit.derive.digest import plain_number
from claimkit.exporters.context import reference
from claimkit.exporters.iris import Iris
from claimkit.model import Locator, Name, Quote

Node = dict[str, Any]


def node(address: str, types: str | list[str], **properties: Any) -> Node:
    """A node without its absent properties: neither None nor an empty list says anything in RDF."""
    return {"@id": address, "@type": types} | {k: v for k, v in properties.items() if v is not None and v != []}


def term(key: str | None, corpus: Corpus, iris: Iris) -> str | None:
    """How the graph refers to the term of a key."""
    return reference(corpus.curie(key), iris) if key else None


def decimal(value: float | None) -> str | None:
    """Plain decimal text: a JSON number would become a double."""
    return None if value is None else str(plain_number(value))


def locator_properties(locator: Locator | None) -> Node:
    fields = locator.model_dump() if locator else {}
    return {f"locator_{name}": value for name, value in fields.items()}


def quote_properties(quote: Quote | None) -> Node:
    return {"quote_tokens": quote.tokens, "quote_sha256": quote.sha256} if quote else {}


def authorships(names: Iterable[Name], address: str) -> list[Node]:
    """The names of a work or dataset in order, at `<address>-<position>`."""
    return [_authorship(name, f"{address}-{k}", k) for k, name in enumerate(names, 1)]


def _authorship(name: Name, address: str, position: int) -> Node:
    return node(
        address,
        "Authorship",
        position=position,
        family=name.family,
        particle=name.non_dropping_particle,
        given=name.given,
        literal=name.literal,
        suffix=name.suffix,
        orcid=name.orcid,
    )
