"""What a claim, a source, a study and a term are: shapes only, one file per concept.

The models are frozen and strict: nothing is coerced, no unknown field passes. What links records, or needs a
clock, is a rule (`claimkit.rules`), not a validator here. `schema/` is generated from these classes.
"""

from claimkit.model.claim import Claim, Context, Curation, Related, Withdrawal
from claimkit.model.dataset import Curator, DatasetMetadata
from claimkit.model.evidence import Evidence, Locator, Quote
from claimkit.model.finding import Arm, Effect, Finding
from claimkit.model.ledger import EntryBefore, LedgerEntry, ReleasedClaim, ReleasedSource, ReleasedTerm
from claimkit.model.mechanism import Path, Step
from claimkit.model.snapshot import LookedUpTerm, LookedUpWork, TermSnapshot, WorkSnapshot
from claimkit.model.source import Caveat, Name, Source, Standing, TextAtHand, Verification
from claimkit.model.study import Pool, Study
from claimkit.model.term import Category, Term
from claimkit.model.waiver import Waiver, Waivers

__all__ = [
    "Arm",
    "Category",
    "Caveat",
    "Claim",
    "Context",
    "Curation",
    "Curator",
    "DatasetMetadata",
    "Effect",
    "EntryBefore",
    "Evidence",
    "Finding",
    "LedgerEntry",
    "Locator",
    "LookedUpTerm",
    "LookedUpWork",
    "Name",
    "Path",
    "Pool",
    "Quote",
    "Related",
    "ReleasedClaim",
    "ReleasedSource",
    "ReleasedTerm",
    "Source",
    "Standing",
    "Step",
    "Study",
    "Term",
    "TermSnapshot",
    "TextAtHand",
    "Verification",
    "Waiver",
    "Waivers",
    "Withdrawal",
    "WorkSnapshot",
]
