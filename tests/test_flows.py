"""Scripts that workflows run: the diff of a pull request, two builds compared, the package; on real repositories.

A head of a pull request is a stranger's. What it tries here is to be run, to act in the summary, and to pass for
something else than it is.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from cases import FOLDER
from claimkit import ledger
from claimkit.assembly import load
from claimkit.release import news
from conftest import REPOSITORY, Command

SCRIPTS = REPOSITORY / "scripts"
BIN = Path(sys.executable).parent
EVIL = "In mice ``` @everyone ![x](https://evil.example/x.png) <img src=x> closes #1 ::error::x lengthens sleep."
RECORD = "claims/records/sleep/subtilis.yaml"


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**known, **variables},
    )


class Repository:
    """A git repository, with a commit for each state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main", str(folder))
        self.git("config", "core.autocrlf", "false")

    def git(self, *arguments: str) -> str:
        self.folder.mkdir(exist_ok=True)
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        return subprocess.run(command, cwd=self.folder, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self) -> str:
        self.git("add", "-A", "--force")
        self.git("commit", "-qm", "x", "--allow-empty")
        return self.git("rev-parse", "HEAD")

    def edit(self, old: str, new: str, path: str = RECORD) -> None:
        text = (self.folder / path).read_text()
        assert old in text
        (self.folder / path).write_text(text.replace(old, new))


# ------------------------------------------------------------------ the diff of a pull request


class PullRequest(Repository):
    """The made-up dataset as base, and a head to be made of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        shutil.copytree(FOLDER / "_base", folder / "claims")
        self.base = self.commit()
        self.summary = folder.parent / "summary"

    def diff(self, base: str = "", head: str = "") -> subprocess.CompletedProcess[str]:
        self.summary.unlink(missing_ok=True)
        variables = {"GITHUB_STEP_SUMMARY": str(self.summary), "CLAIMKIT": str(BIN / "claimkit")}
        names = (base or self.base, head or self.git("rev-parse", "HEAD"))
        return run(SCRIPTS / "diff-pull-request", self.folder, *names, cwd=self.folder, **variables)

    def told(self) -> str:
        """The summary of a diff that there is."""
        done = self.diff()
        assert done.returncode == 0, done.stderr
        return self.summary.read_text()


@pytest.fixture
def pull(tmp_path: Path) -> PullRequest:
    return PullRequest(tmp_path / "a checkout")


def prose(page: str) -> str:
    """The text outside of code, where Markdown acts. There is no element but the plain ones."""
    blocks = MarkdownIt("commonmark").parse(page)
    assert {block.type.removesuffix("_open").removesuffix("_close") for block in blocks} <= {
        "heading", "inline", "paragraph", "bullet_list", "list_item", "fence"
    }  # fmt: skip
    inline = [token for block in blocks for token in block.children or ()]
    assert {token.type for token in inline} <= {"text", "code_inline", "strong_open", "strong_close", "hardbreak"}
    return " ".join(token.content for token in inline if token.type == "text")


def test_the_summary_tells_what_the_head_changes_and_lets_no_text_act(pull: PullRequest) -> None:
    pull.edit("In mice, Bacillus subtilis 168 lengthens sleep.", json.dumps(EVIL))
    pull.edit("direction: increases", "direction: no-effect")
    pull.edit("stance: supports", "stance: refutes")
    pull.commit()
    page = pull.told()
    plain = prose(page)
    assert "direction turned" in plain
    assert "statement reworded" in plain
    assert EVIL[:30] in page
    assert not set(plain) & set("@#<>[]!&`|$"), plain


def test_what_the_base_gained_meanwhile_is_no_change_of_the_head(pull: PullRequest) -> None:
    pull.git("switch", "-qc", "head")
    pull.edit("lengthens sleep", "prolongs sleep")
    head = pull.commit()
    pull.git("switch", "-q", "main")
    pull.edit("2026-01-12", "2026-01-13")
    base = pull.commit()
    assert pull.diff(base, head).returncode == 0
    page = pull.summary.read_text()
    assert "statement reworded" in prose(page)
    assert "2026-01-13" not in page, "the review is the base's"


def test_nothing_of_the_head_is_run(pull: PullRequest, tmp_path: Path) -> None:
    """Whatever might be taken for ours: modules, scripts, hooks, attributes with filters, an environment."""
    canary = tmp_path / "canary"
    shell, python = f"#!/bin/sh\ntouch '{canary}'\n", f"open({str(canary)!r}, 'w')\n"
    for name in ("sitecustomize.py", "claimkit.py", "claims/sitecustomize.py", "claimkit/__init__.py", "yaml.py"):
        (pull.folder / name).parent.mkdir(exist_ok=True)
        (pull.folder / name).write_text(python)
    for name in (".venv/bin/claimkit", "scripts/summary.sh", "scripts/diff-pull-request", "hooks/post-checkout"):
        (pull.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (pull.folder / name).write_text(shell)
        (pull.folder / name).chmod(0o755)
    (pull.folder / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    (pull.folder / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = ext::touch canary\n')
    (pull.folder / "claims/sitecustomize.py").unlink()  # would not load, which is another test
    pull.edit("lengthens sleep", "prolongs sleep")
    pull.commit()
    for part in ("smudge", "clean", "process"):
        pull.git("config", f"filter.evil.{part}", f"touch '{canary}'")
    pull.git("config", "diff.evil.textconv", f"touch '{canary}'")
    pull.git("config", "core.hooksPath", "hooks")
    assert "statement reworded" in prose(pull.told())
    assert not canary.exists()


def test_no_file_passes_for_a_commit_and_no_other_dataset_for_this_one(pull: PullRequest) -> None:
    """With folders called like the commits, and the old dataset at the top, a diff could say that nothing changed."""
    for name in (pull.base, "the-base", "the-head"):
        shutil.copytree(FOLDER / "_base", pull.folder / name)
    shutil.copytree(FOLDER / "_base", pull.folder, dirs_exist_ok=True)
    pull.edit("lengthens sleep", "prolongs sleep")
    pull.commit()
    assert "statement reworded" in prose(pull.told())


def outside(summary: Path) -> str:
    """A summary without its one block; nothing in the block can end it."""
    before, _, rest = summary.read_text().partition("```text\n")
    block, _, after = rest.partition("\n```\n")
    assert "`" not in block
    assert block
    return before + after


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (RECORD, "direction: '``` @everyone'\n"),
        ("claims/records/sleep/``` ::error::.yaml", "x: 1\n"),
        ("claims/dataset.yaml", "format: 99\n"),
        ("claims/dataset.yaml", None),
        ("claims/records/sleep/link.yaml", "-> /etc/passwd"),
    ],
)
def test_a_head_that_does_not_load_says_so_instead_of_a_diff(
    pull: PullRequest, path: str, content: str | None
) -> None:
    place = pull.folder / path
    place.unlink(missing_ok=True)
    if content and content.startswith("-> "):
        place.symlink_to(content.removeprefix("-> "))
    elif content:
        place.write_text(content)
    pull.commit()
    done = pull.diff()
    assert done.returncode == 2
    assert outside(pull.summary) == "### No diff of the claims\n"
    assert "the-head" in pull.summary.read_text()
    assert "root:" not in pull.summary.read_text()
    lines = done.stderr.splitlines()
    assert lines[0].startswith("::stop-commands::")
    assert lines[-1] == f"::{lines[0].removeprefix('::stop-commands::')}::"


@pytest.mark.parametrize("what", ["gone", "a file", "a link"])
def test_a_head_without_the_folder_says_so(pull: PullRequest, what: str) -> None:
    pull.git("mv", "claims", "other")
    place = pull.folder / "claims"
    if what == "a file":
        place.write_text("x")
    elif what == "a link":
        place.symlink_to("other")
    pull.commit()
    assert pull.diff().returncode == 2
    assert outside(pull.summary) == "### No diff of the claims\n"
    assert "has no folder claims" in pull.summary.read_text()


@pytest.mark.parametrize("name", ["--output=x", "no-such", "HEAD:claims", "-h"])
def test_what_names_no_commit_is_no_option_either(pull: PullRequest, name: str) -> None:
    pull.commit()
    assert pull.diff(head=name).returncode == 2
    assert f"no commit is called so here: {name}" in pull.summary.read_text()
    assert not (pull.folder / "x").exists()


def test_the_action_tells_the_same_where_a_base_is_named(pull: PullRequest, tmp_path: Path) -> None:
    runner, summary = tmp_path / "runner", tmp_path / "of-the-action"
    (runner / "claimkit-venv/bin").mkdir(parents=True)
    (runner / "claimkit-venv/bin/claimkit").symlink_to(BIN / "claimkit")
    variables = {"RUNNER_TEMP": str(runner), "GITHUB_STEP_SUMMARY": str(summary)}

    def act(base: str) -> int:
        summary.unlink(missing_ok=True)
        return run("sh", SCRIPTS / "action", cwd=pull.folder, CLAIMKIT_BASE=base, **variables).returncode

    pull.edit("lengthens sleep", "prolongs sleep")
    pull.commit()
    assert act(pull.base) == 0
    assert summary.read_text().endswith(f"```\n{pull.told()}")
    assert act("") == 0
    assert "Changes in the claims" not in summary.read_text()
    assert act("no-such") == 2


# ------------------------------------------------------------------ two builds


BEGIN = news.BEGIN
END = news.END.format(sum="0" * 8)
NEWS = f"""\
# News

## 0.2.0 (2026-11-21)

{BEGIN}

## 0.1.0 was wrong here

{END}

Later.

## 0.1.0 (2026-11-20)

{BEGIN}
Mine.

## Also mine

{END}

X
"""


@pytest.fixture
def released(claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The repository of a new team, with release 0.1.0 in its ledger and all committed."""
    assert claimkit("init", "team").code == 0
    claims = tmp_path / "team/claims"
    (claims / "releases").mkdir()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()  # as its records say that they were created
    (claims / "releases/0.1.0.json").write_bytes(ledger.entry_of(load(claims), "0.1.0", today, None))
    (claims / "NEWS.md").write_text(NEWS)
    repository = Repository(tmp_path / "team")
    (tmp_path / "team/.claimkit-at-hand").unlink()  # a clone has none: the command is on the PATH
    repository.git("add", "-A")
    repository.git("commit", "-qm", "Release 0.1.0")
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
    return repository


def test_two_clones_give_the_same_bytes_wherever_they_stand(released: Repository, tmp_path: Path) -> None:
    done = run(SCRIPTS / "rebuild-twice", released.folder, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "team-0.1.0.zip\n" in done.stdout, "a release, not -dev"


@pytest.fixture
def builds(released: Repository, claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The output folder of one build, twice."""
    monkeypatch.chdir(released.folder)
    one, two = tmp_path / "one", tmp_path / "two"
    assert claimkit("build", "--out", str(one)).code == 0
    shutil.copytree(one, two)
    return [one, two]


def compare(builds: list[Path], *options: str | Path) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, SCRIPTS / "compare-builds", *builds, *options, cwd=builds[0].parent)


def test_what_is_to_be_attached_comes_out_of_two_equal_builds(
    builds: list[Path], released: Repository, tmp_path: Path
) -> None:
    commit = released.git("rev-parse", "HEAD")
    done = compare(builds, "--tag", "v0.1.0", "--commit", commit, "--release", tmp_path / "release")
    assert done.returncode == 0, done.stderr
    files = {path.name: path.read_bytes() for path in (tmp_path / "release/files").iterdir()}
    folder = builds[0] / "team-0.1.0"
    assert files == {
        "team-0.1.0.zip": (builds[0] / "team-0.1.0.zip").read_bytes(),
        "SHA256SUMS": (folder / "SHA256SUMS").read_bytes(),
        "manifest.json": (folder / "manifest.json").read_bytes(),
    }
    notes = (tmp_path / "release/notes.md").read_text()
    assert notes.startswith("Mine.\n\n## Also mine\n\n\nX\n\nSHA-256:\n\n    ")
    assert "Later" not in notes
    assert notes.rpartition("SHA-256:\n\n")[2].rstrip("\n") in done.stdout


@pytest.mark.parametrize(
    ("tag", "commit", "said"),
    [
        ("v0.2.0", "", "the tag is v0.2.0, the release 0.1.0"),
        ("0.1.0", "", "the tag is 0.1.0, the release 0.1.0"),
        ("v0.1.0", "0" * 40, f"not of {'0' * 40}"),
    ],
)
def test_the_release_is_the_one_of_tag_and_commit(builds: list[Path], tag: str, commit: str, said: str) -> None:
    done = compare(builds, "--tag", tag, "--commit", commit)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr


def rewrite(path: Path, member: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        held = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for info, raw in held.items():
            archive.writestr(info, content if info.filename == member else raw)


def test_a_tag_of_a_version_that_the_ledger_does_not_hold_is_refused(builds: list[Path]) -> None:
    folder = builds[0] / "team-0.1.0"
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    manifest["ledger"]["version"] = "0.0.9"
    for build in builds:
        rewrite(build / "team-0.1.0.zip", "team-0.1.0/manifest.json", json.dumps(manifest).encode())
    done = compare(builds, "--tag", "v0.1.0")
    assert (done.returncode, done.stderr) == (
        1,
        "error: the tag is v0.1.0, the newest entry of its ledger 0.0.9\n",
    )


@pytest.mark.parametrize("what", ["member", "packing", "sums", "name", "two", "none", "inside"])
def test_builds_that_differ_are_told_apart(builds: list[Path], what: str, tmp_path: Path) -> None:
    zipped = builds[1] / "team-0.1.0.zip"
    sums = Path("team-0.1.0/SHA256SUMS")
    said = {
        "member": "differ: team-0.1.0/NEWS.md",
        "packing": "in how it is packed",
        "sums": "differ: their bytes",
        "name": "have not the same name",
        "two": "holds 2 zips",
        "none": "holds 0 zips",
        "inside": "is not the one in team-0.1.0.zip",
    }
    if what == "member":
        rewrite(zipped, "team-0.1.0/NEWS.md", b"other")
    elif what == "packing":
        with zipfile.ZipFile(zipped, "a") as archive:
            archive.comment = b"x"
    elif what == "sums":
        (builds[1] / sums).write_text("other")
    elif what == "name":
        zipped.rename(builds[1] / "team-0.1.1.zip")
    elif what == "two":
        shutil.copy(zipped, builds[1] / "x.zip")
    elif what == "none":
        zipped.unlink()
    else:
        for build in builds:
            (build / sums).write_text("other")
    done = compare(builds, "--release", tmp_path / "release")
    assert (done.returncode, said[what] in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "release").exists()


def test_a_release_without_news_is_not_attached(builds: list[Path], tmp_path: Path) -> None:
    for build in builds:
        rewrite(build / "team-0.1.0.zip", "team-0.1.0/NEWS.md", NEWS.replace("## 0.1.0", "## 0.1.01").encode())
    done = compare(builds, "--release", tmp_path / "release")
    assert (done.returncode, done.stderr) == (1, "error: NEWS.md has no section of 0.1.0\n")
    assert not (tmp_path / "release").exists()


# ------------------------------------------------------------------ the package


def test_the_package_is_the_same_twice_and_the_one_of_its_tag(tmp_path: Path) -> None:
    from claimkit import __version__

    places = [tmp_path / "one", tmp_path / "two"]
    for place, mask, zone in zip(places, ("022", "077"), ("UTC", "Pacific/Kiritimati"), strict=True):
        command = f'umask {mask} && exec "$0" "$@" package-v{__version__}'
        done = run("sh", "-c", command, SCRIPTS / "package", place, cwd=tmp_path, TZ=zone, PYPI_NAME="claimkit")
        assert done.returncode == 0, done.stderr
    one, two = ({path.name: path.read_bytes() for path in place.iterdir()} for place in places)
    assert one == two
    assert {name.rpartition(".")[2] for name in one} == {"gz", "whl"}


@pytest.mark.parametrize(
    ("tag", "name", "said"), [("v0.1.0", "claimkit", "the tag is v0.1.0"), ("", "other", "is to be called other")]
)
def test_another_tag_or_name_of_the_package_is_refused(tmp_path: Path, tag: str, name: str, said: str) -> None:
    done = run(SCRIPTS / "package", tmp_path / "out", tag, cwd=tmp_path, PYPI_NAME=name)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr


# ------------------------------------------------------------------ rights


RIGHTS = {
    ("check", "check"): {"contents": "read"},
    ("data", "judge"): {"contents": "read"},
    ("data", "diff"): {"contents": "read"},
    ("proposal", "draft"): {"contents": "write"},
    ("release", "build"): {"contents": "read"},
    ("release", "compare"): {"contents": "read"},
    ("release", "attest"): {"id-token": "write", "attestations": "write"},
    ("release", "draft"): {"contents": "write"},
    ("package", "build"): {"contents": "read"},
    ("package", "compare"): {},
    ("package", "publish"): {"id-token": "write"},
}
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text()) for path in (REPOSITORY / ".github/workflows").glob("*.yml")}
JOBS = {(name, job): data for name, flow in WORKFLOWS.items() for job, data in flow["jobs"].items()}


def test_each_job_has_the_rights_that_it_needs_a_limit_and_no_more() -> None:
    assert all(flow["permissions"] == {} for flow in WORKFLOWS.values())
    assert {place: job["permissions"] for place, job in JOBS.items()} == RIGHTS
    assert all(job["timeout-minutes"] <= 20 for job in JOBS.values())


def test_who_may_sign_or_publish_runs_no_code_of_the_repository_and_asks_a_person() -> None:
    for place in (("release", "attest"), ("release", "draft"), ("package", "publish")):
        used = [step.get("uses", "").partition("@")[0] for step in JOBS[place]["steps"]]
        assert "actions/checkout" not in used, place
    assert JOBS["release", "draft"]["environment"] == "release"
    assert JOBS["package", "publish"]["environment"] == "pypi"


def test_no_secret_no_cache_and_nothing_of_another_run_reaches_a_release_or_a_judge() -> None:
    for name in ("data", "release", "package"):
        text = (REPOSITORY / f".github/workflows/{name}.yml").read_text()
        for word in ("secrets.", "cache:", "actions/cache", "run-id", "workflow_run", "pull_request_target"):
            assert word not in text, (name, word)
    assert "artifact" not in (REPOSITORY / ".github/workflows/data.yml").read_text()


def test_the_head_of_a_pull_request_is_data_to_every_step() -> None:
    for job in WORKFLOWS["data"]["jobs"].values():
        assert [step["run"].split()[0].split("/")[0] for step in job["steps"] if "run" in step] == ["base", "base"]


def test_each_script_that_a_workflow_runs_is_there_and_can_be_run() -> None:
    runs = [step["run"] for job in JOBS.values() for step in job["steps"] if "run" in step]
    named = {name for line in runs for name in re.findall(r"scripts/([\w.-]+)", line)}
    assert {"build", "package", "compare-builds", "diff-pull-request", "judge-pull-request"} <= named
    for name in named:
        assert name.endswith(".sh") != os.access(SCRIPTS / name, os.X_OK), name


@pytest.mark.parametrize("name", ["release", "package"])
def test_the_two_builds_share_nothing_but_the_commit(name: str) -> None:
    one, two = JOBS[name, "build"]["strategy"]["matrix"]["include"]
    assert set(one) == set(two) == {"build", "place", "locale", "zone", "mask", "seed"}
    assert all(one[what] != two[what] for what in one)
