"""A zip of which every byte is accounted for: stored entries side by side, the directory behind them, nothing else.

Read by the letter of APPNOTE.TXT and not by `zipfile`, which forgives what lets two programs see two contents in one
file: bytes that no entry has, headers that disagree, extra fields with other names, another end in the comment.
Releases need neither compression nor ZIP64 nor extra fields nor comments, so all are refused, every field of a header
is the one that `release.archive` writes, and no entry can be larger than what stands in the file.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from claimkit.release import archive
from claimkit.release.bounds import LONGEST_NAME, MOST_FILES, objection
from claimkit.verifying.finding import Finding
from claimkit.verifying.names import twins
from claimkit.verifying.refused import DamagedError, NoReleaseError, RefusedError

_END = struct.Struct("<4s4H2IH")  # APPNOTE.TXT 4.3.16
_CENTRAL = struct.Struct("<4s6H3I5H2I")  # 4.3.12
_LOCAL = struct.Struct("<4s5H3I2H")  # 4.3.7
_FIRST = b"PK\x03\x04"
"""What an entry begins with, and so every zip that is not empty."""
_LONGEST_COMMENT = 0xFFFF
_ZIP64 = (0xFFFF, 0xFFFFFFFF)
_ENCRYPTED = 0x2041  # bits 0, 6 and 13 (4.4.4)
_DOS_FOLDER = 0x10
_WRITTEN = (archive.SYSTEM << 8 | archive.VERSION, archive.VERSION, 0, *archive.DOS_TIME, 0, 0, archive.MODE << 16)
"""Made by, needed, flags, time, date, disk, and both kinds of attributes, as a release has them."""
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class _Member:
    """An entry as the directory has it."""

    raw: bytes
    name: str
    needed: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    more: int
    """Bytes of extra fields and comment."""
    attributes: int
    start: int
    same_as_written: bool
    """Whether all that a release has alike in every entry is so."""

    def objection(self) -> str | None:
        """Why no release holds it."""
        mode = self.attributes >> 16  # whatever system it names: some programs look at nothing else
        if stat.S_ISLNK(mode):
            return "is a symbolic link"
        problem = objection(self.name)
        if problem:
            return problem
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or self.attributes & _DOS_FOLDER:
            return "is no plain file"
        if self.flags & _ENCRYPTED:
            return "is encrypted"
        if self.method:
            return "is compressed; claimkit stores what it puts into a zip"
        if self.packed != self.size:
            return f"is said to have {self.size:,} bytes and to take {self.packed:,}"
        if self.more or not self.same_as_written:
            return "has fields that claimkit does not write"
        return None


class Zip:
    """A release in a zip: its one folder. Raises NoReleaseError, RefusedError, OSError."""

    def __init__(self, path: Path) -> None:
        self.label = path.name.removesuffix(".zip")
        self._path = path
        with path.open("rb") as file:
            members, start = _directory(file)
            refused = [Finding(one.name, problem) for one in members if (problem := one.objection())]
            refused = refused or list(twins(one.name for one in members)) or list(_layout(file, members, start))
        if refused or _folders(members):
            raise RefusedError(refused or _folders(members))
        if not members:
            raise NoReleaseError("is an empty zip")
        self.folder = members[0].name.partition("/")[0]
        self._members = {one.name.removeprefix(f"{self.folder}/"): one for one in members}
        self.files = {name: one.size for name, one in self._members.items()}

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of an entry, held against its checksum."""
        one = self._members[name]
        left, crc = one.size, 0
        with self._path.open("rb") as file:
            file.seek(one.start + _LOCAL.size + len(one.raw))
            while left and (chunk := file.read(min(_CHUNK, left))):
                left -= len(chunk)
                crc = zlib.crc32(chunk, crc)
                yield chunk
        if left or crc != one.crc:
            raise DamagedError(name, "is damaged: its checksum in the zip is another")


def _folders(members: list[_Member]) -> list[Finding]:
    """Entries that do not stand in the zip's one folder."""
    outside = [Finding(one.name, "stands outside the folder") for one in members if "/" not in one.name]
    folders = sorted({one.name.partition("/")[0] for one in members})
    several = [Finding(name, f"is one of {len(folders)} folders in the zip") for name in folders]
    return outside or (several if len(folders) > 1 else [])


def _directory(file: BinaryIO) -> tuple[list[_Member], int]:
    """The entries in the order of the directory, and where it begins."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    mark = file.read(len(_FIRST))
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    ends = [at for at in _places(tail, b"PK\x05\x06") if _closes(tail, at)]
    if not ends or ends[-1] != len(tail) - _END.size:
        if mark not in (_FIRST, b"PK\x05\x06"):
            raise NoReleaseError("is no zip")
        raise RefusedError([Finding("", "the zip is cut off, or has a comment or bytes behind its end")])
    if len(ends) > 1:
        raise RefusedError([Finding("", "the zip has two ends, of which each program may take another")])
    _, disk, first, here, count, length, start, _ = _END.unpack_from(tail, ends[0])
    if count in _ZIP64 or start in _ZIP64 or length in _ZIP64:
        raise RefusedError([Finding("", "the zip is of the kind for more than 4 GiB, as no release is")])
    if count > MOST_FILES:
        raise RefusedError([Finding("", f"the zip has more than {MOST_FILES:,} entries")])
    if (disk, first, here) != (0, 0, count) or start + length != size - _END.size:
        raise RefusedError([Finding("", "the zip's directory does not stand where its end says, or is cut off")])
    if length > count * (_CENTRAL.size + LONGEST_NAME):  # it is held in memory
        raise RefusedError([Finding("", "the zip's directory is longer than its entries can be")])
    file.seek(start)
    return list(_members(file.read(length), count)), start


def _places(text: bytes, sought: bytes) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def _closes(tail: bytes, at: int) -> bool:
    """Whether what stands there may be the end of a zip to some program: its comment takes the rest."""
    return len(tail) - at >= _END.size and at + _END.size + int(_END.unpack_from(tail, at)[-1]) == len(tail)


def _members(directory: bytes, count: int) -> Iterator[_Member]:
    at = 0
    for _ in range(count):
        if directory[at : at + 4] != b"PK\x01\x02" or len(directory) - at < _CENTRAL.size:
            break
        fields = _CENTRAL.unpack_from(directory, at)
        made, needed, flags, method, time, date, crc, packed, size, named, extra, comment, *rest = fields[1:]
        disk, internal, attributes, start = rest
        at += _CENTRAL.size
        raw = directory[at : at + named]
        at += named + extra + comment
        name = raw.decode("utf-8", "backslashreplace")
        same = (made, needed, flags, time, date, disk, internal, attributes) == _WRITTEN
        yield _Member(raw, name, needed, flags, method, crc, packed, size, extra + comment, attributes, start, same)
    else:
        if at == len(directory):
            return
    raise RefusedError([Finding("", "the zip's directory does not hold the entries that its end counts")])


def _layout(file: BinaryIO, members: list[_Member], end: int) -> Iterator[Finding]:
    """Entries that do not stand side by side from the first byte to the directory, or have another header there."""
    at = 0
    for one in sorted(members, key=lambda member: member.start):
        if one.start != at:
            yield Finding(one.name, "overlaps another entry" if one.start < at else "stands behind bytes of no entry")
            return
        file.seek(at)
        header = file.read(_LOCAL.size + len(one.raw))
        if not _agrees(header, one):
            yield Finding(one.name, "has another header at its own place than in the zip's directory")
            return
        at += len(header) + one.size
    if at != end:
        last = max(members, key=lambda member: member.start).name if members else ""
        yield Finding(last, "is cut off" if at > end else "stands before bytes of no entry")


def _agrees(header: bytes, one: _Member) -> bool:
    if len(header) != _LOCAL.size + len(one.raw):
        return False
    mark, needed, flags, method, time, date, crc, packed, size, named, extra = _LOCAL.unpack_from(header)
    here = (mark, needed, flags, method, crc, packed, size, named, extra, header[_LOCAL.size :])
    there = (_FIRST, one.needed, one.flags, one.method, one.crc, one.packed, one.size, len(one.raw), 0, one.raw)
    return here == there and (time, date) == archive.DOS_TIME
