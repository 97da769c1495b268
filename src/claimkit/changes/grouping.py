"""Changes by what a reader looks for: each claim with its own and those of the sources and terms that it uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimkit.changes.change import BUMPS, Change, Comparison

Shown = Callable[[str], str]
"""A path of the newer dataset as a user can open it; empty where it cannot be opened."""


@dataclass(frozen=True, slots=True)
class Group:
    """A claim, or a source, a term or the dataset where no claim uses what changed, with its changes."""

    title: str
    statement: str
    path: str
    changes: tuple[Change, ...]


def groups(comparison: Comparison, show: Shown) -> list[Group]:
    """What demands most comes first, then claims by id, then the rest."""
    own: dict[str, list[Change]] = {}
    for change in comparison.changes:
        for title in (change.claim,) if change.claim else change.claims or (change.subject,):
            own.setdefault(title, []).append(change)
    found = [_group(title, changes, comparison, show) for title, changes in own.items()]
    return sorted(found, key=lambda group: (-_weight(group), not group.statement, group.title))


def _group(title: str, changes: list[Change], comparison: Comparison, show: Shown) -> Group:
    subject = comparison.subjects.get(title)
    path = show(subject.path) if subject and subject.path else ""
    return Group(title, subject.statement if subject else "", path, tuple(changes))


def _weight(group: Group) -> int:
    return max(BUMPS.index(change.bump) for change in group.changes)


def named(change: Change, group: Group) -> str:
    """Of what of a group a change is, where it is not of the group's own subject: `source nilsson-2018`."""
    return "" if change.subject == group.title else change.subject
