"""An answer of Crossref's interface (https://api.crossref.org/works/DOI) to a work."""

from __future__ import annotations

from typing import Any

from claimkit.bibliography import dates, names
from claimkit.bibliography.csl import type_of
from claimkit.bibliography.errors import about_another, unusable
from claimkit.bibliography.foreign import first, mapping, mappings, string
from claimkit.bibliography.identify import doi_of
from claimkit.bibliography.work import Work, WorkStanding, compose, gravest, said_in_title

NAME = "Crossref"
_NOTICES: dict[str, WorkStanding] = {
    "correction": "corrected",
    "corrigendum": "corrected",
    "erratum": "corrected",
    "expression_of_concern": "concern",
    "new_edition": "superseded",
    "new_version": "superseded",
    "partial_retraction": "concern",
    "removal": "retracted",
    "retraction": "retracted",
    "withdrawal": "retracted",
}
"""What a notice means for the work that it is about; an addendum or a clarification changes nothing that was said."""
_POSTED = {"blog": "post-weblog", "dissertation": "thesis", "report": "report"}
_NO_PREPRINT = (*_POSTED, "letter", "peer_review", "review")


def work_of(answer: Any, doi: str, address: str) -> Work:
    """The work that was asked for. Raises UnreachableError where the answer is not about it."""
    message = mapping(mapping(answer).get("message"))
    if not message:
        raise unusable(NAME, "gave an answer in which no work is described")
    answered = doi_of(string(message.get("DOI")).replace("\\/", "/"))
    if answered != doi:
        raise about_another(NAME, doi, answered)
    title = _title(message)
    posted = message.get("type") == "posted-content"
    subtype = string(message.get("subtype"))
    preprint_of = _related(message, "is-preprint-of")
    notices = _notices(message, doi) | said_in_title(title)
    if preprint_of or (posted and subtype not in _NO_PREPRINT):
        notices.add("preprint")
    if _related(message, "is-replaced-by"):
        notices.add("superseded")
    return compose(
        {
            "type": _POSTED.get(subtype, "article") if posted else type_of(string(message.get("type"))),
            "title": title,
            "author": names.of_csl(message.get("author")),
            "editor": names.of_csl(message.get("editor")),
            "issued": dates.from_parts(message.get("issued")),
            "container-title": first(message.get("container-title")) or (_server(message) if posted else ""),
            "volume": string(message.get("volume")),
            "issue": string(message.get("issue")),
            "page": string(message.get("page")),
            "number": string(message.get("article-number")),
            "publisher": string(message.get("publisher")),
            "language": string(message.get("language")),
            "DOI": doi,
            "ISBN": first(message.get("ISBN")),
        },
        via=NAME,
        address=address,
        standing=gravest(notices),
        published_as=preprint_of,
    )


def _notices(message: dict[str, Any], doi: str) -> set[WorkStanding]:
    """Notices about this work. `update-to` names what this work is a notice about: itself only, if at all."""
    updates = mappings(message.get("updated-by"))
    updates += [update for update in mappings(message.get("update-to")) if doi_of(string(update.get("DOI"))) == doi]
    kinds = (string(update.get("type")).strip().lower().replace("-", "_").replace(" ", "_") for update in updates)
    return {_NOTICES[kind] for kind in kinds if kind in _NOTICES}


def _related(message: dict[str, Any], relation: str) -> str:
    """The first DOI to which the work stands in a relation."""
    related = mappings(mapping(message.get("relation")).get(relation))
    found = (doi_of(string(other.get("id"))) for other in related if other.get("id-type") == "doi")
    return next(filter(None, found), "")


def _title(message: dict[str, Any]) -> str:
    title, subtitle = first(message.get("title")).strip(), first(message.get("subtitle")).strip()
    if not title or not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!" else f"{title}: {subtitle}"


def _server(message: dict[str, Any]) -> str:
    """Where a preprint was posted: Crossref calls it the institution."""
    institution = message.get("institution")
    return next(
        (string(item.get("name")) for item in mappings(institution)), string(mapping(institution).get("name"))
    )
