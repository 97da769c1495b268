"""An answer of PubMed Central's converter of identifiers to the identifier by which the work can be looked up.

https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/
"""

from __future__ import annotations

from typing import Any

from claimkit.bibliography.errors import about_another, unknown_to, unusable
from claimkit.bibliography.foreign import mapping, mappings, string
from claimkit.bibliography.identify import Identifier, identify

NAME = "PubMed Central"


def elsewhere(answer: Any, pmcid: str) -> Identifier:
    """The PubMed id where the work has one, else its DOI. Raises LookUpError where there is neither."""
    records = mappings(mapping(answer).get("records"))
    if not records:
        raise unusable(NAME, "gave an answer in which no work is named")
    record = records[0]
    answered = string(record.get("pmcid")) or string(record.get("requested-id"))
    if answered.upper().split(".")[0] != pmcid:
        raise about_another(NAME, pmcid, answered)
    if record.get("status") == "error":
        raise unknown_to(NAME, "PMCID", pmcid)
    for field in ("pmid", "doi"):
        found = identify(string(record.get(field)))
        if found and found.kind == field.upper():
            return found
    raise unusable(NAME, f"names neither PMID nor DOI of {pmcid}")
