"""Where every key and value of a file stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Data = dict[str, Any]
Place = tuple[int, int]
"""Line and column, from 1; a column counts code points."""


@dataclass(slots=True)
class Positions:
    """Places by JSON Pointer (RFC 6901)."""

    values: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    later: Callable[[], Positions] | None = None
    """Finds them, where they were not found in reading: few files are ever asked for a place."""

    def value(self, pointer: str) -> Place:
        """Where the value stands; for what is not there, where its nearest parent begins."""
        self._find()
        while pointer not in self.values:
            if not pointer:
                return (1, 1)
            pointer = pointer.rpartition("/")[0]
        return self.values[pointer]

    def key(self, pointer: str) -> Place:
        """Where the key of the value stands; an item of a list has none, so its value's place."""
        self._find()
        return self.keys.get(pointer) or self.value(pointer)

    def _find(self) -> None:
        if self.later is not None:
            found, self.later = self.later(), None
            self.values, self.keys = found.values, found.keys


def pointer_step(key: str | int) -> str:
    """One step of a JSON Pointer, escaped."""
    return "/" + str(key).replace("~", "~0").replace("/", "~1")
