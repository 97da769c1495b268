"""Which registry knows an identifier, at which address, and what is made of its answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from claimkit.bibliography import clinicaltrials, crossref, datacite, pmc, pubmed
from claimkit.bibliography.client import Client
from claimkit.bibliography.errors import about_another, unknown_to, unusable
from claimkit.bibliography.identify import Identifier
from claimkit.bibliography.work import Work, ordered

SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the registries are; tests put a server of their own in their place."""

    crossref: str = "https://api.crossref.org/works"
    datacite: str = "https://api.datacite.org/dois"
    pubmed: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
    pmc: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
    clinicaltrials: str = "https://clinicaltrials.gov/api/v2/studies"


_PUBLIC = Addresses()


def look_up(
    identifier: Identifier, *, seconds: float = SECONDS, contact: str | None = None, _at: Addresses = _PUBLIC
) -> Work:
    """The work that an identifier names, from the registry that knows it.

    Comes back within `seconds`, with a work or an error: NotFoundError where the registry knows no such work,
    UnreachableError where it gave no usable answer. `contact` is an e-mail address that registries may write to.
    """
    client = Client(seconds, contact)
    ask: dict[str, Callable[[Client, str, Addresses], Work]] = {
        "DOI": _doi,
        "PMID": _pmid,
        "PMCID": _pmcid,
        "NCT": _nct,
    }
    return ask[identifier.kind](client, identifier.value, _at)


def _doi(client: Client, doi: str, at: Addresses) -> Work:
    """Crossref registers journals and preprints, DataCite data, software and archives; neither says where to ask."""
    step = quote(doi, safe="")
    address = f"{at.crossref}/{step}"
    body = client.get(crossref.NAME, address)
    if body is not None:
        return crossref.work_of(_json(crossref.NAME, body), doi, address)
    address = f"{at.datacite}/{step}"
    body = client.get(datacite.NAME, address)
    if body is None:
        raise unknown_to("Crossref or DataCite", "DOI", doi)
    return datacite.work_of(_json(datacite.NAME, body), doi, address)


def _pmid(client: Client, pmid: str, at: Addresses) -> Work:
    address = f"{at.pubmed}?db=pubmed&id={pmid}&retmode=xml"
    body = client.get(pubmed.NAME, address, _who(client))
    if body is None:
        raise unknown_to(pubmed.NAME, "PMID", pmid)
    return pubmed.work_of(body, pmid, address)


def _pmcid(client: Client, pmcid: str, at: Addresses) -> Work:
    """PubMed Central says by what else the work is known, and that is looked up."""
    body = client.get(pmc.NAME, f"{at.pmc}?ids={pmcid}&idtype=pmcid&format=json", _who(client))
    if body is None:
        raise unknown_to(pmc.NAME, "PMCID", pmcid)
    other = pmc.elsewhere(_json(pmc.NAME, body), pmcid)
    work = _pmid(client, other.value, at) if other.kind == "PMID" else _doi(client, other.value, at)
    known = work.fields.get("PMCID", pmcid)
    if known != pmcid:
        raise about_another(work.via, pmcid, known)
    return replace(work, fields=ordered(work.fields | {"PMCID": pmcid}))


def _nct(client: Client, number: str, at: Addresses) -> Work:
    address = f"{at.clinicaltrials}/{number}"
    body = client.get(clinicaltrials.NAME, address)
    if body is None:
        raise unknown_to(clinicaltrials.NAME, "number", number)
    return clinicaltrials.work_of(_json(clinicaltrials.NAME, body), number, address)


def _who(client: Client) -> dict[str, str]:
    """What NCBI asks programs to say of themselves."""
    return {"tool": "claimkit"} | ({"email": client.contact} if client.contact else {})


def _json(registry: str, body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise unusable(registry, "answered with something other than JSON") from None
