"""Nothing stands twice in a list whose order means nothing.

A synonym, a citation or a reason that stands twice says no more than once, and yet it would change the digest of the
record; the graph, which is a set, could not give it back.

Fix: delete one of the two.
"""

from collections.abc import Iterator
from typing import Any

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Claim, Source, Term
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim] | Entry[Source] | Entry[Term], _: Corpus) -> Iterator[Finding]:
    for pointer, items in _lists(entry.value):
        if len(set(items)) < len(items):
            index = next(k for k, item in enumerate(items) if item in items[:k])
            message = f"{quoted(items[index])} stands twice in {pointer.rpartition('/')[2]}"
            yield Finding(entry, f"{pointer}/{index}", message, "delete one of the two")


def _lists(value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, Claim):
        yield "/mechanism", value.mechanism
        for k, line in enumerate(value.evidence):
            yield f"/evidence/{k}/indirect", line.indirect
    elif isinstance(value, Source):
        yield "/cites", value.cites
        for k, study in enumerate(value.studies):
            yield f"/studies/{k}/pools/includes", study.pools.includes if study.pools else ()
        for k, reading in enumerate(value.verified):
            yield f"/verified/{k}/fields", reading.fields
    else:
        for field in ("synonyms", "antonyms", "deposits", "products", "parts"):
            yield f"/{field}", getattr(value, field)


RULE = Rule("CK127", "no-item-twice", Scope.RECORD, check, of=("claim", "source", "term"))
