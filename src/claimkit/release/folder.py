"""An output folder that is swapped in whole: the old one or the new one, never a mixture.

The new folder is written beside the old one, synced to disk, and exchanged with it in one step (renameat2 with
RENAME_EXCHANGE, Linux 3.15). Where the file system refuses that, two renames do it, and the next build finishes what
a crash between them left. A lock serialises builders. A folder without our marker is never touched.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimkit.release import archive

MARKER = ".claimkit-output"
_MARKER_TEXT = b"Made by claimkit build, which replaces this folder whole. Keep nothing of your own in it.\n"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputError(Exception):
    """The output could not be written. The message says why, in one line; what stood there still does."""


def write(out: Path, files: Iterable[tuple[str, Iterable[bytes]]], zipped: str | None = None) -> None:
    """Makes `out` hold exactly `files` (relative names with `/`, and their bytes in chunks) and the marker.

    With `zipped`, the name of a folder among them, also `<zipped>.zip` of it.

    Raises OutputError. The chunks are taken one file after the other, as they are written.
    """
    out = Path(os.path.abspath(out))  # noqa: PTH100  resolve() would follow a link that must be refused
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _lock(out):
            _recover(out)
            _refuse_foreign(out)
            new = _beside(out, "new")
            _fill(new, files, zipped)
            _swap(new, out)
            _remove(_beside(out, "old"))
    except OSError as error:
        raise OutputError(f"{error.filename or out}: {error.strerror or error}") from error


def _beside(out: Path, what: str) -> Path:
    return out.parent / f".{out.name}.claimkit-{what}"


@contextlib.contextmanager
def _lock(out: Path) -> Iterator[None]:
    """One builder at a time; the lock ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # Windows has no flock
        yield
        return
    # neither followed nor cut: whatever stands under this name keeps its content
    descriptor = os.open(_beside(out, "lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _recover(out: Path) -> None:
    """Finishes or undoes what a build that was killed left behind."""
    old, new = _beside(out, "old"), _beside(out, "new")
    for folder in (old, new):
        if os.path.lexists(folder) and not _ours(folder):
            raise OutputError(f"{folder} is not of claimkit's making; move it away")
    if old.exists() and not out.exists():
        old.rename(out)
    _remove(old)
    _remove(new)


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink():
        raise OutputError(f"{out} is a symbolic link; name the folder itself")
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError(f"{out} is not a folder")
    if not _ours(out):
        raise OutputError(f"{out} holds something that claimkit did not make; name another folder or empty it")


def _ours(folder: Path) -> bool:
    """Whether a folder carries our marker, or is empty."""
    return folder.is_dir() and not folder.is_symlink() and ((folder / MARKER).is_file() or not any(folder.iterdir()))


def _fill(new: Path, files: Iterable[tuple[str, Iterable[bytes]]], zipped: str | None) -> None:
    new.mkdir(mode=0o755)
    _write_file(new / MARKER, [_MARKER_TEXT])  # first, so that a half-filled folder is known as ours
    for name, chunks in files:
        path = new / name
        if not path.resolve().is_relative_to(new.resolve()):
            raise OutputError(f"{name} would stand outside {new}")
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_file(path, chunks)
    if zipped is not None:
        target = new / f"{zipped}.zip"
        archive.write(target, new / zipped)
        _sync_file(target)
    for folder, _, _ in os.walk(new):
        Path(folder).chmod(0o755)
        _sync_folder(Path(folder))


def _write_file(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("xb") as handle:
        handle.writelines(chunks)
        handle.flush()
        os.fsync(handle.fileno())
    path.chmod(0o644)


def _sync_file(path: Path) -> None:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
    path.chmod(0o644)


def _swap(new: Path, out: Path) -> None:
    if not out.exists():
        new.rename(out)
    elif _exchanged(new, out):
        new.rename(_beside(out, "old"))
    else:
        out.rename(_beside(out, "old"))
        new.rename(out)
    _sync_folder(out.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two folders could be exchanged in one step."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(folder: Path) -> None:
    """Removes a folder of ours, its marker last: what an interrupted removal leaves is still known as ours."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()
