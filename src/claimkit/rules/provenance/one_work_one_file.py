"""One work has one file.

The same paper under its DOI and its PubMed id would count as two pieces of evidence. Works are compared by DOI, PMID
and PMCID, and by title and year, white space, signs and case apart.

Fix: keep one of the two files, and correct what cites the other.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.diagnostics import quoted
from claimkit.fingerprint import tokens
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for key, entry in sorted(corpus.sources.items()):
        for field, value in _identities(entry.value):
            other = first.setdefault((field, value), key)
            if other != key:
                path = corpus.sources[other].file.path
                message = f"the work of {quoted(other)} stands here again: the same {field}"
                yield Finding(entry, f"/{field}", message, f"keep one of the two, and cite {other}", other=path)
                break


def _identities(source: Source) -> Iterator[tuple[str, str]]:
    if source.doi:
        yield "DOI", source.doi.lower()
    if source.pmid:
        yield "PMID", source.pmid
    if source.pmcid:
        yield "PMCID", source.pmcid
    words = " ".join(tokens(source.title))
    if words and not source.title.startswith("["):
        yield "title", f"{words} {(source.issued or '')[:4]}"


RULE = Rule("CK213", "one-work-one-file", Scope.CORPUS, check)
