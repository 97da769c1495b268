"""Only a primary work or a synthesis has studies.

A review has no study of its own, and a lay, registry or product page has none at all: that is how a blog cannot be
rated as a trial. What such a work retells is a line with `repeats`.

Fix: move the study to the source of the work that first reported it; or correct `kind`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_WITH_STUDIES = ("primary", "synthesis")


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    source = entry.value
    if source.studies and source.kind not in _WITH_STUDIES:
        message = f"a source of the kind {quoted(source.kind)} has no study of its own"
        yield Finding(
            entry,
            "/studies",
            message,
            "move the study to the file of the work that first reported it, or correct kind",
            on_key=True,
        )


RULE = Rule("CK211", "kind-fits-studies", Scope.RECORD, check, of=("source",))
