"""Versions of three numbers (semver.org, 2.0.0): which comes first, and which is the next. Pure.

Neither pre-releases nor build metadata: what is not final goes out as `-dev`, with its commit.
"""

from __future__ import annotations


def precedence(version: str) -> tuple[int, ...]:
    """What to sort versions by: 0.9.0 before 0.10.0. `version` has the form of `model.scalars.SEMVER`."""
    return tuple(map(int, version.split(".")))


def next_patch(version: str) -> str:
    """The least release after a version: 0.1.1 after 0.1.0."""
    return least_after(version, "patch")


def least_after(version: str, bump: str) -> str:
    """The least version after another that a bump (`none`, `patch`, `minor`, `major`) asks for: 0.2.0 after 0.1.3 by
    `minor`."""
    major, minor, patch = precedence(version)
    if bump == "major":
        return f"{major + 1}.0.0"
    if bump == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"
