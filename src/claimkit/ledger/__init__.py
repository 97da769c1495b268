"""The ledger of releases: entries made and compared (`entries`), and what of it each claim of a corpus has behind it
(`past`).

Everything here is pure, so that rules, the release, its verification and the diff share one understanding of it.
"""

from claimkit.ledger.entries import chain_break, disagreements, entry_of, held_by, is_whole, path_of
from claimkit.ledger.past import Past, past_of, past_of_record

__all__ = [
    "Past",
    "chain_break",
    "disagreements",
    "entry_of",
    "held_by",
    "is_whole",
    "past_of",
    "past_of_record",
    "path_of",
]
