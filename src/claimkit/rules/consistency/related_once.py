"""A tie leads to another, standing claim, and is written once.

A tie is shown on both claims, so writing it on both says it twice; a claim is not related to itself; a withdrawn
claim is no partner of one that stands.

Fix: delete the tie that the message names, or lead it to the claim that replaced the withdrawn one.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    claim = entry.value
    seen: set[str] = set()
    for index, tie in enumerate(claim.related):
        pointer = f"/related/{index}/claim"
        other = corpus.by_id.get(tie.claim)
        if tie.claim == claim.id:
            yield Finding(entry, pointer, "the claim is related to itself", "delete the tie")
        elif tie.claim in seen:
            yield Finding(entry, pointer, f"a second tie to {tie.claim}", "keep one of the two")
        elif other is not None and other.value.status == "withdrawn" and claim.status != "withdrawn":
            replaced = other.value.withdrawal.replaced_by if other.value.withdrawal else None
            hint = f"lead it to {replaced}" if replaced else "delete the tie"
            yield Finding(entry, pointer, f"{tie.claim} is withdrawn", hint, other=other)
        elif other is not None and other.value.id < claim.id and _ties_back(other.value, claim.id, tie.relation):
            message = f"the tie to {tie.claim} is written in {other.file.path} too"
            yield Finding(entry, pointer, message, "delete one of the two; it is shown on both", other=other)
        seen.add(tie.claim)


def _ties_back(other: Claim, claim_id: str, relation: str) -> bool:
    return relation != "narrows" and any(tie.claim == claim_id and tie.relation == relation for tie in other.related)


RULE = Rule("CK503", "related-once", Scope.RECORD, check, requires=("CK301", "CK305"), yields_to=("CK606",))
