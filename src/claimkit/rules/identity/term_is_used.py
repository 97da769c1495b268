"""A term of the vocabulary is used.

A key that no record, source or term uses is clutter, and may be a slip of the one that should be used.

Fix: use it, or delete it.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from claimkit import links
from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    if corpus.broken or corpus.lost_claim_ids:
        return  # what would not load may use it
    entries: list[Entry[Any]] = [*corpus.claims, *corpus.sources.values(), *corpus.terms.values()]
    used = {key for entry in entries for _pointer, _field, key in links.terms(entry.value)}
    if not used <= corpus.terms.keys():
        return  # a misspelled use may mean it
    for key, term in sorted(corpus.terms.items()):
        if key not in used:
            yield Finding(term, "", f"nothing uses the term {quoted(key)}", "use it, or delete it", on_key=True)


RULE = Rule("CK323", "term-is-used", Scope.CORPUS, check, severity="warning", waivable=True)
