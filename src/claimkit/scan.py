"""A folder to bytes: every file of a dataset, read once, and nothing that is not a plain file.

What was read here is what is validated and built; no later stage opens the folder again. Links, devices, pipes and
names that are not portable are refused, whatever they point to.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from claimkit.diagnostics import Diagnostic, quoted
from claimkit.refusals import refuse

PORTABLE_STEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # names that Windows gives to devices
_LONGEST_NAME = 100
_DEEPEST = 3
# Without O_NONBLOCK the opening of a named pipe waits for a writer. Windows has neither flag.
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def portable(stem: str) -> bool:
    """Whether a name, without its ending, means the same file on every system."""
    return bool(PORTABLE_STEM.fullmatch(stem)) and not _RESERVED.fullmatch(stem) and len(stem) <= _LONGEST_NAME


def folder(
    root: Path, size_limit: Callable[[str], int | None]
) -> tuple[dict[str, bytes], list[str], list[Diagnostic]]:
    """Bytes by path relative to `root` (with `/`), the paths left unread, and what was refused.

    `size_limit` gives the cap in bytes for a path, or None where the file's content is not read.
    """
    files: dict[str, bytes] = {}
    unread: list[str] = []
    refused: list[Diagnostic] = []
    for path, entry in _entries(root, "", 0, refused):
        limit = size_limit(path)
        if limit is None:
            unread.append(path)
            continue
        outcome = read_file(entry, limit)
        if isinstance(outcome, bytes):
            files[path] = outcome
        else:
            refused.append(_at(path, outcome))
    return files, unread, refused


def read_file(path: str | os.PathLike[str], limit: int) -> bytes | Diagnostic:
    """The bytes of a regular file of at most `limit` bytes, or the finding that says why not."""
    try:
        descriptor = os.open(path, _OPEN)
    except OSError as error:
        return _cannot_read(error)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _not_regular(status.st_mode)
        if status.st_size > limit:
            return refuse("CK003", f"the file is larger than {limit // 1024:,} KiB", hint="split it")
        chunks = []
        total = 0
        while total <= limit and (chunk := os.read(descriptor, 65536)):
            chunks.append(chunk)
            total += len(chunk)
        return b"".join(chunks)
    except OSError as error:
        return _cannot_read(error)
    finally:
        os.close(descriptor)


def _entries(root: Path, below: str, depth: int, refused: list[Diagnostic]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Regular files below a folder, sorted by name, so that no file system's order shows."""
    try:
        with os.scandir(root / below) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        refused.append(_at(below or ".", _cannot_read(error)))
        return
    for entry in entries:
        path = f"{below}/{entry.name}" if below else entry.name
        try:
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            refused.append(_at(path, _cannot_read(error)))
            continue
        if stat.S_ISDIR(mode) and not entry.name.endswith((".yaml", ".json")):
            if depth < _DEEPEST and portable(entry.name):
                yield from _entries(root, path, depth + 1, refused)
            else:
                message = f"unexpected folder {quoted(entry.name)}"
                refused.append(refuse("CK018", message, path=path, hint="move it out of the dataset"))
        elif stat.S_ISREG(mode):
            yield path, entry
        else:
            refused.append(_at(path, _not_regular(mode)))


def _not_regular(mode: int) -> Diagnostic:
    what = "a symbolic link" if stat.S_ISLNK(mode) else "a folder" if stat.S_ISDIR(mode) else "a device or pipe"
    return refuse("CK001", f"not a regular file but {what}", hint="put the file itself here")


def _cannot_read(error: OSError) -> Diagnostic:
    if error.errno == errno.ELOOP:  # what O_NOFOLLOW says of a link
        return _not_regular(stat.S_IFLNK)
    return refuse("CK002", f"the file can not be read: {error.strerror}")


def _at(path: str, finding: Diagnostic) -> Diagnostic:
    return replace(finding, path=path)
