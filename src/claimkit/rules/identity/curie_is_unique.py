"""No two terms share a CURIE.

Two keys of one thing would split its claims.

Fix: keep one of the two keys, and use it in the records of the other.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus, TermEntry
from claimkit.diagnostics import quoted
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    first: dict[str, TermEntry] = {}
    for _key, entry in sorted(corpus.terms.items()):
        other = first.setdefault(entry.value.id, entry)
        if other is not entry:
            message = f"{quoted(entry.value.id)} is the id of {quoted(other.key)} too"
            yield Finding(entry, "/id", message, "keep one of the two terms, or correct the id of one", other=other)


RULE = Rule("CK320", "curie-is-unique", Scope.CORPUS, check, requires=("CK325",))
