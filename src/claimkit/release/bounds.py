"""What a file of a release may be called, so that it leads nowhere but into its folder, and how large it may be.

Of those that are held in memory before anything vouches for them; all others are only ever read piece by piece.
"""

from __future__ import annotations

import re

from claimkit import assembly, yamlio

MOST_FILES = 20_000
LONGEST_NAME = 5 * 120 + 4
"""Characters of a name in a zip: the release's folder, three below it, the file, and what stands between them."""
LARGEST_LIST = MOST_FILES * 400
"""Bytes of manifest.json, and of SHA256SUMS: a file takes about 120 in the manifest, and its name some tens."""
LARGEST_GRAPH = 2**30
"""Bytes of claims.jsonld: that of 10,000 claims has about 150 MB."""
LARGEST_ENTRY = yamlio.LEDGER_LIMITS.size
"""Bytes of an entry of the ledger."""
LARGEST_LEDGER = 2**30
"""Bytes of all entries together."""
LARGEST_NEWS = assembly.size_limit("NEWS.md") or 0
"""Bytes of NEWS.md."""
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
