"""Bytes to plain data with the place of every key and value, refusing what YAML would silently alter.

One seam, `read(raw) -> Reading(data, positions, diagnostics)`, so that a faster reader can take its place.
"""

from claimkit.yamlio.decoding import visible
from claimkit.yamlio.positions import Data, Place, Positions, pointer_step
from claimkit.yamlio.reader import BULK_LIMITS, CLAIM_LIMITS, LEDGER_LIMITS, SOURCE_LIMITS, Limits, Reading, read

__all__ = [
    "BULK_LIMITS",
    "CLAIM_LIMITS",
    "LEDGER_LIMITS",
    "SOURCE_LIMITS",
    "Data",
    "Limits",
    "Place",
    "Positions",
    "Reading",
    "pointer_step",
    "read",
    "visible",
]
