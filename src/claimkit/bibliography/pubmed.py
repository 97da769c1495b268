"""An answer of PubMed (efetch of NCBI's E-utilities, in XML) to a work."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from claimkit.bibliography import dates, names
from claimkit.bibliography.errors import about_another, unknown_to, unusable
from claimkit.bibliography.identify import doi_of
from claimkit.bibliography.work import Work, WorkStanding, compose, gravest, said_in_title

NAME = "PubMed"
_RELATIONS: dict[str, WorkStanding] = {
    "CorrectedandRepublishedIn": "corrected",
    "ErratumIn": "corrected",
    "ExpressionOfConcernIn": "concern",
    "PartialRetractionIn": "concern",
    "RetractedandRepublishedIn": "retracted",
    "RetractionIn": "retracted",
    "UpdateIn": "superseded",
}
_TYPES: dict[str, WorkStanding] = {"Retracted Publication": "retracted", "Preprint": "preprint"}
_LANGUAGES = {
    "chi": "zh",
    "dan": "da",
    "dut": "nl",
    "eng": "en",
    "fre": "fr",
    "ger": "de",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "pol": "pl",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
    "swe": "sv",
    "tur": "tr",
}
"""The languages of most journals in two letters; any other code stays as MEDLINE writes it."""
_DOI_IN_SOURCE = re.compile(r"\bdoi:\s*(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)


def work_of(body: bytes, pmid: str, address: str) -> Work:
    """The work that was asked for. Raises NotFoundError, or UnreachableError where the answer is not about it."""
    root = _parsed(body)
    if root.tag != "PubmedArticleSet":
        raise unusable(NAME, "gave an answer in which no work is described")
    if len(root) == 0:
        raise unknown_to(NAME, "PMID", pmid)
    record = root[0]
    book = record.find("BookDocument")
    citation = record.find("MedlineCitation") if book is None else book
    answered = _text(citation, "PMID")
    if citation is None or answered != pmid:
        raise about_another(NAME, pmid, answered)
    fields = _article(citation) if book is None else _chapter(book)
    lists = [record.find("PubmedData/ArticleIdList"), citation.find("ArticleIdList")]
    known = {item.get("IdType"): _text(item) for found in lists if found is not None for item in found}
    fields |= {"PMID": pmid, "PMCID": known.get("pmc", "")}
    fields["DOI"] = known.get("doi") or _text(citation, "Article/ELocationID[@EIdType='doi']")
    notices, published = _standing(citation)
    return compose(
        fields,
        via=NAME,
        address=address,
        standing=gravest(notices | said_in_title(fields["title"])),
        published_as=published if "preprint" in notices else "",
    )


def _parsed(body: bytes) -> Element:
    """The document, unless it declares entities: those can grow without bound, and PubMed's documents have none."""
    try:
        text = body.decode("utf-8")
        if "<!ENTITY" in text:
            raise unusable(NAME, "answered with XML that declares entities")
        return fromstring(text)  # noqa: S314  bounded by the client, without entities by the line above
    except (ParseError, ValueError):
        raise unusable(NAME, "answered with something other than XML") from None


def _text(element: Element | None, path: str = ".") -> str:
    found = element.find(path) if element is not None else None
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _marked(element: Element | None) -> str:
    """Text with its markup, which `plain` takes away knowingly: a power of ten is not to become a number."""
    if element is None:
        return ""
    try:
        text = tostring(element, encoding="unicode")
    except RecursionError:
        raise unusable(NAME, "answered with XML that is nested without end") from None
    text = text[text.index(">") + 1 : text.rindex("</")] if "</" in text else ""
    return re.sub(r"\s*\.\s*$", "", text).strip()


def _article(citation: Element) -> dict[str, Any]:
    journal = "Article/Journal/JournalIssue"
    kinds = {_text(kind) for kind in citation.iterfind("Article/PublicationTypeList/PublicationType")}
    title = _marked(citation.find("Article/ArticleTitle"))
    page, number = _pages(citation)
    online = citation.find("Article/ArticleDate")
    return {
        "type": "article"
        if "Preprint" in kinds
        else "article-newspaper"
        if "Newspaper Article" in kinds
        else "article-journal",
        # PubMed sets its own translation of a title in brackets
        "title": title[1:-1] if title.startswith("[") and title.endswith("]") else title,
        "author": _names(citation.find("Article/AuthorList")),
        "issued": dates.earliest([_date(online), _date(citation.find(f"{journal}/PubDate"))]),
        "container-title": _text(citation, "Article/Journal/Title"),
        "volume": _text(citation, f"{journal}/Volume"),
        "issue": _text(citation, f"{journal}/Issue"),
        "page": page,
        "number": number,
        "language": _language(_text(citation, "Article/Language")),
    }


def _chapter(book: Element) -> dict[str, Any]:
    whole, chapter = _marked(book.find("Book/BookTitle")), _marked(book.find("ArticleTitle"))
    authors = book.find("AuthorList[@Type='authors']")
    return {
        "type": "chapter" if chapter else "book",
        "title": chapter or whole,
        "author": _names(authors if authors is not None else book.find("Book/AuthorList[@Type='authors']")),
        "editor": _names(book.find("Book/AuthorList[@Type='editors']")),
        "issued": _date(book.find("ContributionDate")) or _date(book.find("Book/PubDate")),
        "container-title": whole if chapter else "",
        "publisher": _text(book, "Book/Publisher/PublisherName"),
        "language": _language(_text(book, "Language")),
        "ISBN": _text(book, "Book/Isbn"),
    }


def _names(people: Element | None) -> list[dict[str, str]]:
    if people is None:
        return []
    return [
        names.name(
            family=_text(person, "LastName"),
            given=_text(person, "ForeName") or _text(person, "Initials"),
            literal=_text(person, "CollectiveName"),
            suffix=_text(person, "Suffix"),
            orcid=_text(person, "Identifier[@Source='ORCID']"),
        )
        for person in people.iterfind("Author")
        if person.get("ValidYN") != "N"
    ]


def _pages(citation: Element) -> tuple[str, str]:
    """Pages, or the number of an article that has none: electronic journals put it where pages stood."""
    pages = "Article/Pagination"
    start, end = _text(citation, f"{pages}/StartPage"), _text(citation, f"{pages}/EndPage")
    whole = f"{start}-{end}" if start and end else start or _text(citation, f"{pages}/MedlinePgn")
    return (whole, "") if whole[:1].isdigit() or "-" in whole else ("", whole)


def _date(element: Element | None) -> str:
    if element is None:
        return ""
    written = _text(element, "MedlineDate")  # such as "1998 Dec-1999 Jan": the year in which it begins
    if written:
        return dates.from_text(written[:4])
    return dates.issued(*(_text(element, part) for part in ("Year", "Month", "Day")))


def _language(code: str) -> str:
    return _LANGUAGES.get(code, code)


def _standing(citation: Element) -> tuple[set[WorkStanding], str]:
    """The notices that PubMed links, and the DOI of what a preprint became."""
    kinds = [_text(kind) for kind in citation.iterfind("Article/PublicationTypeList/PublicationType")]
    notices = {_TYPES[kind] for kind in kinds if kind in _TYPES}
    published = ""
    for link in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        relation = link.get("RefType", "")
        if relation == "UpdateIn" and "preprint" in notices:
            named = _DOI_IN_SOURCE.search(_text(link, "RefSource"))
            published = published or (doi_of(named[1]) if named else "")
        elif relation in _RELATIONS:
            notices.add(_RELATIONS[relation])
    return notices, published
