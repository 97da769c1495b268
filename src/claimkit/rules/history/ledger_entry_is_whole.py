"""An entry of the ledger is as it was made: its own digest fits, and version, name and date are where they belong.

The ledger says what each release held. Whoever could change an entry could change what was released; so each carries
the digest of everything else in it, which finds an edit of the newest entry too, that no later one is bound to yet.

Fix: get the file back from the tag of its release, or from the release itself. An entry is never edited, renamed or
written by hand.
"""

from collections.abc import Iterator
from itertools import pairwise

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.ledger import is_whole
from claimkit.model import LedgerEntry
from claimkit.rules.rule import Finding, Rule, Scope

_RESTORE = "get the file back from the tag of its release; an entry is never edited"


def check(entry: Entry[LedgerEntry], corpus: Corpus) -> Iterator[Finding]:
    released = entry.value
    if not is_whole(released):
        yield Finding(entry, "/sha256", "the entry is not as it was made: its own digest does not fit", _RESTORE)
    elif released.version != entry.file.stem:
        message = f"the entry is that of {quoted(released.version)}, and not of {quoted(entry.file.stem)}"
        yield Finding(entry, "/version", message, _RESTORE)
    elif _is_foreign(entry, corpus):
        message = f"the entry is of another dataset: {quoted(released.name)}"
        yield Finding(entry, "/name", message, "a dataset keeps its name; " + _RESTORE)
    elif (before := _before(entry, corpus)) and released.date < before.date:
        message = f"released on {released.date}, before {before.version}, which was on {before.date}"
        yield Finding(entry, "/date", message, _RESTORE)


def _is_foreign(entry: Entry[LedgerEntry], corpus: Corpus) -> bool:
    """Whether the entry has another name than dataset.yaml; of all that have the same one, the newest is told."""
    if corpus.dataset is None or entry.value.name == corpus.dataset.value.name:
        return False
    newest = corpus.ledger[-1]
    return entry is newest or entry.value.name != newest.value.name


def _before(entry: Entry[LedgerEntry], corpus: Corpus) -> LedgerEntry | None:
    return next((before.value for before, one in pairwise(corpus.ledger) if one is entry), None)


RULE = Rule("CK601", "ledger-entry-is-whole", Scope.RECORD, check, of=("release",))
