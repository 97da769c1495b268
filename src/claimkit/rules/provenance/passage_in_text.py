"""A quoted passage stands in the very text that its source records.

A fingerprint is a promise that the passage is there. Where the text at hand is the recorded one (its digest is among
the source's `texts`) and the passage is not in it, the promise is broken; a recorded abstract or excerpt does not
speak for a full text that is not at hand. Without a text the check is skipped and counted: not checked is not proven.

Fix: make the fingerprint anew: `claimkit quote SOURCE --texts DIR --find "the passage"`.
"""

from collections.abc import Iterator

from claimkit.diagnostics import Skip, quoted
from claimkit.rules.rule import Finding, Outcome, Passage, Rule, Scope


def check(passage: Passage) -> Iterator[Outcome]:
    if not passage.texts:
        yield Skip("no text at hand")
    elif not passage.proven and passage.decided:
        message = (
            f"the passage of {passage.quote.tokens} tokens does not stand in the text of {quoted(passage.source)}"
        )
        again = f"claimkit quote {passage.source} --texts DIR --find 'the words'"
        hint = f"see whether it is of this source; then make it anew: {again}"
        yield Finding(passage.entry, passage.pointer, message, hint)


RULE = Rule("CK201", "passage-in-text", Scope.PASSAGE, check)
