"""Releases that strangers made, opened by `claimkit.load`, `diff` and `cite`: no hang, no other file, no bomb."""

from __future__ import annotations

import os
import random
import signal
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import claimkit
from claimkit.dataset import DatasetError
from claimkit.release import bounds, opening
from claimkit.release.manifest import MANIFEST
from conftest import Command
from released import NEW, SECOND, SUBTILIS, Files, flipped, members, on_disk, release, resealed, zipped

GRAPH = "claims.jsonld"


@pytest.fixture(autouse=True)
def time_out() -> Iterator[None]:
    """A hang fails the test; nothing here needs more than a fraction of this."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.fixture
def command(claimkit: Command) -> Command:
    return claimkit


def packed(files: Files, target: Path) -> Path:
    """A zip as another program packs it."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, raw in files.items():
            archive.writestr(f"{NEW}/{name}", raw)
    return target


def naming(name: str, like: str = SECOND) -> Files:
    """A release whose manifest names another file of the ledger too."""
    return resealed(release("0.2.0"), lambda one: one["files"].update({name: one["files"][like]}))


def test_a_release_is_opened_as_folder_folder_around_it_and_zip(tmp_path: Path) -> None:
    folder = on_disk(release("0.2.0"), tmp_path / "around" / NEW)
    (tmp_path / "around/latest").symlink_to(folder)  # is not a second release
    for place in (folder, folder.parent, packed(release("0.2.0"), tmp_path / "x.zip")):
        assert SUBTILIS in claimkit.load(place).claims


@pytest.mark.parametrize("name", [MANIFEST, GRAPH, SECOND])
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_plain_file_is_not_opened(command: Command, tmp_path: Path, name: str, kind: str) -> None:
    """A pipe would never end, and a link may lead to any file of the user's."""
    folder = on_disk(release("0.2.0"), tmp_path / NEW)
    elsewhere = (folder / name).rename(tmp_path / "elsewhere")
    if kind == "pipe":
        os.mkfifo(folder / name)
    elif kind == "link":
        (folder / name).symlink_to(elsewhere)
    else:
        (folder / name).mkdir()
    with pytest.raises(DatasetError, match=f"{name}: not a regular file"):
        claimkit.load(folder)
    outcome = command("cite", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{name}: not a regular file" in outcome.err
    assert command("diff", NEW, NEW).code == 2


def test_a_linked_folder_of_a_release_is_not_followed(tmp_path: Path) -> None:
    folder = on_disk(release("0.2.0"), tmp_path / NEW)
    (folder / "ledger").rename(tmp_path / "elsewhere")
    (folder / "ledger").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DatasetError, match="does not stand in a folder of the release"):
        claimkit.load(folder)


@pytest.mark.parametrize(
    "name",
    ["ledger/../../secret", "ledger/../../../../../../../dev/zero", "ledger//etc/passwd", "ledger/", "ledger/\\x",
     "ledger/x\0"],
)  # fmt: skip
def test_no_name_leads_out_of_the_release(tmp_path: Path, name: str) -> None:
    """Else the manifest could have any file of the user's read, for as long as it gives bytes."""
    (tmp_path / "secret").write_bytes(release("0.2.0")[SECOND])
    for place in (on_disk(naming(name), tmp_path / NEW), packed(naming(name), tmp_path / "x.zip")):
        with pytest.raises(DatasetError, match="which is no file of a release"):
            claimkit.load(place)


def test_a_compressed_graph_is_not_unfolded(tmp_path: Path) -> None:
    """A thousandth of its size is enough for a graph of zeros."""
    bomb = resealed({**release("0.2.0"), GRAPH: bytes(10_000_000)})
    with pytest.raises(DatasetError, match="is compressed in the zip"):
        claimkit.load(_with_compressed(tmp_path / "x.zip", bomb))


def _with_compressed(target: Path, files: Files) -> Path:
    """The manifest stored, all else compressed."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, raw in files.items():
            how = zipfile.ZIP_STORED if name == MANIFEST else zipfile.ZIP_DEFLATED
            archive.writestr(f"{NEW}/{name}", raw, how)
    return target


def test_a_graph_that_is_longer_than_the_manifest_says_is_not_read_on(tmp_path: Path) -> None:
    files = release("0.2.0")
    longer = {**files, GRAPH: files[GRAPH] + b" "}
    for place in (on_disk(longer, tmp_path / NEW), packed(longer, tmp_path / "x.zip")):
        with pytest.raises(DatasetError, match=r"is not the one that manifest\.json names"):
            claimkit.load(place)


def _entries(count: int, like: dict[str, Any]) -> dict[str, Any]:
    """As large as one may be."""
    return {f"ledger/{k}.json": {**like, "bytes": 2**25} for k in range(count)}


def _less(manifest: dict[str, Any]) -> dict[str, Any]:
    """An entry that would make room for others."""
    return {**manifest["files"][SECOND], "bytes": -(2**40)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["files"][GRAPH].update(bytes=2**30 + 1), "claims.jsonld is larger than 1,024 MiB"),
        (lambda one: one["files"][SECOND].update(bytes=2**25 + 1), "ledger/0.2.0.json is larger than 32 MiB"),
        (lambda one: one["files"].update(_entries(33, one["files"][SECOND])), "its ledger is larger than 1,024 MiB"),
        (
            lambda one: one["files"].update(_entries(33, one["files"][SECOND]) | {"ledger/x": _less(one)}),
            "its ledger is larger than 1,024 MiB",
        ),
        (lambda one: one["files"][GRAPH].update(bytes=-1), "is not the one that manifest.json names"),
        (lambda one: one["files"][GRAPH].update(bytes=1e400), "manifest.json does not name claims.jsonld"),
        (lambda one: one.update(files=[]), "manifest.json does not name claims.jsonld"),
        (lambda one: one.update(padding=" " * bounds.LARGEST_LIST), "manifest.json is larger than 8,000,000 bytes"),
    ],
)  # fmt: skip
def test_a_manifest_cannot_ask_for_more_than_a_release_has(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    files = resealed(release("0.2.0"), change)
    for place in (on_disk(files, tmp_path / NEW), packed(files, tmp_path / "x.zip")):
        with pytest.raises(DatasetError, match=said):
            claimkit.load(place)


def test_the_directory_of_a_zip_is_not_held_where_it_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a graph that is larger than any directory is read all the same, piece by piece."""
    files = release("0.2.0")
    target = packed(files, tmp_path / "x.zip")
    monkeypatch.setattr(opening, "_LARGEST_DIRECTORY", 1_000)
    with pytest.raises(DatasetError, match="a larger directory than any release"):
        claimkit.load(target)
    monkeypatch.setattr(opening, "_LARGEST_DIRECTORY", 20_000)
    monkeypatch.setattr(opening, "_CHUNK", 10_000)
    assert len(files[GRAPH]) > 20_000
    assert SUBTILIS in claimkit.load(target).claims


def test_a_damaged_zip_gives_the_same_records_or_none(tmp_path: Path) -> None:
    """Whatever byte of its headers is another: no traceback, and nothing but what the manifest names."""
    kept = {name: raw for name, raw in release("0.2.0").items() if name in (MANIFEST, GRAPH) or "ledger" in name}
    raw, whole = zipped(members(kept)), opening.release_at(on_disk(kept, tmp_path / NEW))
    chance = random.Random(8)  # noqa: S311  repeatable, not secret
    directory = raw.index(b"PK\1\2")
    for at in [*chance.sample(range(directory, len(raw)), 150), *range(len(raw) - 22, len(raw))]:
        (tmp_path / "x.zip").write_bytes(flipped(raw, at))
        try:
            found = opening.release_at(tmp_path / "x.zip")
        except opening.ReleaseError:
            continue
        assert found in (None, whole)
