"""What stands around the code, on GitHub and in editors: workflows, action, hooks, forms, and what their scripts do.

Third-party programs judge the files; hostile text is given to the scripts that run where a token or a summary is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from claimkit.model import claim, source, study
from conftest import REPOSITORY, Command, JudgeTable

FORMS = [REPOSITORY / f".github/ISSUE_TEMPLATE/{name}.yml" for name in ("claim", "correction", "source")]
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
ACTION = REPOSITORY / "action.yml"
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
DOCS = (REPOSITORY / "docs/automation.md").read_text()
EVIL = "```\n~~~\n::error::x\n##[error]x\n@everyone ![x](https://evil.example/x.png) closes #1 <img src=x>"


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def examples() -> list[str]:
    """The YAML files that docs/automation.md shows."""
    return re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.DOTALL | re.MULTILINE)


def steps(path: Path) -> Iterator[dict[str, Any]]:
    data = parsed(path)
    if "runs" in data:
        yield from data["runs"]["steps"]
    for job in data.get("jobs", {}).values():
        yield from job["steps"]


# ------------------------------------------------------------------ forms


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_field_of_a_form_has_an_id_a_label_and_a_hint(path: Path) -> None:
    fields = [field for field in parsed(path)["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    labels = [field["attributes"]["label"] for field in fields]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert all(field["attributes"]["description"].endswith((".", "text.")) for field in fields)


def test_the_choices_of_forms_are_those_of_the_model() -> None:
    model = {
        "predicate": claim.Predicate,
        "direction": claim.Direction,
        "system": claim.System,
        "sex": claim.Sex,
        "kind": source.Kind,
        "design": study.Design,
        "read": source.VerifiedFrom,
    }
    seen = set()
    for path in FORMS:
        for field in parsed(path)["body"]:
            if field["type"] != "dropdown":
                continue
            options = field["attributes"]["options"]
            if field["id"] == "part":
                assert options[-1] == "other"
                assert set(options[:-1]) <= set(claim.Claim.model_fields)
                continue
            assert tuple(options) == get_args(model[field["id"]]), (path.name, field["id"])
            seen.add(field["id"])
    assert seen == set(model)


def test_the_form_of_a_claim_asks_for_what_a_record_needs() -> None:
    fields = {field.get("id"): field for field in parsed(REPOSITORY / ".github/ISSUE_TEMPLATE/claim.yml")["body"]}
    required = {name for name, field in fields.items() if field.get("validations", {}).get("required")}
    assert required >= {"statement", "acting", "target", "direction", "host", "source", "passage-place"}
    assert {"organism", "strain", "scope", "result", "remarks"} <= set(fields) - required
    given = {option["label"]: option["required"] for option in fields["assurance"]["attributes"]["options"]}
    assert given == {"the statement is in my own words": True, "I read this in the source named": True}


# ------------------------------------------------------------------ workflows, action, hooks


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned_and_nothing_is_spliced_into_a_shell(path: Path) -> None:
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", step["uses"])
            assert re.search(rf"{re.escape(step['uses'])} # v[0-9]+\.[0-9]+\.[0-9]+$", path.read_text(), re.MULTILINE)


def test_one_action_has_one_pin() -> None:
    used = {step["uses"] for path in (*WORKFLOWS, ACTION) for step in steps(path) if "uses" in step}
    assert len({name.partition("@")[0] for name in used}) == len(used)


def test_hooks_look_at_the_files_of_a_dataset() -> None:
    whole, form = (re.compile(hook["files"]) for hook in parsed(HOOKS))
    for path in (
        "claims/records/a/b.yaml",
        "claims/sources/a.yaml",
        "claims/dataset.yaml",
        "claims/waivers.yaml",
    ):
        assert whole.search(path)
        assert form.search(path)
    assert not whole.search("templates/claims/records/a/b.yaml"), "a repository may hold more than its dataset"
    assert whole.search("claims/records/a/b.yml"), "what is wrongly named is a finding"
    assert whole.search("claims/snapshots/terms.json")
    for path in ("claims/snapshots/terms.json", "records/a/b.yaml", "claims/notes.yaml", "disclaims/dataset.yaml"):
        assert not form.search(path)


def test_editors_are_led_to_schemas_that_are_there() -> None:
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text())
    assert all((REPOSITORY / schema).is_file() for schema in settings["yaml.schemas"])
    assert all((REPOSITORY / entry["url"]).is_file() for entry in settings["json.schemas"])


# ------------------------------------------------------------------ judges


@pytest.fixture
def accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str, str], bool]:
    """Whether check-jsonschema's own copy of a schema accepts a text."""
    from check_jsonschema import main

    def ask(schema: str, text: str) -> bool:
        (tmp_path / "x.yml").write_text(text)
        with pytest.raises(SystemExit) as done:
            main(["--builtin-schema", f"vendor.{schema}", str(tmp_path / "x.yml")], standalone_mode=True)
        said = capsys.readouterr()
        assert done.value.code in (None, 0, 1), said.err
        return done.value.code in (None, 0)

    return ask


@pytest.mark.judges
@pytest.mark.parametrize(
    ("schema", "paths", "old", "new"),
    [
        ("github-workflows", WORKFLOWS, "runs-on: ubuntu-latest", "runs: ubuntu-latest"),
        ("github-actions", [ACTION], "using: composite", "using: a shell"),
        ("github-issue-forms", FORMS, "- type: input", "- type: line"),
        ("github-issue-config", [REPOSITORY / ".github/ISSUE_TEMPLATE/config.yml"], "about:", "around:"),
        ("dependabot", [REPOSITORY / ".github/dependabot.yml"], "interval: weekly", "interval: rarely"),
    ],
)
def test_check_jsonschema_accepts_our_files_and_no_damaged_one(
    schema: str, paths: list[Path], old: str, new: str, accepts: Callable[[str, str], bool], judge_table: JudgeTable
) -> None:
    for path in paths:
        text = path.read_text()
        assert old in text
        assert accepts(schema, text), path
        assert not accepts(schema, text.replace(old, new)), path
    judge_table.note("check-jsonschema", version("check-jsonschema"), schema, f"{len(paths)} accepted, damaged: none")


@pytest.mark.judges
def test_what_the_docs_show_is_accepted_too(
    tmp_path: Path, accepts: Callable[[str, str], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    from pre_commit.commands.validate_config import validate_config

    config, workflow = examples()
    assert accepts("github-workflows", workflow)
    (tmp_path / "config.yaml").write_text(config)
    assert validate_config([str(tmp_path / "config.yaml")]) == 0, capsys.readouterr().out
    known = {hook["id"] for hook in parsed(HOOKS)}
    assert {hook["id"] for repo in yaml.safe_load(config)["repos"] for hook in repo["hooks"]} == known
    (judge,) = (
        step
        for job in yaml.safe_load(workflow)["jobs"].values()
        for step in job["steps"]
        if "with" in step and "claimkit" in step["uses"]
    )
    assert set(judge["with"]) <= set(parsed(ACTION)["inputs"])


@pytest.mark.judges
def test_pre_commit_accepts_the_hooks_and_no_damaged_ones(
    tmp_path: Path, judge_table: JudgeTable, capsys: pytest.CaptureFixture[str]
) -> None:
    from pre_commit.commands.validate_manifest import validate_manifest

    assert validate_manifest([str(HOOKS)]) == 0, capsys.readouterr().out
    (tmp_path / "hooks.yaml").write_text(HOOKS.read_text().replace("language: python", "language: pythn"))
    assert validate_manifest([str(tmp_path / "hooks.yaml")]) == 1
    said = next(line for line in capsys.readouterr().out.splitlines() if "pythn" in line)
    judge_table.note("pre-commit", version("pre-commit"), "a language that is none", said.strip()[:70])


@pytest.mark.judges
def test_zizmor_finds_nothing_in_the_action_the_hooks_and_dependabot(tmp_path: Path, judge_table: JudgeTable) -> None:
    """In the strictest of its sound views; the workflows have a test of their own in test_judges.py."""

    def run(*paths: Path) -> subprocess.CompletedProcess[str]:
        program = str(Path(sys.executable).parent / "zizmor")
        command = [program, "--offline", "--no-progress", "--persona", "pedantic", *map(str, paths)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    sound = run(ACTION, REPOSITORY / ".github/dependabot.yml", *WORKFLOWS)
    assert sound.returncode == 0, sound.stdout
    spliced = ACTION.read_text().replace("$GITHUB_ACTION_PATH/scripts/action", "${{ inputs.path }}")
    (tmp_path / "action.yml").write_text(spliced)
    damaged = run(tmp_path / "action.yml")
    judge_table.note("zizmor", version("zizmor"), "an input in a shell", f"exit {damaged.returncode}")
    assert "template-injection" in damaged.stdout
    assert damaged.returncode != 0


# ------------------------------------------------------------------ scripts


def outside_of_fences(summary: Path) -> list[str]:
    """The lines of a summary that Markdown acts on."""
    fenced = False
    outside = []
    for line in summary.read_text().splitlines():
        if line.startswith("```"):
            assert line in ("```text", "```")
            fenced = not fenced
        elif not fenced:
            outside.append(line)
        else:
            assert "`" not in line
    assert not fenced
    return outside


def commands(log: str) -> list[str]:
    """The lines of a log that GitHub takes for commands."""
    found = []
    stopped = ""
    for line in log.splitlines():
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
            assert re.fullmatch(r"[0-9a-f]{32}", stopped)
        elif line.lstrip().startswith("::") or "##[" in line:
            found.append(line)
    assert not stopped
    return found


def test_the_action_tells_of_hostile_records_and_lets_none_act(demo: Path, claimkit: Command, tmp_path: Path) -> None:
    """Twice by hand, as a runner would: damaged, then sound. The code is that of validate."""
    runner = tmp_path / "runner"
    (runner / "claimkit-venv/bin").mkdir(parents=True)
    program = runner / "claimkit-venv/bin/claimkit"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m claimkit.cli.main "$@"\n')
    program.chmod(0o755)
    record = demo / "records/sleep/subtilis.yaml"
    sound = record.read_text()
    record.write_text(sound.replace("direction: increases", f"direction: {json.dumps(EVIL)}"))
    evil = demo / "records/sleep/```::error::@everyone.yaml"
    evil.write_text(sound)
    summary, output, sarif = tmp_path / "summary", tmp_path / "output", tmp_path / "out.sarif"

    def act(**settings: str) -> subprocess.CompletedProcess[str]:
        for path in (summary, output, sarif):
            path.unlink(missing_ok=True)
        return subprocess.run(
            ["sh", str(REPOSITORY / "scripts/action")],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            env={
                **os.environ,
                "RUNNER_TEMP": str(runner),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_OUTPUT": str(output),
                "CLAIMKIT_SARIF": str(sarif),
                **settings,
            },
        )

    done = act(CLAIMKIT_FORMAT_CHECK="true")
    assert done.returncode == claimkit("validate").code == 1, done.stderr
    assert outside_of_fences(summary) == ["### claimkit validate", "### claimkit fmt --check"]
    assert "direction" in summary.read_text()
    given = commands(done.stdout + done.stderr)
    run = json.loads(sarif.read_text())["runs"][0]
    assert len(given) == len(run["results"]) > 1
    assert all(re.match(r"::(error|warning) file=claims/", line) for line in given)
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert all(place.startswith("claims/") for place in places), "relative to the repository"
    assert output.read_text() == f"sarif={sarif}\n"

    record.write_text(sound)
    evil.unlink()
    done = act()
    assert done.returncode == claimkit("validate").code == 0, done.stderr
    assert commands(done.stdout) == []
    assert act(CLAIMKIT_PATH="--format=json").returncode == 2, "a path that looks like an option is a path"
    assert not sarif.exists()
    assert not output.exists()


STUB = """\
#!/bin/sh
# Stands for claimkit: notes how it was called, writes the proposal as it came, and says something hostile.
printf '%s\\n' "$#" "$@" >>"$NOTES"
printf '```\\n::error::x\\n@everyone\\n' >&2
if [ "$1" = validate ]; then exit 1; fi
if [ "$CODE" = 2 ]; then exit 2; fi
mkdir -p claims/records/new
cp "$4" claims/records/new/draft.yaml
echo claims/records/new/draft.yaml
exit "$CODE"
"""
BODY = "\n".join(
    [
        "### Statement\r\n\r",
        "$(touch x) `touch x` ; touch x\r",
        "--force\r",
        "-rf",
        EVIL,
        "\ud800",
        "### Remarks",
        "_No response_",
    ]
)


class Clone:
    """A repository with the scripts and a stub in place of claimkit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "scripts").mkdir(parents=True)
        for name in ("draft-proposal", "env.sh", "summary.sh"):
            shutil.copy(REPOSITORY / "scripts" / name, folder / "scripts" / name)
        (folder / ".venv/bin").mkdir(parents=True)
        (folder / ".venv/bin/claimkit").write_text(STUB)
        (folder / ".venv/bin/claimkit").chmod(0o755)
        (folder / ".gitignore").write_text(".venv/\n")
        (folder / "claims").mkdir()
        (folder / "claims/dataset.yaml").write_text("format: 1\n")
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-qm", "all")
        self.main = self.git("rev-parse", "main")

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.folder), "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def draft(self, issue: object, code: int = 0) -> subprocess.CompletedProcess[str]:
        beside = self.folder.parent
        (beside / "event.json").write_text(json.dumps({"action": "labeled", "issue": issue}))
        person = {
            f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        (beside / "summary").unlink(missing_ok=True)
        return subprocess.run(
            ["sh", str(self.folder / "scripts/draft-proposal"), "event.json"],
            cwd=beside,
            capture_output=True,
            text=True,
            timeout=60,
            env={
                **os.environ,
                **person,
                "PYTHON": sys.executable,
                "CODE": str(code),
                "NOTES": str(beside / "notes"),
                "GITHUB_STEP_SUMMARY": str(beside / "summary"),
                "GITHUB_OUTPUT": str(beside / "output"),
            },
        )

    def untouched(self) -> bool:
        refs = self.git("for-each-ref", "--format=%(refname) %(objectname)")
        here = self.git("symbolic-ref", "HEAD")
        return (refs, here, self.git("status", "--porcelain")) == (
            f"refs/heads/main {self.main}",
            "refs/heads/main",
            "",
        )


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "a clone")


@pytest.mark.parametrize("code", [0, 1])
def test_a_proposal_becomes_a_commit_on_a_branch_of_its_own(clone: Clone, code: int) -> None:
    beside = clone.folder.parent
    (clone.folder / "stray").write_text("not of the draft")
    done = clone.draft({"number": 12, "title": "$(touch x)", "body": BODY}, code)
    assert done.returncode == 0, done.stderr
    assert clone.git("symbolic-ref", "HEAD") == "refs/heads/proposal/issue-12"
    assert clone.git("rev-parse", "main") == clone.main == clone.git("rev-parse", "HEAD^")
    assert clone.git("show", "--no-patch", "--format=%B") == "Draft for issue 12"
    assert clone.git("show", "--format=", "--name-only") == "claims/records/new/draft.yaml"
    written = (clone.folder / "claims/records/new/draft.yaml").read_bytes()
    assert written == BODY.replace("\r\n", "\n").encode(errors="replace")
    count, *arguments = (beside / "notes").read_text().splitlines()[:4]
    assert (count, arguments) == ("4", ["new", "claim", "--proposal"])
    assert not list(beside.rglob("x"))
    assert (beside / "output").read_text() == "branch=proposal/issue-12\n"
    assert commands(done.stdout + done.stderr) == []
    assert all("@" not in line and "error" not in line for line in outside_of_fences(beside / "summary"))

    # once more: what is on the branch stays
    first = clone.git("rev-parse", "HEAD")
    clone.git("switch", "-q", "main")
    again = clone.draft({"number": 12, "title": "", "body": "another"})
    assert (again.returncode, again.stderr) == (2, "error: there is a branch proposal/issue-12 already\n")
    assert clone.git("rev-parse", "proposal/issue-12") == first


@pytest.mark.parametrize(
    ("issue", "said"),
    [
        ({"number": "12; touch x", "body": BODY}, "number is not a whole number"),
        ({"number": "12", "body": BODY}, "number is not a whole number"),
        ({"number": True, "body": BODY}, "number is not a whole number"),
        ({"number": 1.5, "body": BODY}, "number is not a whole number"),
        ({"number": -1, "body": BODY}, "number is not a whole number"),
        ({"number": 12, "body": None}, "the issue is empty"),
        ({"body": BODY}, "the event holds no issue"),
        ([], "the event holds no issue"),
    ],
)
def test_what_is_no_proposal_is_refused(clone: Clone, issue: object, said: str) -> None:
    done = clone.draft(issue)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert clone.untouched()
    assert not (clone.folder.parent / "notes").exists()


def test_where_no_record_was_written_there_is_no_branch(clone: Clone) -> None:
    done = clone.draft({"number": 12, "body": BODY}, 2)
    assert done.returncode == 2
    assert clone.untouched()
    assert outside_of_fences(clone.folder.parent / "summary") == ["### No draft: nothing was written"]


def test_other_changes_in_claims_are_never_committed_with_a_draft(clone: Clone) -> None:
    (clone.folder / "claims/dataset.yaml").write_text("format: 2\n")
    done = clone.draft({"number": 12, "body": BODY})
    assert done.returncode == 2
    assert "not committed" in done.stderr
    assert clone.git("rev-parse", "HEAD") == clone.main
