"""Size and digest of a file, taken while its chunks go by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sum:
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: str


def summed(name: str, chunks: Iterable[bytes], sums: dict[str, Sum]) -> Iterator[bytes]:
    """The chunks as they come; at their end `sums` knows their size and digest."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        yield chunk
    sums[name] = Sum(size, digest.hexdigest())
