"""The caveats of a source in two states: which is which by its words, and which went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimkit.changes.change import Bump, Change
from claimkit.changes.wording import alike, between, shown

Caveat = dict[str, Any]


def caveat_changes(old: list[Caveat], new: list[Caveat], source: str, users: tuple[str, ...]) -> Iterator[Change]:
    """What changed in the caveats. One that went was shown with each claim of its source."""
    went, came = list(old), []
    for caveat in new:
        if caveat in went:
            went.remove(caveat)
        else:
            came.append(caveat)
    for caveat in went:
        same = next((one for one in came if alike(caveat["text"], one["text"])), None)
        if same is None:
            yield _change("caveat-removed", shown(caveat["text"]), caveat, None, source, users)
            continue
        came.remove(same)
        unproven = "quote" in caveat and "quote" not in same
        told = f"caveat: {between(caveat, same)}"
        yield _change("source-described", told, caveat, same, source, users, "minor" if unproven else None)
    for caveat in came:
        yield _change("source-described", f"caveat added: {shown(caveat['text'])}", None, caveat, source, users)


def _change(
    kind: str,
    told: str,
    old: Caveat | None,
    new: Caveat | None,
    source: str,
    users: tuple[str, ...],
    weight: Bump | None = None,
) -> Change:
    return Change(kind, told, source=source, field="caveats", old=old, new=new, claims=users, weight=weight)
