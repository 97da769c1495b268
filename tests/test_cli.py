"""The command from outside: exit codes, streams, messages, selection."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cases import BASE_TEXTS, FOLDER, REPLACED
from conftest import REPOSITORY, Command

BASE = FOLDER / "_base"
SUBTILIS = "records/sleep/subtilis.yaml"


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def test_a_clean_dataset_says_last_what_was_done(claimkit: Command, demo: Path) -> None:
    result = claimkit("validate")
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(r"2 claims, [0-9,]+ checks, 1 skipped \(no text at hand\)\n", result.err)


def test_a_text_at_hand_proves_its_passages(claimkit: Command, demo: Path) -> None:
    result = claimkit("validate", "--texts", BASE_TEXTS)
    assert result.code == 0
    assert re.search(r"1 passage proven, 0 skipped\n$", result.err)


def test_a_finding_is_one_clickable_line_on_standard_output(claimkit: Command, demo: Path) -> None:
    replace(demo, SUBTILIS, "evidence_level: animal", "evidence_level: randomized-trial")
    result = claimkit("validate")
    assert result.code == 1
    assert result.out == (
        'claims/records/sleep/subtilis.yaml:10:17: error CK401 evidence level is "randomized-trial", the facts give '
        '"animal" (strongest direct supporting line: trial-2020/mice/1) [fix: evidence_level: animal]\n'
    )
    assert result.err.startswith("1 error, 0 warnings in 1 file; 2 claims, ")


def test_json_has_the_shape_of_the_contract(claimkit: Command, demo: Path) -> None:
    replace(demo, SUBTILIS, "evidence_level: animal", "evidence_level: randomized-trial")
    result = claimkit("validate", "--format", "json", "--quiet")
    assert (result.code, result.err) == (1, "")
    document = json.loads(result.out)
    assert document["version"] == 1
    summary = document["summary"]
    assert (summary["records"], summary["errors"], summary["warnings"]) == (2, 1, 0)
    assert summary["checks"]["skipped"] == 1
    assert summary["checks"]["skipped_because"] == {"no text at hand": 1}
    (finding,) = document["diagnostics"]
    assert {
        key: finding[key] for key in ("code", "name", "severity", "path", "line", "column", "pointer", "fix")
    } == {
        "code": "CK401",
        "name": "evidence-level-mismatch",
        "severity": "error",
        "path": "claims/records/sleep/subtilis.yaml",
        "line": 10,
        "column": 17,
        "pointer": "/evidence_level",
        "fix": {"kind": "replace", "value": "animal"},
    }
    assert set(finding) >= {"message", "hint", "url"}


@pytest.mark.parametrize("inside", ["", "claims", "claims/records/sleep"])
def test_without_a_path_the_first_dataset_upwards_is_taken(
    claimkit: Command, demo: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo.parent / inside)
    assert claimkit("validate").err.startswith("2 claims")


def test_a_path_selects_what_is_reported_while_the_whole_dataset_is_read(claimkit: Command, demo: Path) -> None:
    replace(demo, SUBTILIS, "version: 2", "version: 0")
    assert claimkit("validate", f"claims/{SUBTILIS}").code == 1
    assert claimkit("validate", "claims/records/sleep").code == 1
    other = claimkit("validate", "claims/records/sleep/caffeine.yaml", "--format", "json")
    assert other.code == 0
    summary = json.loads(other.out)["summary"]
    assert summary["selected"] == {"files": 1, "records": 1}
    assert summary["files"] == 12


def test_a_finding_between_two_records_is_reported_for_either(claimkit: Command, demo: Path) -> None:
    shutil.copy(demo / SUBTILIS, demo / "records/sleep/zz.yaml")
    for path in (SUBTILIS, "records/sleep/zz.yaml"):
        result = claimkit("validate", f"claims/{path}")
        assert result.code == 1
        assert result.out.startswith("claims/records/sleep/zz.yaml:1:5: error CK302 ")
        assert "records/sleep/subtilis.yaml" in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "nowhere"], "nowhere does not exist"),
        (["validate", "/"], "/ lies in no dataset"),
        (["validate", "claims/LICENSE"], "does not exist"),
        (["validate", "claims/terms", str(BASE)], "two datasets"),
        (["validate", "--format", "yaml"], "'yaml' is not one of"),
        (["validate", "--as-of", "yesterday"], "not a date"),
        (["validate", "--texts", "nowhere"], "No such file"),
        (["explain", "CK000"], "no rule has the code CK000"),
        (["explain", "dmo:zzzzzzzc"], "there is no claim"),
        (["quote", "unknown", "--texts", str(BASE_TEXTS), "--find", "x"], "no text of unknown"),
        (["build", "--out", "claims/out"], "may not hold the dataset"),
        (["build", "--out", "."], "may not hold the dataset"),
        (["frobnicate"], "No such command"),
        (["validate", "--frobnicate"], "No such option"),
    ],
)
def test_a_question_that_cannot_be_answered_exits_with_2_and_one_line(
    claimkit: Command, demo: Path, arguments: list[str], said: str
) -> None:
    result = claimkit(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert said in result.err
    assert "Traceback" not in result.err


def test_no_dataset_and_no_record_are_no_success(claimkit: Command, demo: Path) -> None:
    shutil.rmtree(demo / "records")
    result = claimkit("validate")
    assert result.code == 2
    assert "holds no records" in result.err
    shutil.rmtree(demo)
    result = claimkit("validate")
    assert result.code == 2
    assert "no dataset.yaml here or in a folder above" in result.err


def test_files_that_cannot_be_read_are_findings_not_silence(claimkit: Command, demo: Path) -> None:
    for path in demo.glob("records/*/*.yaml"):
        path.write_text("a: [")
    result = claimkit("validate")
    assert result.code == 1
    assert result.out.count("error CK006") == 2


def test_warnings_alone_are_no_failure_unless_strict(claimkit: Command, demo: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "blog.txt").write_text("Another page altogether.")
    assert claimkit("validate", "--texts", texts).code == 0
    assert "warning CK202" in claimkit("validate", "--texts", texts).out
    assert claimkit("validate", "--texts", texts, "--strict").code == 1


def test_a_crash_in_a_rule_is_a_finding_and_exits_with_2(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimkit import validate

    broken = [rule for rule in validate.RULES if rule.code != "CK402"]
    broken.append(REPLACED)
    monkeypatch.setattr(validate.validate, "__kwdefaults__", {**validate.validate.__kwdefaults__, "rules": broken})
    replace(demo, SUBTILIS, "version: 2", "version: 0")
    result = claimkit("validate")
    assert result.code == 2
    assert "error CK900 the rule CK402 accepted-has-evidence failed: ZeroDivisionError" in result.out
    assert "error CK106" in result.out
    assert "Traceback" not in result.err
    assert claimkit("build").code == 2
    assert not (demo.parent / "dist").exists()


def test_colour_only_where_it_is_wanted(claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(demo, SUBTILIS, "version: 2", "version: 0")
    assert "\x1b[" not in claimkit("validate").out
    coloured = claimkit("validate", "--color", "always").out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == claimkit("validate", "--color", "never").out


# ------------------------------------------------------------------ quote


PASSAGE = "caffeine in the evening shortens the sleep of adults by about forty minutes"


def test_quote_makes_a_fingerprint_that_validate_proves(claimkit: Command, demo: Path) -> None:
    result = claimkit("quote", "blog", "--texts", BASE_TEXTS, "--lines", "3")
    assert result.code == 0
    quote, locator = result.out.splitlines()
    assert quote in (demo / "records/sleep/caffeine.yaml").read_text()
    assert locator == 'locator: {lines: "3"}'
    assert claimkit("quote", "blog", "--texts", BASE_TEXTS, "--find", PASSAGE).code == 0


def test_quote_knows_a_text_by_the_digest_that_its_source_records(
    claimkit: Command, demo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "other-names"
    folder.mkdir()
    shutil.copy(BASE_TEXTS / "blog.txt", folder / "000_saved_page.txt")
    assert claimkit("quote", "blog", "--texts", folder, "--find", PASSAGE).code == 0
    assert "1 passage proven" in claimkit("validate", "--texts", folder).err


def test_quote_whole_gives_what_a_source_records(claimkit: Command, demo: Path) -> None:
    result = claimkit("quote", "blog", "--texts", BASE_TEXTS, "--whole")
    sha256, tokens = re.findall(r"[0-9a-f]{64}|[0-9]+(?=})", result.out)
    text = (demo / "sources/blog.yaml").read_text()
    assert f"sha256: {sha256}" in text
    assert f"tokens: {tokens}" in text


@pytest.mark.parametrize(
    ("passage", "code", "said"),
    [
        (PASSAGE.replace("shortens", "lengthens"), "CK201", "the text goes on"),
        (PASSAGE.replace("of adults ", ""), "CK201", "you wrote"),
        ("forty minutes of something else that is not there at all today", "CK201", "word for word"),
        ("in the evening", "CK203", "it needs 10"),
        ("1 2 3 4 5 6 7 8 9 10 11", "CK203", "6 of them words"),
    ],
)
def test_quote_refuses_what_does_not_stand_there_or_is_too_short(
    claimkit: Command, demo: Path, passage: str, code: str, said: str
) -> None:
    result = claimkit("quote", "blog", "--texts", BASE_TEXTS, "--find", passage)
    assert result.code == 1
    assert f"error {code} " in result.out
    assert said in result.out


def test_quote_reads_standard_input(claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(PASSAGE + "\n"))
    assert claimkit("quote", "blog", "--texts", BASE_TEXTS).out.startswith("quote: {tokens: 13, sha256: ")


# ------------------------------------------------------------------ explain, sync, help


def test_explain_prints_a_rule_the_levels_and_a_claim(claimkit: Command, demo: Path) -> None:
    rule = claimkit("explain", "ck401")
    assert rule.code == 0
    assert rule.out.startswith("CK401 evidence-level-mismatch (error)\n")
    assert "Fix:" in rule.out
    levels = claimkit("explain", "levels").out
    assert levels.index("meta-analysis") < levels.index("randomized-trial ") < levels.index("ECO:0000034")
    claim = claimkit("explain", "dmo:0a1b2c39").out
    assert "randomized-trial: in humans, randomized-trial (trial-2020/trial/1)" in claim
    assert "supported: 1 independent study for it, in humans in vivo, and none against it" in claim
    assert "blog/1: background, assertion, supports, direct" in claim
    assert "caffeine -| adenosine signalling -> sleep duration (lowers the target)" in claim
    assert "contrasts with dmo:h7k2m9p9" in claim


def test_explain_names_the_claim_that_is_meant(claimkit: Command, demo: Path) -> None:
    assert 'did you mean "dmo:0a1b2c39"?' in claimkit("explain", "dmo:0a1b2c3x").err


def test_sync_writes_what_check_then_finds_up_to_date(claimkit: Command, demo: Path) -> None:
    assert claimkit("sync", "--check").code == 1
    assert claimkit("sync").code == 0
    assert claimkit("sync", "--check").code == 0
    schema = demo.parent / "schema/claim.schema.json"
    (demo.parent / "schema/old.schema.json").write_text(schema.read_text().replace("claim.schema", "old.schema"))
    schema.write_text(schema.read_text().replace("A claim record", "A record"))
    (demo.parent / "schema/other-project.schema.json").write_text('{"$id": "https://example.org/other"}')
    result = claimkit("sync", "--check")
    assert result.code == 1
    assert "schema/claim.schema.json differs" in result.out
    assert "schema/old.schema.json is not generated any more" in result.out
    assert claimkit("sync").code == 0
    assert claimkit("sync", "--check").code == 0
    committed = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "schema").rglob("*.*")}
    written = {path.relative_to(demo.parent).as_posix() for path in (demo.parent / "schema").rglob("*.*")}
    assert written == committed | {"schema/other-project.schema.json"}


@pytest.mark.parametrize("name", ["docs/rules.md", "CITATION.cff", "schema/claim.schema.json"])
def test_sync_writes_over_nothing_that_it_did_not_make(claimkit: Command, demo: Path, name: str) -> None:
    path = demo.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    result = claimkit("sync")
    assert result.code == 2
    assert f"{name} was not made by claimkit sync" in result.err
    assert path.read_text() == "mine"
    assert not (demo.parent / "schema/source.schema.json").exists()


def test_sync_writes_beside_a_folder_called_claims_only(claimkit: Command, demo: Path) -> None:
    demo.rename(demo.parent / "data")
    assert claimkit("sync", "data").code == 2
    assert [path.name for path in demo.parent.iterdir()] == ["data"]


def test_strict_takes_each_warning_for_an_error(claimkit: Command, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/blog.txt").write_text("Another page altogether.")
    document = json.loads(claimkit("validate", "--texts", "texts", "--strict", "--format", "json").out)
    assert (document["summary"]["errors"], document["summary"]["warnings"]) == (1, 0)
    assert [finding["severity"] for finding in document["diagnostics"]] == ["error"]


def test_hidden_findings_are_counted(claimkit: Command, demo: Path) -> None:
    path = demo / SUBTILIS
    path.write_text(path.read_text() + "".join(f"unknown-{k}: 1\n" for k in range(70)))
    document = json.loads(claimkit("validate", "--format", "json").out)
    assert document["summary"]["errors"] == 70
    assert len(document["diagnostics"]) == 51


@pytest.mark.parametrize("out", ["x/../claims/out", "claims/out", "link/out"])
def test_build_never_writes_into_the_dataset(claimkit: Command, demo: Path, out: str) -> None:
    (demo.parent / "x").mkdir()
    (demo.parent / "link").symlink_to("claims")
    assert claimkit("build", "--out", out).code == 2
    assert claimkit("validate").code == 0
    assert claimkit("build", "--out", "claims/../dist2").code == 0


def test_committed_files_are_what_sync_generates(claimkit: Command) -> None:
    result = claimkit("sync", "--check", REPOSITORY / "claims")
    assert (result.code, result.out) == (0, "")


def test_help_lists_every_command_with_what_it_does(claimkit: Command) -> None:
    result = claimkit("--help")
    assert result.code == 0
    for name in ("validate", "build", "explain", "quote", "sync"):
        assert re.search(rf"^  {name} +\S", result.out, re.MULTILINE)
        assert "Examples:" in claimkit(name, "--help").out
    assert claimkit("--version").out.startswith("claimkit 0.")
