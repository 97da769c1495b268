"""A source's standing is the one that was looked up.

A paper that is retracted stays in the reference lists of those who did not look. The snapshot of works holds the
notices that were seen; that none was seen proves nothing, so `unknown` is then as good as ever.

Fix: write the standing that the snapshot gives, with its date; then see what still supports the claims that cite it.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Source], corpus: Corpus) -> Iterator[Finding]:
    found = corpus.looked_up(entry.value)
    if found is None or found.standing is None or found.standing == entry.value.standing.status:
        return
    message = f"standing is {quoted(entry.value.standing.status)}, the look-up says {quoted(found.standing)}"
    hint = f'write: standing: {{status: {found.standing}, checked: "{found.date}"}}'
    yield Finding(entry, "/standing/status", message, hint)


RULE = Rule("CK222", "standing-fits-snapshot", Scope.RECORD, check, of=("source",), requires=("CK221",))
