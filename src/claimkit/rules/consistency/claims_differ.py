"""No two accepted claims say the same.

The same acting term, predicate, target, direction and context are one claim: its evidence belongs together, or it
would be counted twice.

Fix: put the evidence into one of the two, and withdraw the other or delete it if it was never released; or write into
`context` what tells them apart.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    first: dict[tuple[object, ...], Entry[Claim]] = {}
    for _id, entry in sorted(corpus.by_id.items()):
        claim = entry.value
        if claim.status != "accepted":
            continue
        said = (
            claim.agent,
            claim.strain,
            claim.organism,
            claim.predicate,
            claim.target,
            claim.direction,
            claim.context,
        )
        other = first.setdefault(said, entry)
        if other is not entry:
            message = (
                f"says the same as {other.value.id} ({other.file.path}): acting term, target, direction and "
                "context are equal"
            )
            hint = "put the evidence into one of the two, and delete the other"
            yield Finding(entry, "/id", message, hint, other=other)


RULE = Rule("CK502", "claims-differ", Scope.CORPUS, check, requires=("CK303", "CK403", "CK406"), yields_to=("CK606",))
