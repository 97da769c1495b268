"""What only a terminal shows: questions, completion, progress. The session of docs/add-a-claim.md is played."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
import yaml

from claimkit import formatting, yamlio
from conftest import REPOSITORY, Command

GUIDE = (REPOSITORY / "docs/add-a-claim.md").read_text()
CONSOLE = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
COUNTED = re.compile(r"[0-9,]+ (?=claims|checks|skipped)")
"""Figures that each new record or rule changes."""
PROGRAM = str(Path(sys.executable).parent / "claimkit")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")


def unreleased(folder: Path) -> None:
    """The dataset as the guide has it, with nothing of it released."""
    shutil.copytree(REPOSITORY / "claims", folder / "claims", ignore=shutil.ignore_patterns("releases"))


def spawn(arguments: list[str], folder: Path) -> pexpect.spawn[str]:
    child = pexpect.spawn(
        PROGRAM,
        arguments,
        cwd=str(folder),
        encoding="utf-8",
        timeout=30,
        dimensions=(50, 160),
        env={
            "TERM": "xterm",
            "PATH": "/usr/bin:/bin",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "SOURCE_DATE_EPOCH": "1795305600",
        },
    )
    child.logfile_read = io.StringIO()
    return child


def said(child: pexpect.spawn[str]) -> str:
    return ESCAPES.sub("", child.logfile_read.getvalue()).replace("\r", "")


def questions(block: str) -> Iterator[tuple[str, str]]:
    for line in block.split("\n"):
        found = re.fullmatch(r"([A-Z].*): ?([^:]*)", line)
        if found:
            yield found[1], found[2].strip()


def test_the_session_of_the_guide_is_what_a_terminal_shows(tmp_path: Path) -> None:
    block = next(
        block for block in re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL) if "claimkit new claim" in block
    )
    commands = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    made, validated = commands[0], commands[1]
    path = re.search(r"^claims/records/\S+", made, re.MULTILINE)
    assert path
    unreleased(tmp_path)
    (tmp_path / path.group()).unlink()  # the guide's claim is in the dataset by now
    child = spawn(["new", "claim"], tmp_path)
    asked = list(questions(made))
    for question, answer in asked:
        child.expect_exact(f"{question}:")
        child.send(answer)
        if answer:
            child.expect_exact(answer)
        child.send("\r")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, said(child)
    tail = made[made.index(path.group()) :].strip().split("\n")
    shown = said(child)
    for line in tail:
        assert re.sub(r"gbc:\w{8}", "gbc:", line) in re.sub(r"gbc:\w{8}", "gbc:", shown)
    assert tail[-1] == f"{sum(bool(answer) for _, answer in asked)} answers typed"
    written, kept = (yaml.safe_load((folder / path.group()).read_text()) for folder in (tmp_path, REPOSITORY))
    assert written["status"] == "draft"
    for record in (written, kept):  # what the curator completed by hand
        for name in ("id", "status", "notes", "curation"):
            record.pop(name, None)
        record["evidence"][0].pop("locator", None)
        del record["evidence"][1:]  # the page that repeats it, added later
    assert written == kept
    check = spawn(["validate"], tmp_path)
    check.expect(pexpect.EOF)
    check.close()
    assert check.exitstatus == 0
    assert re.sub(COUNTED, "", said(check)).strip() == re.sub(COUNTED, "", validated.split("\n", 1)[1]).strip()


def test_the_mending_of_the_guide_is_what_the_commands_print(claimkit: Command, tmp_path: Path) -> None:
    unreleased(tmp_path)
    path = tmp_path / "claims/records/probiotics/atcc-pta-6475-tnfsf11.yaml"
    sound = path.read_text()
    wrong = sound
    for old, new in (
        ("evidence_level: animal", "evidence_level: cohort"),
        ("condition: ovariectomy", "condition: ovarectomy"),
        ('"2026-11-21"', "2026-11-21"),
    ):
        assert old in wrong
        wrong = wrong.replace(old, new)
    path.write_text(wrong)
    (block,) = (block for block in CONSOLE if "claimkit validate --fix" in block)
    told = []
    for arguments in (["validate"], ["validate", "--fix"]):
        result = claimkit(*arguments)
        # the number of mended findings is told between the diff and the last line
        told.append(f"$ claimkit {' '.join(arguments)}\n{result.out}{result.err}")
    assert re.sub(COUNTED, "", "".join(told)) == re.sub(COUNTED, "", block)
    assert path.read_text() == sound


def test_the_explained_record_is_the_one_of_the_dataset() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    data = yamlio.read(block.encode()).data
    assert data
    record = next(path for path in (REPOSITORY / "claims/records").rglob("*.yaml") if data["id"] in path.read_text())
    assert data == yamlio.read(record.read_bytes()).data
    assert formatting.formatted(block, data, "claim") == block


def test_a_label_is_completed_and_an_unknown_one_not_taken(tmp_path: Path) -> None:
    unreleased(tmp_path)
    child = spawn(["new", "term"], tmp_path)
    child.expect_exact("Label:")
    child.send("bone marr")
    child.expect_exact("is there: bone-marrow")  # shown while it is typed
    child.send("ow\r")
    child.expect_exact("is there already: bone-marrow in claims/terms/anatomy.yaml")
    child.sendcontrol("c")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert not (tmp_path / "claims/.git").exists()
    assert (tmp_path / "claims/terms/anatomy.yaml").read_bytes() == (
        REPOSITORY / "claims/terms/anatomy.yaml"
    ).read_bytes()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("claimkit va", "validate"),
        ("claimkit explain CK40", "CK401"),
        ("claimkit explain lev", "levels"),
        ("claimkit quote bl", "blog"),
        ("claimkit new claim --host ", "mus-musculus"),
        ("claimkit new claim --evidence trial-2020/", "trial-2020/mice"),
        ("claimkit new source --agent caf", "caffeine"),
        ("claimkit new claim --curator te", "team"),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_is_offered_what_could_be_typed(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch, shell: str, words: str, offered: str
) -> None:
    monkeypatch.setenv("_CLAIMKIT_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    last = words.rpartition(" ")[2]
    monkeypatch.setenv("COMP_CWORD", last if shell == "fish" else str(words.count(" ")))
    result = claimkit()
    assert (result.code, result.err) == (0, "")
    assert offered in re.split(r"[\n\t,]", result.out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_given(claimkit: Command, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    monkeypatch.setenv("_CLAIMKIT_COMPLETE", f"{shell}_source")
    result = claimkit()
    assert result.code == 0
    assert f"_CLAIMKIT_COMPLETE={shell}_complete" in result.out


def test_progress_is_told_to_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from claimkit.cli import progress

    monkeypatch.setattr(progress, "_PATIENCE", -1)
    monkeypatch.setattr(progress, "_EVERY", -1)
    with progress.Progress(quiet=False) as tick:
        tick("reading", 64, 10_000)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress.Progress(quiet=True) as tick:
        tick("reading", 64, 10_000)
    assert capsys.readouterr().err == ""
    with progress.Progress(quiet=False) as tick:
        tick("reading", 64, 10_000)
        tick("writing claims.nq", 3, 0)
    assert capsys.readouterr().err == "\r\x1b[Kreading: 64 of 10,000\r\x1b[Kwriting claims.nq\r\x1b[K"
