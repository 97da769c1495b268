"""A term is one that its vocabulary still uses.

An obsolete identifier joins with nobody's data any more. What the vocabularies say stands in the snapshot of terms; a
term that is not in it was not checked, and is counted.

Fix: take the term that stands in its place; after a new look-up run `claimkit snapshot terms --from TABLE`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, TermEntry
from claimkit.diagnostics import Skip, quoted
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: TermEntry, corpus: Corpus) -> Iterator[Outcome]:
    if corpus.is_local(entry.value.id):
        return
    found = corpus.term_snapshot.value.terms.get(entry.value.id) if corpus.term_snapshot else None
    if found is None:
        yield Skip("term not looked up", stops=False)
    elif found.status == "obsolete":
        message = f"{quoted(entry.value.id)} ({found.label}) is obsolete in its vocabulary (looked up {found.date})"
        hint = f"there {found.replaced_by} stands in its place" if found.replaced_by else "take another term"
        yield Finding(entry, "/id", message, hint)


RULE = Rule("CK324", "term-is-current", Scope.RECORD, check, of=("term",), requires=("CK309",))
