"""Names of files in a release: which of them lead nowhere but into its folder, on every system."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from claimkit.verifying.finding import Finding

MOST_FILES = 20_000
LARGEST = 8 * 2**30
"""Bytes of all files together. A release of 10,000 claims has about 2 per cent of it."""
LONGEST_NAME = 5 * 120 + 4
"""Characters of a name in a zip: the release's folder, three below it, the file, and what stands between them."""
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


def objection(name: str) -> str | None:
    """Why no release holds a file of that name; None where one may."""
    parts = name.split("/")
    if name.startswith("/"):
        return "has an absolute name"
    if "\\" in name:
        return "has a backslash in its name"
    if re.match(r"[A-Za-z]:", name):
        return "begins with a drive letter"
    if ".." in parts:
        return "leads out of the folder"
    if name.endswith("/"):
        return "is the entry of a folder; claimkit writes files alone"
    if len(name) > LONGEST_NAME or not all(
        map(_PART.fullmatch, parts)
    ):  # ASCII alone, so that no two forms of one letter can differ
        return "has a name that no file of a release has"
    return None


def twins(names: Iterable[str]) -> Iterator[Finding]:
    """Names that stand twice, or differ in case alone, so that some systems would keep only one of the files."""
    every = list(names)
    times, folded = Counter(every), Counter(name.casefold() for name in set(every))
    for name in sorted(set(every)):
        if times[name] > 1:
            yield Finding(name, f"stands {times[name]} times in the zip")
        elif folded[name.casefold()] > 1:
            yield Finding(name, "is called like another file, but for upper and lower case")
