"""A comparison as one JSON document, for programs. Its keys only grow."""

from __future__ import annotations

import json
from typing import Any

from claimkit.changes.change import Change, Comparison

_OPTIONAL = ("claim", "source", "term", "field", "old", "new", "cause", "line")


def document(comparison: Comparison) -> str:
    """`{"bump": ..., "because": [...], "changes": [...]}`; ASCII, so that no character acts in a terminal."""
    plain = {
        "bump": comparison.bump,
        "because": list(comparison.because),
        "changes": [_plain(change) for change in comparison.changes],
    }
    return json.dumps(plain, indent=2, allow_nan=False)


def _plain(change: Change) -> dict[str, Any]:
    """Kind, bump and summary always; anything else where there is something to say."""
    plain: dict[str, Any] = {"kind": change.kind, "bump": change.bump}
    plain |= {name: value for name in _OPTIONAL if (value := getattr(change, name)) is not None}
    if change.source is not None or change.term is not None:
        plain["claims"] = list(change.claims)
    return plain | {"summary": change.summary}
