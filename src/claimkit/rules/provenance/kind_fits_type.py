"""Own data, a synthesis and a review stand in a scholarly work.

A web page or blog that is called `primary` would lend its studies the weight of a paper. Whoever reports data of
their own does so in an article, a chapter or book, a conference paper, a report, a thesis or a data set.

Fix: correct `kind` (a page about a study is `lay`, its entry in a registry `registry`); or `type`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_SCHOLARLY_KINDS = ("primary", "synthesis", "review")
_SCHOLARLY_TYPES = (
    "article",
    "article-journal",
    "book",
    "chapter",
    "dataset",
    "entry-encyclopedia",
    "paper-conference",
    "report",
    "review",
    "speech",
    "thesis",
)


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    source = entry.value
    if source.kind in _SCHOLARLY_KINDS and source.type not in _SCHOLARLY_TYPES:
        message = f"the kind {quoted(source.kind)} does not go with the type {quoted(source.type)}"
        yield Finding(entry, "/kind", message, 'write "kind: lay" for a page about studies, or correct type')


RULE = Rule("CK226", "kind-fits-type", Scope.RECORD, check, of=("source",))
