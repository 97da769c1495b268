"""A folder as a zip whose bytes depend on names and contents alone: entries stored, sorted, with fixed times."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold (APPNOTE.TXT 4.4.6)."""
DOS_TIME = (0, 1 << 5 | 1)
"""The same as a zip has it: time and date (4.4.6)."""
SYSTEM = 3
"""Unix: what the mode is of (4.4.2)."""
VERSION = 20
"""Of the format, 2.0, which folders and plain entries need (4.4.3)."""
MODE = stat.S_IFREG | 0o644
_CHUNK = 2**20


def write(target: Path, folder: Path) -> None:
    """Makes `target` the zip of a folder of plain files, under the folder's own name. Raises OSError."""
    names = sorted(path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        for name in names:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system, member.external_attr = SYSTEM, MODE << 16
            member.create_version = member.extract_version = VERSION
            path = folder.parent / name
            member.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(member, "w") as out:
                while chunk := source.read(_CHUNK):
                    out.write(chunk)
