"""The kinds of text and number that fields hold, each with its pattern and what the pattern means in words.

Patterns are written for three engines at once (Rust's, Python's and ECMAScript's): no look-around, `[0-9]` and
never `\\d`.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from claimkit import identifiers


class Shape(BaseModel):
    """The configuration that every model shares; no behaviour."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True, serialize_by_alias=True
    )


TEXT = r"^[^\s=+\-@]([^\n\r]*[^\s])?$"
NOTES = r"^[^\s=+\-@]([^\r]*[^\s])?$"
KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REFERENCE = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
STUDY_REFERENCE = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
LINE_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?/[1-9][0-9]*$"
MECHANISM = r"^[a-z0-9]+(-[a-z0-9]+)*( (->|-\||--) [a-z0-9]+(-[a-z0-9]+)*)*( (->|-\||--) [a-z0-9]+(-[a-z0-9]+)*)$"
SHA256 = r"^[0-9a-f]{64}$"
DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
ISSUED = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_N = r"[0-9]+(\.[0-9]+)?"
_DAYS = rf"({_N}W|{_N}Y({_N}M)?({_N}D)?|{_N}M({_N}D)?|{_N}D)"
_TIME = rf"T({_N}H({_N}M)?({_N}S)?|{_N}M({_N}S)?|{_N}S)"
_ISO_DURATION = rf"P({_DAYS}({_TIME})?|{_TIME})"
DURATION = rf"^{_ISO_DURATION}(\.\.({_ISO_DURATION})?)?$"
P_VALUE = r"^[<>≤≥]?[0-9]+(\.[0-9]+)?(e-[0-9]+)?$"
DOI = r'^10\.[0-9]{4,9}/[^\s"\\^`{|}]+$'  # a quote is not escaped: ECMAScript's unicode mode refuses idle escapes
PMID = r"^[1-9][0-9]{0,8}$"
PMCID = r"^PMC[1-9][0-9]{0,8}$"
REGISTRATION = r"^[A-Za-z0-9][A-Za-z0-9/.-]{3,39}$"
CURIE = r"^[A-Za-z][A-Za-z0-9._-]*:[A-Za-z0-9][A-Za-z0-9._~-]*$"
PREFIX = r"^[A-Za-z][A-Za-z0-9._-]*$"
# Addresses by the letter of RFC 3986: what is more lax is dropped in silence by some RDF readers and kept by others.
_AUTHORITY = r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?"
_PATH = r"([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
_QUERY = r"([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
URL = rf"^{_AUTHORITY}(/{_PATH})?(\?{_QUERY})?(#{_QUERY})?$"
NAMESPACE = rf"^{_AUTHORITY}(/|/{_PATH}[/_:=]|/{_PATH}\?{_QUERY}[/_:=]|(/{_PATH})?#({_QUERY}[/_:=])?)$"
BASE_IRI = rf"^{_AUTHORITY}/({_PATH}/)?$"
ID_PREFIX = r"^[a-z][a-z0-9]{1,9}$"
# Without pre-releases: what is not final yet goes out as -dev with its commit, and needs no number of its own.
_NUMBER = "(0|[1-9][0-9]{0,8})"
SEMVER = rf"^{_NUMBER}\.{_NUMBER}\.{_NUMBER}$"
EDITION = SEMVER[:-1] + "(-dev)?$"
SPDX = r"^[A-Za-z0-9][A-Za-z0-9.+-]*$"
RULE_CODE = r"^CK[0-9]{3}$"
VERIFIED_FIELD = r"^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*(\.[a-z]+([-_][a-z]+)*)?$"

MEANING = {
    TEXT: "one line of text that begins with a letter, a digit or a sign other than = + - @, without outer spaces",
    NOTES: "text that begins with a letter, a digit or a sign other than = + - @, without outer spaces",
    KEY: 'a key: lower-case letters and digits, joined by single hyphens, like "bone-marrow"',
    REFERENCE: 'a source "nilsson-2018" or one of its studies "nilsson-2018/trial"',
    STUDY_REFERENCE: 'a study of a source, like "nilsson-2018/trial"',
    LINE_KEY: 'the key of a line of evidence, like "nilsson-2018/trial/1"',
    MECHANISM: 'a path like "term-a -| term-b -> term-c" (-> raises, -| lowers, -- is unsigned)',
    SHA256: "a SHA-256 digest: 64 hexadecimal digits in lower case",
    DATE: 'a date like "2026-11-21"',
    ISSUED: 'a date like "2018", "2018-05" or "2018-05-21"',
    DURATION: "an ISO 8601 duration like P12M, or a range like P6M..P12M or P6M..",
    P_VALUE: 'a p value like "0.03" or "<0.05"',
    DOI: 'a DOI without address, like "10.1111/joim.12805"',
    PMID: 'a PubMed id: digits, in quotes, like "29926979"',
    PMCID: 'a PubMed Central id, like "PMC4129456"',
    REGISTRATION: 'a trial registration, like "NCT02422082"',
    CURIE: 'a CURIE: prefix, colon, local id, like "NCBITaxon:9606"',
    PREFIX: 'a prefix like "NCBITaxon"',
    URL: "an http(s) address, with % and two hexadecimal digits for any other character",
    NAMESPACE: "an http(s) address that ends with / # _ : or =",
    BASE_IRI: "an http(s) address that ends with /",
    ID_PREFIX: "two to ten lower-case letters and digits, beginning with a letter",
    SEMVER: 'a version of three numbers, like "0.1.0"',
    EDITION: 'a version of three numbers, like "0.1.0", or "0.1.0-dev"',
    SPDX: 'an SPDX licence identifier, like "CC0-1.0"',
    RULE_CODE: 'the code of a rule, like "CK401"',
    VERIFIED_FIELD: 'a field "title", of a study "trial.size", or "trial.findings"',
    identifiers.CLAIM_ID: (
        'a claim id: the dataset\'s prefix, a colon, and eight of 0-9 a-z without i, l, o, u, like "gbc:7k3m9qxf"'
    ),
    identifiers.ORCID: 'an ORCID iD like "0000-0002-1825-0097"',
}
"""What each pattern asks for, to be read after "must be"."""


EXAMPLES: dict[str, tuple[str, ...]] = {
    KEY: ("bone-marrow",),
    REFERENCE: ("nilsson-2018/trial", "nilsson-2018"),
    STUDY_REFERENCE: ("nilsson-2018/trial",),
    LINE_KEY: ("nilsson-2018/trial/1",),
    MECHANISM: ("atcc-pta-6475 -| cd4-t-cell -> osteoclast-differentiation",),
    SHA256: ("94a25f3a62f982afe1277fdb8cbeba7ace2d8b0d2662032e8dce785cdfa78177",),
    DATE: ("2026-11-21",),
    ISSUED: ("2018", "2018-05", "2018-05-21"),
    DURATION: ("P12M", "P6M..P12M"),
    P_VALUE: ("0.03", "<0.05"),
    DOI: ("10.1111/joim.12805",),
    PMID: ("29926979",),
    PMCID: ("PMC4129456",),
    REGISTRATION: ("NCT02422082",),
    CURIE: ("NCBITaxon:9606",),
    PREFIX: ("NCBITaxon",),
    URL: ("https://example.org/page",),
    NAMESPACE: ("http://purl.obolibrary.org/obo/NCBITaxon_",),
    BASE_IRI: ("https://w3id.org/gutbone-claims/",),
    ID_PREFIX: ("gbc",),
    SEMVER: ("0.1.0",),
    EDITION: ("0.1.0", "0.1.0-dev"),
    SPDX: ("CC0-1.0",),
    RULE_CODE: ("CK415",),
    VERIFIED_FIELD: ("title", "trial.size", "trial.findings"),
    identifiers.CLAIM_ID: ("gbc:7k3m9qxf",),
    identifiers.ORCID: ("0000-0002-1825-0097",),
}
"""What texts of each pattern look like; editors show them. Of TEXT and NOTES there is no typical one."""


def _real_date(text: str) -> str:
    """Refuses 30 February. Months and years alone pass."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            raise PydanticCustomError("no_such_day", "no such day in the calendar") from None
    return text


Text = Annotated[str, StringConstraints(pattern=TEXT)]
Notes = Annotated[str, StringConstraints(pattern=NOTES)]
Key = Annotated[str, StringConstraints(pattern=KEY, max_length=64)]
Reference = Annotated[str, StringConstraints(pattern=REFERENCE, max_length=129)]
StudyReference = Annotated[str, StringConstraints(pattern=STUDY_REFERENCE, max_length=129)]
LineKey = Annotated[str, StringConstraints(pattern=LINE_KEY, max_length=140)]
ClaimId = Annotated[str, StringConstraints(pattern=identifiers.CLAIM_ID)]
MechanismPath = Annotated[str, StringConstraints(pattern=MECHANISM, max_length=1000)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256)]
Date = Annotated[str, StringConstraints(pattern=DATE), AfterValidator(_real_date)]
Issued = Annotated[str, StringConstraints(pattern=ISSUED), AfterValidator(_real_date)]
Duration = Annotated[str, StringConstraints(pattern=DURATION, max_length=60)]
PValue = Annotated[str, StringConstraints(pattern=P_VALUE, max_length=20)]
Doi = Annotated[str, StringConstraints(pattern=DOI, max_length=300)]
Pmid = Annotated[str, StringConstraints(pattern=PMID)]
Pmcid = Annotated[str, StringConstraints(pattern=PMCID)]
Registration = Annotated[str, StringConstraints(pattern=REGISTRATION)]
Orcid = Annotated[str, StringConstraints(pattern=identifiers.ORCID)]
Curie = Annotated[str, StringConstraints(pattern=CURIE, max_length=128)]
Prefix = Annotated[str, StringConstraints(pattern=PREFIX, max_length=64)]
Url = Annotated[str, StringConstraints(pattern=URL, max_length=2000)]
Namespace = Annotated[str, StringConstraints(pattern=NAMESPACE, max_length=500)]
BaseIri = Annotated[str, StringConstraints(pattern=BASE_IRI, max_length=500)]
IdPrefix = Annotated[str, StringConstraints(pattern=ID_PREFIX)]
SemanticVersion = Annotated[str, StringConstraints(pattern=SEMVER)]
EditionVersion = Annotated[str, StringConstraints(pattern=EDITION)]
Spdx = Annotated[str, StringConstraints(pattern=SPDX, max_length=64)]
RuleCode = Annotated[str, StringConstraints(pattern=RULE_CODE)]
VerifiedField = Annotated[str, StringConstraints(pattern=VERIFIED_FIELD, max_length=129)]
Size = Annotated[int, Field(ge=0, le=2**53)]
"""A count of people, animals, samples or studies."""
