"""A fast reader of JSON, in which snapshots, the ledger and releases are written; for the rest it has no answer.

JSON is YAML, but for a few texts that mean something else there or are refused: those, and whatever is wrong, are
left to the reader over libyaml's events, which alone refuses. What is taken here is read the same there; a test holds
the two against each other on thousands of mutated files.

Why: an entry of the ledger holds every claim of a dataset, and libyaml's events cost a hundred times as much.
"""

from __future__ import annotations

import json
import re
from typing import Any

from claimkit.yamlio.positions import Data
from claimkit.yamlio.scalars import plain

_BEYOND = ("\\", "\t", " " * 200)
"""Escapes, which YAML spells otherwise; tabs; blanks that may lead too far from a key for YAML to find its colon."""
_COLON_BELOW = re.compile(r"\n *:")
_LONGEST_KEY = 200
"""YAML looks for the colon of a key within 1,024 characters."""


def read(text: str, most_nodes: int, deepest: int) -> Data | None:
    """The mapping that a decoded JSON text holds, or None where the other reader must be asked."""
    if not text.startswith("{") or any(sign in text for sign in _BEYOND) or _COLON_BELOW.search(text):
        return None
    try:
        data = json.loads(
            text, object_pairs_hook=_mapping, parse_int=plain, parse_float=plain, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        return None
    left = most_nodes - _nodes(data, deepest)
    return data if isinstance(data, dict) and left >= 0 else None


def _mapping(pairs: list[tuple[str, Any]]) -> Data:
    found = dict(pairs)
    if not found or len(found) != len(pairs) or not all(0 < len(key) <= _LONGEST_KEY for key in found):
        raise ValueError
    return found


def _no_number(_: str) -> None:
    """NaN and the infinities, which are no JSON."""
    raise ValueError


def _nodes(value: Any, deepest: int) -> float:
    """How many keys and values there are; beyond every limit where one is not to be taken."""
    if isinstance(value, str):
        return 1 if value else float("inf")
    if value is None:
        return float("inf")
    if not isinstance(value, dict | list):
        return 1
    if deepest <= 0:
        return float("inf")
    if isinstance(value, dict):
        return 1 + len(value) + sum(_nodes(below, deepest - 1) for below in value.values())
    return 1 + sum(_nodes(below, deepest - 1) for below in value)
