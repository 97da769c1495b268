"""What is published names no draft.

A draft is in no export, so neither is a tie to it; the claim's digest counts the tie all the same, and nobody who has
the release could compute it. It also tells of a claim that is not yet said.

Fix: accept the other claim first; or write the tie on the draft, which is shown on both once it is accepted.
"""

from collections.abc import Iterator

from claimkit import links
from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    if entry.value.status == "draft":
        return
    for pointer, claim_id in links.claims(entry.value):
        other = corpus.by_id.get(claim_id)
        if other is not None and other.value.status == "draft":
            message = f"{claim_id} ({other.file.path}) is a draft, which no export holds"
            yield Finding(entry, pointer, message, "write the tie on the draft, or accept it first", other=other)


RULE = Rule(
    "CK506",
    "ties-are-published",
    Scope.RECORD,
    check,
    severity="warning",
    requires=("CK301", "CK305"),
    waivable=True,
)
