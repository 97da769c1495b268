"""`claimkit fmt`: one form for what says the same, comments kept, nothing said otherwise."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import dataset, read
from claimkit import formatting, yamlio
from claimkit.assembly import assemble
from claimkit.derive.digest import claim_digest, source_digest, term_digest
from conftest import REPOSITORY, Command

CLAIMS = REPOSITORY / "claims"
FILES = {path: raw for path, raw in dataset(read(CLAIMS)).items() if formatting.kind_of(path)}
MUTANTS = 1_000


def canonical(path: str, raw: bytes) -> str:
    kind = formatting.kind_of(path)
    data = yamlio.read(raw, yamlio.BULK_LIMITS).data
    assert kind
    assert data is not None
    return formatting.formatted(raw.decode(), data, kind)


@pytest.mark.parametrize("path", sorted(FILES))
def test_every_file_of_the_dataset_is_in_canonical_form(path: str) -> None:
    assert canonical(path, FILES[path]) == FILES[path].decode()


def shuffled(data: Any, dice: random.Random) -> Any:
    if isinstance(data, dict):
        keys = list(data)
        dice.shuffle(keys)
        return {key: shuffled(data[key], dice) for key in keys}
    return [shuffled(item, dice) for item in data] if isinstance(data, list) else data


def with_comments(text: str, dice: random.Random, data: Any) -> tuple[str, list[str]]:
    """Comments typed at random places, each only where it changes nothing that the text says."""
    told = []
    for number in range(dice.randrange(6)):
        lines = text.split("\n")
        at = dice.randrange(len(lines))
        comment = dice.choice(["# note", "#note", "# Bäckhed: 'x' # y", "# key: [value", "# -"]) + f" {number}"
        if dice.random() < 0.5:
            lines.insert(at, " " * dice.randrange(8) + comment)
        elif lines[at].strip():
            lines[at] += f"  {comment}"
        else:
            continue
        candidate = "\n".join(lines)
        if yamlio.read(candidate.encode(), yamlio.BULK_LIMITS).data == data:
            text = candidate
            told.append(comment)
    return text, told


def mutant(data: dict[str, Any], dice: random.Random) -> tuple[str, list[str]]:
    """The same data as another hand might write them, and the comments in it."""
    text = yaml.safe_dump(
        shuffled(data, dice),
        sort_keys=False,
        allow_unicode=dice.random() < 0.8,
        width=dice.choice([30, 80, 1000]),
        indent=dice.choice([2, 3, 4]),
        default_flow_style=dice.choice([False, False, None, True]),
        default_style=dice.choice([None, None, None, '"']) if not _numbers(data) else None,
        explicit_start=dice.random() < 0.1,
    )
    text, told = with_comments(text, dice, data)
    if dice.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return text, told


def _numbers(data: Any) -> bool:
    if isinstance(data, dict | list):
        return any(_numbers(one) for one in (data.values() if isinstance(data, dict) else data))
    return not isinstance(data, str)


def test_a_thousand_records_in_other_hands_come_out_the_same_with_their_comments_and_digests() -> None:
    dice = random.Random(6)  # noqa: S311  the same mutants in every run
    corpus = assemble(dataset(read(CLAIMS)))
    records = [path for path in sorted(FILES) if path != "dataset.yaml"]
    before = _digests(corpus)
    forms: dict[str, set[str]] = {}
    refused = made = commented = 0
    while made < MUTANTS:
        path = dice.choice(records)
        data = yamlio.read(FILES[path], yamlio.BULK_LIMITS).data
        assert data
        text, told = mutant(data, dice)
        reading = yamlio.read(text.encode(), yamlio.BULK_LIMITS)
        if reading.data is None:  # PyYAML writes a few things that the strict reader refuses
            refused += 1
            continue
        made += 1
        commented += bool(told)
        once = canonical(path, text.encode())
        assert canonical(path, once.encode()) == once
        assert yamlio.read(once.encode(), yamlio.BULK_LIMITS).data == data
        assert sorted(re.findall(r"# ?(?:note|Bäckhed: 'x' # y|key: \[value|-) [0-9]", once)) == sorted(told)
        if not told:
            forms.setdefault(path, set()).add(once)
        if made % 50 == 0:
            assert _digests(assemble({**dataset(read(CLAIMS)), path: once.encode()})) == before
    assert refused < made / 4
    assert commented > made / 2
    for path, found in forms.items():
        mine = re.sub(r"^(#.*\n)+|  #.*$", "", FILES[path].decode(), flags=re.MULTILINE)
        assert found == {mine}, path


def _digests(corpus: Any) -> dict[str, str]:
    found = {entry.value.id: claim_digest(entry.value, corpus) for entry in corpus.claims}
    found |= {key: source_digest(entry.value, corpus) for key, entry in corpus.sources.items()}
    return found | {f"term {key}": term_digest(entry, corpus) for key, entry in corpus.terms.items()}


def test_comments_go_with_the_key_that_they_stand_at() -> None:
    text = (
        "# the file\n"
        "status: draft # not yet\n"
        "# why this version\n"
        "version: 1\n"
        "evidence: [ # all of it\n"
        "  {source: a, # the first\n"
        "   stance: supports}]\n"
        "# about the id\n"
        "id: gbc:7k3m9qxf\n"
        "context:\n"
        "  # the host comes last\n"
        "  host: homo-sapiens\n"
        "  sex: female\n"
        "  # nothing follows\n"
    )
    data = yamlio.read(text.encode()).data
    assert data
    assert formatting.formatted(text, data, "claim") == (
        "# the file\n"
        "# about the id\n"
        "id: gbc:7k3m9qxf\n"
        "# why this version\n"
        "version: 1\n"
        "status: draft  # not yet\n"
        "context:\n"
        "  # the host comes last\n"
        "  host: homo-sapiens\n"
        "  sex: female\n"
        "  # nothing follows\n"
        "evidence:  # all of it\n"
        "  - source: a  # the first\n"
        "    stance: supports\n"
    )


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("notes: plain text", "notes: plain text"),
        ("notes: 'needs none'", "notes: needs none"),
        ('notes: "2018"', 'notes: "2018"'),
        ("notes: '2018-05'", 'notes: "2018-05"'),
        ("notes: 'no'", 'notes: "no"'),
        ("notes: 'a: b'", 'notes: "a: b"'),
        ("notes: 'a #b'", 'notes: "a #b"'),
        ('notes: "he said \\"so\\""', 'notes: he said "so"'),
        ('notes: "\\"so\\" he said"', "notes: '\"so\" he said'"),
        ("notes: >-\n  folded for no reason", "notes: folded for no reason"),
        ("notes: |-\n  one\n\n  three", "notes: |-\n  one\n\n  three"),
        ('notes: "one\\n  two"', "notes: |-\n  one\n    two"),
        ('notes: "one \\ntwo"', 'notes: "one \\ntwo"'),
        (f"notes: {'word ' * 23}end", f"notes: >-\n  {('word ' * 23)}end"),
        (f"notes: {'word ' * 30}end", f"notes: >-\n  {'word ' * 22}word\n  {'word ' * 7}end"),
        (f"notes: {'x' * 200}", f"notes: {'x' * 200}"),
        ("mechanism: [a -> b]", "mechanism:\n  - a -> b"),
        ("mechanism: []", "mechanism: []"),
        ("curation: {created: '2026-11-21', curator: team}", 'curation: {curator: team, created: "2026-11-21"}'),
        ("unknown: {z: 1, a: 2}", "unknown: {z: 1, a: 2}"),
    ],
)
def test_a_value_is_written_in_one_way(given: str, wanted: str) -> None:
    data = yamlio.read(given.encode() + b"\n").data
    assert data
    assert formatting.formatted(given, data, "claim") == wanted + "\n"


def test_a_number_stays_as_it_was_typed() -> None:
    text = "evidence:\n  - finding:\n      effect: {p: x, ci: [1.10, 2.0e+3], value: -0.50}\n"
    data = yamlio.read(text.encode()).data
    assert data
    once = formatting.formatted(text, data, "claim")
    assert "effect: {value: -0.50, ci: [1.10, 2.0e+3], p: x}" in once
    assert formatting.formatted(once, data, "claim") == once


def test_fmt_writes_what_check_names_and_then_nothing(claimkit: Command, demo: Path) -> None:
    record = demo / "records/sleep/subtilis.yaml"
    before = {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()}
    checked = claimkit("fmt", "--check", f"claims/{record.relative_to(demo)}")
    assert checked.code == 1
    assert checked.out == (
        "claims/records/sleep/subtilis.yaml:9:1: error CK021 the file is not in canonical form from here on "
        "[run: claimkit fmt]\n"
    )
    assert checked.err == "1 of 1 file not in canonical form; run: claimkit fmt\n"
    assert {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()} == before
    done = claimkit("fmt", "--diff", f"claims/{record.relative_to(demo)}")
    assert done.code == 0
    assert "-context: {host: mus-musculus}\n+context:\n+  host: mus-musculus\n" in done.out
    assert done.out.endswith("claims/records/sleep/subtilis.yaml written\n")
    changed = [path for path, raw in before.items() if path.read_bytes() != raw]
    assert changed == [record]
    assert claimkit("fmt", "--check", f"claims/{record.relative_to(demo)}").code == 0


def test_fmt_passes_over_what_it_cannot_read_and_says_so(claimkit: Command, demo: Path) -> None:
    broken = demo / "records/sleep/caffeine.yaml"
    broken.write_text("id: [\n")
    result = claimkit("fmt")
    assert result.code == 1
    assert "caffeine.yaml:" in result.out
    assert "CK006" in result.out
    assert broken.read_text() == "id: [\n"
    assert "claims/records/sleep/subtilis.yaml written" in result.out


def test_fmt_opens_no_link(claimkit: Command, demo: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("status: draft\nid: x\n")
    (demo / "records/sleep/link.yaml").symlink_to(outside)
    result = claimkit("fmt")
    assert result.code == 1
    assert "CK001" in result.out
    assert outside.read_text() == "status: draft\nid: x\n"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (  # at the end of a block, as its column shows
            "context:\n  sex: female\n  # dose: 1e10 CFU/day, to be checked\nnotes: x\nevidence_level: animal\n",
            "context:\n  sex: female\n  # dose: 1e10 CFU/day, to be checked\nevidence_level: animal\nnotes: x\n",
        ),
        (  # lines that somebody set aside can be taken up again
            "evidence:\n  - source: a\n  # - source: b\n  #   stance: refutes\ncuration: {curator: a}\n",
            "evidence:\n  - source: a\n  # - source: b\n  #   stance: refutes\ncuration: {curator: a}\n",
        ),
        ("sex: f # one\n       # goes on\nid: x\n", "id: x\n# one\n# goes on\nsex: f\n"),
        ("evidence: [\n  {source: a}\n  # last\n]\nid: x\n", "id: x\nevidence:\n  - source: a\n  # last\n"),
        ("evidence: [ # none yet\n]\nid: x\n", "id: x\nevidence: []  # none yet\n"),
        ("# modeline\n\n# of the version\nversion: 1\nid: x\n", "# modeline\nid: x\n# of the version\nversion: 1\n"),
        (
            "evidence:\n  - source: # the study\n      a/b # in mice\n    stance: supports\n",
            "evidence:\n  # the study\n  # in mice\n  - source: a/b\n    stance: supports\n",
        ),
        ('locator: # see\tp. 3\n  {lines: "28"}\n', 'locator: {lines: "28"}  # see p. 3\n'),
        ("notes: >-\t# why\n  text\n", "notes: text  # why\n"),
        (
            "evidence:\n- source: a\n# - source: b\n#   stance: refutes\n# of c\ncuration: {curator: a}\n",
            "evidence:\n  - source: a\n  # - source: b\n  #   stance: refutes\n# of c\ncuration: {curator: a}\n",
        ),
        ("x:\n  -  # c1\n    - a: 1\n", "x:\n  # c1\n  -\n    - {a: 1}\n"),
        ("# ends in a tab\t\nid: x\n", "# ends in a tab\nid: x\n"),
    ],
)
def test_a_comment_stays_where_a_reader_expects_it(given: str, wanted: str) -> None:
    data = yamlio.read(given.encode()).data
    assert data
    once = formatting.formatted(given, data, "claim")
    assert once == wanted
    assert formatting.formatted(once, data, "claim") == once


def test_one_file_without_a_form_stops_no_other(claimkit: Command, demo: Path) -> None:
    text = "word " * 13_060  # wrapped, it is longer than a claim may be
    (demo / "records/sleep/caffeine.yaml").write_text(f"id: dmo:0a1b2c39\nnotes: {text.strip()}\n")
    result = claimkit("fmt")
    assert result.code == 1
    assert (
        "caffeine.yaml:1:1: error CK021 the file has no canonical form: in that form it would be refused"
        in result.out
    )
    assert "claims/records/sleep/subtilis.yaml written" in result.out


def test_a_dataset_of_a_later_format_is_not_touched(claimkit: Command, demo: Path) -> None:
    path = demo / "dataset.yaml"
    path.write_text(path.read_text().replace("format: 1", "format: 2"))
    before = {one: one.read_bytes() for one in demo.rglob("*") if one.is_file()}
    assert "format 2" in claimkit("fmt").err
    assert claimkit("validate", "--fix").code == 1
    assert {one: one.read_bytes() for one in demo.rglob("*") if one.is_file()} == before


def test_the_ends_of_lines_are_told_too(claimkit: Command, demo: Path) -> None:
    path = demo / "records/sleep/caffeine.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "the ends of lines alone" in claimkit("fmt", "--diff", f"claims/{path.relative_to(demo)}").out
    assert b"\r" not in path.read_bytes()


def test_sync_writes_and_deletes_nothing_through_a_link(claimkit: Command, tmp_path: Path) -> None:
    claimkit("init", "new")
    schema = tmp_path / "new/schema"
    schema.rename(tmp_path / "outside")
    stale = tmp_path / "outside/old.schema.json"
    stale.write_bytes((tmp_path / "outside/claim.schema.json").read_bytes())
    schema.symlink_to(tmp_path / "outside")
    result = claimkit("sync", "new")
    assert (result.code, "symbolic link" in result.err) == (2, True)
    assert stale.exists()
    schema.unlink()
    (tmp_path / "outside").rename(schema)
    result = claimkit("sync", "new")
    assert (result.code, result.out) == (0, "schema/old.schema.json removed\n")


def test_nothing_is_written_through_a_link(claimkit: Command, demo: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (demo / "records/evil").symlink_to(outside)
    arguments = (
        "--acting",
        "caffeine",
        "--direction",
        "increases",
        "--target",
        "sleep-duration",
        "--host",
        "homo-sapiens",
    )
    result = claimkit("new", "claim", "--topic", "evil", "--curator", "team", "--statement", "It may.", *arguments)
    assert (result.code, "is a symbolic link" in result.err) == (2, True)
    (demo / "terms/anatomy.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "secret.yaml").write_text("secret: {id: x:y, label: z}\n")
    result = claimkit("new", "term", "tibia", "--category", "anatomy", "--id", "UBERON:0000979")
    assert result.code == 2
    assert (demo / "terms/anatomy.yaml").is_symlink()
    assert list(outside.iterdir()) == []


def test_what_a_killed_command_left_is_cleared_and_stops_nothing(claimkit: Command, demo: Path) -> None:
    stray = demo.parent / f".{demo.name}.of.x1y2z3_4.claimkit-new"
    stray.write_text("half a rec")
    assert claimkit("validate").code == 0
    assert claimkit("fmt").code == 0
    assert not stray.exists()
    path = demo / "records/sleep/caffeine.yaml"
    path.write_text("status: draft\n" + path.read_text().replace("status: accepted\n", ""))
    path.chmod(0o444)
    result = claimkit("fmt")
    assert (result.code, "is read-only" in result.err) == (2, True)
