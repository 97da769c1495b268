"""People and groups as authors, from the forms in which registries and entries write them; CSL's keys."""

from __future__ import annotations

import re
from typing import Any

from claimkit.bibliography.fields import fits
from claimkit.bibliography.foreign import mappings, string
from claimkit.bibliography.plain import plain
from claimkit.identifiers import orcid_holds
from claimkit.model import Source

_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?")
_SUFFIX = re.compile(r"(?:jr|sr|[IVX]{2,4}|[2-4](?:nd|rd|th))\.?", re.IGNORECASE)


def name(
    *, family: str = "", given: str = "", literal: str = "", suffix: str = "", particle: str = "", orcid: str = ""
) -> dict[str, str]:
    """The parts of a name that are there, cleaned; empty where nothing that names anybody is left."""
    parts = {
        "family": plain(family),
        "given": plain(given),
        "literal": "" if plain(family) else plain(literal),
        "suffix": plain(suffix),
        "non-dropping-particle": plain(particle),
        "ORCID": orcid_of(orcid),
    }
    if not parts["family"] and not parts["literal"]:
        parts |= {"literal": parts["given"], "given": ""}  # one name only
    if not parts["family"]:
        parts |= {"given": "", "suffix": "", "non-dropping-particle": ""}
    found = {key: part for key, part in parts.items() if part}
    return found if parts["family"] or parts["literal"] else {}


def inverted(text: str, orcid: str = "") -> dict[str, str]:
    """`Family, Given, Jr`; without a comma a group, or a person of one name."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return name(literal=text, orcid=orcid) if " " in text.strip() else name(family=text, orcid=orcid)
    if len(parts) == 2 or (len(parts) == 3 and is_suffix(parts[2])):
        return name(family=parts[0], given=parts[1], suffix=" ".join(parts[2:]), orcid=orcid)
    return name(literal=text, orcid=orcid)


def is_suffix(text: str) -> bool:
    """Whether a text is such as Jr. or III, and no given name."""
    return bool(_SUFFIX.fullmatch(text.strip()))


def of_csl(value: Any) -> list[dict[str, str]]:
    """The names of a list in CSL's form, which Crossref shares but for `name` of a group."""
    found = []
    for item in mappings(value):
        dropping = string(item.get("dropping-particle"))
        found.append(
            name(
                family=string(item.get("family")),
                given=" ".join(filter(None, (string(item.get("given")), dropping))),
                literal=string(item.get("literal")) or string(item.get("name")),
                suffix=string(item.get("suffix")),
                particle=string(item.get("non-dropping-particle")),
                orcid=string(item.get("ORCID")),
            )
        )
    return found


def orcid_of(text: str) -> str:
    """The iD of an address or a run of digits; nothing where its check digit says that it is mistyped."""
    match = _ORCID.fullmatch(text.strip()[:60])
    orcid = "-".join(match.groups()).upper() if match else ""
    return orcid if orcid_holds(orcid) else ""


def sound(names: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those that the model takes."""
    return [item for item in names if item and fits(Source, "author", [item])]
