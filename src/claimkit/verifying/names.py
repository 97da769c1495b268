"""How much a release may hold, and which names in it are one to some system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimkit.verifying.finding import Finding

LARGEST = 8 * 2**30
"""Bytes of all files together. A release of 10,000 claims has about 2 per cent of it."""


def twins(names: Iterable[str]) -> Iterator[Finding]:
    """Names that stand twice, or differ in case alone, so that some systems would keep only one of the files."""
    every = list(names)
    times, folded = Counter(every), Counter(name.casefold() for name in set(every))
    for name in sorted(set(every)):
        if times[name] > 1:
            yield Finding(name, f"stands {times[name]} times in the zip")
        elif folded[name.casefold()] > 1:
            yield Finding(name, "is called like another file, but for upper and lower case")
