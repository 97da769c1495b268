"""A preprint that became a paper gives way to it.

Referees may have changed its figures. The snapshot of works says what it became.

Fix: read the published work and cite it; then write `superseded` as the preprint's standing, or delete its file.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Source], corpus: Corpus) -> Iterator[Finding]:
    found = corpus.looked_up(entry.value)
    if found is not None and found.published_as and entry.value.standing.status == "preprint":
        message = f"the preprint was published as {found.published_as}"
        yield Finding(entry, "/standing/status", message, "read the published work, and cite it")


RULE = Rule(
    "CK225",
    "preprint-is-unpublished",
    Scope.RECORD,
    check,
    of=("source",),
    severity="warning",
    requires=("CK221",),
    waivable=True,
)
