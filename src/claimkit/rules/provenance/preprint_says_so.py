"""A preprint says that it is one.

Its DOI is a preprint server's: no referee has read it, and a reader has to know. Known are bioRxiv and medRxiv,
arXiv, Research Square, Preprints.org, SSRN, ChemRxiv, OSF and Authorea.

Fix: write `standing: {status: preprint, checked: ...}`; or `superseded` or `retracted`, where that is so.
"""

import re
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

# 10.1101 is Cold Spring Harbor's: its journals go on with letters, bioRxiv and medRxiv with digits.
_SERVER = re.compile(
    r"10\.1101/[0-9]|10\.48550/arxiv|10\.21203/rs|10\.20944/preprints|10\.2139/ssrn|10\.26434/chemrxiv|10\.22541/au|10\.31219/osf",
    re.IGNORECASE,
)
_SAID = ("preprint", "superseded", "retracted")


_HINT = 'write: standing: {status: preprint, checked: "..."}, with the date of the look-up'


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    source = entry.value
    if source.doi and _SERVER.match(source.doi) and source.standing.status not in _SAID:
        message = f"the DOI is a preprint server's, the standing is {quoted(source.standing.status)}"
        yield Finding(entry, "/standing/status", message, _HINT)


RULE = Rule("CK224", "preprint-says-so", Scope.RECORD, check, of=("source",), requires=("CK222",))
