"""Where graph and ledger of a release stand, in its folder, the folder around it, or its zip; and if they are it.

The manifest names them by size and digest. Whoever made the release may mean harm, so nothing is unpacked, no link is
followed, no name leads elsewhere, and no more is read than `bounds` allows and the manifest says.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from claimkit import scan
from claimkit.corpus import RELEASES
from claimkit.diagnostics import quoted
from claimkit.release.bounds import (
    LARGEST_ENTRY,
    LARGEST_GRAPH,
    LARGEST_LEDGER,
    LARGEST_LIST,
    LONGEST_NAME,
    MOST_FILES,
    objection,
)
from claimkit.release.manifest import LEDGER, MANIFEST

GRAPH = "claims.jsonld"
_LARGEST_DIRECTORY = MOST_FILES * (46 + LONGEST_NAME)
"""Bytes of the directory of a zip (APPNOTE.TXT 4.3.12)."""
_CHUNK = 2**20


class ReleaseError(ValueError):
    """The graph is not that of a release. The message says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a dataset is made of again."""

    graph: bytes
    """claims.jsonld."""
    ledger: dict[str, bytes]
    """The entries of the ledger, by their paths in a dataset."""


class _Files(Protocol):
    """Files of a release by name."""

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file; None where they are more than `most`. Raises ReleaseError."""


def release_at(place: Path) -> Release | None:
    """The release in a folder (or in its one folder) or a zip; None where there is none.

    Raises ReleaseError where the manifest does not know what is read, OSError where it cannot be read.
    """
    if place.is_dir():
        below = sorted(one for one in place.iterdir() if stat.S_ISDIR(one.lstat().st_mode))
        found = [folder for folder in (place, *below) if os.path.lexists(folder / GRAPH)]
        if len(found) > 1:
            raise ReleaseError(f"{len(found)} releases are in it; name one of them")
        return _checked(_Folder(found[0])) if found else None
    return _zipped(place) if place.is_file() and zipfile.is_zipfile(place) else None


class _Folder:
    """A folder on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str, most: int) -> bytes | None:
        folder = self._root
        for part in name.split("/")[:-1]:
            folder = folder / part
            if os.path.lexists(folder) and not stat.S_ISDIR(folder.lstat().st_mode):
                raise ReleaseError(f"{name} does not stand in a folder of the release")
        found = scan.read_file(self._root / name, most)
        if isinstance(found, bytes):
            return found
        if found.code == "CK003":  # too large
            return None
        raise ReleaseError(f"{name}: {found.message}")


def _zipped(place: Path) -> Release:
    try:
        with _Reader(io.FileIO(place)) as file, zipfile.ZipFile(file) as archive:
            return _checked(_Zip(archive))
    except ReleaseError:
        raise
    except (zipfile.BadZipFile, struct.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ReleaseError(f"the zip cannot be read: {error}") from None


class _Reader(io.BufferedReader):
    """A file of which little is read at once: `zipfile` takes the directory whole, however long it says to be."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LARGEST_DIRECTORY:
            raise ReleaseError("the zip has a larger directory than any release")
        return super().read(size)


class _Zip:
    """The one release in a zip."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        members = archive.infolist()
        graphs = [one.filename for one in members if one.filename.partition("/")[2] == GRAPH]
        if len(graphs) != 1:
            raise ReleaseError("the zip does not hold one release")
        folder = graphs[0].removesuffix(GRAPH)
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for one in members:
            if one.filename.startswith(folder):
                self._members.setdefault(one.filename.removeprefix(folder), []).append(one)

    def read(self, name: str, most: int) -> bytes | None:
        found = self._members.get(name, [])
        if len(found) != 1:
            raise ReleaseError(f"the zip holds {len(found) or 'no'} {name}")
        if found[0].compress_type != zipfile.ZIP_STORED:  # or a small zip might unfold to anything
            raise ReleaseError(f"{name} is compressed in the zip, as in no release; unpack it, and name its folder")
        if found[0].file_size > most:
            return None
        with self._archive.open(found[0]) as member:
            return b"".join(iter(lambda: member.read(_CHUNK), b""))


def _checked(files: _Files) -> Release:
    listed = _listed(files)
    if sum(max(0, listed[name][0]) for name in listed if name != GRAPH) > LARGEST_LEDGER:
        raise ReleaseError(f"its ledger is larger than {LARGEST_LEDGER // 2**20:,} MiB")
    found = {}
    for name, (size, sha256) in sorted(listed.items()):
        most = LARGEST_GRAPH if name == GRAPH else LARGEST_ENTRY
        if size > most:
            raise ReleaseError(f"{name} is larger than {most // 2**20:,} MiB")
        raw = files.read(name, size)
        if raw is None or hashlib.sha256(raw).hexdigest() != sha256:
            raise ReleaseError(f"{name} is not the one that {MANIFEST} names")
        found[name] = raw
    ledger = {f"{RELEASES}/{name.removeprefix(LEDGER + '/')}": raw for name, raw in found.items() if name != GRAPH}
    return Release(found[GRAPH], ledger)


def _listed(files: _Files) -> dict[str, tuple[int, str]]:
    """Size and digest of graph and ledger, as the manifest names them."""
    raw = files.read(MANIFEST, LARGEST_LIST)
    if raw is None:
        raise ReleaseError(f"{MANIFEST} is larger than {LARGEST_LIST:,} bytes")
    try:
        named: Mapping[str, Any] = json.loads(raw)["files"]
        listed = {
            name: (int(named[name]["bytes"]), str(named[name]["sha256"]))
            for name in named
            if name == GRAPH or name.startswith(f"{LEDGER}/")
        }
        listed[GRAPH]
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        raise ReleaseError(f"{MANIFEST} does not name {GRAPH}") from None
    for name in listed:
        if objection(name):
            raise ReleaseError(f"{MANIFEST} names {quoted(name[:LONGEST_NAME])}, which is no file of a release")
    return listed
