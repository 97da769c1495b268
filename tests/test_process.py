"""What only a process of its own can show: reproducible bytes, lost output, a read-only checkout, a kill."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cases import FOLDER
from conftest import REPOSITORY

COMMAND = [sys.executable, "-m", "claimkit.cli.main"]


def run(*arguments: str, cwd: Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], cwd=cwd, capture_output=True, timeout=60, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_builds_in_two_clones_are_equal_byte_for_byte(tmp_path: Path) -> None:
    """Other folder, locale, time zone, umask and hash seed; manifest and sums included, which name the commit."""
    origin = tmp_path / "origin"
    for folder in ("src", "claims"):
        shutil.copytree(REPOSITORY / folder, origin / folder, ignore=shutil.ignore_patterns("__pycache__"))

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"]
        subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)

    git("init", "-q", str(origin))
    git("-C", str(origin), "add", "-A")
    git("-C", str(origin), "commit", "-qm", "all")
    built = []
    for name, umask, environment in (
        ("one", 0o022, {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
        ("another/deeper one", 0o077, {"LC_ALL": "C.UTF-8", "TZ": "America/Caracas", "PYTHONHASHSEED": "4242"}),
    ):
        root = tmp_path / name
        git("clone", "-q", str(origin), str(root))
        more = {"PYTHONPATH": str(root / "src"), "SOURCE_DATE_EPOCH": "1800000000", "PYTHONDONTWRITEBYTECODE": "1"}
        out = tmp_path / f"{root.name} dist"
        arguments = ("build", "--out", str(out))
        result = run(*arguments, cwd=root, umask=umask, env={**os.environ, **environment, **more})
        assert result.returncode == 0, result.stderr
        files = {
            str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in out.rglob("*")
            if path.is_file()
        }
        (manifest,) = out.glob("*/manifest.json")
        assert re.search(r'"commit": "[0-9a-f]{40}"', manifest.read_text())
        built.append(files)
    assert len(built[0]) > 50
    assert any(name.endswith("SHA256SUMS") for name in built[0])
    assert built[0] == built[1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_report_that_is_lost_is_no_success_and_no_traceback(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*COMMAND, "explain", "levels"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert result.returncode == 2
    assert result.stderr == b"claimkit: the output could not be written: No space left on device\n"


def test_a_closed_pipe_gives_no_traceback(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [*COMMAND, "explain", "levels"], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


def test_closed_streams_are_no_success_and_no_fault_of_claimkit(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    line = " ".join([*COMMAND, "validate", ">&-"])
    result = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (2, b"claimkit: the output could not be written: it is closed\n")


def test_a_read_only_checkout_can_be_validated(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    result = run("validate", cwd=tmp_path)
    assert result.returncode == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    for path in tmp_path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_nothing_of_a_pull_request_acts_in_the_job_summary(tmp_path: Path) -> None:
    """Mentions, images, closing words and fences, in names and values, stay inside one fence each (threats S3)."""
    checkout = tmp_path / "checkout"
    shutil.copytree(FOLDER / "_base", checkout / "claims")

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(checkout), "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "base")
    base = git("rev-parse", "HEAD")
    evil = "```\n@everyone ![x](https://evil.example/x.png) closes #1"
    (checkout / "src```@everyone ![x](y)").write_text("x")
    record = checkout / "claims/records/sleep/subtilis.yaml"
    text = record.read_text().replace("direction: increases", f"direction: {evil.replace(chr(10), ' ')!r}")
    record.write_text(text)
    git("add", "-A")
    git("commit", "-qm", "head")
    summary = tmp_path / "summary"
    done = subprocess.run(
        ["sh", str(REPOSITORY / "scripts/judge-pull-request"), str(checkout), base, git("rev-parse", "HEAD")],
        capture_output=True,
        text=True,
        env={**os.environ, "GITHUB_STEP_SUMMARY": str(summary)},
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    fenced = False
    outside = []
    for line in summary.read_text().splitlines():
        if line.startswith("```"):
            fenced = not fenced
            assert line in ("```text", "```")
        elif not fenced:
            outside.append(line)
    assert not fenced
    assert all(line.startswith("### ") for line in outside), outside
    assert "more than records" in outside[0]
    assert "@everyone" in summary.read_text()


def test_heavy_imports_come_only_where_they_are_used() -> None:
    """Start-up is paid before every commit. In a process of its own, for here all is imported already."""
    program = """
import sys
from claimkit.cli.main import invoke

def loaded(*names):
    return sorted(set(names) & set(sys.modules))

HEAVY = ("requests", "urllib3", "prompt_toolkit", "bibtexparser", "rispy", "pandas", "pyoxigraph", "jsonschema")
invoke(["--help"])
print("help:", *loaded("pydantic", "yaml", *HEAVY), file=sys.stderr)
invoke(["validate", sys.argv[1], "--quiet"])
invoke(["fmt", "--check", sys.argv[1], "--quiet"])
invoke(["new", "claim", "--dataset", sys.argv[1]])
print("validate:", *loaded("claimkit.mending", "claimkit.starter", *HEAVY), file=sys.stderr)
"""
    result = subprocess.run(
        [sys.executable, "-c", program, str(FOLDER / "_base")], capture_output=True, text=True, timeout=60, check=True
    )
    lines = result.stderr.splitlines()
    assert "help:" in lines
    assert "validate:" in lines
