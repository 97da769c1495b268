"""The documentation is true: its links lead somewhere, its codes and ids exist, its output and YAML are real."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import click
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

import commands
from claimkit import rulebook, yamlio
from claimkit.derive.verdict import VerdictName
from claimkit.identifiers import ALPHABET, check_character, claim_id_holds
from claimkit.model import Claim, DatasetMetadata, Source, Study, Term, Waivers
from claimkit.rules import RULES
from conftest import REPOSITORY, Command

PAGES = {
    path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
    for path in [
        *(REPOSITORY / f"{name}.md" for name in ("README", "CONTRIBUTING", "RELEASING")),
        *sorted(REPOSITORY.glob("docs/*.md")),
    ]
}
CLAIMS = REPOSITORY / "claims"
# Ids that a page names as examples of what is in no dataset.
MADE_UP_IDS = {"docs/governance.md": {"gbc:00000000"}}
# By these keys a block of YAML is a workflow's or another program's, and none of our files.
FOREIGN_KEYS = ("jobs", "repos", "steps")
_EXPLAIN = "$ claimkit explain "

each_page = pytest.mark.parametrize("name", PAGES)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, without its indent."""

    language: str
    text: str


def blocks(page: str) -> list[Block]:
    found = re.findall(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```$", page, re.MULTILINE | re.DOTALL)
    return [Block(language, textwrap.dedent(text)) for _, language, text in found]


def prose(page: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^( *)```.*?^\1```$", "", page, flags=re.MULTILINE | re.DOTALL)


def table_after(page: str, first_cell: str) -> list[list[str]]:
    """The rows of the one table whose head begins with a cell, each as its cells; backticks are taken off."""
    lines = page.partition(f"\n| {first_cell} |")[2].splitlines()[2:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
    assert rows, f"no table begins with {first_cell!r}"
    return rows


# Links


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading: letters, digits, hyphens and underscores; a blank becomes a hyphen."""
    shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", shown.strip().lower()).replace(" ", "-")


def anchors(page: str) -> set[str]:
    """What a link may name after `#`: headings, numbered where they repeat, and explicit anchors."""
    seen: Counter[str] = Counter()
    found = set(re.findall(r'<a id="([^"]+)">', page))
    for heading in re.findall(r"^#{1,6} +(.+?)(?: +#+)?$", prose(page), re.MULTILINE):
        name = slug(heading)
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


def broken_links(page: str, where: Path) -> list[str]:
    """The relative links of a page at `where` that lead to no file, or to no heading of it."""
    text = re.sub(r"`[^`]*`", "", prose(page))
    targets = re.findall(r"\]\(([^)\s]+)[^)]*\)", text) + re.findall(r"^ *\[[^\]]+\]: +(\S+)", text, re.MULTILINE)
    broken = []
    for target in targets:
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (where.parent / path).resolve() if path else where
        inside = file.is_relative_to(REPOSITORY)
        if not inside or not file.exists() or (anchor and anchor not in anchors(_text_of(file, page, where))):
            broken.append(target)
    return broken


def _text_of(file: Path, page: str, where: Path) -> str:
    if file == where:
        return page
    return file.read_text(encoding="utf-8") if file.suffix == ".md" else ""


@each_page
def test_each_link_leads_to_a_file_and_its_heading(name: str) -> None:
    assert broken_links(PAGES[name], REPOSITORY / name) == []


def test_a_broken_link_is_found() -> None:
    page = """# One `thing` & another

## Twice
## Twice
```text
## Not a heading
[no](link.md)
```
[a](#one-thing--another) [b](#twice-1) [c](../README.md#licences) [d](../claims/) [e](https://example.org/x.md#y)
[f](#not-a-heading) [g](#twice-2) [h](gone.md) [i](../README.md#gone) [j](../../outside.md) `[k](code.md)`
"""
    expected = ["#not-a-heading", "#twice-2", "gone.md", "../README.md#gone", "../../outside.md"]
    assert broken_links(page, REPOSITORY / "docs/levels.md") == expected


# Codes and ids


@each_page
def test_each_code_is_in_the_rulebook(name: str) -> None:
    named = set(re.findall(r"\bCK[0-9]{3}\b", PAGES[name]))
    assert sorted(named - rulebook.pages().keys()) == []


@each_page
def test_each_claim_id_is_of_the_dataset_or_a_known_example(name: str) -> None:
    known = {path.read_text().partition("\nid: ")[2].split()[0] for path in CLAIMS.glob("records/*/*.yaml")}
    made_up = MADE_UP_IDS.get(name, set())
    named = set(re.findall(r"\bgbc:[0-9a-z]{8}\b", PAGES[name]))
    assert sorted(named - known - made_up) == []
    assert sorted(made_up - named) == []
    assert [claim_id for claim_id in named if not claim_id_holds(claim_id)] == []


@each_page
def test_each_source_key_in_code_is_of_the_dataset(name: str) -> None:
    keys = {path.stem for path in CLAIMS.glob("sources/*.yaml")}
    named = set(re.findall(r"`([a-z]+-(?:19|20)[0-9]{2})\b[^`\n]*`", prose(PAGES[name])))
    assert sorted(named - keys) == []


# Output and YAML


def explained() -> list[tuple[str, str, str]]:
    """Page, arguments and printed text of each `claimkit explain` that a console block shows."""
    found = []
    for name, page in PAGES.items():
        for block in blocks(page):
            if block.language == "console" and block.text.startswith(_EXPLAIN):
                command, _, printed = block.text.removeprefix("$ claimkit ").partition("\n")
                found.append((name, command, printed))
    return found


def shows(printed: str, real: str) -> bool:
    """Whether printed text is the real one; a line `...` stands for lines left out."""
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(f"{line}\n") for line in printed.splitlines())
    return re.fullmatch(pattern, real) is not None


@pytest.mark.parametrize(("name", "command", "printed"), explained())
def test_console_blocks_show_what_explain_prints(claimkit: Command, name: str, command: str, printed: str) -> None:
    outcome = claimkit(*command.split(), "--dataset", CLAIMS)
    assert outcome.code == 0
    assert shows(printed, outcome.out), outcome.out


def test_levels_and_review_show_what_explain_prints() -> None:
    assert {name for name, _, _ in explained()} >= {"docs/levels.md", "docs/review.md"}


def test_a_console_block_that_shows_something_else_is_found() -> None:
    real = "one\ntwo\nthree\n"
    assert shows("one\n...\nthree\n", real)
    assert shows("...\ntwo\n...\n", real)
    assert not shows("one\nthree\n", real)
    assert not shows("one\n...\n2\n...\n", real)
    assert not shows("two\nthree\n", real)


def test_the_finding_on_a_wrong_level_is_the_one_shown(claimkit: Command, tmp_path: Path) -> None:
    shutil.copytree(CLAIMS, tmp_path / "claims")
    record = tmp_path / "claims/records/short-chain-fatty-acids/scfa-bone-mass-mice.yaml"
    right = record.read_text()
    record.write_text(right.replace("evidence_level: animal", "evidence_level: randomized-trial"))
    assert Block("text", claimkit("validate").out) in blocks(PAGES["docs/levels.md"])
    assert claimkit("validate", "--fix").code == 0
    assert record.read_text() == right


def objections(raw: str) -> list[str]:
    """What strict reading, and the model, have against a fragment of YAML; fields that are left out do not matter."""
    reading = yamlio.read(raw.encode(), yamlio.BULK_LIMITS)
    if reading.diagnostics or not isinstance(reading.data, dict):
        return [finding.message for finding in reading.diagnostics] or ["no mapping"]
    text = json.dumps(reading.data)
    models: tuple[type[BaseModel], ...] = (Claim, Source, Study, DatasetMetadata, Waivers)
    for model in models:
        if reading.data.keys() <= {field.alias or key for key, field in model.model_fields.items()}:
            return _errors(TypeAdapter(model), text)
    return _errors(TypeAdapter(dict[str, Term]), text)


def _errors(adapter: TypeAdapter[BaseModel] | TypeAdapter[dict[str, Term]], text: str) -> list[str]:
    try:
        adapter.validate_json(text)
    except ValidationError as error:
        return [
            f"{'/'.join(map(str, found['loc']))}: {found['msg']}"
            for found in error.errors()
            if not (found["type"] == "missing" and len(found["loc"]) == 1)
        ]
    return []


def own_yaml() -> list[tuple[str, str]]:
    """Page and text of each block of YAML that is of a dataset."""
    of_others = re.compile(rf"^(?:{'|'.join(FOREIGN_KEYS)}):", re.MULTILINE)
    found = [(name, block) for name, page in PAGES.items() for block in blocks(page)]
    return [
        (name, block.text) for name, block in found if block.language == "yaml" and not of_others.search(block.text)
    ]


@pytest.mark.parametrize(("name", "raw"), own_yaml())
def test_yaml_blocks_are_records_or_parts_of_them(name: str, raw: str) -> None:
    assert objections(raw) == []


@pytest.mark.parametrize(
    "raw",
    [
        "date: 2026-11-21\n",  # not text to every reader
        "status: gone\n",
        "withdrawal: {reason: It was wrong.}\n",  # without its date
        "withdrawal: {reason: It was wrong., date: '2026-11-21', replaced-by: gbc:00000000}\n",
        "tibia: {id: UBERON:0000979}\n",  # a term without a label
        "- a list\n",
    ],
)
def test_a_wrong_yaml_block_is_found(raw: str) -> None:
    assert objections(raw) != []


# Tables that repeat what the code says


def test_the_verdicts_are_those_of_the_code_in_their_order() -> None:
    rows = table_after(PAGES["docs/levels.md"], "verdict")
    assert tuple(row[0] for row in rows) == get_args(VerdictName)


def test_the_worked_check_character_is_computed() -> None:
    body, acc = "", 0
    for character, value, added, doubled in table_after(PAGES["docs/governance.md"], "character"):
        body += character
        assert (int(value), int(added)) == (ALPHABET.index(character), acc ^ ALPHABET.index(character))
        acc = int(doubled)
        assert ALPHABET[acc] == check_character(body)
    assert f"For `gbc:{body}{ALPHABET[acc]}`" in PAGES["docs/governance.md"]
    assert f"The value {acc} is `{ALPHABET[acc]}`" in PAGES["docs/governance.md"]
    assert f"check_character('{body}'))\"\n{ALPHABET[acc]}\n" in PAGES["docs/governance.md"]


def test_the_codes_that_can_be_waived_are_all_named() -> None:
    listed = re.search(r"These codes can be waived: ([^.]*)\.", PAGES["docs/governance.md"])
    assert listed is not None
    assert re.findall(r"CK[0-9]{3}", listed[1]) == sorted(rule.code for rule in RULES if rule.waivable)


# Commands


def test_the_page_of_commands_is_made_of_the_commands() -> None:
    """scripts/commands renews it."""
    assert commands.page() == PAGES["docs/commands.md"]


@pytest.mark.parametrize(("name", "command", "context"), list(commands.commands()), ids=lambda one: str(one)[:20])
def test_every_command_and_option_is_documented(name: str, command: click.Command, context: click.Context) -> None:
    assert command.help
    assert "Examples:" in (command.epilog or "")
    assert f"\n  {name}" in (command.epilog or "")
    section = PAGES["docs/commands.md"].split(f"## {name}\n")[1].split("\n## ")[0]
    common = PAGES["docs/commands.md"].split("## Options of every command\n")[1].split("\n## ")[0]
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]} has no help"
            assert f"`{parameter.opts[0]}" in section + common
    assert f"`{' '.join(name.split()[:2])}" in PAGES["README.md"]
    shared = {option for parameter in command.params for option in parameter.opts}
    assert {"--quiet", "--color", "--as-of", "--version"} <= shared
