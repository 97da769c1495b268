"""A draft source: bibliographic fields from an entry or a registry, facts of a study from the curator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claimkit import shapes
from claimkit.corpus import Corpus, identifiers_of
from claimkit.diagnostics import Diagnostic
from claimkit.model import Source
from claimkit.yamlio import Positions


@dataclass(frozen=True, slots=True)
class Reading:
    """Where some fields were read, for `verified`."""

    fields: tuple[str, ...]
    origin: str
    """What of the work was read: registry or secondary."""
    via: str


def drafted(
    key: str,
    fields: Mapping[str, Any],
    *,
    kind: str,
    standing: Mapping[str, Any],
    studies: Iterable[Mapping[str, Any]] = (),
    readings: Iterable[Reading] = (),
    date: str,
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The source as plain data, or why there is none. `fields` are those of a source under their names."""
    data: dict[str, Any] = {"id": key, **fields, "kind": kind, "standing": dict(standing)}
    given = [{name: value for name, value in study.items() if value not in (None, "")} for study in studies]
    if given:
        data["studies"] = given
    verified = [
        {"fields": list(one.fields), "from": one.origin, **({"via": one.via} if one.via else {}), "date": date}
        for one in readings
        if one.fields
    ]
    if verified:
        data["verified"] = verified
    source, problems = shapes.check(Source, data, Positions(), "")
    return (None if source is None else data), problems


def same_work(fields: Mapping[str, Any], corpus: Corpus) -> str | None:
    """The key of the source that is this work already, by any identifier or address."""
    wanted = {(name, str(fields[name]).lower()) for name in ("DOI", "PMID", "PMCID", "URL") if fields.get(name)}
    for key, entry in sorted(corpus.sources.items()):
        own = {(name, value.lower()) for name, value in identifiers_of(entry.value)}
        if entry.value.url:
            own.add(("URL", entry.value.url.lower()))
        if own & wanted:
            return key
    return None


def same_registration(number: str, corpus: Corpus) -> list[str]:
    """The studies that carry a registration already."""
    return [
        f"{key}/{study.id}"
        for key, entry in sorted(corpus.sources.items())
        for study in entry.value.studies
        if (study.registration or "").upper() == number.upper()
    ]
