"""A quoted passage stands in whatever rendering or extent of its source is at hand.

The text at hand is of the source, but not the one that the source records: another extraction, or an abstract where
the full text was recorded. That the passage is not in it proves nothing, but is worth a look.

Fix: get the text that the source records under `texts`, or make the fingerprint from the one at hand and record it.
"""

from collections.abc import Iterator

from claimkit.diagnostics import quoted
from claimkit.rules.rule import Finding, Passage, Rule, Scope


def check(passage: Passage) -> Iterator[Finding]:
    if not passage.proven and not passage.decided:
        tokens = passage.quote.tokens
        message = f"the passage of {tokens} tokens does not stand in the text at hand of {quoted(passage.source)}"
        yield Finding(
            passage.entry,
            passage.pointer,
            message,
            "that text is not the recorded one: get the recorded one, or compare by eye",
        )


RULE = Rule("CK202", "passage-in-other-text", Scope.PASSAGE, check, severity="warning", requires=("CK201",))
