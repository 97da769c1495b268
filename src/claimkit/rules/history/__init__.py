"""CK6: what was released, and what may still change.

A released record is held to its release by rules that nothing lasting puts off: they wait only for what fails the run
itself, so no waiver and no warning lets a change slip by. Without a ledger there is nothing to hold, and nothing is
counted as skipped.
"""

UNREADABLE = "an entry of the ledger could not be read"

OF_SUBJECT = (
    *("CK120", "CK121", "CK122", "CK123", "CK124", "CK127", "CK217", "CK218", "CK220", "CK301", "CK303", "CK304"),
    *("CK305", "CK306", "CK308", "CK309", "CK310", "CK311", "CK322", "CK324", "CK325", "CK401", "CK402", "CK403"),
    *("CK404", "CK405", "CK406", "CK407", "CK408", "CK409", "CK410", "CK411", "CK412", "CK601"),
)
"""Whose finding on a claim, or on a term beneath it, may be all that its change is."""

OF_CLAIM = tuple(sorted((*OF_SUBJECT, "CK503", "CK606")))
"""The same for what only a claim that is still itself is asked."""

OF_DATASET = tuple(
    sorted(
        (
            *(*OF_CLAIM, "CK603", "CK604"),
            *("CK126", "CK210", "CK211", "CK212", "CK215", "CK216", "CK221", "CK222", "CK223", "CK224", "CK226"),
            *("CK307", "CK312"),
        )
    )
)
"""The same for a source too."""
