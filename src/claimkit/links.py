"""What an entry refers to: terms, sources and studies, and other claims, each with the pointer of the reference."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from claimkit.model import Claim, Path, Source, Term
from claimkit.model.claim import NOT_STATED


def terms(value: BaseModel) -> Iterator[tuple[str, str, str]]:
    """Pointer, field and key of each term that a claim, a source or a term names."""
    if isinstance(value, Claim):
        yield from _terms_of_claim(value)
    elif isinstance(value, Source):
        for index, study in enumerate(value.studies):
            # outside the body the level is the same whatever the host; in vivo an unknown one is an error
            if study.host != NOT_STATED or study.system == "in-vivo":
                yield f"/studies/{index}/host", "host", study.host
            yield f"/studies/{index}/agent", "agent", study.agent
    elif isinstance(value, Term):
        if value.organism is not None:
            yield "/organism", "organism", value.organism
        for index, part in enumerate(value.parts):
            yield f"/parts/{index}", "part", part


def sources(value: BaseModel) -> Iterator[tuple[str, str]]:
    """Pointer and text of each `<source>` or `<source>/<study>` that a claim or a source names."""
    if isinstance(value, Claim):
        for index, line in enumerate(value.evidence):
            yield f"/evidence/{index}/source", line.source
            if line.repeats is not None:
                yield f"/evidence/{index}/repeats", line.repeats
    elif isinstance(value, Source):
        for index, cited in enumerate(value.cites):
            yield f"/cites/{index}", cited
        for index, study in enumerate(value.studies):
            if study.sample is not None:
                yield f"/studies/{index}/sample", study.sample
            for k, included in enumerate(study.pools.includes if study.pools else ()):
                yield f"/studies/{index}/pools/includes/{k}", included


def claims(value: Claim) -> Iterator[tuple[str, str]]:
    """Pointer and id of each other claim that a claim names."""
    for index, tie in enumerate(value.related):
        yield f"/related/{index}/claim", tie.claim
    if value.withdrawal and value.withdrawal.replaced_by:
        yield "/withdrawal/replaced_by", value.withdrawal.replaced_by


def _terms_of_claim(claim: Claim) -> Iterator[tuple[str, str, str]]:
    for field in ("organism", "strain", "agent", "target"):
        key = getattr(claim, field)
        if key is not None:
            yield f"/{field}", field, key
    for field in ("host", "site", "condition"):
        key = getattr(claim.context, field)
        if key is not None and not (field == "host" and key == NOT_STATED):
            yield f"/context/{field}", field, key
    for index, text in enumerate(claim.mechanism):
        for key in Path.parse(text).terms:
            yield f"/mechanism/{index}", "mechanism", key
