"""Out of what a build is made: the commit, where git knows one and the tree is clean, and SOURCE_DATE_EPOCH."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from claimkit import __version__
from claimkit.release.manifest import Origin


def origin_of(folder: Path) -> Origin:
    """The origin of a dataset's folder. Whatever git cannot say is left out."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Origin(
        claimkit=__version__,
        commit=_commit(folder),
        source_date_epoch=int(epoch) if epoch.isascii() and epoch.isdigit() else None,
    )


def _commit(folder: Path) -> str | None:
    if _git(folder, "status", "--porcelain", "-z", "--untracked-files=normal") != "":
        return None
    commit = _git(folder, "rev-parse", "--verify", "HEAD")
    return commit if commit and re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", commit) else None


def _git(folder: Path, *arguments: str) -> str | None:
    """What git prints, or None where there is no git, no repository, or no answer."""
    try:
        # without locks, so that not even git's index is written; without the programs that a repository may name
        command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
