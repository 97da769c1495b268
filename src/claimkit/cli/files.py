"""How commands write single files: whole or not at all, and never through a link.

A file is made under a name that nobody can guess, in a folder that no dataset is read from, and then takes its place
in one step. Writers of one place wait for one another, so what was read is still there when it is replaced.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimkit.cli.console import UnanswerableError

_ENDING = ".claimkit-new"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder below which files are written."""

    root: Path
    beside: Path
    """Where a file is made before it takes its place; on the same file system."""
    shown: str = ""
    """What a user calls the root."""

    @classmethod
    def dataset(cls, root: Path, shown: str) -> Place:
        """A dataset: its files are made beside it, where no reader takes them for records, if that can be written."""
        parent = root.parent
        usable = os.access(parent, os.W_OK) and parent.stat().st_dev == root.stat().st_dev
        return cls(root, parent if usable else root, shown)

    @classmethod
    def repository(cls, root: Path) -> Place:
        """A folder that is not read as a whole."""
        return cls(root, root)

    def write(self, path: str, content: bytes, instead_of: bytes | None) -> None:
        """Writes a file. `instead_of` is what it held when it was read; None where it must not be there.

        Raises UnanswerableError where it was changed meanwhile, is there, is read-only, or is reached by a link.
        """
        with self._lock():
            target = self._plain(path)
            now = target.read_bytes() if target.exists() else None
            if now != instead_of:
                wrong = "is there already; choose another name" if instead_of is None else "was changed meanwhile"
                raise UnanswerableError(f"{self._called(path)} {wrong}; run the command again")
            target.parent.mkdir(parents=True, exist_ok=True)
            mode = stat.S_IMODE(target.stat().st_mode) if now is not None else None
            near = self.beside.stat().st_dev == target.parent.stat().st_dev
            made = self._made(content, mode, self.beside if near else target.parent)
            try:
                made.replace(target)
            except OSError:
                made.unlink(missing_ok=True)
                raise

    def check(self, path: str) -> None:
        """Raises UnanswerableError where a file could not be written: a link, read-only, or in a folder that is."""
        target = self._plain(path)
        folder = next(one for one in target.parents if one.exists())
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UnanswerableError(f"{self._called(path)} cannot be written: its folder is read-only")

    def remove(self, path: str) -> None:
        """Takes a file away. Raises UnanswerableError where it is reached by a link, or is read-only."""
        with self._lock():
            self._plain(path).unlink(missing_ok=True)

    def _plain(self, path: str) -> Path:
        """The file's place. Raises UnanswerableError where a link stands there or on the way, or no file does."""
        place = self.root
        for step in path.split("/"):
            place = place / step
            with contextlib.suppress(FileNotFoundError):
                kind = place.lstat().st_mode
                if stat.S_ISLNK(kind):
                    raise UnanswerableError(f"{self._called(path)}: {step} is a symbolic link, which is not followed")
                last = place == self.root / path
                if not (stat.S_ISREG(kind) if last else stat.S_ISDIR(kind)):
                    raise UnanswerableError(f"{self._called(path)}: {step} is no {'file' if last else 'folder'}")
                if last and not kind & stat.S_IWUSR:
                    raise UnanswerableError(f"{self._called(path)} is read-only")
        return place

    def _called(self, path: str) -> str:
        return f"{self.shown}/{path}" if self.shown not in ("", ".") else path

    def _made(self, content: bytes, mode: int | None, folder: Path) -> Path:
        """A new file with some content in a folder of the place's file system, synced to disk."""
        prefix = f".{self.root.name}.{'in' if self.beside == self.root else 'of'}."
        ours = re.compile(re.escape(prefix) + "[a-z0-9_]{8}" + re.escape(_ENDING))
        for stray in folder.iterdir():  # of a command that was killed: the lock is ours
            if ours.fullmatch(stray.name):
                with contextlib.suppress(OSError):
                    stray.unlink()
        descriptor, name = tempfile.mkstemp(_ENDING, prefix, folder)
        made = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                if hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), mode if mode is not None else 0o666 & ~umask())
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            made.unlink(missing_ok=True)
            raise
        return made

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        """One writer at a time; the lock ends with the process, however that ends."""
        try:
            import fcntl
        except ImportError:  # Windows has no flock
            yield
            return
        descriptor = os.open(self.root, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def umask() -> int:
    """What new files are not to allow; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
