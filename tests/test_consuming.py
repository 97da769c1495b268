"""docs/consuming.md: every snippet runs in the folder of a release, and each question has one answer in every way."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import jq
import pyoxigraph
import pytest

from claimkit.cli.main import invoke
from conftest import REPOSITORY

GUIDE = (REPOSITORY / "docs/consuming.md").read_text()
WAYS = ("python", "r", "sql", "sparql", "jq")
# A made-up claim that answers the second and the third question, which the real ones may not yet.
MADE_UP = {
    "claims/sources/made-up-1999.yaml": """\
id: made-up-1999
type: article-journal
title: "[made-up experiments for the test of the guide]"
kind: primary
standing: {status: unknown}
studies:
  - {id: one, design: experiment, system: in-vivo, host: mus-musculus, agent: tnfsf11, size: 12}
  - {id: two, design: experiment, system: in-vivo, host: mus-musculus, agent: tnfsf11, size: 12}
""",
    "claims/records/immunity/made-up.yaml": """\
id: gbc:00000000
version: 1
status: accepted
statement: In mice of this test, TNFSF11 raises osteoclast differentiation.
agent: tnfsf11
direction: increases
target: osteoclast-differentiation
mechanism: [tnfsf11 -> traf6 -> nfatc1 -> osteoclast-differentiation]
context: {host: mus-musculus}
evidence_level: animal
evidence:
  - {source: made-up-1999/one, stance: supports, result: increase}
  - {source: made-up-1999/two, stance: refutes, result: no-effect}
curation: {curator: gutbone-maintainers, created: "2026-01-10"}
""",
}


def snippets() -> dict[str, list[tuple[str, str]]]:
    """By question its snippets, each with its language."""
    found = {}
    for section in GUIDE.split("\n## ")[1:]:
        question, _, body = section.partition("\n")
        found[question] = re.findall(r"^```(\w+)\n(.*?)^```", body, re.MULTILINE | re.DOTALL)
    return found


SNIPPETS = [
    pytest.param(question, k, language, text, id=f"{question.split()[0]} {question.split()[-1]} {k} {language}")
    for question, some in snippets().items()
    for k, (language, text) in enumerate(some)
]


@pytest.fixture(scope="module", params=["real", "with a made-up claim"])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("consuming")
    left_out = shutil.ignore_patterns("releases")  # on the commit of a release no claim may be added to it
    shutil.copytree(REPOSITORY / "claims", root / "claims", ignore=None if request.param == "real" else left_out)
    if request.param != "real":
        for name, text in MADE_UP.items():
            (root / name).write_text(text)
    assert invoke(["build", "--out", str(root / "dist"), "--quiet", str(root / "claims")]) == 0
    (folder,) = (path for path in (root / "dist").iterdir() if path.is_dir())
    return folder


def lines(rows: list[tuple[object, ...]]) -> str:
    return "".join(", ".join(map(str, row)) + "\n" for row in rows)


def run(language: str, text: str, folder: Path) -> str:
    """What a snippet prints in the folder of a release."""
    if language == "python":
        printed = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
            exec(compile(text, "docs/consuming.md", "exec"), {})  # noqa: S102  our own guide
        return printed.getvalue()
    if language == "sql":
        with contextlib.chdir(folder):
            return lines(duckdb.sql(text).fetchall())
    if language == "sparql":
        store = pyoxigraph.Store()
        store.bulk_load((folder / "claims.nq").read_bytes(), format=pyoxigraph.RdfFormat.N_QUADS)
        solutions = store.query(text)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        return lines([tuple(value.value if value else "" for value in row) for row in solutions])  # type: ignore[union-attr]
    if language == "jq":
        printed = jq.compile(text).input_text((folder / "claims.jsonld").read_text()).all()
        return "".join(f"{line}\n" for line in printed)
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed here")
    command = ["Rscript", "-e", text]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_question_is_answered_in_every_way() -> None:
    assert len(snippets()) == 3
    for question, some in snippets().items():
        assert sorted(language for language, _ in some) == sorted([*WAYS, "python"]), question


@pytest.mark.parametrize(("question", "k", "language", "text"), SNIPPETS)
def test_a_snippet_gives_the_answer_of_the_others(
    question: str, k: int, language: str, text: str, release: Path
) -> None:
    first = snippets()[question][0]
    answer = run(*first, release)
    assert run(language, text, release) == answer
    made_up = (release / "csv/claims.csv").read_text().count("gbc:00000000")
    assert ("gbc:00000000" in answer) == bool(made_up and "strains" not in question)
    if "strains" in question:
        assert "gbc:m2w8t4h7, Limosilactobacillus reuteri ATCC PTA 6475, no-effect" in answer.splitlines()
    elif made_up and "raises" in question:
        path = "TNFSF11, TNFSF11 -> TRAF6 -> NFATC1 -> osteoclast differentiation"
        assert f"gbc:00000000, {path}" in answer.splitlines()
