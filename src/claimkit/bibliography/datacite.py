"""An answer of DataCite's interface (https://api.datacite.org/dois/DOI) to a work."""

from __future__ import annotations

from typing import Any

from claimkit.bibliography import dates, names
from claimkit.bibliography.csl import type_of
from claimkit.bibliography.errors import about_another, unusable
from claimkit.bibliography.foreign import mapping, mappings, string
from claimkit.bibliography.identify import doi_of
from claimkit.bibliography.work import Work, WorkStanding, compose, gravest, said_in_title

NAME = "DataCite"
_TYPES = {
    "Book": "book",
    "BookChapter": "chapter",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "JournalArticle": "article-journal",
    "PeerReview": "review",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
}


def work_of(answer: Any, doi: str, address: str) -> Work:
    """The work that was asked for. Raises UnreachableError where the answer is not about it."""
    about = mapping(mapping(mapping(answer).get("data")).get("attributes"))
    if not about:
        raise unusable(NAME, "gave an answer in which no work is described")
    answered = doi_of(string(about.get("doi")))
    if answered != doi:
        raise about_another(NAME, doi, answered)
    types, container = mapping(about.get("types")), mapping(about.get("container"))
    general = string(types.get("resourceTypeGeneral"))
    titles = sorted(mappings(about.get("titles")), key=lambda title: bool(title.get("titleType")))
    title = next((string(title.get("title")) for title in titles), "")
    first, last = string(container.get("firstPage")), string(container.get("lastPage"))
    publisher = about.get("publisher")
    notices: set[WorkStanding] = {"preprint"} if general == "Preprint" else set()
    if _related(about, "IsObsoletedBy"):
        notices.add("superseded")
    published = [other for other in _related(about, "IsVersionOf") if other.split("/")[0] != doi.split("/")[0]]
    return compose(
        {
            "type": _TYPES.get(general) or type_of(string(types.get("citeproc"))),
            "title": title,
            "author": [_name(creator) for creator in mappings(about.get("creators"))],
            "editor": [
                _name(person)
                for person in mappings(about.get("contributors"))
                if person.get("contributorType") == "Editor"
            ],
            "issued": _issued(about),
            "container-title": string(container.get("title")),
            "volume": string(container.get("volume")),
            "issue": string(container.get("issue")),
            "page": f"{first}-{last}" if first and last else first,
            "publisher": string(publisher) or string(mapping(publisher).get("name")),
            "language": string(about.get("language")),
            "DOI": doi,
        },
        via=NAME,
        address=address,
        standing=gravest(notices | said_in_title(title)),
        published_as=published[0] if published and general == "Preprint" else "",
    )


def _related(about: dict[str, Any], relation: str) -> list[str]:
    related = mappings(about.get("relatedIdentifiers"))
    found = (
        doi_of(string(item.get("relatedIdentifier"))) for item in related if item.get("relationType") == relation
    )
    return list(filter(None, found))


def _issued(about: dict[str, Any]) -> str:
    """The date of issue where one is given in the year of publication, else that year."""
    year = dates.from_text(string(about.get("publicationYear")))
    given = [item for item in mappings(about.get("dates")) if item.get("dateType") == "Issued"]
    found = [dates.from_text(string(item.get("date"))) for item in given]
    return dates.earliest([date for date in found if not year or date.startswith(year)]) or year


def _name(person: dict[str, Any]) -> dict[str, str]:
    whole = string(person.get("name"))
    schemes = [
        string(item.get("nameIdentifier"))
        for item in mappings(person.get("nameIdentifiers"))
        if string(item.get("nameIdentifierScheme")).upper() == "ORCID"
    ]
    orcid = schemes[0] if schemes else ""
    family = string(person.get("familyName"))
    if family and person.get("nameType") != "Organizational":
        return names.name(family=family, given=string(person.get("givenName")), orcid=orcid)
    return names.name(literal=whole) if person.get("nameType") == "Organizational" else names.inverted(whole, orcid)
