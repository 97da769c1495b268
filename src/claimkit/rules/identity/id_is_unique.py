"""An id names one thing: no two claims share an id, no two terms a key.

Whoever cites an id must get what was meant. Keys of terms are unique across all categories.

Fix: a copied claim needs an id of its own; a term belongs in one category.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.diagnostics import quoted
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    for entry in corpus.claims:
        first = corpus.by_id[entry.value.id]
        if first is not entry:
            message = f"the id {quoted(entry.value.id)} is that of {first.file.path}"
            yield Finding(
                entry, "/id", message, "give the newer of the two a fresh id; CONTRIBUTING.md says how", other=first
            )
    for term in corpus.repeated_terms:
        message = f"the key {quoted(term.key)} stands in {corpus.terms[term.key].file.path} too"
        yield Finding(term, "", message, "a term has one category: delete one of the two", on_key=True)


RULE = Rule("CK302", "id-is-unique", Scope.CORPUS, check)
