"""Semantic versions (semver.org, 2.0.0; without build metadata): which comes first, and which is the next. Pure."""

from __future__ import annotations

Precedence = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...], str]


def precedence(version: str) -> Precedence:
    """What to sort versions by: 0.9.0, 0.10.0, 1.0.0-rc.2, 1.0.0-rc.10, 1.0.0.

    Numbers of a pre-release come before its words, and it before its release; the text itself, last, makes the order
    total. `version` has the form of `model.scalars.SEMVER`.
    """
    core, _, ahead = version.partition("-")
    identifiers = tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in ahead.split(".") if ahead
    )
    return tuple(map(int, core.split("."))), not ahead, identifiers, version


def next_patch(version: str) -> str:
    """The least release after a version: 0.1.1 after 0.1.0, and 1.0.0 after 1.0.0-rc.1."""
    core, _, ahead = version.partition("-")
    if ahead:
        return core
    major, minor, patch = core.split(".")
    return f"{major}.{minor}.{int(patch) + 1}"
