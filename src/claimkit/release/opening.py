"""Where the graph of a release stands: in its folder, the folder around it, or its zip; and whether it is the one.

The manifest names the graph by its digest. Nothing is unpacked: two members of a zip are read, if not too large.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from pathlib import Path

from claimkit.release.manifest import MANIFEST

GRAPH = "claims.jsonld"
_LARGEST = 2**32


class ReleaseError(ValueError):
    """The graph is not that of a release. The message says why."""


def graph_at(place: Path) -> bytes | None:
    """The graph of the release in a folder (or in its one folder) or a zip; None where there is no release.

    Raises ReleaseError where the manifest does not know the graph, OSError where it cannot be read.
    """
    if place.is_dir():
        folders = [place, *sorted(below for below in place.iterdir() if below.is_dir())]
        found = [folder for folder in folders if (folder / GRAPH).is_file()]
        if len(found) > 1:
            raise ReleaseError(f"{len(found)} releases are in it; name one of them")
        return _checked(*((found[0] / name).read_bytes() for name in (GRAPH, MANIFEST))) if found else None
    return _zipped(place) if place.is_file() and zipfile.is_zipfile(place) else None


def _zipped(place: Path) -> bytes:
    try:
        with zipfile.ZipFile(place) as archive:
            names = archive.namelist()
            (graph,) = (name for name in names if name.endswith(f"/{GRAPH}") and name.count("/") == 1)
            (manifest,) = (name for name in names if name == graph.replace(GRAPH, MANIFEST))
            for name in (graph, manifest):
                if archive.getinfo(name).file_size > _LARGEST:
                    raise ReleaseError(f"{name} is larger than {_LARGEST // 2**20:,} MiB")
            return _checked(archive.read(graph), archive.read(manifest))
    except ValueError as error:
        if isinstance(error, ReleaseError):
            raise
        raise ReleaseError("the zip does not hold one release") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReleaseError(f"the zip cannot be read: {error}") from None


def _checked(graph: bytes, manifest: bytes) -> bytes:
    try:
        known = json.loads(manifest)["files"][GRAPH]["sha256"]
    except (ValueError, KeyError, TypeError):
        raise ReleaseError(f"{MANIFEST} does not name {GRAPH}") from None
    if hashlib.sha256(graph).hexdigest() != known:
        raise ReleaseError(f"{GRAPH} is not the one that {MANIFEST} names")
    return graph
