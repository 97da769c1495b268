"""Every term that is used is in the vocabulary.

A term that nobody has defined cannot be compared, joined or exported.

Fix: take the term that the message names, or add the new one to `terms/<category>.yaml` with its CURIE and label.
"""

from collections.abc import Iterator

from claimkit import links
from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.diagnostics import Fix, Skip, did_you_mean, one_slip_of_the_pen, quoted, slip_of
from claimkit.model import Claim, Path, Source
from claimkit.model.claim import NOT_STATED
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: Entry[Claim] | Entry[Source] | TermEntry, corpus: Corpus) -> Iterator[Outcome]:
    for pointer, what, key in links.terms(entry.value):
        if key in corpus.terms:
            continue
        if corpus.term_is_broken(key):
            yield Skip("a term could not be read")
            continue
        known = [term for term, other in corpus.terms.items() if _fits(what, other.category)]
        near = slip_of(key, known)
        fix = Fix(_with(entry.value, pointer, key, near), safe=_safe(corpus, key, near)) if near else None
        message = f"{what} {quoted(key)} is not in the vocabulary"
        hint = did_you_mean(key, known) or f"add it to terms/{_CATEGORY.get(what, '<category>')}.yaml"
        if key == NOT_STATED:
            hint = "a study in vivo names its host"
        yield Finding(entry, pointer, message, hint, fix)


def _safe(corpus: Corpus, key: str, near: str) -> bool:
    """Genes, strains and molecules differ by one sign from others of their kind."""
    names_of_their_own = corpus.terms[near].category in ("genes", "strains", "molecules", "mixtures")
    return key.replace("-", "") == near.replace("-", "") if names_of_their_own else one_slip_of_the_pen(key, near)


def _with(value: object, pointer: str, key: str, near: str) -> str:
    """What to type where the key stands: the near one, in a path the whole path with it."""
    if not isinstance(value, Claim) or not pointer.startswith("/mechanism/"):
        return near
    path = Path.parse(value.mechanism[int(pointer.rpartition("/")[2])])
    return path.written(lambda term: near if term == key else term)


_CATEGORY = {
    "organism": "organisms",
    "host": "organisms",
    "strain": "strains",
    "site": "anatomy",
    "condition": "conditions",
}


def _fits(what: str, category: str) -> bool:
    return _CATEGORY.get(what, category) == category


RULE = Rule("CK303", "term-exists", Scope.RECORD, check, of=("claim", "source", "term"))
