"""The output folder: whole, replaced whole, and nothing foreign touched."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from pathlib import Path

import pytest

from cases import FOLDER
from claimkit.release import folder
from claimkit.release.folder import MARKER, OutputError
from conftest import Command


def write(out: Path, files: dict[str, bytes]) -> None:
    folder.write(out, ((name, [whole[:1], whole[1:]]) for name, whole in files.items()))


OLD = {"demo-1/a.txt": b"old", "demo-1/sub/b.txt": b"old"}
NEW = {"demo-1/a.txt": b"new", "demo-2/c.txt": b"new"}


def content(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert found.pop(MARKER)
    return found


def test_a_folder_is_written_replaced_whole_and_leaves_no_stray(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    assert content(out) == OLD
    write(out, NEW)
    assert content(out) == NEW
    assert {path.name for path in tmp_path.iterdir()} <= {"dist", ".dist.claimkit-lock"}


def test_without_an_exchange_in_one_step_two_renames_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_exchanged", lambda *_: False)
    out = tmp_path / "dist"
    write(out, OLD)
    write(out, NEW)
    assert content(out) == NEW


def test_what_a_killed_build_left_is_finished_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    out.rename(tmp_path / ".dist.claimkit-old")  # killed between two renames
    (tmp_path / ".dist.claimkit-new").mkdir()
    (tmp_path / ".dist.claimkit-new" / MARKER).write_text("ours")
    (tmp_path / ".dist.claimkit-new/half").write_text("half")
    write(out, NEW)
    assert content(out) == NEW
    assert not (tmp_path / ".dist.claimkit-old").exists()
    assert not (tmp_path / ".dist.claimkit-new").exists()


@pytest.mark.parametrize("step", ["_fill", "_swap", "_write_file", "_sync_folder"])
def test_a_failure_at_any_step_leaves_the_old_folder_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out = tmp_path / "dist"
    write(out, OLD)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, step, fail)
    with pytest.raises(OutputError, match="No space left on device"):
        write(out, NEW)
    monkeypatch.undo()
    assert content(out) == OLD
    write(out, NEW)
    assert content(out) == NEW


def test_foreign_folders_files_and_links_are_refused_and_kept(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="did not make"):
        write(foreign, NEW)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="not a folder"):
        write(tmp_path / "file", NEW)
    (tmp_path / "link").symlink_to(foreign)
    with pytest.raises(OutputError, match="symbolic link"):
        write(tmp_path / "link", NEW)
    assert (foreign / "mine.txt").read_text() == "mine"
    assert (tmp_path / "file").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", NEW)


@pytest.mark.parametrize("what", ["old", "new"])
def test_foreign_folders_under_our_working_names_are_kept(tmp_path: Path, what: str) -> None:
    foreign = tmp_path / f".dist.claimkit-{what}"
    foreign.mkdir()
    (foreign / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="move it away"):
        write(tmp_path / "dist", NEW)
    assert (foreign / "mine.txt").read_text() == "mine"
    assert not (tmp_path / "dist").exists()


def test_a_lock_that_is_a_link_or_a_file_of_somebody_is_not_cut(tmp_path: Path) -> None:
    (tmp_path / "victim.txt").write_text("mine")
    lock = tmp_path / ".dist.claimkit-lock"
    lock.symlink_to("victim.txt")
    with pytest.raises(OutputError):
        write(tmp_path / "dist", NEW)
    lock.unlink()
    lock.write_text("mine")
    write(tmp_path / "dist", NEW)
    assert lock.read_text() == (tmp_path / "victim.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "a/../../evil"])  # noqa: S108
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="outside"):
        write(tmp_path / "dist", {name: b"x"})
    assert not (tmp_path / "evil").exists()


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write(tmp_path / "dist", OLD)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "dist/demo-1/a.txt").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "dist/demo-1").stat().st_mode) == 0o755


def test_builders_at_once_give_one_whole_folder(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    kinds = [{f"demo/{k}-{n}.txt": b"%d" % k for n in range(20)} for k in range(6)]
    threads = [threading.Thread(target=write, args=(out, files)) for files in kinds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert content(out) in kinds


def test_build_writes_the_release_and_says_where(claimkit: Command, tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    result = claimkit("build")
    assert result.code == 0
    written = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "dist").rglob("*") if path.is_file()}
    assert set(result.out.splitlines()) == written - {f"dist/{MARKER}"}
    release = "dist/demo-claims-0.1.0-dev"
    for name in (
        "claims.jsonld",
        "claims.nq",
        "context.jsonld",
        "csv/claims.csv",
        "datapackage.json",
        "CITATION.cff",
    ):
        assert f"{release}/{name}" in written
    assert f"{release}/schema/claim.schema.json" in written
    assert f"{release}.zip" in written
    assert f"2 claims in {len(written) - 1} files\n" in result.err
    assert result.err.endswith("0.1.0-dev, no release: the ledger does not hold 0.1.0 with these contents\n")


def test_a_dataset_with_errors_is_not_built_and_the_old_build_stays(claimkit: Command, tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    assert claimkit("build").code == 0
    before = content(tmp_path / "dist")
    record = tmp_path / "claims/records/sleep/subtilis.yaml"
    record.write_text(record.read_text().replace("direction: increases", "direction: decreases"))
    result = claimkit("build")
    assert result.code == 1
    assert "error CK403" in result.out
    assert result.err.endswith("nothing was built\n")
    assert content(tmp_path / "dist") == before
