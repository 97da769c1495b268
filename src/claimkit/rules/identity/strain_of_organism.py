"""A claim's strain belongs to its organism, and a strain says to which organism it belongs.

What one strain does, another strain or species may not do.

Fix: give the organism that the message names, or another strain.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim] | TermEntry, corpus: Corpus) -> Iterator[Finding]:
    if isinstance(entry, TermEntry):
        if entry.category == "strains" and entry.value.organism is None:
            yield Finding(entry, "", f"the strain {quoted(entry.key)} names no organism", 'add "organism: ..."')
        elif entry.category == "strains" and (other := _all_say_other(entry.key, entry.value.organism, corpus)):
            message = f"the strain {quoted(entry.key)} is said to be one of {quoted(entry.value.organism)}"
            hint = f"all claims about it say {quoted(other)}"
            yield Finding(entry, "/organism", message, hint)
        return
    claim = entry.value
    strain = corpus.term(claim.strain)
    if strain is None or not isinstance(claim, Claim):
        return
    species = strain.value.organism
    if species is not None and species != claim.organism and not _all_say_other(strain.key, species, corpus):
        message = f"the strain {quoted(claim.strain)} is one of {quoted(species)}, not of {_named(claim.organism)}"
        others = [
            key
            for key, term in corpus.terms.items()
            if term.category == "strains" and term.value.organism == claim.organism
        ]
        hint = f'write "organism: {species}"' + (
            f"; or keep the organism, and write a strain of it: {', '.join(sorted(others))}" if others else ""
        )
        yield Finding(entry, "/strain", message, hint)


def _all_say_other(strain: str, species: str | None, corpus: Corpus) -> str | None:
    """The one other organism that several claims, all there are, give beside a strain: then the term is mistaken."""
    said = corpus.organisms_of_strains.get(strain)
    if said is None or len(said) != 1 or said.total() < 2 or species in said:
        return None
    return next(iter(said))


def _named(organism: str | None) -> str:
    return quoted(organism) if organism else "an organism that is not given"


RULE = Rule(
    "CK306", "strain-of-organism", Scope.RECORD, check, of=("claim", "term"), requires=("CK120", "CK303", "CK310")
)
