"""One finding about a release: the file, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`path` is the name in the release as it stands there, so escape it when it is shown."""

    path: str
    message: str
