"""A dataset as a git revision has it: blobs, read from git's store."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from claimkit.assembly import size_limit, unexpected
from claimkit.cli.console import UnanswerableError
from claimkit.cli.git import git
from claimkit.diagnostics import Diagnostic, escaped
from claimkit.refusals import refuse

_ENTRY = re.compile(r"([0-7]{6}) ([a-z]+) ([0-9a-f]{40,64}) +([0-9]+|-|BAD)\t(.+)", re.DOTALL)
_REGULAR = ("100644", "100755", "100664")
_NO_FILE = {"120000": "a symbolic link", "160000": "a submodule"}
_DATASET = "dataset.yaml"


@dataclass(frozen=True, slots=True)
class Blob:
    """An entry of a tree: its mode as git writes it, its object, and how many bytes that has, of a blob at hand."""

    mode: str
    name: str
    size: int | None

    @property
    def is_regular(self) -> bool:
        """Whether it is a plain file."""
        return self.mode in _REGULAR


@dataclass(frozen=True, slots=True)
class Committed:
    """The files of a dataset in a commit, by path relative to it, what was refused unread, and the dataset's folder
    relative to the repository (empty for the repository itself)."""

    files: dict[str, bytes]
    refused: list[Diagnostic]
    folder: str


def dataset_at(commit: str, at: Path | None = None) -> Committed | None:
    """The dataset of a commit: around the place in it of a folder (the working folder), or in `claims` there; None
    without one."""
    place = git("rev-parse", "--show-prefix", at=at)
    blobs = blobs_of(commit, at, "--full-tree")
    if place is None or blobs is None:
        raise UnanswerableError(f"git cannot list commit {commit[:12]}")
    folder = _folder(PurePosixPath(os.fsdecode(place).rstrip("\n")), blobs)
    return None if folder is None else _read(folder, blobs, at)


def blobs_of(commit: str, at: Path | None = None, *options: str) -> dict[str, Blob] | None:
    """The entries of a commit's tree below a folder, by path in it; with `--full-tree` all, by path from the top.

    None where git cannot list it. Raises UnanswerableError where the listing is damaged.
    """
    listing = git("ls-tree", "-r", "-l", "-z", *options, commit, at=at)
    return None if listing is None else _entries(os.fsdecode(listing))


def _entries(listing: str) -> dict[str, Blob]:
    blobs: dict[str, Blob] = {}
    for line in listing.split("\0")[:-1]:
        entry = _ENTRY.fullmatch(line)
        if entry is None or entry[5] in blobs:
            raise UnanswerableError(f"the tree of the commit is damaged: {escaped(line[:100])}")
        blobs[entry[5]] = Blob(entry[1], entry[3], int(entry[4]) if entry[4].isdigit() else None)
    return blobs


def _folder(place: PurePosixPath, blobs: dict[str, Blob]) -> str | None:
    """Upwards from the working folder, as without a revision."""
    for folder in (place, *place.parents):
        for candidate in (folder, folder / "claims"):
            if (candidate / _DATASET).as_posix() in blobs:
                return "" if candidate == PurePosixPath() else candidate.as_posix()
    return None


def _read(folder: str, blobs: dict[str, Blob], at: Path | None) -> Committed:
    """The blobs of a dataset's folder, as `assembly.content` gives the files of one."""
    below = f"{folder}/" if folder else ""
    wanted: dict[str, str] = {}
    unread, refused = [], []
    for path, blob in sorted(blobs.items()):
        if not path.startswith(below):
            continue
        inside = path.removeprefix(below)
        limit = size_limit(inside)
        if not blob.is_regular:
            what = _NO_FILE.get(blob.mode, "something else")
            found = refuse("CK001", f"not a regular file but {what}", hint="put the file itself here")
            refused.append(replace(found, path=inside))
        elif limit is None:
            unread.append(inside)
        elif blob.size is None:
            raise UnanswerableError(_missing(blob.name))
        elif blob.size > limit:
            found = refuse("CK003", f"the file is larger than {limit // 1024:,} KiB", hint="split it")
            refused.append(replace(found, path=inside))
        else:
            wanted[inside] = blob.name
    contents = dict(zip(wanted, _contents(list(wanted.values()), at), strict=True))
    return Committed(contents, refused + unexpected(unread), folder)


def _contents(names: Sequence[str], place: Path | None) -> Iterator[bytes]:
    """The bytes of blobs, in order."""
    told = git("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode(), at=place) or b""
    at = 0
    for name in names:
        end = told.find(b"\n", at)
        head = told[at : max(end, at)].split(b" ")
        if end < 0 or len(head) != 3 or head[:2] != [name.encode(), b"blob"] or not head[2].isdigit():
            raise UnanswerableError(_missing(name))
        at = end + 1 + int(head[2])
        yield told[end + 1 : at]
        at += 1


def _missing(name: str) -> str:
    return f"git cannot read the object {name}; is the clone whole?"
