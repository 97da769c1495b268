"""A statement about a strain names the strain, not the species alone.

What one strain does, another need not do: a strain's result told as the species' is the commonest overstatement of
probiotic research.

Fix: name the strain in the statement, by its label, a synonym or a deposit number.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.diagnostics import quoted
from claimkit.fingerprint import tokens
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    claim = entry.value
    organism, strain = corpus.term(claim.organism), corpus.term(claim.strain)
    if organism is None or strain is None:
        return
    statement = tokens(claim.statement)
    species = next((name for name in _names(organism) if _stands(tokens(name), statement)), None)
    if species and not any(_stands(tokens(name), statement) for name in _names(strain)):
        message = f"the statement says {quoted(species)}, and not which strain"
        yield Finding(entry, "/statement", message, f"name {strain.value.label}")


def _names(term: TermEntry) -> list[str]:
    return [term.value.label, *term.value.synonyms, *term.value.deposits]


def _stands(name: list[str], text: list[str]) -> bool:
    return any(text[start : start + len(name)] == name for start in range(len(text) - len(name) + 1))


RULE = Rule("CK414", "statement-names-strain", Scope.RECORD, check, requires=("CK303", "CK306"), waivable=True)
