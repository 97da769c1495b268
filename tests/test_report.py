"""How findings reach people and programs: nothing in a record or a name acts there."""

from __future__ import annotations

import json
from pathlib import Path

from claimkit.diagnostics import Diagnostic, Fix
from claimkit.report import github, sarif, text
from conftest import Command

HOSTILE = Diagnostic(
    code="CK102",
    name="unknown-field",
    message='no field is called "%0A::error::\x1b[31m" here',
    path="::error::a,b.yaml",
    line=3,
    column=1,
    hint="100 % sure\n::set-output",
)
SOUND = Diagnostic(
    "CK401", "evidence-level-mismatch", "wrong", "claims/x.yaml", 2, 5, "/evidence_level", fix=Fix("no")
)


def test_a_fix_is_shown_as_it_is_to_be_typed() -> None:
    assert text.line(SOUND) == 'claims/x.yaml:2:5: error CK401 wrong [fix: evidence_level: "no"]'


def test_annotations_escape_what_would_act_and_switch_commands_off_for_the_plain_report() -> None:
    first, second, stop, *plain, start = github.lines([HOSTILE, SOUND], "secret")
    assert first == (
        "::error file=%3A%3Aerror%3A%3Aa%2Cb.yaml,line=3,col=1,title=CK102 unknown-field::"
        'no field is called "%250A::error::\\x1b[31m" here [100 %25 sure\\n::set-output]'
    )
    assert second.startswith("::error file=claims/x.yaml,line=2,col=5,title=CK401 evidence-level-mismatch::wrong ")
    assert (stop, start) == ("::stop-commands::secret", "::secret::")
    assert len(plain) == 2
    assert all("\n" not in line for line in (first, second, *plain))


def test_nothing_is_annotated_where_nothing_was_found() -> None:
    assert list(github.lines([], "secret")) == []


def test_sarif_names_rules_places_and_severity() -> None:
    log = json.loads(sarif.document([HOSTILE, SOUND], {"CK102": ("a", "A.\n\nB"), "CK401": ("b", "B.")}, "0.1.0"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["CK102", "CK401"]
    assert rules[0]["shortDescription"]["text"] == "A."
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%3A%3Aerror%3A%3Aa%2Cb.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 1}


def test_the_command_prints_every_format(claimkit: Command, demo: Path) -> None:
    record = demo / "records/sleep/subtilis.yaml"
    record.write_text(record.read_text().replace("version: 2", "version: 0"))
    annotations = claimkit("validate", "--format", "github")
    assert annotations.code == 1
    assert annotations.out.startswith("::error file=claims/records/sleep/subtilis.yaml,line=2,col=10,title=CK106")
    log = claimkit("validate", "--format", "sarif")
    assert log.code == 1
    assert json.loads(log.out)["runs"][0]["results"][0]["ruleId"] == "CK106"
