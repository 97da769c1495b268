"""An answer of ClinicalTrials.gov (https://clinicaltrials.gov/api/v2/studies/NCT) to a work and its study.

What a registry entry leaves open stays open: a planned enrolment is no size, and a design is taken over only where
the entry says it.
"""

from __future__ import annotations

from typing import Any

from claimkit.bibliography import dates, names
from claimkit.bibliography.errors import about_another, unusable
from claimkit.bibliography.foreign import mapping, string
from claimkit.bibliography.plain import plain
from claimkit.bibliography.work import Work, compose

NAME = "ClinicalTrials.gov"
_ALLOCATIONS = {"RANDOMIZED": "randomized-trial", "NON_RANDOMIZED": "non-randomized-trial"}
_MODELS = {"COHORT": "cohort", "CASE_CONTROL": "case-control", "CASE_ONLY": "case-series"}


def work_of(answer: Any, number: str, address: str) -> Work:
    """The entry that was asked for. Raises UnreachableError where the answer is not about it."""
    protocol = mapping(mapping(answer).get("protocolSection"))
    if not protocol:
        raise unusable(NAME, "gave an answer in which no study is described")
    identification = mapping(protocol.get("identificationModule"))
    answered = string(identification.get("nctId")).strip().upper()
    if answered != number:
        raise about_another(NAME, number, answered)
    sponsor = string(mapping(mapping(protocol.get("sponsorCollaboratorsModule")).get("leadSponsor")).get("name"))
    posted = mapping(mapping(protocol.get("statusModule")).get("studyFirstPostDateStruct"))
    design = mapping(protocol.get("designModule"))
    return compose(
        {
            "type": "entry",
            "title": string(identification.get("officialTitle")) or string(identification.get("briefTitle")),
            "author": [names.name(literal=sponsor)],
            "issued": dates.from_text(string(posted.get("date"))),
            "container-title": NAME,
            "number": number,
            "URL": f"https://clinicaltrials.gov/study/{number}",
        },
        via=NAME,
        address=address,
        study={
            "design": design_of(design),
            "size": _size(design),
            "registration": number,
            "funding": plain(sponsor),
        },
    )


def design_of(module: dict[str, Any]) -> str:
    """The design that the entry states, or nothing where it states none or contradicts itself."""
    info = mapping(module.get("designInfo"))
    allocation, model = string(info.get("allocation")), string(info.get("interventionModel"))
    if module.get("studyType") == "INTERVENTIONAL":
        if model == "SINGLE_GROUP":
            return "" if allocation in _ALLOCATIONS else "single-arm-trial"
        return _ALLOCATIONS.get(allocation, "")
    if module.get("studyType") == "OBSERVATIONAL":
        observed = _MODELS.get(string(info.get("observationalModel")), "")
        at_once = info.get("timePerspective") == "CROSS_SECTIONAL"
        # a cohort that is looked at once is not followed
        return "cross-sectional" if at_once and observed in ("", "cohort") else observed
    return ""


def _size(module: dict[str, Any]) -> int | None:
    """How many were enrolled; what was planned or estimated is no size."""
    enrolled = mapping(module.get("enrollmentInfo"))
    count = enrolled.get("count")
    actual = enrolled.get("type") == "ACTUAL" and isinstance(count, int) and not isinstance(count, bool)
    return count if actual else None
