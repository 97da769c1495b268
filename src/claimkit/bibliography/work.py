"""A work as a registry or an entry describes it: plain data, of which every field is valid in the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from claimkit.bibliography import names
from claimkit.bibliography.fields import fits
from claimkit.bibliography.identify import Identifier, doi_of, identify
from claimkit.bibliography.plain import plain
from claimkit.model import Source, Study
from claimkit.model.source import SourceType

WorkStanding = Literal["corrected", "concern", "retracted", "superseded", "preprint"]
Origin = Literal["registry", "secondary"]

UNTITLED = "[untitled]"
"""What stands where a work has no title: brackets say that it is ours."""
_TEXTS = ("container-title", "volume", "issue", "page", "number", "publisher", "language")
_ORDER = (
    "type",
    "title",
    "author",
    "editor",
    "issued",
    *_TEXTS,
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "URL",
)
_GRAVEST: tuple[WorkStanding, ...] = ("retracted", "concern", "preprint", "superseded", "corrected")


@dataclass(frozen=True)
class Work:
    """What is known of a work, and from where."""

    fields: dict[str, Any]
    """Fields of a source file, under their names there and in their order: only those that are known."""
    via: str
    """Where it was read, such as "Crossref" or "a pasted BibTeX entry"."""
    address: str | None
    """The address that was asked; None for a pasted entry."""
    origin: Origin
    """Whether a registry said it, or an entry that passed through other hands."""
    standing: WorkStanding | None = None
    """The gravest notice that was seen; None where none was, which does not prove that there is none."""
    published_as: str | None = None
    """Of a preprint: the DOI of what it became."""
    study: dict[str, Any] = field(default_factory=dict)
    """Fields of a study, from a registry of trials: registration, design, size, funding."""
    dropped: tuple[str, ...] = ()
    """Names of fields that were given but that the model would not take."""


def compose(
    raw: Mapping[str, Any],
    *,
    via: str,
    address: str | None = None,
    origin: Origin = "registry",
    standing: WorkStanding | None = None,
    published_as: str = "",
    study: Mapping[str, Any] | None = None,
) -> Work:
    """The work of uncleaned fields. Names come as `names` makes them, everything else as text."""
    raw = _with_identifier_of_address(raw)
    found: dict[str, Any] = {}
    dropped: list[str] = []
    for key in _ORDER:
        given = raw.get(key)
        if not given:
            continue
        value = _cleaned(key, given)
        if value and fits(Source, key, value):
            found[key] = value
        if not value or key not in found or (key in ("author", "editor") and len(value) < len(given)):
            dropped.append(key)
    if "title" not in found:
        found["title"] = UNTITLED
        dropped = list(dict.fromkeys([*dropped, "title"]))
    found.setdefault("type", "document")
    studied = {key: value for key, value in (study or {}).items() if value not in ("", None)}
    dropped += [f"study.{key}" for key, value in studied.items() if not fits(Study, key, value)]
    return Work(
        fields=ordered(found),
        via=via,
        address=address,
        origin=origin,
        standing=standing,
        published_as=doi_of(published_as) or None,
        study={key: value for key, value in studied.items() if fits(Study, key, value)},
        dropped=tuple(dropped),
    )


def _with_identifier_of_address(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with what their address names: it is often the only place where an entry has the DOI."""
    named = identify(str(raw.get("URL") or ""))
    if named is None or named.kind == "NCT":
        return dict(raw)
    return {**raw, "URL": "", named.kind: raw.get(named.kind) or named.value}


def ordered(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in the order in which source files have them."""
    return {key: fields[key] for key in _ORDER if key in fields}


def _cleaned(key: str, given: Any) -> Any:
    if key in ("author", "editor"):
        return names.sound(given)
    if key == "type":
        return given if given in get_args(SourceType) else ""
    text = str(given)
    if key == "DOI":
        return doi_of(text)
    if key in ("PMID", "PMCID"):
        named = identify(text)
        return named.value if named and named.kind == key else ""
    return text.strip() if key == "URL" else plain(text)


def gravest(notices: set[WorkStanding]) -> WorkStanding | None:
    """Of several notices the one that matters most: a retraction is not undone by an earlier correction."""
    return next((standing for standing in _GRAVEST if standing in notices), None)


def said_in_title(title: str) -> set[WorkStanding]:
    """The notice that publishers put before the title of a retracted work; not that of the retraction itself."""
    word = plain(title).split(" ")[0].strip(":[]()")
    return {"retracted"} if word in ("RETRACTED", "Retracted") else set()


def as_work_row(work: Work, identifier: Identifier, date: str) -> dict[str, str]:
    """A row for the snapshot of works: what a registry said of the work on that date; cells only for what is known.

    Raises ValueError for a pasted entry: only what stood at an address can be looked up there again. A trial of a
    registry has none of the identifiers by which the snapshot knows works.
    """
    if work.address is None:
        raise ValueError("a pasted entry is no look-up")
    known = ("DOI", "PMID", "PMCID", "title", "type", "issued")
    row: dict[str, str] = {key: work.fields[key] for key in known if key in work.fields}
    if identifier.kind != "NCT":
        row[identifier.kind] = identifier.value
    if work.standing:
        row["standing"] = work.standing
    if work.published_as:
        row["published_as"] = work.published_as
    return row | {"address": work.address, "date": date}
