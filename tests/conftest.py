"""Shared fixtures, and the table of edits that the run prints at its end."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from cases import FOLDER, read
from fewer import fewer

settings.register_profile("claimkit", derandomize=True, deadline=None)
settings.load_profile("claimkit")

REPOSITORY = Path(__file__).parent.parent


class JudgeTable:
    """What third-party programs said of sound and damaged data; printed at the end of a run with -m judges."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, str]] = []

    def note(self, judge: str, release: str, data: str, said: str) -> None:
        self.rows.append((judge, release, data, said))


JUDGES = pytest.StashKey[JudgeTable]()
EDITS = pytest.StashKey[Counter[tuple[str, str]]]()


@pytest.fixture(scope="session")
def real_files() -> dict[str, bytes]:
    """The real dataset, by path relative to its root."""
    return read(REPOSITORY / "claims", but=("LICENSE",))


@pytest.fixture(scope="session")
def unreleased_files(real_files: dict[str, bytes]) -> dict[str, bytes]:
    """The real dataset as if nothing of it had been released: for edits that are no matter of its history."""
    return {path: raw for path, raw in real_files.items() if not path.startswith("releases/")}


@pytest.fixture(scope="session")
def few_files(real_files: dict[str, bytes]) -> dict[str, bytes]:
    """Some records of the real dataset, of every kind that it has, with all that they lean on."""
    return fewer(real_files, "gbc:7k3m9qxf", "gbc:r7k05vrb")


@pytest.fixture
def edit_table(request: pytest.FixtureRequest) -> Counter[tuple[str, str]]:
    """How often each edit was applied to each record, printed at the end of the run."""
    return request.config.stash.setdefault(EDITS, Counter())


@pytest.fixture
def judge_table(request: pytest.FixtureRequest) -> JudgeTable:
    """Where a test notes what a judge said."""
    return request.config.stash.setdefault(JUDGES, JudgeTable())


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str


class Command:
    """Runs `claimkit` in this process, its output captured as a user would get it."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capture = capfd

    def __call__(self, *arguments: str | Path) -> Outcome:
        from claimkit.cli.main import invoke

        self._capture.readouterr()
        code = invoke([str(argument) for argument in arguments])
        out, err = self._capture.readouterr()
        return Outcome(code, out, err)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A copy of the made-up dataset, as `claims` of a repository."""
    shutil.copytree(FOLDER / "_base", tmp_path / "claims")
    return tmp_path / "claims"


@pytest.fixture
def claimkit(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    return Command(capfd)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where the tests run in several processes, what each has for the tables goes to the one that prints them."""
    handed = getattr(session.config, "workeroutput", None)
    if handed is not None:
        handed["judges"] = session.config.stash.get(JUDGES, JudgeTable()).rows
        handed["edits"] = [[*key, count] for key, count in session.config.stash.get(EDITS, Counter()).items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    stash, handed = node.config.stash, getattr(node, "workeroutput", {})
    stash.setdefault(JUDGES, JudgeTable()).rows.extend(map(tuple, handed.get("judges", [])))
    for edit, record, count in handed.get("edits", []):
        stash.setdefault(EDITS, Counter())[edit, record] += count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    judges = config.stash.get(JUDGES, None)
    if judges and config.option.markexpr == "judges":
        terminalreporter.write_sep("-", "judges: program, version, data, what it said")
        for judge, release, data, said in sorted(judges.rows):
            terminalreporter.write_line(f"{judge:<18}{release:<10}{data:<34}{said}")
    table = config.stash.get(EDITS, None)
    if table:
        terminalreporter.write_sep("-", "edits by records: how often each was applied, and found at its line")
        for line in _table(table):
            terminalreporter.write_line(line)


def _table(table: Counter[tuple[str, str]]) -> Sequence[str]:
    records = sorted({record for _, record in table})
    edits = list(dict.fromkeys(edit for edit, _ in table))
    wide = max(map(len, edits))
    lines = [" " * wide + "".join(f"{record:>10}" for record in records)]
    for edit in edits:
        lines.append(f"{edit:<{wide}}" + "".join(f"{table[edit, record] or '-':>10}" for record in records))
    return lines
