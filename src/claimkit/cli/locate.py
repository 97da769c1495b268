"""From the paths that a user names to the dataset around them, and what of it is to be reported."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimkit.assembly import is_claim_file, load
from claimkit.cli.console import UnanswerableError
from claimkit.corpus import Corpus
from claimkit.diagnostics import Diagnostic, Tick, untold


@dataclass(frozen=True, slots=True)
class Located:
    """A dataset's folder, how to show it, and the selected paths in it (none: all)."""

    root: Path
    shown: str
    selection: tuple[str, ...] = ()

    def load(self, empty: bool = False, tick: Tick = untold) -> Corpus:
        """The corpus. Raises UnanswerableError where there is no claim to ask about, unless it may be empty."""
        corpus = load(self.root, tick)
        if (
            not empty
            and not corpus.claims
            and not any(is_claim_file(path) for path in corpus.paths)
            and corpus.judgeable
        ):
            raise UnanswerableError(f"{self.shown} holds no records; put claims into {self.shown}/records/<topic>/")
        return corpus

    def selects(self, path: str) -> bool:
        """Whether a path, relative to the root, is to be reported."""
        return not self.selection or any(path == one or path.startswith(one + "/") for one in self.selection)

    def show(self, path: str) -> str:
        """A path of the dataset as a user can click it."""
        return path if self.shown == "." else f"{self.shown}/{path}"

    def report(self, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The selected findings, their paths as a user can click them."""
        return [
            replace(finding, path=self.show(finding.path))
            for finding in findings
            if self.selects(finding.path) or (finding.other and self.selects(finding.other))
        ]


def locate(paths: Sequence[str] = ()) -> Located:
    """The dataset that holds the paths; without one, the first from here upwards. Raises UnanswerableError."""
    if not paths:
        root = _upwards(Path.cwd())
        if root is None:
            raise UnanswerableError(
                "no dataset.yaml here or in a folder above; name the dataset: claimkit COMMAND PATH"
            )
        return Located(_no_link(root), _shown(root))
    found = [_around(path) for path in paths]
    roots = {root for root, _ in found}
    if len(roots) > 1:
        raise UnanswerableError("the paths lie in two datasets; ask about one at a time")
    root = roots.pop()
    _no_link(root)
    whole = any(inside == "" for _, inside in found)
    return Located(root, _shown(root), () if whole else tuple(inside for _, inside in found))


def around(place: Path) -> Located | None:
    """The dataset in a folder, or in its `claims`; None where there is none. Raises UnanswerableError for a link."""
    for folder in (place, place / "claims"):
        if (folder / "dataset.yaml").is_file():
            return Located(_no_link(folder), _shown(Path(os.path.abspath(folder))))  # noqa: PTH100
    return None


def _no_link(root: Path) -> Path:
    """A linked dataset could be another one than a reviewer sees, so it is not read."""
    if root.is_symlink():
        raise UnanswerableError(f"{_shown(root)} is a symbolic link; name the folder itself")
    return root


def _around(path: str) -> tuple[Path, str]:
    """The dataset around a path, and the path in it (empty for the whole)."""
    # abspath, not resolve: a link in a dataset is a finding, and is not to be followed
    absolute = Path(os.path.abspath(path))  # noqa: PTH100
    if not os.path.lexists(absolute):
        raise UnanswerableError(f"{path} does not exist")
    if absolute.is_dir():
        for folder in (absolute, absolute / "claims"):
            if (folder / "dataset.yaml").is_file():
                return folder, ""
    for folder in absolute.parents:
        if (folder / "dataset.yaml").is_file():
            return folder, absolute.relative_to(folder).as_posix()
    raise UnanswerableError(f"{path} lies in no dataset: there is no dataset.yaml in it or above it")


def _upwards(start: Path) -> Path | None:
    for folder in (start, *start.parents):
        for candidate in (folder, folder / "claims"):
            if (candidate / "dataset.yaml").is_file():
                return candidate
    return None


def _shown(root: Path) -> str:
    """Relative where it lies below the current folder, so that terminals and CI logs can open it."""
    try:
        return root.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(root)
