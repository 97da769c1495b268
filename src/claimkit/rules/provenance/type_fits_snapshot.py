"""A source is of the type that its registry gives it.

A preprint or a page that is typed as a journal article lends its studies a weight that nobody gave them.

Fix: take the type that the message gives; or look the work up again.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Source], corpus: Corpus) -> Iterator[Finding]:
    found = corpus.looked_up(entry.value)
    if found is not None and found.type is not None and found.type != entry.value.type:
        message = f"type is {quoted(entry.value.type)}, the look-up says {quoted(found.type)}"
        yield Finding(entry, "/type", message, fix=Fix(found.type))


RULE = Rule("CK223", "type-fits-snapshot", Scope.RECORD, check, of=("source",), requires=("CK221",))
