"""A release is never half of one: the writer is failed before and after each of its steps, and killed for real.

Whatever happens, the old release or the new one stands whole, nothing foreign is removed, and the next build heals.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cases import FOLDER
from claimkit.cli.console import UnanswerableError
from claimkit.cli.files import Place
from claimkit.release import folder
from claimkit.release.folder import MARKER, OutputError
from conftest import REPOSITORY, Command

OLD = {f"demo-1/{k}.txt": b"old %d" % k for k in range(3)}
NEW = {f"demo-2/sub/{k}.txt": b"new %d" % k for k in range(4)}
# Everything by which the writer touches the disk; a close that fails has closed all the same.
STEPS = [
    *((os, name) for name in ("open", "fsync")),
    *((Path, name) for name in ("mkdir", "open", "chmod", "rename", "unlink", "rmdir")),
    *((shutil, name) for name in ("rmtree",)),
    (folder, "_exchanged"),
]


class FaultError(OSError):
    """What is injected."""


def write(out: Path, files: dict[str, bytes]) -> None:
    folder.write(out, ((name, [whole[:2], whole[2:]]) for name, whole in files.items()))


def content(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name != MARKER
    }


class Injector:
    """Lets the writer's steps pass, and fails the one with a given number, before or after it is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fatal: int, after: bool) -> None:
        self.fatal, self.after, self.count = fatal, after, 0
        for owner, name in STEPS:
            monkeypatch.setattr(owner, name, self._counting(getattr(owner, name)))

    def _counting(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            mine = self.count == self.fatal
            if mine and not self.after:
                raise FaultError(5, "Input/output error")
            done = real(*arguments, **named)
            if mine:
                if isinstance(done, int) and real is os.open:
                    os.close(done)
                elif hasattr(done, "close"):
                    done.close()
                raise FaultError(5, "Input/output error")
            return done

        return step


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_fault_at_any_step_leaves_one_whole_release(tmp_path: Path, after: bool) -> None:
    seen: set[str] = set()
    for fatal in range(1, 200):
        out = tmp_path / str(fatal) / "dist"
        write(out, OLD)
        (out.parent / "mine.txt").write_text("not claimkit's")
        with pytest.MonkeyPatch.context() as patch:
            injector = Injector(patch, fatal, after)
            said = ""
            try:
                write(out, NEW)
            except OutputError as error:
                said = str(error)
        left = content(out)
        assert left in (OLD, NEW), fatal
        assert "\n" not in said
        seen.add("old" if left == OLD else "new")
        assert (out.parent / "mine.txt").read_text() == "not claimkit's"
        write(out, NEW)
        assert content(out) == NEW
        assert {path.name for path in out.parent.iterdir()} == {"dist", "mine.txt", ".dist.claimkit-lock"}
        if injector.count < fatal:
            assert not said
            break
    else:
        raise AssertionError("the writer has more steps than were failed")
    assert fatal > 40
    assert seen == {"old", "new"}


KILLED = f"""
import sys
import threading
sys.path[:0] = [{str(REPOSITORY / "src")!r}]
from pathlib import Path
from claimkit.cli.console import UnanswerableError
from claimkit.cli.files import Place
from claimkit.release import folder
print("ready", flush=True)
turn = 0
while True:
    turn += 1
    word = b"old" if turn % 2 else b"new"
    folder.write(Path(sys.argv[1]), ((f"demo/{{k}}.txt", [word * 1000]) for k in range(40)))
"""


def test_ten_real_kills_leave_one_whole_release(tmp_path: Path) -> None:
    """A child writes one release after the other, and is killed at ten moments nobody chose."""
    out = tmp_path / "dist"
    wholes = [{f"demo/{k}.txt": word * 1000 for k in range(40)} for word in (b"old", b"new")]
    chance = random.Random(10)  # noqa: S311  repeatable, not secret
    interrupted = 0
    for _ in range(10):
        child = subprocess.Popen([sys.executable, "-c", KILLED, str(out)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        while not out.exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, 0.05))
        child.kill()
        child.wait()
        child.stdout.close()
        interrupted += any(path.name.startswith(".dist.claimkit-") and path.is_dir() for path in tmp_path.iterdir())
        assert content(out) in wholes
    write(out, NEW)
    assert content(out) == NEW
    assert {path.name for path in tmp_path.iterdir()} == {"dist", ".dist.claimkit-lock"}
    assert interrupted, "no kill met the writer at work"


def built(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "claimkit.cli.main", "build"]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_builders_at_once_both_end_well_and_leave_one_whole_release(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    builders = [built(tmp_path) for _ in range(2)]
    said = [builder.communicate(timeout=60) for builder in builders]
    assert [builder.returncode for builder in builders] == [0, 0], said
    sums = tmp_path / "dist/demo-claims-0.1.0-dev/SHA256SUMS"
    listed = {line.split("  ")[1] for line in sums.read_text().splitlines()}
    assert listed | {"SHA256SUMS"} == set(content(sums.parent))


def test_a_full_disk_leaves_the_old_release_and_says_so_in_one_line(tmp_path: Path) -> None:
    """A limit on the size of a file meets the writer as a full disk does: in the middle of a write."""
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    assert built(tmp_path).communicate(timeout=60)[1]
    before = content(tmp_path / "dist")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))

    command = [sys.executable, "-m", "claimkit.cli.main", "build", "--quiet"]
    done = subprocess.run(
        command, cwd=tmp_path, preexec_fn=limit, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("claimkit: ")
    assert "File too large" in line
    assert content(tmp_path / "dist") == before


def test_a_lost_list_of_files_is_no_success_and_the_release_is_whole(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is always full")
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    command = [sys.executable, "-m", "claimkit.cli.main", "build", "--quiet"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (tmp_path / "dist/demo-claims-0.1.0-dev/SHA256SUMS").is_file()


@pytest.mark.parametrize(
    "target", ["file", "link", "source", "around the source", "foreign", "below a file", "/proc/dist"]
)
def test_an_output_that_is_not_ours_is_refused_and_kept(
    claimkit: Command, demo: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign/mine.txt").write_text("mine")
    out = {"source": "claims", "around the source": ".", "below a file": "file/dist"}.get(target, target)
    before = {str(path): path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}
    result = claimkit("build", "--out", out, "--quiet")
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("claimkit: ")
    after = {str(path): path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}
    assert {path: raw for path, raw in after.items() if not path.endswith("claimkit-lock")} == before


def test_writers_wait_for_one_another_and_readers_see_whole_files(tmp_path: Path) -> None:
    root = tmp_path / "claims"
    (root / "terms").mkdir(parents=True)
    contents = [b"a" * 200_000, b"b" * 200_000]
    path = root / "terms/measures.yaml"
    path.write_bytes(contents[0])
    failed: list[BaseException] = []
    lost = 0

    def write(content: bytes) -> None:
        nonlocal lost
        for _ in range(60):
            try:
                Place.dataset(root, "claims").write("terms/measures.yaml", content, path.read_bytes())
            except UnanswerableError:
                lost += 1  # the other was quicker, and nothing of it was overwritten
            except BaseException as error:  # noqa: BLE001
                failed.append(error)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_bytes() in contents
    assert failed == []
    assert lost < 120
    assert [one.name for one in tmp_path.iterdir()] == ["claims"]
