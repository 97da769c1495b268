"""Each entry of the ledger is bound to the one before it, and holds every claim that it held.

An entry names the version before it and the digest of that entry, so that none can be left out, put in between,
exchanged or written anew without the next one showing it. A claim that was once released stays in every later entry,
about the same, with a version that rises by one where what it says changed. Releases follow one another in the order
of their versions and dates.

What no folder can show by itself is that the newest entries are gone, or were all made anew: that takes an older
copy, a release or a signed tag to compare with.

Fix: get the file that the message names back from the tag of its release. Where two branches released from the same
entry, the later of the two is released again.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Skip
from claimkit.ledger import chain_break, disagreements, path_of
from claimkit.model import LedgerEntry
from claimkit.rules.history import UNREADABLE
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Outcome]:
    if corpus.ledger_is_broken:
        yield Skip(UNREADABLE)
        return
    entries = [entry.value for entry in corpus.ledger]
    for index, entry in enumerate(corpus.ledger):
        before = corpus.ledger[index - 1] if index else None
        broken = chain_break(entries, index)
        if broken:
            yield Finding(entry, *broken, _hint(entry, before, corpus), other=before)
        elif before:
            for pointer, message in disagreements(before.value, entry.value):
                hint = f"get {entry.file.path} back from the tag of its release; an entry is never written by hand"
                yield Finding(entry, pointer, message, hint, other=before)


def _hint(entry: Entry[LedgerEntry], before: Entry[LedgerEntry] | None, corpus: Corpus) -> str:
    """What to do where an entry is not bound to the one before it: in which file the mistake is, most likely."""
    named = entry.value.previous
    if named is None:
        return f"get {entry.file.path} back from the tag of its release"
    wanted = path_of(named.version)
    if before is None or named.version == before.value.version or wanted not in corpus.paths:
        return f"get {wanted} back from the tag of its release"
    return f"take {before.file.path} out, or release it again after the others"


RULE = Rule("CK602", "ledger-chain-holds", Scope.CORPUS, check, requires=("CK601",))
