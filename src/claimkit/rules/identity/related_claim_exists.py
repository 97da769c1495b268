"""A link to another claim leads to a claim of the dataset.

Not reported where the id is mistyped (CK301 says so), or where the other record is the one whose id is mistyped or
whose file would not load: one mistake, one message.

Fix: take the id that the message names, or delete the link.
"""

from collections.abc import Iterator

from claimkit import links
from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, Skip, quoted
from claimkit.identifiers import claim_id_holds, one_slip_apart
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Outcome]:
    for pointer, link in links.claims(entry.value):
        if link in corpus.by_id:
            continue
        if _meant(link, corpus):
            yield Skip("the claim that a link means could not be read")
            continue
        near = next((other for other in sorted(corpus.by_id) if one_slip_apart(link, other)), None)
        hint = f"did you mean {quoted(near)}?" if near else "delete the link, or take the id of another claim"
        yield Finding(entry, pointer, f"there is no claim {quoted(link)}", hint, Fix(near) if near else None)


def _meant(link: str, corpus: Corpus) -> bool:
    lost = corpus.lost_claim_ids
    mistyped = (other for other in corpus.by_id if not claim_id_holds(other))
    return "" in lost or link in lost or any(one_slip_apart(link, other) for other in [*mistyped, *lost])


RULE = Rule("CK305", "related-claim-exists", Scope.RECORD, check, requires=("CK301",))
