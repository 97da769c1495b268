"""The repository around a dataset: what is committed, out of what a build is made, and which commit is a release."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from claimkit import __version__
from claimkit.assembly import size_limit
from claimkit.cli.git import commit_of, git, name_of
from claimkit.cli.revisions import blobs_of
from claimkit.ledger import path_of
from claimkit.release.manifest import Origin


def origin_of(root: Path, commit: str | None) -> Origin:
    """Out of what a build of a dataset's folder is made, of a commit or not. What git cannot say is left out.

    The time of the build is SOURCE_DATE_EPOCH, else that of the commit, so that the same commit gives the same bytes.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or (_time(commit, root) if commit else "")
    return Origin(
        claimkit=__version__,
        commit=commit,
        source_date_epoch=int(epoch) if epoch.isascii() and epoch.isdigit() else None,
    )


def clean_commit(root: Path) -> str | None:
    """The commit that is checked out, where git calls the whole repository clean."""
    return commit_of("HEAD", root) if uncommitted(root) == [] else None


def unlike(root: Path, commit: str, read: Mapping[str, bytes], refused: Iterable[str] = ()) -> list[str]:
    """The files of a dataset that are not, byte by byte, as a commit has them, or of which only one of both has any.

    `read` is what claimkit read, `refused` are paths that are there all the same. Git may call such files clean: it
    was told to pass over them, or a filter or another end of lines stands between them and the commit.
    """
    names = {path: blob.name for path, blob in (blobs_of(commit, root) or {}).items() if blob.is_regular}
    wrong = [path for path, raw in read.items() if _blob(raw, names.get(path, "")) != names.get(path)]
    seen = {*read, *refused}
    return sorted(wrong + [path for path in names if path not in seen and size_limit(path) is not None])


def _blob(raw: bytes, like: str) -> str:
    """The name that git gives to some bytes, by SHA-1 or SHA-256, as another name is."""
    made = hashlib.sha256() if len(like) > 40 else hashlib.sha1(usedforsecurity=False)
    made.update(b"blob %d\0" % len(raw))
    made.update(raw)
    return made.hexdigest()


def uncommitted(root: Path) -> list[str] | None:
    """What of the whole repository is not as committed, by path from its root; None where git does not answer."""
    told = git("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", at=root)
    return None if told is None else [os.fsdecode(line)[3:] for line in told.split(b"\0")[:-1]]


def unseen(root: Path) -> list[str]:
    """The files of a dataset that claimkit reads and git is told to ignore, by path in the dataset."""
    told = git("ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", ".", at=root) or b""
    return sorted(path for path in map(os.fsdecode, told.split(b"\0")[:-1]) if size_limit(path) is not None)


def left_out(folder: Path, paths: Iterable[str]) -> list[str]:
    """Those of some paths of a folder that `git add` would leave out: ignored, and not tracked.

    They need not be there yet, and are plain names: none may pass for a pattern.
    """
    given = b"".join(os.fsencode(path) + b"\0" for path in paths)
    told = git("check-ignore", "-z", "--stdin", given=given, at=folder, literal=False) or b""
    return sorted(map(os.fsdecode, told.split(b"\0")[:-1]))


def prefix_of(folder: Path) -> str:
    """Where a folder stands in its repository: nothing, or a path that ends with a slash."""
    return os.fsdecode(git("rev-parse", "--show-prefix", at=folder) or b"").rstrip("\n")


def committed_bytes(root: Path, path: str) -> bytes | None:
    """What a file of a folder holds in the commit that is checked out; None where it is not there."""
    return git("cat-file", "blob", f"HEAD:./{path}", at=root)


def added_in(root: Path, path: str) -> str | None:
    """The commit that added a file of a folder, or None where git knows of none.

    With -c that is a merge only where no parent of it has the file. Without, git is silent on merges; with -m, it
    names each that brought the file to one of its sides.
    """
    told = git("log", "-1", "-c", "-s", "--diff-filter=A", "--format=%H", "--", path, at=root)
    return name_of(os.fsdecode(told or b"").strip())


def is_shallow(root: Path) -> bool:
    """Whether the clone lacks history, so that its first commit seems to have added everything."""
    return git("rev-parse", "--is-shallow-repository", at=root) == b"true\n"


def release_of(root: Path, version: str, commit: str) -> str | None:
    """The commit that is the release of a version: `commit`, whose ledger holds it, another, or None: git knows none.

    It is the one with the tag; without a tag, any that has the dataset as it was when the entry was added.
    """
    path = path_of(version)
    tagged = commit_of(f"refs/tags/v{version}", root)
    # a tag that does not hold the entry is one of something else
    if tagged and git("cat-file", "-e", f"{tagged}:./{path}", at=root) is not None:
        return tagged
    added = added_in(root, path)
    if added and git("diff-tree", "--quiet", "-r", added, commit, "--", ".", at=root) is not None:
        return commit
    return added


def _time(commit: str, root: Path) -> str:
    """When a commit was made, in seconds since 1970."""
    return os.fsdecode(git("log", "-1", "--format=%ct", commit, at=root) or b"").strip()
