"""A claim has a withdrawal exactly where its status is withdrawn.

A withdrawn claim stays resolvable for ever, so it must say why it was withdrawn and when.

Fix: add `withdrawal: {reason: ..., date: ...}`, with `replaced_by` where another claim stands in its place; or delete
it from a claim that stands.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    claim = entry.value
    if claim.status == "withdrawn" and claim.withdrawal is None:
        hint = 'add "withdrawal: {reason: ..., date: ...}"'
        yield Finding(entry, "/status", "the claim is withdrawn, and does not say why", hint)
    elif claim.status != "withdrawn" and claim.withdrawal is not None:
        message = f"the claim has a withdrawal, but its status is {claim.status}"
        yield Finding(
            entry, "/withdrawal", message, 'write "status: withdrawn", or delete the withdrawal', on_key=True
        )


RULE = Rule("CK123", "withdrawal-given", Scope.RECORD, check)
