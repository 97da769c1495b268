"""The sides of `claimkit diff`: folders, releases, and git revisions of which nothing is run or checked out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from claimkit.cli.console import UnanswerableError
from claimkit.cli.revisions import _entries
from conftest import Command
from history import CAFFEINE, SUBTILIS, C, S, base, swap, write
from released import dataset, release

TURNED = swap(CAFFEINE, "direction: decreases", "direction: increases")
DIRECTION = "  ~ direction turned: decreases -> increases (major)"


def git(folder: Path, *arguments: str) -> str:
    """What git prints, whatever the user's own configuration says."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = {f"GIT_{role}_{part}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    dated = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-11-21T12:00:00Z")
    command = ["git", "-C", str(folder), *arguments]
    environment = {**os.environ, **settings, **who, **dated}
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    return done.stdout.decode().strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two commits: the base as `claims`, and its direction turned. It is the working folder."""
    root = tmp_path / "repository"
    write(base(), root / "claims")
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    commit(root)
    files = base()
    TURNED(files)
    write(files, root / "claims")
    commit(root)
    monkeypatch.chdir(root)
    return root


def test_revisions_are_compared_with_one_another_and_with_the_working_tree(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    (repository / "claims" / SUBTILIS).unlink()
    assert "- claim removed (major)" in claimkit("diff", "HEAD", "claims").out
    between = claimkit("diff", "HEAD~1", "HEAD")
    assert DIRECTION in between.out.splitlines()
    assert f"  claims/{CAFFEINE}" in between.out.splitlines()
    assert S not in between.out
    assert claimkit("diff", "HEAD", "main").out == "nothing changed in what the claims say\n"
    assert git(repository, "status", "--porcelain") == f"D claims/{SUBTILIS}"
    monkeypatch.chdir(repository / "claims/records")
    assert claimkit("diff", "HEAD~1", "HEAD").out == between.out


def test_the_dataset_is_looked_for_upwards_from_the_working_folder(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another dataset in a folder below; and one whose root is the repository's."""
    files = base()
    write(files, repository / "other/claims")
    del files[SUBTILIS]
    commit(repository)
    shutil.rmtree(repository / "other/claims")
    write(files, repository / "other/claims")
    commit(repository)
    monkeypatch.chdir(repository)
    assert claimkit("diff", "HEAD~1", "HEAD").out == "nothing changed in what the claims say\n"
    monkeypatch.chdir(repository / "other")
    assert "- claim removed" in claimkit("diff", "HEAD~1", "HEAD").out
    git(repository, "rm", "-q", "-r", "other")
    git(repository, "mv", "-k", *(f"claims/{name.name}" for name in (repository / "claims").iterdir()), ".")
    commit(repository)
    monkeypatch.chdir(repository)
    moved = claimkit("diff", "HEAD~1", "HEAD")
    assert (moved.code, moved.out) == (0, "nothing changed in what the claims say\n")


def test_a_path_comes_before_a_revision_of_its_name(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    write(base(), repository / "main/claims")
    assert DIRECTION in claimkit("diff", "main", "HEAD").out
    assert claimkit("diff", "refs/heads/main", "HEAD").out == "nothing changed in what the claims say\n"
    shutil.rmtree(repository / "main/claims")
    assert claimkit("diff", "main", "HEAD").out == "nothing changed in what the claims say\n"


@pytest.mark.parametrize(
    "name", ["nowhere", "HEAD:claims", "HEAD~1..HEAD", "--output=x", "--all", "-h", "", ":/", "@{upstream}", "a\0b"]
)
def test_what_is_neither_path_nor_commit_is_told_as_both(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(repository)
    before = sorted(repository.rglob("*"))
    outcome = claimkit("diff", "--", name, "HEAD")
    assert (outcome.code, outcome.out) == (2, "")
    assert "is no path that exists, and names no commit of a git repository around this folder" in outcome.err
    assert sorted(repository.rglob("*")) == before


def _link(root: Path) -> None:
    (root / "claims" / SUBTILIS).unlink()
    (root / "claims" / SUBTILIS).symlink_to("/etc/hostname")


def _submodule(root: Path) -> None:
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},claims/sources/other")


def _large(root: Path) -> None:
    (root / "claims" / SUBTILIS).write_bytes(b"# " + b"x" * 70_000)


def _damaged(root: Path) -> None:
    (root / "claims" / SUBTILIS).write_text("id: [\n")


def _misplaced(root: Path) -> None:
    (root / "claims/records/sleep/more.yml").write_text("id: x\n")


def _newer(root: Path) -> None:
    files = base()
    swap("dataset.yaml", "format: 1", "format: 2")(files)
    write(files, root / "claims")


def _twice(root: Path) -> None:
    shutil.copy(root / "claims" / SUBTILIS, root / "claims/records/sleep/again.yaml")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_link, f"{SUBTILIS}:1:1: error CK001 not a regular file but a symbolic link"),
        (_submodule, "sources/other:1:1: error CK001 not a regular file but a submodule"),
        (_large, f"{SUBTILIS}:1:1: error CK003 the file is larger than 64 KiB"),
        (_damaged, f"{SUBTILIS}:"),
        (_misplaced, 'records/sleep/more.yml:1:1: error CK018 unexpected file "more.yml"'),
        (_newer, "dataset.yaml:1:"),
        (_twice, f"two records have the id {S}"),
    ],
)
def test_half_a_dataset_is_no_side(
    claimkit: Command,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], None],
    said: str,
) -> None:
    """In a commit as in a folder."""
    monkeypatch.chdir(repository)
    damage(repository)
    if damage is _submodule:
        git(repository, "commit", "-q", "-m", "x")
    else:
        commit(repository)
        outcome = claimkit("diff", "HEAD~1", "claims")
        assert (outcome.code, outcome.out) == (2, "")
        assert said in outcome.err
    outcome = claimkit("diff", "HEAD~1", "HEAD")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("claimkit: HEAD")
    assert said in outcome.err
    assert "root" not in outcome.err


def test_nothing_that_a_repository_names_is_run(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "diff.external", "pager.ls-tree"):
        git(repository, "config", name, str(program))
    git(repository, "config", "filter.evil.smudge", str(program))
    git(repository, "config", "diff.evil.textconv", str(program))
    git(repository, "config", "core.hooksPath", str(tmp_path))
    git(repository, "config", "remote.origin.url", f"ext::{program}")
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "protocol.ext.allow", "always")
    (repository / ".git/info/attributes").write_text("* filter=evil diff=evil\n")
    monkeypatch.chdir(repository)
    monkeypatch.setenv("GIT_PAGER", str(program))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(program))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert DIRECTION in claimkit("diff", "HEAD~1", "HEAD").out
    blob = git_blob(repository, f"HEAD:claims/{CAFFEINE}")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    outcome = claimkit("diff", "HEAD~1", "HEAD")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"git cannot read the object {blob}" in outcome.err
    assert not canary.exists()


def git_blob(repository: Path, name: str) -> str:
    kept = os.environ.pop("GIT_DIR")
    try:
        return git(repository, "-c", "core.fsmonitor=false", "rev-parse", name)
    finally:
        os.environ["GIT_DIR"] = kept


@pytest.mark.parametrize(
    "listing",
    [
        f"100644 blob {'a' * 40}       1\tx\x00100644 blob {'b' * 40}       1\tx\x00",
        "100644 blob x\x00",
    ],
)
def test_a_tree_that_names_a_path_twice_is_damaged(listing: str) -> None:
    with pytest.raises(UnanswerableError, match="damaged"):
        _entries(listing)


def test_where_there_is_no_git_a_revision_is_unknown(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", "")
    assert "names no commit" in claimkit("diff", "HEAD", "claims").err
    assert claimkit("diff", "claims", "claims").code == 0


def test_a_commit_without_a_dataset_is_told_as_such(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    git(repository, "rm", "-q", "-r", "claims")
    commit(repository)
    outcome = claimkit("diff", "HEAD~1", "HEAD")
    assert outcome.code == 2
    assert 'revision "HEAD" (' in outcome.err
    assert "holds neither dataset.yaml nor claims/dataset.yaml" in outcome.err


def test_a_release_is_a_side_as_folder_around_it_and_as_zip(claimkit: Command, tmp_path: Path) -> None:
    write(base(), tmp_path / "old/claims")
    files = base()
    TURNED(files)
    write(files, tmp_path / "new")
    assert claimkit("build", "old", "--out", "dist", "--as-of", "2026-11-21").code == 0
    (archive,) = (tmp_path / "dist").glob("demo-claims-*.zip")
    release = archive.with_suffix("")
    for side in ("dist", release, archive):
        same = claimkit("diff", side, "old")
        assert (same.code, same.out) == (0, "nothing changed in what the claims say\n"), same.err
        there, back = claimkit("diff", side, "new"), claimkit("diff", "new", side)
        assert DIRECTION in there.out
        assert f"  new/{CAFFEINE}" in there.out.splitlines()
        assert back.out.splitlines()[0] == f"{C}  In adults, caffeine in the evening shortens sleep."
        assert "records/" not in back.out  # records of a release are in no file of their own
    (release / "claims.jsonld").write_bytes((release / "claims.jsonld").read_bytes() + b" ")
    damaged = claimkit("diff", "dist", "old")
    assert (damaged.code, damaged.out) == (2, "")
    assert "claims.jsonld is not the one that manifest.json names" in damaged.err


def test_the_newer_side_given_as_old_is_said_to_be(claimkit: Command, tmp_path: Path) -> None:
    """By the ledgers alone: of releases, and of folders; where one holds none, nobody knows."""
    for version in ("0.1.0", "0.2.0"):
        write(dataset(version), tmp_path / f"folder-{version}")
        write(release(version), tmp_path / f"release-{version}")
    write(base(), tmp_path / "without")
    for old in ("folder", "release"):
        for new in ("folder", "release"):
            turned_round = claimkit("diff", f"{old}-0.2.0", f"{new}-0.1.0", "--format", "json")
            assert turned_round.code == 0
            assert turned_round.err.splitlines()[0] == (
                f"OLD ({old}-0.2.0) is the newer one: it holds release 0.2.0, NEW none after 0.1.0; "
                "what is told as gone may have come"
            )
            json.loads(turned_round.out)
            assert "newer" not in claimkit("diff", f"{old}-0.1.0", f"{new}-0.2.0").err
    assert "newer" not in claimkit("diff", "folder-0.2.0", "release-0.2.0").err
    assert "newer" not in claimkit("diff", "folder-0.2.0", "without").err
    assert claimkit("diff", "folder-0.2.0", "folder-0.1.0", "--quiet").err == ""


def test_a_folder_without_claims_is_a_side(claimkit: Command, tmp_path: Path) -> None:
    """The first pull request of a new dataset."""
    files = base()
    write({path: raw for path, raw in files.items() if not path.startswith("records")}, tmp_path / "old")
    write(files, tmp_path / "new")
    outcome = claimkit("diff", "old", "new")
    assert outcome.code == 0
    assert outcome.out.count("+ claim added (minor)") == 4  # the draft is nothing


def test_a_linked_dataset_is_not_followed(claimkit: Command, tmp_path: Path) -> None:
    write(base(), tmp_path / "old")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/claims").symlink_to(tmp_path / "old")
    outcome = claimkit("diff", "old", "new")
    assert (outcome.code, outcome.out) == (2, "")
    assert "is a symbolic link" in outcome.err
