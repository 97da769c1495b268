"""The files of a release as received, out of a folder or a zip. Nothing is unpacked, followed or trusted."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Protocol

from claimkit.release.bounds import MOST_FILES, objection
from claimkit.release.manifest import MANIFEST, SUMS
from claimkit.release.opening import GRAPH
from claimkit.verifying import zipped
from claimkit.verifying.finding import Finding
from claimkit.verifying.names import LARGEST, twins
from claimkit.verifying.refused import DamagedError, NoReleaseError, RefusedError

__all__ = ["DamagedError", "NoReleaseError", "RefusedError", "Sealed", "opened"]

_CHUNK = 2**20
_DEEPEST = 3
# Without O_NONBLOCK the opening of a named pipe waits for a writer. Windows has none of these flags but the first.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Sealed(Protocol):
    """Files of one release by name."""

    @property
    def folder(self) -> str:
        """What the release's folder is called, in the zip or on the disk."""

    @property
    def label(self) -> str:
        """What the folder or the zip is called, without its ending."""

    @property
    def files(self) -> Mapping[str, int]:
        """Sizes in bytes by name in the release."""

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file. Raises DamagedError where they are not what they claim to be, OSError."""


def opened(place: Path) -> Sealed:
    """The release in a folder, in the one folder in it that holds one, or in a zip.

    Raises NoReleaseError where there is none, RefusedError where it holds what no release holds, OSError.
    """
    real = Path(os.path.realpath(place))  # a link that the user names is the user's own; no other is followed
    if real.is_dir():
        return _Folder(_release_folder(real))
    if real.is_file():
        return zipped.Zip(real)
    raise NoReleaseError("does not exist" if not place.exists() else "is neither a folder nor a file")


def _release_folder(place: Path) -> Path:
    if _holds_release(place):
        return place
    below = [one for one in sorted(place.iterdir()) if not one.is_symlink() and one.is_dir() and _holds_release(one)]
    if len(below) > 1:
        raise NoReleaseError(f"holds {len(below)} releases; name one of them")
    if not below:
        raise NoReleaseError(f"is no release: neither {MANIFEST} nor {GRAPH} is in it")
    return below[0]


def _holds_release(folder: Path) -> bool:
    """Also where one file of a release is gone, so that it can be said which."""
    return any(os.path.lexists(folder / name) for name in (MANIFEST, GRAPH, SUMS))


class _Folder:
    """A folder of plain files."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.folder = self.label = root.name
        found: dict[str, int] = {}
        refused: list[Finding] = []
        for name, status in _walk(root, "", 0):
            problem = objection(name)
            if problem or not stat.S_ISREG(status.st_mode):
                refused.append(Finding(name, problem or _kind(name, status.st_mode)))
            found[name] = status.st_size
            if len(found) > MOST_FILES:
                raise RefusedError([Finding(name, f"is one of more than {MOST_FILES:,} files and empty folders")])
        if sum(found.values()) > LARGEST:
            refused.append(Finding(max(found, key=found.__getitem__), f"is too large: all is over {LARGEST:,} bytes"))
        if refused or (refused := list(twins(found))):
            raise RefusedError(refused)
        self.files = found

    def chunks(self, name: str) -> Iterator[bytes]:
        descriptor = os.open(self._root / name, _FLAGS)
        with os.fdopen(descriptor, "rb") as handle:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise DamagedError(name, "is no plain file any more")
            left = self.files[name] + 1  # one more, so that a file which grows is seen to be another
            while left and (chunk := handle.read(min(_CHUNK, left))):
                left -= len(chunk)
                yield chunk


def _walk(root: Path, below: str, depth: int) -> Iterator[tuple[str, os.stat_result]]:
    """Every name, sorted, with its own status and not that of what it may lead to.

    Of folders only those with nothing in them, which no file accounts for, and those deeper than any of a release.
    """
    with os.scandir(root / below) as listing:
        entries = sorted(islice(listing, MOST_FILES + 1), key=lambda entry: entry.name)
    for entry in entries:
        name = f"{below}/{entry.name}" if below else entry.name
        status = entry.stat(follow_symlinks=False)
        is_entered = stat.S_ISDIR(status.st_mode) and depth < _DEEPEST
        inside = _walk(root, name, depth + 1) if is_entered else iter(())
        yield next(inside, (name, status))
        yield from inside


def _kind(name: str, mode: int) -> str:
    if stat.S_ISDIR(mode):
        return (
            "is a folder deeper than any of a release"
            if name.count("/") >= _DEEPEST
            else "is a folder without a file, as in no release"
        )
    return f"is no plain file but {'a symbolic link' if stat.S_ISLNK(mode) else 'a device or pipe'}"
