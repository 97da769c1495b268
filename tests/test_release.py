"""What makes a version a release: the ledger, the news, and a build that is final."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import claimkit as package
from cases import FOLDER, assemble, read
from claimkit.changes import compare
from claimkit.dataset import DatasetError
from claimkit.ledger import held_by
from claimkit.model import LedgerEntry
from claimkit.release import news
from claimkit.release.plan import plan
from claimkit.versions import least_after
from conftest import Command
from history import CAFFEINE, SUBTILIS, C, swap, write
from test_diff_sides import commit, git

DAY = "2026-11-21"
FIRST = ("release", "1.4.0", "--yes", "--as-of", DAY)
Files = dict[str, bytes]


def base() -> Files:
    """A dataset without findings, as of version 1.4.0."""
    files = read(FOLDER / "_base")
    swap("dataset.yaml", "version: 0.1.0", "version: 1.4.0")(files)
    return files


@pytest.fixture(autouse=True)
def version_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a development version of claimkit notes has its own test."""
    monkeypatch.setattr("claimkit.cli.release.__version__", "1.0.0")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the base as `claims` and a changelog, committed. It is the working folder."""
    root = tmp_path / "repository"
    write(base(), root / "claims")
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- Something of the code.\n")
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    commit(root)
    monkeypatch.chdir(root)
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def released(claimkit: Command, repository: Path) -> None:
    """The first release, committed."""
    assert claimkit(*FIRST).code == 0
    commit(repository)


def rescoped(repository: Path) -> None:
    """A scope changed, in a record that says that it is its second version, committed."""
    edit(repository, f"claims/{CAFFEINE}", "duration: P2W", "duration: P4W")
    edit(repository, f"claims/{CAFFEINE}", "version: 1\n", "version: 2\n")
    edit(repository, "claims/dataset.yaml", "version: 1.4.0", "version: 2.0.0")
    commit(repository)


def test_without_yes_nothing_is_written_and_all_is_told(claimkit: Command, repository: Path) -> None:
    told = claimkit("release", "1.4.0", "--as-of", DAY)
    assert told.code == 0
    assert git(repository, "status", "--porcelain") == ""
    for name in ("claims/NEWS.md", "claims/releases/1.4.0.json", "CITATION.cff", ".zenodo.json", "CHANGELOG.md"):
        assert f"{name} would be written" in told.out.splitlines()
    assert "claims/dataset.yaml would be written" not in told.out  # its version is that one already


@pytest.mark.parametrize(("version", "told"), [("0.2.0.dev0", True), ("0.2.0", False)])
def test_a_development_version_of_claimkit_is_told(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch, version: str, told: bool
) -> None:
    monkeypatch.setattr("claimkit.cli.release.__version__", version)
    done = claimkit("release", "1.4.0", "--as-of", DAY)
    assert (done.code, f"note: this is claimkit {version}" in done.err) == (0, told)


def test_a_release_is_written_and_the_build_of_its_commit_is_final(claimkit: Command, repository: Path) -> None:
    done = claimkit(*FIRST)
    assert done.code == 0
    assert 'git tag -s v1.4.0 -m "demo-claims 1.4.0"' in done.out
    before = claimkit("build", "--out", "../dist", "--as-of", DAY)
    assert before.err.endswith("1.4.0-dev, no release: the tree has changes that are not committed, or is no clone\n")
    name = commit(repository)
    assert claimkit("validate", "--as-of", DAY).code == 0
    assert claimkit("sync", "--check").out.count("CITATION.cff") == 0
    built = claimkit("build", "--out", "../dist", "--as-of", DAY)
    assert built.err.endswith("release 1.4.0\n")
    folder = repository.parent / "dist/demo-claims-1.4.0"
    manifest = json.loads((folder / "manifest.json").read_text())
    entry = json.loads((repository / "claims/releases/1.4.0.json").read_text())
    assert (manifest["version"], manifest["commit"]) == ("1.4.0", name)
    assert manifest["ledger"] == {"version": "1.4.0", "sha256": entry["sha256"]}
    assert (folder / "ledger/1.4.0.json").read_bytes() == (repository / "claims/releases/1.4.0.json").read_bytes()
    assert (folder / "NEWS.md").read_bytes() == (repository / "claims/NEWS.md").read_bytes()
    assert (folder / "CITATION.cff").read_bytes() == (repository / "CITATION.cff").read_bytes()
    address = "https://example.org/demo/release/1.4.0"
    cited = f'version: "1.4.0"\ndate-released: "2026-11-21"\nurl: "{address}"\n'
    assert cited in (folder / "CITATION.cff").read_text()
    deposit = json.loads((repository / ".zenodo.json").read_text())
    assert (deposit["version"], deposit["publication_date"]) == ("1.4.0", DAY)
    assert deposit["related_identifiers"] == [{"identifier": address, "relation": "isIdenticalTo", "scheme": "url"}]
    (node,) = (
        one for one in json.loads((folder / "claims.jsonld").read_text())["@graph"] if one["@type"] == "Dataset"
    )
    assert (node["@id"], node["has_version"], node["issued"]) == ("https://example.org/demo/", address, DAY)
    assert json.loads((folder / "datapackage.json").read_text())["id"] == address


def test_what_is_no_release_has_the_address_of_none(claimkit: Command, repository: Path) -> None:
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).code == 0
    folder = repository.parent / "dist/demo-claims-1.4.0-dev"
    for name in ("CITATION.cff", "README.md", "claims.jsonld", "claims.nq", "datapackage.json"):
        assert "release/1.4.0" not in (folder / name).read_text()
    (node,) = (
        one for one in json.loads((folder / "claims.jsonld").read_text())["@graph"] if one["@type"] == "Dataset"
    )
    assert node.keys().isdisjoint({"has_version", "issued"})
    assert claimkit("sync").code == 0
    assert "related_identifiers" not in json.loads((repository / ".zenodo.json").read_text())
    readme = (folder / "README.md").read_text()
    assert "This is no release" in readme
    assert "To cite it" not in readme


def test_the_readme_of_a_release_says_how_to_cite_it_and_names_every_file(
    claimkit: Command, repository: Path
) -> None:
    edit(repository, "claims/dataset.yaml", "title: ", "title: '*Bold* <b>claims</b>' # ")
    commit(repository)
    released(claimkit, repository)
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).code == 0
    folder = repository.parent / "dist/demo-claims-1.4.0"
    readme = (folder / "README.md").read_text()
    assert readme.startswith("# \\*Bold\\* \\<b\\>claims\\</b\\>\n")
    assert f"demo-claims 1.4.0, {DAY}: 2 claims, 2 sources, 9 terms." in readme
    assert f"    {claimkit('cite', str(folder)).out}" in readme
    named = re.findall(r"`([^`]+)`", readme.partition("## What is in it")[2].partition("## To prove it")[0])
    for file in (path.relative_to(folder) for path in folder.rglob("*") if path.is_file()):
        where = f"{file.parts[0]}/" if len(file.parts) > 1 and file.parts[0] != "csv" else str(file)
        assert file.name == "README.md" or any(Path(where).match(name.rstrip("/")) for name in named), file


@pytest.mark.parametrize(("of", "final"), [("2026-11-21", True), ("2026-11-20", False), ("2026-11-22", False)])
def test_a_build_as_of_another_day_than_that_of_its_commit_is_no_release(
    claimkit: Command, repository: Path, of: str, final: bool
) -> None:
    """Whoever follows its recipe is judged as of the commit, and may be refused what was let through here."""
    released(claimkit, repository)
    built = claimkit("build", "--out", "../dist", "--as-of", of)
    assert built.code == 0
    assert built.err.endswith("release 1.4.0\n") == final
    assert ("--as-of is not the day of the commit" in built.err) != final


def test_a_day_to_come_is_the_day_of_no_release(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21
    refused = claimkit("release", "1.4.0", "--as-of", "2026-11-22")
    assert (refused.code, refused.err) == (2, "claimkit: --as-of 2026-11-22: no release is of a day to come\n")
    assert claimkit("release", "1.4.0", "--as-of", DAY).code == 0


def test_each_line_of_records_is_what_a_digest_is_taken_of(claimkit: Command, repository: Path) -> None:
    released(claimkit, repository)
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).code == 0
    folder = repository.parent / "dist/demo-claims-1.4.0"
    entry = json.loads((repository / "claims/releases/1.4.0.json").read_text())
    lines = (folder / "records.jsonl").read_bytes().splitlines()
    sums = {json.loads(line)["claim"]["id"]: hashlib.sha256(line).hexdigest() for line in lines}
    assert sums == {claim: held["digest"] for claim, held in entry["claims"].items()}
    with (folder / "csv/claims.csv").open() as table:
        assert sums == {row["id"]: row["digest"] for row in csv.DictReader(table)}


def test_the_zip_is_the_folder_and_the_same_under_other_circumstances(
    claimkit: Command, repository: Path, tmp_path: Path
) -> None:
    released(claimkit, repository)
    made = []
    for k, mask in enumerate((0o022, 0o077)):
        clone = tmp_path / f"clone-{k}" / ("deeper" * k)
        git(tmp_path, "clone", "-q", str(repository), str(clone))
        environment = {**os.environ, "TZ": ("UTC", "Asia/Tokyo")[k], "LC_ALL": ("C", "C.UTF-8")[k]}
        command = [sys.executable, "-m", "claimkit.cli.main", "build", "--quiet", "--as-of", DAY]
        environment |= {"PYTHONHASHSEED": str(k + 1), "SOURCE_DATE_EPOCH": "1795219200"}
        subprocess.run(command, cwd=clone, check=True, capture_output=True, env=environment, umask=mask)
        made.append((clone / "dist/demo-claims-1.4.0.zip").read_bytes())
    assert made[0] == made[1]
    archive = zipfile.ZipFile(clone / "dist/demo-claims-1.4.0.zip")
    assert archive.namelist() == sorted(archive.namelist())
    assert {(one.date_time, one.compress_type, one.external_attr >> 16) for one in archive.infolist()} == {
        ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0o100644)
    }
    for name in archive.namelist():
        assert archive.read(name) == (clone / "dist" / name).read_bytes()


def test_a_release_is_loaded_with_its_ledger(claimkit: Command, repository: Path) -> None:
    released(claimkit, repository)
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).code == 0
    for place in ("demo-claims-1.4.0", "demo-claims-1.4.0.zip"):
        dataset = package.load(repository.parent / "dist" / place)
        assert held_by(dataset._corpus) is not None
        assert dataset.validate() == ()
    damaged = repository.parent / "dist/demo-claims-1.4.0/ledger/1.4.0.json"
    damaged.write_bytes(damaged.read_bytes() + b"\n")
    with pytest.raises(DatasetError, match=r"ledger/1\.4\.0\.json is not the one"):
        package.load(repository.parent / "dist/demo-claims-1.4.0")


def test_a_second_run_keeps_the_words_of_the_editor(claimkit: Command, repository: Path) -> None:
    assert claimkit(*FIRST).code == 0
    edit(repository, "claims/NEWS.md", f"{news.BEGIN}\n\n", f"{news.BEGIN}\n\nOur *first* words.\n\n")
    assert claimkit(*FIRST).code == 0
    assert "Our *first* words." in (repository / "claims/NEWS.md").read_text()
    changelog = (repository / "CHANGELOG.md").read_text()
    assert changelog.count("Release 1.4.0 of the dataset") == 1
    assert changelog.index("Release 1.4.0") < changelog.index("Something of the code")


def test_what_is_not_committed_is_refused(claimkit: Command, repository: Path) -> None:
    (repository / "new.txt").write_text("")
    assert "new.txt is not committed" in claimkit(*FIRST).err
    (repository / "new.txt").unlink()
    edit(repository, "claims/dataset.yaml", "title: ", "title: Other ")
    refused = claimkit(*FIRST)
    assert (refused.code, refused.out) == (2, "")
    assert "claims/dataset.yaml is not committed" in refused.err
    assert not (repository / "claims/releases").exists()


def test_findings_are_refused_and_shown(claimkit: Command, repository: Path) -> None:
    edit(repository, f"claims/{CAFFEINE}", "evidence_level: ", "evidence_level: cohort # ")
    commit(repository)
    refused = claimkit(*FIRST)
    assert (refused.code, refused.err.splitlines()[-1]) == (1, "no release: 1 finding")
    assert "CK401" in refused.out


def test_a_claim_created_after_the_day_of_its_release_is_refused(claimkit: Command, repository: Path) -> None:
    edit(repository, f"claims/{CAFFEINE}", 'created: "2026-01-10"', 'created: "2026-11-22"')
    commit(repository)
    refused = claimkit(*FIRST)
    assert (refused.code, refused.err.splitlines()[-1]) == (1, "no release: 1 finding")
    assert "CK609 created on 2026-11-22, and released in 1.4.0 on 2026-11-21 already" in refused.out


@pytest.mark.parametrize(
    "version", ["1.4", "v1.4.0", "1.4.0+x", "1.4.0-rc.1", "1.4.0-dev", "../1.4.0", "", "1.4.0\n"]
)
def test_what_is_no_version_is_refused(claimkit: Command, repository: Path, version: str) -> None:
    assert claimkit("release", "--yes", "--as-of", DAY, "--", version).code == 2
    assert git(repository, "status", "--porcelain") == ""


def test_a_released_version_is_not_released_again(claimkit: Command, repository: Path) -> None:
    released(claimkit, repository)
    again = claimkit(*FIRST)
    assert again.code == 2
    assert "1.4.0 is released already: claims/releases/1.4.0.json is committed\n" in again.err
    assert "1.4.0 is released; the next version is greater" in claimkit("release", "1.3.0", "--yes").err
    assert "nothing changed since 1.4.0" in claimkit("release", "1.4.1", "--yes", "--as-of", DAY).err


def test_a_bump_that_is_too_small_is_refused_with_the_change_that_asks_for_more(
    claimkit: Command, repository: Path
) -> None:
    released(claimkit, repository)
    rescoped(repository)
    refused = claimkit("release", "1.5.0", "--yes", "--as-of", DAY)
    assert refused.code == 2
    assert f"the changes since 1.4.0 demand a major bump, so 2.0.0 at least: {C}: scope changed" in refused.err
    done = claimkit("release", "2.0.0", "--yes", "--as-of", DAY)
    assert (done.code, done.err) == (0, "")
    text = (repository / "claims/NEWS.md").read_text()
    assert text.index("## 2.0.0 (2026-11-21)") < text.index("## 1.4.0 (2026-11-21)")
    later, earlier = text.split("## 1.4.0")
    assert "- **major** scope changed" in later
    assert "The first release" in earlier
    commit(repository)
    assert claimkit("validate", "--as-of", DAY).code == 0
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).err.endswith("release 2.0.0\n")
    with (repository.parent / "dist/demo-claims-2.0.0/redirects.csv").open() as table:
        leads = {row["path"]: (row["release"], row["file"], row["note"]) for row in csv.DictReader(table)}
    local = C.partition(":")[2]
    assert leads[f"claim/{local}"] == ("2.0.0", "records.jsonl", "")
    assert leads[f"claim/{local}/v1"] == ("1.4.0", "records.jsonl", "")
    assert leads[f"claim/{local}/v2"] == ("2.0.0", "records.jsonl", "")
    assert leads["release/1.4.0"] == ("1.4.0", "", "released 2026-11-21")


def test_the_version_in_dataset_yaml_follows(claimkit: Command, repository: Path) -> None:
    released(claimkit, repository)
    rescoped(repository)
    assert claimkit("release", "3.0.0", "--yes", "--as-of", DAY).code == 0
    assert "\nversion: 3.0.0\n" in (repository / "claims/dataset.yaml").read_text()


def test_after_a_release_another_content_under_its_version_is_no_release(claimkit: Command, repository: Path) -> None:
    released(claimkit, repository)
    edit(repository, "claims/dataset.yaml", "title: ", "title: Other ")
    commit(repository)
    assert "CK608" in claimkit("validate", "--as-of", DAY).out


def test_a_shallow_clone_asks_for_the_release_before(claimkit: Command, repository: Path, tmp_path: Path) -> None:
    released(claimkit, repository)
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).code == 0
    rescoped(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(tmp_path / "shallow"))
    os.chdir(tmp_path / "shallow")
    # in a shallow clone the one commit seems to have added everything
    refused = claimkit("release", "2.0.0", "--as-of", DAY)
    assert refused.code == 2
    assert "a shallow clone does not know what 1.4.0 was: git fetch --unshallow, or name that release" in refused.err
    archive = str(repository.parent / "dist/demo-claims-1.4.0.zip")
    assert claimkit("release", "2.0.0", "--as-of", DAY, "--since", archive).code == 0
    refused = claimkit("release", "2.0.0", "--as-of", DAY, "--since", "HEAD")
    assert (refused.code, "HEAD is not release 1.4.0 as the ledger holds it" in refused.err) == (2, True)


def test_what_no_digest_holds_is_released_too(claimkit: Command, repository: Path) -> None:
    """Who curated a claim is in the exports, and in no digest of the ledger."""
    released(claimkit, repository)
    edit(repository, f"claims/{CAFFEINE}", 'created: "2026-01-', 'created: "2025-01-')
    commit(repository)
    assert claimkit("validate", "--as-of", DAY).code == 0
    done = claimkit("release", "1.4.1", "--yes", "--as-of", DAY)
    assert (done.code, done.err) == (0, "")
    commit(repository)
    assert claimkit("validate", "--as-of", DAY).code == 0
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).err.endswith("release 1.4.1\n")


@pytest.mark.parametrize("tagged", [True, False])
def test_a_later_commit_is_no_release(claimkit: Command, repository: Path, tagged: bool) -> None:
    released(claimkit, repository)
    name = git(repository, "rev-parse", "HEAD")
    if tagged:
        git(repository, "tag", "v1.4.0")
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).err.endswith("release 1.4.0\n")
    (repository / "README.md").write_text("of the repository\n")
    commit(repository)
    # with a tag there is one release; without one any commit that has its dataset may become it
    expected = f"1.4.0-dev, no release: 1.4.0 is commit {name[:12]}\n" if tagged else "release 1.4.0\n"
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).err.endswith(expected)
    edit(repository, f"claims/{CAFFEINE}", 'created: "2026-01-', 'created: "2025-01-')
    commit(repository)
    told = claimkit("build", "--out", "../dist", "--as-of", DAY).err
    assert told.endswith(f"1.4.0-dev, no release: 1.4.0 is commit {name[:12]}\n")


def test_a_tag_of_something_else_is_no_release_of_the_dataset(claimkit: Command, repository: Path) -> None:
    git(repository, "tag", "v1.4.0")
    released(claimkit, repository)
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).err.endswith("release 1.4.0\n")


def merged(repository: Path, branch: str) -> None:
    git(repository, "merge", "-q", "--no-ff", "-m", "merged", branch)


def builds(claimkit: Command) -> str:
    """Under which version the dataset is built, and why."""
    return claimkit("build", "--out", "../dist", "--as-of", DAY).err.splitlines()[-1]


@pytest.mark.parametrize("setting", ["separate", "off"])
def test_a_release_that_a_merge_brought_is_the_commit_that_was_merged(
    claimkit: Command, repository: Path, setting: str
) -> None:
    """Whoever merges a branch may have gone on meanwhile: the ledger holds what the branch had."""
    git(repository, "config", "log.diffMerges", setting)
    git(repository, "switch", "-qc", "branch")
    released(claimkit, repository)
    name = git(repository, "rev-parse", "HEAD")
    git(repository, "switch", "-q", "main")
    (repository / "README.md").write_text("of the repository\n")
    commit(repository)
    merged(repository, "branch")
    assert builds(claimkit) == "release 1.4.0", "the merge has the very dataset"
    git(repository, "reset", "-q", "--hard", "HEAD~1")
    rescoped(repository)
    merged(repository, "branch")
    assert claimkit("release", "2.0.0", "--as-of", DAY).code == 0, "1.4.0 is known"
    edit(repository, f"claims/{CAFFEINE}", "duration: P4W", "duration: P2W")
    edit(repository, f"claims/{CAFFEINE}", "version: 2\n", "version: 1\n")
    edit(repository, "claims/dataset.yaml", "version: 2.0.0", "version: 1.4.0")
    commit(repository)
    assert builds(claimkit) == "release 1.4.0"
    edit(repository, "claims/NEWS.md", news.BEGIN, f"{news.BEGIN}\n\nOther words.")
    commit(repository)
    assert builds(claimkit) == f"1.4.0-dev, no release: 1.4.0 is commit {name[:12]}"


def test_a_release_that_was_made_in_a_merge_is_that_merge(claimkit: Command, repository: Path) -> None:
    """Its entry is in no parent, and `git log` is silent on merges."""
    git(repository, "config", "log.diffMerges", "off")
    git(repository, "switch", "-qc", "branch")
    git(repository, "commit", "-q", "--allow-empty", "-m", "of the branch")
    git(repository, "switch", "-q", "main")
    git(repository, "commit", "-q", "--allow-empty", "-m", "of main")
    git(repository, "merge", "-q", "--no-ff", "--no-commit", "branch")
    released(claimkit, repository)
    name = git(repository, "rev-parse", "HEAD")
    assert len(git(repository, "show", "-s", "--format=%P").split()) == 2
    assert builds(claimkit) == "release 1.4.0"
    edit(repository, "claims/NEWS.md", news.BEGIN, f"{news.BEGIN}\n\nOther words.")
    commit(repository)
    assert builds(claimkit) == f"1.4.0-dev, no release: 1.4.0 is commit {name[:12]}"
    rescoped(repository)
    assert claimkit("release", "2.0.0", "--as-of", DAY).code == 0


def test_a_commit_of_which_git_does_not_know_where_its_entry_came_from_is_no_release(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(claimkit, repository)
    assert builds(claimkit) == "release 1.4.0"
    monkeypatch.setattr("claimkit.cli.repository.added_in", lambda *_: None)
    expected = "1.4.0-dev, no release: git does not know which commit added claims/releases/1.4.0.json"
    assert builds(claimkit) == expected


def test_a_setting_of_git_hides_no_first_commit(claimkit: Command, repository: Path) -> None:
    git(repository, "config", "log.showRoot", "false")
    released(claimkit, repository)
    git(repository, "switch", "-q", "--orphan", "alone")
    git(repository, "checkout", "-q", "main", "--", ".")
    commit(repository)
    assert builds(claimkit) == "release 1.4.0"


def test_a_setting_of_git_makes_no_entry_a_copy_of_another(claimkit: Command, repository: Path) -> None:
    """With log.follow the newest entry, much like the one before it, seems to be as old as that."""
    git(repository, "config", "log.follow", "true")
    released(claimkit, repository)
    for version, old, new in (("1.4.1", "2026-01-", "2025-01-"), ("1.4.2", "2025-01-", "2024-01-")):
        edit(repository, f"claims/{CAFFEINE}", f'created: "{old}', f'created: "{new}')
        commit(repository)
        done = claimkit("release", version, "--yes", "--as-of", DAY)
        assert (done.code, done.err) == (0, "")
        commit(repository)
        assert builds(claimkit) == f"release {version}"


def test_the_build_of_a_commit_is_dated_by_it_and_gives_a_recipe_that_makes_the_same(
    claimkit: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(claimkit, repository)
    made = []
    for epoch in ("", git(repository, "log", "-1", "--format=%ct")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert claimkit("build", "--out", "../dist").code == 0
        made.append((repository.parent / "dist/demo-claims-1.4.0.zip").read_bytes())
    assert made[0] == made[1]
    recipe = json.loads((repository.parent / "dist/demo-claims-1.4.0/manifest.json").read_text())["rebuild"]
    assert recipe == [
        f"git checkout {git(repository, 'rev-parse', 'HEAD')}",
        f"SOURCE_DATE_EPOCH={epoch} scripts/build",
    ]


def passed_over(repository: Path, how: str) -> None:
    """NEWS.md is made another than committed, or taken away, and git calls the tree clean."""
    news_file = repository / "claims/NEWS.md"
    attributes = repository / ".git/info/attributes"
    if how in ("assume-unchanged", "skip-worktree"):
        git(repository, "update-index", f"--{how}", "claims/NEWS.md")
        edit(repository, "claims/NEWS.md", news.BEGIN, f"{news.BEGIN}\n\nOther words.")
    elif how == "gone":
        git(repository, "update-index", "--skip-worktree", "claims/NEWS.md")
        news_file.unlink()
    elif how == "filter":
        attributes.write_text("claims/NEWS.md filter=x\n")
        git(repository, "config", "filter.x.clean", "git cat-file blob HEAD:%f")
        edit(repository, "claims/NEWS.md", news.BEGIN, f"{news.BEGIN}\n\nOther words.")
        git(repository, "add", "claims/NEWS.md")
    else:
        if how == "eol":
            attributes.write_text("claims/NEWS.md text eol=crlf\n")
        else:
            git(repository, "config", "core.autocrlf", "true")
        news_file.unlink()
        git(repository, "checkout", "-q", "--", "claims/NEWS.md")
        assert b"\r\n" in news_file.read_bytes()
    assert git(repository, "status", "--porcelain") == ""


HOW = ["assume-unchanged", "skip-worktree", "gone", "filter", "eol", "autocrlf"]


@pytest.mark.parametrize("how", HOW)
def test_what_is_not_byte_by_byte_as_committed_is_no_release(claimkit: Command, repository: Path, how: str) -> None:
    released(claimkit, repository)
    passed_over(repository, how)
    assert builds(claimkit) == (
        "1.4.0-dev, no release: claims/NEWS.md is not as committed, though git calls the tree clean"
    )
    manifest = json.loads((repository.parent / "dist/demo-claims-1.4.0-dev/manifest.json").read_text())
    assert "commit" not in manifest


@pytest.mark.parametrize("how", HOW)
def test_nothing_is_released_of_a_tree_that_is_not_as_committed(
    claimkit: Command, repository: Path, how: str
) -> None:
    released(claimkit, repository)
    edit(repository, f"claims/{CAFFEINE}", 'created: "2026-01-', 'created: "2025-01-')
    commit(repository)
    passed_over(repository, how)
    refused = claimkit("release", "1.4.1", "--yes", "--as-of", DAY)
    assert refused.code == 2
    assert "no release: claims/NEWS.md is not as committed, though git calls it clean; see git" in refused.err
    assert not (repository / "claims/releases/1.4.1.json").exists()


def test_a_filter_of_files_around_the_dataset_hinders_no_release(claimkit: Command, repository: Path) -> None:
    """As of git-lfs: what is committed is a pointer, and only its filter knows that the file is the one."""
    (repository / ".gitattributes").write_text("*.png filter=pointer\n")
    git(repository, "config", "filter.pointer.clean", "sha256sum")
    git(repository, "config", "filter.pointer.required", "true")
    (repository / "image.png").write_bytes(b"an image\n")
    commit(repository)
    released(claimkit, repository)
    os.utime(repository / "image.png", (1, 1))
    assert builds(claimkit) == "release 1.4.0"


def test_a_repository_with_longer_names_of_objects_is_compared_by_them(
    claimkit: Command, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(repository, other, ignore=shutil.ignore_patterns(".git"))
    git(tmp_path, "init", "-q", "--object-format=sha256", str(other))
    commit(other)
    monkeypatch.chdir(other)
    released(claimkit, other)
    assert len(git(other, "rev-parse", "HEAD")) == 64
    assert builds(claimkit) == "release 1.4.0"
    passed_over(other, "assume-unchanged")
    assert builds(claimkit).endswith("claims/NEWS.md is not as committed, though git calls the tree clean")


def test_a_record_that_git_ignores_is_no_part_of_a_release(claimkit: Command, repository: Path) -> None:
    (repository / ".git/info/exclude").write_text("claims/records/**/hidden.yaml\n*.swp\n")
    git(repository, "rm", "-q", "--cached", f"claims/{CAFFEINE}")
    (repository / "claims" / CAFFEINE).rename((repository / "claims" / CAFFEINE).with_name("hidden.yaml"))
    git(repository, "commit", "-qm", "one is hidden")
    refused = claimkit(*FIRST)
    assert (refused.code, "hidden.yaml, so nobody else would have it" in refused.err) == (2, True)
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).code == 0
    assert "commit" not in json.loads((repository.parent / "dist/demo-claims-1.4.0-dev/manifest.json").read_text())


@pytest.mark.parametrize(
    ("pattern", "name"),
    [("claims/releases/", "claims/releases/1.4.0.json"), ("*.md", "claims/NEWS.md"), (".z*", ".zenodo.json")],
)
def test_what_git_add_would_leave_out_is_refused_before_anything_is_written(
    claimkit: Command, repository: Path, pattern: str, name: str
) -> None:
    (repository / ".gitignore").write_text(f"{pattern}\n")
    commit(repository)
    for yes in ((), ("--yes",)):
        refused = claimkit("release", "1.4.0", "--as-of", DAY, *yes)
        assert (refused.code, refused.out) == (2, "")
        assert f"no release: git is told to ignore {name}, so git add would leave it out" in refused.err
    assert not (repository / "claims/NEWS.md").exists()
    (repository / ".gitignore").write_text("CHANGELOG.md\n")  # which git tracks all the same
    commit(repository)
    assert claimkit(*FIRST).code == 0


@pytest.mark.parametrize("name", ["CHANGELOG.md", "claims/NEWS.md"])
def test_a_text_that_is_no_utf_8_is_refused_by_its_name(claimkit: Command, repository: Path, name: str) -> None:
    (repository / name).write_bytes(b"# News of Z\xfcrich\n")
    commit(repository)
    refused = claimkit(*FIRST)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(f"claimkit: no release: {name.removeprefix('claims/')} is not UTF-8")
    assert git(repository, "status", "--porcelain") == ""


def test_a_release_is_made_from_any_folder(
    claimkit: Command, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is to be typed says where."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    git(tmp_path, "init", "-q", str(elsewhere))
    monkeypatch.chdir(elsewhere)
    place = str(repository / "claims")
    done = claimkit(*FIRST, place)
    assert (done.code, done.err) == (0, "")
    assert "  cd ../repository\n  git add claims" in done.out
    assert "../repository/claims/NEWS.md written" in done.out.splitlines()
    commit(repository)
    rescoped(repository)
    assert claimkit("release", "2.0.0", "--yes", "--as-of", DAY, place).code == 0
    assert claimkit("release", "2.0.0", "--yes", "--as-of", DAY, place).code == 0, "a second time"


def test_a_dataset_in_a_folder_of_its_repository_is_released_twice_before_the_commit(
    claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "repository"
    write(base(), root / "data/claims")
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    commit(root)
    monkeypatch.chdir(root / "data")
    assert claimkit(*FIRST).code == 0
    again = claimkit(*FIRST)
    assert (again.code, again.err) == (0, "")
    (root / "data/other.txt").write_text("")
    assert "no release: data/other.txt is not committed" in claimkit(*FIRST).err


def test_a_release_that_was_written_and_not_committed_comes_first(claimkit: Command, repository: Path) -> None:
    assert claimkit(*FIRST).code == 0
    refused = claimkit("release", "1.5.0", "--as-of", DAY)
    assert refused.code == 2
    assert "claims/releases/1.4.0.json is not committed: finish that release first, or take back" in refused.err
    git(repository, "stash", "-u", "-q")  # as the message says
    assert claimkit("release", "1.5.0", "--as-of", DAY).code == 0


def test_a_folder_without_git_says_so_first(
    claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(base(), tmp_path / "claims")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    refused = claimkit(*FIRST)
    assert (refused.code, refused.err) == (2, "claimkit: git does not answer here; a release is made of a commit\n")


def test_a_date_before_the_last_release_is_refused_as_such(claimkit: Command, repository: Path) -> None:
    released(claimkit, repository)
    rescoped(repository)
    refused = claimkit("release", "2.0.0", "--as-of", "2026-11-20")
    assert (refused.code, "1.4.0 was released on 2026-11-21, and the date given is 2026-11-20" in refused.err) == (
        2,
        True,
    )


def test_a_file_that_cannot_be_written_stops_all_of_it(claimkit: Command, repository: Path) -> None:
    deposit = repository / ".zenodo.json"
    deposit.write_text("{}\n")
    commit(repository)
    deposit.chmod(0o444)
    refused = claimkit(*FIRST)
    assert (refused.code, refused.out) == (2, "")
    assert ".zenodo.json is read-only" in refused.err
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize("line", ['version: "1.4.0"  # kept', "version: '1.4.0' # kept", "version:   1.4.0   # kept"])
def test_the_line_of_the_version_keeps_its_comment(claimkit: Command, repository: Path, line: str) -> None:
    edit(repository, "claims/dataset.yaml", "version: 1.4.0", line)
    commit(repository)
    assert claimkit("release", "1.5.0", "--yes", "--as-of", DAY).code == 0
    assert re.search(r"(?m)^version: +1\.5\.0 +# kept$", (repository / "claims/dataset.yaml").read_text())


def test_a_version_that_cannot_be_found_in_its_file_is_left_to_the_maintainer(
    claimkit: Command, repository: Path
) -> None:
    edit(repository, "claims/dataset.yaml", "version: 1.4.0", '"version": 1.4.0')
    commit(repository)
    assert claimkit("release", "1.4.0", "--as-of", DAY).code == 0
    refused = claimkit("release", "1.5.0", "--as-of", DAY)
    assert (refused.code, "write into dataset.yaml yourself" in refused.err) == (2, True)


WORDS = "Words of mine.\n\n## 1.3.0 was wrong here\n\nMore.\n\n## 1.4.0 in short\n\nThe last.\n"


def test_headings_among_the_words_of_the_editor_are_kept(claimkit: Command, repository: Path) -> None:
    assert claimkit(*FIRST).code == 0
    edit(repository, "claims/NEWS.md", f"{news.BEGIN}\n\n", f"{news.BEGIN}\n\n{WORDS}\n")
    before = (repository / "claims/NEWS.md").read_text()
    assert claimkit(*FIRST).code == 0
    assert (repository / "claims/NEWS.md").read_text() == before
    commit(repository)
    rescoped(repository)
    assert claimkit("release", "2.0.0", "--yes", "--as-of", DAY).code == 0
    after = (repository / "claims/NEWS.md").read_text()
    assert after.endswith(before[before.index("## 1.4.0 (") :])
    assert after.count("## 2.0.0 (") == after.count(WORDS) == 1


@pytest.mark.parametrize("lost", ["first", "second", "both", "below", "before"])
def test_words_that_would_be_lost_are_refused(claimkit: Command, repository: Path, lost: str) -> None:
    assert claimkit(*FIRST).code == 0
    path = repository / "claims/NEWS.md"
    text = path.read_text().replace(f"{news.BEGIN}\n\n", f"{news.BEGIN}\n\nPrecious.\n\n")
    first, second = re.findall(r"(?m)^<!-- .* -->\n", text)
    texts = {
        "first": text.replace(first, ""),
        "second": text.replace(second, second.replace("end", "END")),
        "both": text.replace(first, "").replace(second, ""),
        "below": text + "\nPrecious.\n",
        "before": text.replace(first, "Precious.\n\n" + first),
    }
    path.write_text(texts[lost])
    refused = claimkit(*FIRST)
    assert (refused.code, "NEWS.md: " in refused.err) == (2, True)
    assert path.read_text() == texts[lost]
    path.write_text(text[: text.index("## ")])  # as the message says
    assert claimkit(*FIRST).code == 0


def test_a_withdrawn_claim_leads_to_its_tombstone(claimkit: Command, repository: Path) -> None:
    released(claimkit, repository)
    path = repository / "claims" / SUBTILIS
    gone = f'withdrawal: {{reason: It was wrong., date: "{DAY}", replaced_by: {C}}}\n'
    text = path.read_text().replace("status: accepted", "status: withdrawn").replace("version: 2\n", "version: 3\n")
    path.write_text(text.replace("curation:", gone + "curation:"))
    tie = "related:\n  - {claim: dmo:h7k2m9p9, relation: contrasts, note: another acting term in mice}\n"
    edit(repository, f"claims/{CAFFEINE}", tie, "")
    edit(repository, f"claims/{CAFFEINE}", "version: 1\n", "version: 2\n")
    edit(repository, "claims/dataset.yaml", "version: 1.4.0", "version: 2.0.0")
    commit(repository)
    done = claimkit("release", "2.0.0", "--yes", "--as-of", DAY)
    assert done.code == 0, done.out + done.err
    commit(repository)
    assert claimkit("build", "--out", "../dist", "--as-of", DAY).code == 0
    with (repository.parent / "dist/demo-claims-2.0.0/redirects.csv").open() as table:
        notes = {row["key"]: row["note"] for row in csv.DictReader(table) if row["path"].count("/") == 1}
    (note,) = (note for note in notes.values() if note.startswith("withdrawn"))
    assert note == f"withdrawn {DAY}: It was wrong.; replaced by {C}"


def test_news_show_hostile_words_as_they_are() -> None:
    files = base()
    first = plan(files, None, "1.4.0", DAY)
    before = assemble({**files, **first.dataset})
    later = {**files, **first.dataset}
    swap(CAFFEINE, "In adults, caffeine", "In adults, <img src=x> @team `#1` [x](y), caffeine")(later)
    swap(CAFFEINE, "version: 1\n", "version: 2\n")(later)
    made = plan(later, before, "1.5.0", DAY)
    text = made.dataset["NEWS.md"].decode()
    assert "``In adults, <img src=x> @team `#1` [x](y), caffeine" in text
    assert compare(before, made.corpus).bump == "minor"  # a number and signs came


@pytest.mark.parametrize(
    ("version", "bump", "least"),
    [
        ("0.1.0", "minor", "0.2.0"),
        ("0.1.0", "patch", "0.1.1"),
        ("0.1.0", "none", "0.1.1"),
        ("1.4.2", "major", "2.0.0"),
        ("1.4.2", "minor", "1.5.0"),
    ],
)
def test_the_least_version_after_another(version: str, bump: str, least: str) -> None:
    assert least_after(version, bump) == least


def test_an_entry_is_held_only_with_its_very_contents() -> None:
    files = base()
    made = plan(files, None, "1.4.0", DAY)
    assert isinstance(held_by(made.corpus), LedgerEntry)
    swap("dataset.yaml", "title: ", "title: Other ")(files)
    assert held_by(assemble({**files, "releases/1.4.0.json": made.dataset["releases/1.4.0.json"]})) is None
