"""A source has the title that stands under its identifier.

A DOI with one wrong digit is the DOI of another paper. What was looked up under it stands in the snapshot of works; a
work that is not in it was not checked, and is counted.

Fix: correct the DOI, PMID or PMCID, or the title; after a new look-up run `claimkit snapshot works --from TABLE`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.titles import near_equal
from claimkit.diagnostics import Skip, quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: Entry[Source], corpus: Corpus) -> Iterator[Outcome]:
    source = entry.value
    field = next((name for name in ("DOI", "PMID", "PMCID") if getattr(source, name.lower())), None)
    if field is None:
        return
    found = corpus.looked_up(source)
    if found is None:
        yield Skip("work not looked up", stops=False)
    elif not near_equal(source.title, found.title):
        message = (
            f"{field} {quoted(getattr(source, field.lower()))} is another work: {quoted(found.title)} "
            f"(looked up {found.date})"
        )
        yield Finding(entry, f"/{field}", message, f"correct the {field}, or the title")


RULE = Rule("CK221", "title-fits-snapshot", Scope.RECORD, check, of=("source",))
