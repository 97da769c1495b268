"""An address that speaks of doi.org leads there.

`https://doi.org.example.com/10.1000/x` looks like a DOI and leads elsewhere.

Fix: write the DOI under `DOI`, and leave the address out.
"""

import re
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_GENUINE = re.compile(r"https?://(dx\.|www\.)?doi\.org/", re.IGNORECASE)
_SPEAKS_OF = re.compile(r"doi[.-]?org", re.IGNORECASE)


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    url = entry.value.url
    if url is None:
        return
    host = url.split("/")[2]
    if _SPEAKS_OF.search(host) and not _GENUINE.match(url):
        yield Finding(
            entry,
            "/URL",
            f"{quoted(host)} looks like doi.org and is not",
            "write the DOI under DOI, and delete the address",
        )


RULE = Rule("CK215", "doi-address-is-genuine", Scope.RECORD, check, of=("source",))
