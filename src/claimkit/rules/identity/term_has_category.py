"""A term stands where its category belongs.

`organism` and `host` take organisms, `strain` strains, `site` anatomy, `condition` conditions; `agent` and `target`
anything but strains and, for `agent`, organisms. A claim about a place that is a disease says nothing.

Fix: take a term of the category that the message names, or put the term into the field where it belongs.
"""

from collections.abc import Iterator

from claimkit import links
from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.diagnostics import quoted
from claimkit.model import Claim, Source
from claimkit.rules.rule import Finding, Rule, Scope

_ONE = {
    "organism": "organisms",
    "host": "organisms",
    "strain": "strains",
    "site": "anatomy",
    "condition": "conditions",
}
_NOT = {"target": ("strains",)}
_NOT_OF_CLAIMS = {"agent": ("organisms", "strains")}


def check(entry: Entry[Claim] | Entry[Source] | TermEntry, corpus: Corpus) -> Iterator[Finding]:
    of_claim = isinstance(entry.value, Claim)
    for pointer, field, key in links.terms(entry.value):
        term = corpus.term(key)
        if term is None:
            continue
        wanted = _ONE.get(field)
        refused = _NOT.get(field, ()) or (_NOT_OF_CLAIMS.get(field, ()) if of_claim else ())
        if wanted and term.category != wanted:
            message = f"{field} {quoted(key)} is a term of {term.category}; it must be one of {wanted}"
            yield Finding(entry, pointer, message)
        elif term.category in refused:
            message = f"{field} {quoted(key)} is a term of {term.category}"
            hint = (
                f"write it under {term.category.removesuffix('s')}" if field == "agent" else "name what is acted on"
            )
            yield Finding(entry, pointer, message, hint)


RULE = Rule("CK310", "term-has-category", Scope.RECORD, check, of=("claim", "source", "term"), requires=("CK303",))
