"""A draft term, put into the file of its category with what stands there kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimkit import formatting, shapes, yamlio
from claimkit.corpus import Corpus
from claimkit.diagnostics import Diagnostic
from claimkit.drafts.file import content
from claimkit.model import Term
from claimkit.yamlio import Positions


def drafted(fields: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The term as plain data, or why there is none."""
    data = {name: value for name, value in fields.items() if value not in (None, "", (), [])}
    term, problems = shapes.check(Term, data, Positions(), "")
    return (None if term is None else data), problems


def added(path: str, raw: bytes | None, key: str, data: Mapping[str, Any]) -> bytes | None:
    """The content of a file of terms with one more; None where what stands there cannot be read.

    Raises AnswerError for a term that would be refused.
    """
    if raw is None:
        return content(path, {key: dict(data)}, "terms")
    taken = yamlio.read(raw, yamlio.BULK_LIMITS).data
    if taken is None:
        return None
    content(path, {key: dict(data)}, "terms")  # says what is wrong with the new term, where something is
    return formatting.formatted(raw.decode(), {**taken, key: dict(data)}, "terms").encode()


def local_prefix(corpus: Corpus) -> str | None:
    """The prefix of the dataset's own identifiers: one below its address, one for terms before any other."""
    if corpus.dataset is None:
        return None
    dataset = corpus.dataset.value
    own = {prefix: iri for prefix, iri in dataset.prefixes.items() if iri.startswith(dataset.base_iri)}
    return min(own, key=lambda prefix: ("term" not in own[prefix], prefix), default=None)
