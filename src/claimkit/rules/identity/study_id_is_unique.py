"""A study's id is unique in its source.

Records cite `<source>/<study>`; with two of one name nobody knows which is meant.

Fix: give one of the two another id, and correct the records that mean it.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, study in enumerate(entry.value.studies):
        if study.id in seen:
            message = f"the source has two studies {quoted(study.id)}"
            yield Finding(entry, f"/studies/{index}/id", message, "give one of the two another id")
        seen.add(study.id)


RULE = Rule("CK312", "study-id-is-unique", Scope.RECORD, check, of=("source",))
