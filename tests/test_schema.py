"""The published JSON Schemas: valid themselves, told apart by third parties, and of one mind with the model."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cases import FOLDER, NO_DATA, all_cases, read
from claimkit.assembly import assemble
from claimkit.model import Claim, DatasetMetadata, LedgerEntry, Source, Term
from claimkit.model.scalars import MEANING
from conftest import REPOSITORY

SCHEMAS = {
    path.name.partition(".")[0]: json.loads(path.read_text()) for path in (REPOSITORY / "schema").glob("*.json")
}
SNAPSHOTS = {"snapshots/terms.json": "term-snapshot", "snapshots/works.json": "work-snapshot"}
FOLDERS = {"records": "claim", "sources": "source", "terms": "terms", "releases": "ledger"}
# What the model refuses and JSON Schema cannot say, each with its reason.
ONLY_THE_MODEL = {
    "CK104-bad-format-as-fraction": "to JSON Schema 1.0 is an integer",
    "CK104-bad-fraction-for-integer": "to JSON Schema 2.0 is an integer",
    "CK105-bad-thirtieth-of-february": "a pattern knows no calendar",
}


def errors(path: str, raw: bytes) -> list[str]:
    kind = SNAPSHOTS.get(path) or FOLDERS.get(path.partition("/")[0], path.removesuffix(".yaml"))
    validator = jsonschema.Draft202012Validator(SCHEMAS[kind])
    return [error.message for error in validator.iter_errors(yaml.safe_load(raw))]


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_a_schema_is_valid_and_stands_below_the_address_of_the_dataset(kind: str) -> None:
    schema = SCHEMAS[kind]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://w3id.org/gutbone-claims/schema/1/{kind}.schema.json"
    assert '"$ref": "http' not in json.dumps(schema)


def test_every_field_is_described_and_every_example_is_one() -> None:
    """The description is what an editor shows beside the field."""
    described = 0

    def walk(node: Any, path: str) -> None:
        nonlocal described
        if isinstance(node, list):
            for item in node:
                walk(item, path)
        if not isinstance(node, dict):
            return
        for name, field in node.get("properties", {}).items():
            assert len(field.get("description", "")) > 3, f"{path}/{name}"
            described += 1
        if "pattern" in node and "examples" in node:
            for example in node["examples"]:
                assert jsonschema.Draft202012Validator(node).is_valid(example), (path, example)
        for name, below in node.items():
            walk(below, f"{path}/{name}")

    for kind, schema in SCHEMAS.items():
        walk(schema, kind)
    assert described > 150
    from claimkit.model import scalars

    assert set(scalars.EXAMPLES) == set(MEANING) - {scalars.TEXT, scalars.NOTES}


def test_no_pattern_has_an_escape_that_only_some_engines_know() -> None:
    """ECMAScript's unicode mode, which browsers and ajv use, refuses a backslash before an ordinary character."""
    known = set("^$\\.*+?()[]{}|/") | set("dDsSwWbBfnrtv0")

    def walk(node: Any) -> None:
        for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            walk(below)
        if isinstance(node, dict) and isinstance(node.get("pattern"), str):
            escaped = set(re.findall(r"\\(.)", node["pattern"]))
            assert escaped <= known | {"-"}, node["pattern"]

    for schema in SCHEMAS.values():
        walk(schema)


@pytest.mark.judges
def test_every_file_of_the_dataset_satisfies_its_schema(real_files: dict[str, bytes]) -> None:
    for path, raw in real_files.items():
        if path != "NEWS.md":  # the one file that is a text
            assert errors(path, raw) == [], path


@pytest.mark.judges
def test_check_jsonschema_accepts_the_records_and_refuses_a_damaged_one(tmp_path: Path, capfd: Any) -> None:
    from check_jsonschema import main

    records = sorted(str(path) for path in (REPOSITORY / "claims/records").glob("*/*.yaml"))
    schema = str(REPOSITORY / "schema/claim.schema.json")
    with pytest.raises(SystemExit) as accepted:
        main(["--schemafile", schema, *records], standalone_mode=True)
    assert accepted.value.code in (None, 0), capfd.readouterr().out
    damaged = tmp_path / "damaged.yaml"
    damaged.write_text(Path(records[0]).read_text().replace("version: 1", "version: 0"))
    with pytest.raises(SystemExit) as refused:
        main(["--schemafile", schema, str(damaged)], standalone_mode=True)
    assert refused.value.code == 1


@pytest.mark.parametrize("case", [case for case in all_cases() if case.code.startswith("CK1")], ids=str)
def test_schema_and_model_give_the_same_verdict_on_every_case_of_shape(case: Any) -> None:
    changed = read(case.path, but=NO_DATA)
    if case.code == "CK107":  # a dataset of a newer format is refused whole, whatever else is in it
        changed = {path: raw for path, raw in changed.items() if path == "dataset.yaml"}
    by_model = {finding.path for finding in assemble(case.files()).diagnostics if finding.code < "CK2"}
    for path, raw in changed.items():
        if str(case) in ONLY_THE_MODEL:
            assert path in by_model
            assert errors(path, raw) == []
        else:
            assert bool(errors(path, raw)) == (path in by_model), path


def test_a_trailing_line_feed_is_refused_by_the_schema_as_by_the_model() -> None:
    """Python's engine lets `$` stand before a final line feed; the published patterns do not."""
    raw = (FOLDER / "_base/records/sleep/subtilis.yaml").read_bytes()
    damaged = raw.replace(b"id: dmo:h7k2m9p9", b'id: "dmo:h7k2m9p9\\n"')
    assert errors("records/sleep/subtilis.yaml", raw) == []
    assert errors("records/sleep/subtilis.yaml", damaged)


# What pandas reads as missing (pandas._libs.parsers.STR_NA_VALUES).
STR_NA_VALUES = """
    #N/A N/A #NA -1.#IND -1.#QNAN -NaN -nan 1.#IND 1.#QNAN <NA> NA NULL NaN None n/a nan null
"""


def strings(node: Any, key: str) -> set[str]:
    found: set[str] = set()
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key and isinstance(value, list):
                found |= {item for item in value if isinstance(item, str)}
            elif name == key and isinstance(value, dict):
                found |= set(value)
            found |= strings(value, key)
    elif isinstance(node, list):
        for item in node:
            found |= strings(item, key)
    return found


def test_no_key_and_no_enumerated_value_is_retyped_by_yaml_or_pandas() -> None:
    yaml_1_1 = ["y", "n", "yes", "no", "true", "false", "on", "off", "null", "~"]
    pandas = set(STR_NA_VALUES.split())
    retyped = {word.lower() for word in {*yaml_1_1, *pandas}}
    for kind, schema in SCHEMAS.items():
        for word in strings(schema, "properties") | strings(schema, "enum"):
            assert word.lower() not in retyped, f"{kind}: {word}"
            assert not re.fullmatch(r"[0-9._+-]*", word), f"{kind}: {word}"


def test_every_field_is_described_and_every_pattern_has_its_meaning_in_words() -> None:
    def check(node: Any, where: str) -> None:
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
                assert field.get("description"), f"{where}: {name} has no description"
            for value in node.values():
                check(value, where)
        elif isinstance(node, list):
            for value in node:
                check(value, where)

    for kind, schema in SCHEMAS.items():
        check(schema, kind)
    patterns = {
        found.removesuffix("$") + "$"
        for model in (Claim, Source, Term, DatasetMetadata, LedgerEntry)
        for found in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(model.model_json_schema()))
    }
    known = {json.dumps(pattern)[1:-1] for pattern in MEANING}
    assert patterns <= known, patterns - known
