"""What a user names to compare: a folder, a release, or a git revision; read whole, or not at all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from claimkit import assembly
from claimkit.cli.console import UnanswerableError
from claimkit.cli.git import commit_of
from claimkit.cli.locate import around
from claimkit.cli.revisions import dataset_at
from claimkit.corpus import Corpus
from claimkit.diagnostics import Tick, escaped, quoted
from claimkit.release import opening, reading
from claimkit.report import text


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. `show` gives a path of its dataset as a user can open it, or nothing."""

    name: str
    corpus: Corpus
    show: Callable[[str], str]


def side_of(name: str, tick: Tick, at: Path | None = None) -> Side:
    """The side of that name: a path that holds a dataset or a release, else a revision of the repository around `at`
    (the working folder). Raises UnanswerableError."""
    side = _of_path(name, tick) or revision_of(name, tick, at)
    if side is None:
        there = "holds no dataset and is no release" if os.path.lexists(name) else "is no path that exists"
        raise UnanswerableError(
            f"{quoted(name)} {there}, and names no commit of a git repository around this folder; "
            "give a folder of a dataset, a release folder or zip, or a git revision"
        )
    _whole(side)
    return side


def _of_path(name: str, tick: Tick) -> Side | None:
    place = Path(name)
    try:
        if not name or not place.exists():
            return None
        root = around(place)
        if root is not None:
            return Side(name, assembly.load(root.root, tick), root.show)
        release = opening.release_at(place)
        if release is None:
            return None
        return Side(name, assembly.assemble(reading.dataset_files(release), (), tick), _nowhere)
    except opening.ReleaseError as error:
        raise UnanswerableError(f"{quoted(name)}: {error}") from None
    except ValueError:  # a name that no file system takes
        return None


def revision_of(name: str, tick: Tick, at: Path | None = None) -> Side | None:
    """The side of a git revision; None where it names no commit. Raises UnanswerableError where it has no dataset."""
    commit = commit_of(name, at)
    if commit is None:
        return None
    found = dataset_at(commit, at)
    if found is None:
        raise UnanswerableError(
            f"revision {quoted(name)} ({commit[:12]}) holds neither dataset.yaml nor claims/dataset.yaml"
        )
    corpus = assembly.assemble(found.files, found.refused, tick)
    return Side(name, corpus, lambda path: (PurePosixPath(found.folder) / path).as_posix())


def _nowhere(path: str) -> str:
    """Records of a release are in no file of their own."""
    return ""


def _whole(side: Side) -> None:
    """Half a dataset would say that claims were removed: whatever did not load ends it."""
    corpus = side.corpus
    first = next((finding for finding in corpus.diagnostics if finding.severity == "error"), None)
    if first is not None:
        raise UnanswerableError(f"{escaped(side.name)} cannot be read whole: {text.line(first)}")
    if corpus.dataset is None:
        raise UnanswerableError(f"{escaped(side.name)} holds no dataset.yaml")
    ids = Counter(entry.value.id for entry in corpus.claims)
    twice = [claim for claim, times in sorted(ids.items()) if times > 1]
    if twice:
        raise UnanswerableError(f"{escaped(side.name)}: two records have the id {twice[0]}; run: claimkit validate")
    if corpus.repeated_terms:
        key = corpus.repeated_terms[0].key
        raise UnanswerableError(f"{escaped(side.name)}: two terms have the key {key}; run: claimkit validate")
