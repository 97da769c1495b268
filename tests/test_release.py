"""What makes a version a release: the ledger, the news, and a build that is final."""

from __future__ import annotations

import csv
import hashlib
import json
import os
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
from claimkit.release.plan import RefusedError, plan
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
    assert 'version: "1.4.0"\ndate-released: "2026-11-21"' in (folder / "CITATION.cff").read_text()
    deposit = json.loads((repository / ".zenodo.json").read_text())
    assert (deposit["version"], deposit["publication_date"]) == ("1.4.0", DAY)


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


@pytest.mark.parametrize("version", ["1.4", "v1.4.0", "1.4.0+x", "1.4.0-RC.1", "../1.4.0", ""])
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
    assert "- **major** scope changed" in news.section_of(text, "2.0.0")  # type: ignore[operator]
    assert "The first release" in news.section_of(text, "1.4.0")  # type: ignore[operator]
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
    assert "is not release 1.4.0 as the ledger holds it" in refused.err
    archive = str(repository.parent / "dist/demo-claims-1.4.0.zip")
    assert claimkit("release", "2.0.0", "--as-of", DAY, "--since", archive).code == 0


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
    made = plan(later, before, "1.4.1", DAY)
    text = made.dataset["NEWS.md"].decode()
    assert "``In adults, <img src=x> @team `#1` [x](y), caffeine" in text
    assert compare(before, made.corpus).bump == "patch"


@pytest.mark.parametrize(
    ("version", "bump", "least"),
    [
        ("0.1.0", "minor", "0.2.0"),
        ("0.1.0", "patch", "0.1.1"),
        ("0.1.0", "none", "0.1.1"),
        ("1.4.2", "major", "2.0.0"),
        ("1.0.0-rc.1", "major", "1.0.0"),
        ("1.1.0-rc.1", "minor", "1.1.0"),
        ("1.1.1-rc.1", "minor", "1.2.0"),
    ],
)
def test_the_least_version_after_another(version: str, bump: str, least: str) -> None:
    assert least_after(version, bump) == least


def test_a_version_with_capitals_is_refused_before_anything_is_made() -> None:
    with pytest.raises(RefusedError, match="no version like"):
        plan(base(), None, "1.4.0-RC.1", DAY)


def test_an_entry_is_held_only_with_its_very_contents() -> None:
    files = base()
    made = plan(files, None, "1.4.0", DAY)
    assert isinstance(held_by(made.corpus), LedgerEntry)
    swap("dataset.yaml", "title: ", "title: Other ")(files)
    assert held_by(assemble({**files, "releases/1.4.0.json": made.dataset["releases/1.4.0.json"]})) is None
