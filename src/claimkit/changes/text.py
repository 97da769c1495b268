"""A comparison as lines for a terminal: what changed under each claim, then the bump and why."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.changes.change import Comparison
from claimkit.changes.grouping import Shown, groups, named
from claimkit.changes.wording import cut
from claimkit.diagnostics import escaped

NOTHING = "nothing changed in what the claims say"


def lines(comparison: Comparison, show: Shown) -> Iterator[tuple[str, str]]:
    """Lines, each with its sign (`+`, `-`, `~`; empty for one that is no change). Nothing in them acts."""
    if not comparison.changes:
        yield "", NOTHING
        return
    for group in groups(comparison, show):
        yield "", escaped(f"{group.title}  {cut(group.statement)}".rstrip())
        if group.path:
            yield "", escaped(f"  {group.path}")
        for change in group.changes:
            of = named(change, group)
            told = f"{of}: {change.summary}" if of else change.summary
            weight = f" ({change.bump})" if change.bump != "none" else ""
            yield change.sign, escaped(f"  {change.sign} {told}{weight}")
        yield "", ""
    yield "", f"version bump: {comparison.bump}"
    for reason in comparison.because:
        yield "", escaped(f"  {reason}")
