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


def least_after(version: str, bump: str) -> str:
    """The least version after another that a bump (`none`, `patch`, `minor`, `major`) asks for.

    0.2.0 after 0.1.3 by `minor`. After a pre-release of it, its release is enough: 1.0.0 after 1.0.0-rc.1.
    """
    core, _, ahead = version.partition("-")
    major, minor, patch = map(int, core.split("."))
    if bump == "major" and not (ahead and minor == patch == 0):
        return f"{major + 1}.0.0"
    if bump == "minor" and not (ahead and patch == 0):
        return f"{major}.{minor + 1}.0"
    return next_patch(version)
