"""The least version bump that some changes demand, and the changes by which it is decided, in words."""

from __future__ import annotations

from collections.abc import Sequence

from claimkit.changes.change import BUMPS, Bump, Change

_MOST = 10
"""Deciding changes that are told."""


def demanded(changes: Sequence[Change], version: str) -> tuple[Bump, tuple[str, ...]]:
    """The bump and why. `version` is that of the older state: below 1.0.0 a major change demands a minor bump."""
    weight: Bump = max((change.bump for change in changes), key=BUMPS.index, default="none")
    if weight == "none":
        return "none", ()
    deciding = [f"{change.subject}: {change.summary}" for change in changes if change.bump == weight]
    because = deciding[:_MOST]
    if len(deciding) > _MOST:
        because.append(f"and {len(deciding) - _MOST:,} more")
    if weight == "major" and version.startswith("0."):
        return "minor", (*because, f"major changes, which demand a minor bump while the version is {version}")
    return weight, tuple(because)
