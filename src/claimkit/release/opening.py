"""Where graph and ledger of a release stand, in its folder, the folder around it, or its zip; and if they are it.

The manifest names them by their digests. Nothing is unpacked: a few members of a zip are read, if not too large.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from claimkit.corpus import RELEASES
from claimkit.release.manifest import LEDGER, MANIFEST

GRAPH = "claims.jsonld"
_LARGEST = 2**32


class ReleaseError(ValueError):
    """The graph is not that of a release. The message says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a dataset is made of again."""

    graph: bytes
    """claims.jsonld."""
    ledger: dict[str, bytes]
    """The entries of the ledger, by their paths in a dataset."""


def release_at(place: Path) -> Release | None:
    """The release in a folder (or in its one folder) or a zip; None where there is none.

    Raises ReleaseError where the manifest does not know what is read, OSError where it cannot be read.
    """
    if place.is_dir():
        folders = [place, *sorted(below for below in place.iterdir() if below.is_dir())]
        found = [folder for folder in folders if (folder / GRAPH).is_file()]
        if len(found) > 1:
            raise ReleaseError(f"{len(found)} releases are in it; name one of them")
        return _checked(lambda name: (found[0] / name).read_bytes()) if found else None
    return _zipped(place) if place.is_file() and zipfile.is_zipfile(place) else None


def _zipped(place: Path) -> Release:
    try:
        with zipfile.ZipFile(place) as archive:
            names = archive.namelist()
            (graph,) = (name for name in names if name.endswith(f"/{GRAPH}") and name.count("/") == 1)
            prefix = graph.removesuffix(GRAPH)

            def read(name: str) -> bytes:
                (member,) = (other for other in names if other == prefix + name)
                if archive.getinfo(member).file_size > _LARGEST:
                    raise ReleaseError(f"{name} is larger than {_LARGEST // 2**20:,} MiB")
                return archive.read(member)

            return _checked(read)
    except ValueError as error:
        if isinstance(error, ReleaseError):
            raise
        raise ReleaseError("the zip does not hold one release") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReleaseError(f"the zip cannot be read: {error}") from None


def _checked(read: Callable[[str], bytes]) -> Release:
    try:
        files = json.loads(read(MANIFEST))["files"]
        known = {name: files[name]["sha256"] for name in files if name == GRAPH or name.startswith(f"{LEDGER}/")}
        known[GRAPH]
    except (ValueError, KeyError, TypeError):
        raise ReleaseError(f"{MANIFEST} does not name {GRAPH}") from None
    found = {}
    for name, sha256 in sorted(known.items()):
        found[name] = read(name)
        if hashlib.sha256(found[name]).hexdigest() != sha256:
            raise ReleaseError(f"{name} is not the one that {MANIFEST} names")
    ledger = {f"{RELEASES}/{name.removeprefix(LEDGER + '/')}": raw for name, raw in found.items() if name != GRAPH}
    return Release(found[GRAPH], ledger)
