"""`claimkit init`: a repository for any team's claims, that validates and builds at once."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from flit_core import buildapi

from claimkit import __version__
from conftest import REPOSITORY, Command

SHARED = REPOSITORY / "src/claimkit/starter/shared"
SOIL = (
    *("init", "soil", "--name", "soil-carbon-claims", "--title", "Claims on soil: carbon # and more"),
    *("--prefix", "soc", "--base-iri", "https://example.net/soil/", "--license", "CC-BY-4.0"),
    *("--creator", "The soil carbon group", "--description", "What keeps carbon in soil."),
)
OUR_FIELD = re.compile(r"\bgut\b|\bbone|reuteri|gbc:|gbt:|osteo", re.IGNORECASE)


def test_a_new_repository_is_valid_in_form_and_up_to_date(
    claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = claimkit("init", "tide-pools")
    assert (result.code, result.out) == (0, "tide-pools\n")
    assert "cd tide-pools && scripts/build && scripts/test" in result.err
    assert "base_iri is https://example.org/tide-pools/, which nobody can own" in result.err
    monkeypatch.chdir(tmp_path / "tide-pools")
    validated = claimkit("validate", "--strict")
    assert (validated.code, validated.out) == (0, "")
    assert claimkit("fmt", "--check").code == 0
    assert claimkit("sync", "--check").code == 0
    assert claimkit("build").code == 0
    rows = list(csv.DictReader(io.StringIO(next(Path("dist").glob("*/csv/claims.csv")).read_text())))
    assert [(row["verdict"], row["evidence_level"]) for row in rows] == [("supported", "randomized-trial")]
    assert rows[0]["id"].startswith("tip:")
    assert f"version={__version__}\n" in Path("scripts/env.sh").read_text()
    required = [line for line in Path("requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert required == []  # this one came from no repository, and no index is known to have it
    for script in ("build", "test", "draft-proposal"):
        assert os.access(f"scripts/{script}", os.X_OK)


def test_a_dataset_about_something_else_has_nothing_of_ours(
    claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert claimkit(*SOIL).code == 0
    monkeypatch.chdir(tmp_path / "soil")
    for path in ("records/example/parachute-death-or-major-injury", "sources/yeh-2018", "terms/exposures"):
        Path(f"claims/{path}.yaml").unlink()
    for path in ("measures", "organisms"):
        Path(f"claims/terms/{path}.yaml").unlink()
    for label, category, more in (
        ("no tillage", "exposures", ("--searched", "AGROVOC was not at hand")),
        ("soil organic carbon stock", "measures", ("--antonym", "loss of soil carbon", "--searched", "not sought")),
        ("Triticum aestivum", "organisms", ("--id", "NCBITaxon:4565", "--synonym", "wheat")),
    ):
        assert claimkit("new", "term", label, "--category", category, *more).code == 0
    source = claimkit(
        *("new", "source", "https://example.org/plots", "--title", "[made-up trial of plots]", "--type", "report"),
        *("--kind", "primary", "--key", "plots", "--study", "field", "--design", "experiment", "--system", "in-vivo"),
        *("--host", "wheat", "--agent", "no tillage", "--duration", "P10Y"),
    )
    assert source.code == 0
    claim = claimkit(
        *("new", "claim", "--topic", "tillage", "--acting", "no-tillage", "--direction", "increases", "--status"),
        *("accepted", "--target", "soil organic carbon stock", "--evidence", "plots/field=increase"),
        *("--statement", "On plots of wheat, ten years without tillage raise the stock of carbon in the soil."),
    )
    assert claim.code == 0
    assert re.fullmatch(r"claims/records/tillage/[a-z-]+\.yaml\n", claim.out)
    assert claimkit("validate", "--strict").out == ""
    assert claimkit("sync").code == 0
    assert claimkit("build").code == 0
    (release,) = (path for path in Path("dist").iterdir() if path.is_dir())
    (row,) = csv.DictReader(io.StringIO((release / "csv/claims.csv").read_text()))
    assert row["iri"].startswith("https://example.net/soil/claim/")
    assert (row["agent_id"], row["target_id"]) == ("soct:no-tillage", "soct:soil-organic-carbon-stock")
    for path in (*release.glob("*.*"), *release.glob("csv/*"), *Path("claims").rglob("*.yaml"), Path("README.md")):
        assert not OUR_FIELD.search(path.read_text()), path
    assert yaml.safe_load(Path("CITATION.cff").read_text())["title"] == "Claims on soil: carbon # and more"


def test_its_own_two_commands_pass_and_so_does_one_claim_more(tmp_path: Path) -> None:
    """As a new team would: the command on the PATH, nothing else."""
    bin_folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": str(tmp_path)}
    environment.pop("GITHUB_ACTIONS", None)

    def run(*command: str, cwd: Path = tmp_path / "new") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    assert run("claimkit", "init", "new", cwd=tmp_path).returncode == 0
    built = run("scripts/build")
    assert built.returncode == 0, built.stderr
    assert not (tmp_path / "new/.venv").exists()
    assert (
        run("claimkit", "new", "term", "harness", "--category", "exposures", "--searched", "not sought").returncode
        == 0
    )
    added = run(
        *("claimkit", "new", "claim", "--topic", "example", "--acting", "harness", "--direction", "unspecified"),
        *(
            "--target",
            "death or major traumatic injury",
            "--host",
            "homo-sapiens",
            "--statement",
            "A harness may help.",
        ),
    )
    assert added.returncode == 0, added.stderr
    environment["PATH"] = "/usr/bin:/bin"  # the one that made the repository is known to it
    tested = run("scripts/test")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "2 claims" in tested.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["full"], "full is not empty"),
        (["file"], "file is no folder"),
        (["link"], "link is no folder"),
        (["x", "--prefix", "Bad!"], "id_prefix"),
        (["x", "--base-iri", "soil"], "base_iri"),
        (["x", "--title", "=1+1"], "title"),
        (["x", "--license", "do what you like"], "license"),
        (["x", "--name", "../up"], "--name"),
        (["x", "--curator", "A B"], "curators"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    claimkit: Command, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    before = sorted(tmp_path.rglob("*"))
    result = claimkit("init", *arguments)
    assert (result.code, said in result.err) == (2, True), result.err
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_and_one_under_git_are_taken(claimkit: Command, tmp_path: Path) -> None:
    (tmp_path / "here/.git").mkdir(parents=True)
    assert claimkit("init", "here").code == 0
    assert (tmp_path / "here/claims/dataset.yaml").is_file()


def test_what_a_new_repository_shares_with_this_one_is_the_same() -> None:
    """scripts/starter renews it."""
    shared = [path for path in SHARED.rglob("*") if path.is_file()]
    assert len(shared) > 9
    for path in shared:
        assert path.read_bytes() == (REPOSITORY / path.relative_to(SHARED)).read_bytes(), path


def test_the_templates_are_about_no_field_of_science() -> None:
    for path in (REPOSITORY / "src/claimkit/starter").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert not OUR_FIELD.search(path.read_text()), path


def test_the_package_holds_the_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    wheel = buildapi.build_wheel(str(tmp_path))
    held = {name for name in zipfile.ZipFile(tmp_path / wheel).namelist() if name.startswith("claimkit/starter/")}
    folder = REPOSITORY / "src/claimkit/starter"
    files = {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert held == {f"claimkit/starter/{path.relative_to(folder)}" for path in files}


def test_a_dataset_lies_in_no_other(claimkit: Command, demo: Path) -> None:
    result = claimkit("init", "claims/inner")
    assert (result.code, "lies in the dataset" in result.err) == (2, True)


@pytest.mark.parametrize("creator", ["No", "2024", "The On", "null", "Ünïcode & Söhne: a 'team' # 1", "$HOME ${x}"])
def test_whatever_a_team_is_called_its_dataset_is_valid(claimkit: Command, tmp_path: Path, creator: str) -> None:
    assert claimkit("init", "new", "--creator", creator).code == 0
    result = claimkit("validate", "--strict", "new")
    assert (result.code, result.out) == (0, "")
    assert claimkit("fmt", "--check", "new").code == 0


def test_a_failure_leaves_nothing_half_done(
    claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "README.md":
            raise OSError(28, "No space left on device", str(path))
        return written(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    result = claimkit("init", "new")
    assert (result.code, "No space left" in result.err) == (2, True)
    assert list(tmp_path.iterdir()) == []
