"""A term has the label that its vocabulary gives it.

A label that is another term's means that the identifier is wrong, and with it every join.

Fix: take the label that the message gives, and put other names under `synonyms`; or correct the identifier.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, TermEntry
from claimkit.diagnostics import Fix, quoted
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: TermEntry, corpus: Corpus) -> Iterator[Finding]:
    known = corpus.term_snapshot.value.terms if corpus.term_snapshot else {}
    found = known.get(entry.value.id)
    if found is None or found.label == entry.value.label:
        return
    label = entry.value.label
    meant = [curie for curie, term in known.items() if term.label == label and term.status == "current"]
    if len(meant) == 1:
        message = f"{quoted(entry.value.id)} is {quoted(found.label)} in its vocabulary, not {quoted(label)}"
        yield Finding(entry, "/id", message, fix=Fix(meant[0]))
    else:
        message = f"the label is {quoted(label)}, its vocabulary says {quoted(found.label)}"
        yield Finding(entry, "/label", message, fix=Fix(found.label))


RULE = Rule("CK325", "label-fits-snapshot", Scope.RECORD, check, of=("term",), requires=("CK324",))
