"""Git, asked without checking anything out, and without running what a repository's own configuration names: hooks,
pagers, monitors, remotes to fetch from, filters that read from its store.

One thing is run: `git status`, which `build` and `release` ask whether a tree is clean, puts files that were touched
through the clean filters of .git/config, as git-lfs sets one. Without it no repository with such files is clean, and
no clone brings a .git/config along. A dataset is not judged by what a filter says: `repository` compares its bytes.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_GIT = (
    *("git", "--no-pager", "--no-optional-locks", "--no-replace-objects"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "log.showSignature=false"),
    # which commit added a file is not to depend on a reader's taste
    *("-c", "log.follow=false", "-c", "log.showRoot=true"),
)
_KEPT = re.compile(r"GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_[0-9]+|VALUE_[0-9]+)|GIT_CEILING_DIRECTORIES")
_SET = {
    "GIT_ALLOW_PROTOCOL": "none",  # a missing object of a partial clone is not fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_PATIENCE = 120
"""Seconds that git may take."""


def git(*arguments: str, given: bytes = b"", at: Path | None = None, literal: bool = True) -> bytes | None:
    """What git prints in a folder, the working folder by default; None without git, a repository, or an answer.

    `literal` takes no path for a pattern; a few commands of git refuse to be asked that way.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _KEPT.fullmatch(name)}
    try:
        done = subprocess.run(  # noqa: S603
            [*_GIT, *(["--literal-pathspecs"] if literal else []), *arguments],
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            cwd=at or Path.cwd(),
            env=kept | _SET,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None


def commit_of(revision: str, at: Path | None = None) -> str | None:
    """The commit that a revision names in the repository around a folder; None where there is none."""
    if "\0" in revision or not revision:
        return None
    told = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", at=at)
    return name_of(os.fsdecode(told or b"").strip().rpartition("\n")[2])


def name_of(text: str) -> str | None:
    """The text, if it is the full name of an object."""
    return text if _NAME.fullmatch(text) else None
