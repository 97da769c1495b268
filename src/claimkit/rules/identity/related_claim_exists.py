"""A link to another claim leads to a claim of the dataset.

Not reported where the id is mistyped (CK301 says so), or where the other record is the one whose id is mistyped,
whose file would not load, or that was released and is gone (CK605 says so): one mistake, one message.

Fix: take the id that the message names, or delete the link.
"""

from collections.abc import Iterator

from claimkit import links
from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, Skip, quoted
from claimkit.identifiers import claim_id_holds, one_slip_apart
from claimkit.ledger import past_of
from claimkit.model import Claim
from claimkit.rules.rule import Elsewhere, Finding, Outcome, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Outcome]:
    for pointer, link in links.claims(entry.value):
        if link in corpus.by_id:
            continue
        if corpus.claim_may_be_there(link):
            yield Skip("the claim that a link means could not be read")
            continue
        past = past_of(corpus)
        if past is not None and past.released(link):  # told where it is missed, or where its id went: CK605, CK606
            yield Elsewhere()
            continue
        known = (other for other in sorted(corpus.by_id) if claim_id_holds(other))
        meant = [other for other in known if one_slip_apart(link, other)]
        near = meant[0] if meant else None
        hint = f"did you mean {quoted(near)}?" if near else "delete the link, or take the id of another claim"
        yield Finding(
            entry,
            pointer,
            f"there is no claim {quoted(link)}",
            hint,
            Fix(near, safe=len(meant) == 1) if near else None,
        )


RULE = Rule("CK305", "related-claim-exists", Scope.RECORD, check, requires=("CK301",))
