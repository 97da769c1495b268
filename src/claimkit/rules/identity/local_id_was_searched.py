"""A term with an identifier of our own says where a public one was sought.

A local id joins with nobody else's data, so it is the last resort.

Fix: add `searched` with the vocabularies that were looked through; or take a public identifier.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, TermEntry
from claimkit.diagnostics import Skip, quoted
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: TermEntry, corpus: Corpus) -> Iterator[Outcome]:
    if corpus.dataset is None:
        yield Skip("dataset.yaml could not be read")
        return
    if corpus.is_local(entry.value.id) and entry.value.searched is None:
        message = (
            f"{quoted(entry.value.id)} is of our own making, and nothing says where a public identifier was sought"
        )
        yield Finding(entry, "/id", message, 'add "searched: ..." with a sentence on the vocabularies looked through')


RULE = Rule("CK322", "local-id-was-searched", Scope.RECORD, check, of=("term",), requires=("CK309",))
