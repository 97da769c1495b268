"""Programs that nobody here wrote, given the real release and damaged ones: each accepts the first, not the rest.

Where a judge is known to pass over a defect, our own check stands beside it and is held to the same damage.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pyoxigraph
import pyshacl
import pytest
import rdflib
from frictionless import Package
from pyld import jsonld

from cases import FOLDER, dataset, read
from claimkit.assembly import assemble
from claimkit.corpus import Corpus
from claimkit.exporters import build_all
from claimkit.exporters.context import OWN_CLASSES, OWN_PROPERTIES
from claimkit.exporters.tables import TABLES
from claimkit.schema import files as schema_files
from conftest import JudgeTable
from fewer import fewer

pytestmark = pytest.mark.judges
# Names in the queries are those of our own tables.
# ruff: noqa: S608
Files = dict[str, bytes]
VOCAB = "https://w3id.org/gutbone-claims/vocab#"
ELBOW = "<https://w3id.org/gutbone-claims/claim/7k3m9qxf>"
KEYS = {
    "package": "$schema name id title description homepage version keywords licenses contributors sources resources",
    "resource": "$schema name type path description scheme format mediatype encoding bytes hash dialect schema",
    "schema": "$schema fields primaryKey missingValues foreignKeys",
    "field": "name type description constraints",
    "constraints": "required enum",
}


@pytest.fixture(scope="module")
def real(real_files: Files) -> Corpus:
    return assemble(dataset(real_files))


@pytest.fixture(scope="module")
def few(real_files: Files) -> Files:
    """The release of a few records: damage is as plain to see in it, and judges read it in a tenth of the time."""
    files = fewer(real_files, "gbc:7k3m9qxf", "gbc:r7k05vrb", "gbc:v75bwb7g", of_each_kind=False)
    return dict(build_all(assemble(dataset(files)), "0-dev"))


@pytest.fixture(scope="module")
def release(real: Corpus) -> Files:
    return dict(build_all(real, "0.1.0-dev"))


@pytest.fixture(scope="module")
def shapes(real: Corpus) -> rdflib.Graph:
    assert real.dataset is not None
    return rdflib.Graph().parse(data=schema_files(real.dataset.value)["shapes.ttl"].decode(), format="turtle")


# ------------------------------------------------------------------ tables: frictionless


def frictionless(files: Files, folder: Path) -> list[str]:
    """What frictionless finds, by kind of error."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    report = Package(str(folder / "datapackage.json")).validate()
    return sorted(
        {str(kind) for task in report.tasks for (kind,) in task.flatten(["type"])}
        | {error.type for error in report.errors}
    )


def with_rows(files: Files, table: str, change: Callable[[list[list[str]]], None], rehash: bool = True) -> Files:
    """The release with the rows of one table changed, and, so that the defect is one, with the right sum."""
    path = f"csv/{table}.csv"
    rows = list(csv.reader(io.StringIO(files[path].decode(), newline="")))
    change(rows)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    content = text.getvalue().encode()
    package = json.loads(files["datapackage.json"])
    if rehash:
        resource = next(one for one in package["resources"] if one["name"] == table)
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    return {**files, path: content, "datapackage.json": json.dumps(package).encode()}


def cell(table: str, column: str, value: str) -> Callable[[Files], Files]:
    """Puts a value into the first row of a table."""

    def damaged(files: Files) -> Files:
        def change(rows: list[list[str]]) -> None:
            rows[1][rows[0].index(column)] = value

        return with_rows(files, table, change)

    return damaged


DAMAGED_TABLES: dict[str, tuple[Callable[[Files], Files], str]] = {
    "a byte added": (lambda f: {**f, "csv/claims.csv": f["csv/claims.csv"] + b" "}, "hash-count"),
    "a direction that is none": (cell("claims", "direction", "upwards"), "constraint-error"),
    "text for an integer": (cell("claims", "version", "one"), "type-error"),
    "text for a number": (cell("arms", "value", "1,02"), "type-error"),
    "a day that is none": (cell("curation", "created", "2026-02-30"), "type-error"),
    "an empty statement": (cell("claims", "statement", ""), "constraint-error"),
    "a line of no claim": (cell("evidence", "claim_id", "gbc:00000000"), "foreign-key"),
    "a dangling source": (cell("evidence", "source_id", "nobody-2000"), "foreign-key"),
    "a study of an unknown agent": (cell("studies", "agent_id", "CHEBI:0"), "foreign-key"),
    "a claim twice": (lambda f: with_rows(f, "claims", lambda rows: rows.append(rows[1])), "primary-key"),
    "a row cut short": (lambda f: with_rows(f, "terms", lambda rows: rows[1].pop()), "missing-cell"),
    "a column too many": (lambda f: with_rows(f, "terms", lambda rows: rows[0].append("more")), "extra-label"),
    "a table that is gone": (
        lambda f: {**f, "datapackage.json": f["datapackage.json"].replace(b"csv/arms", b"csv/no")}, "scheme-error"),
}  # fmt: skip


def test_frictionless_accepts_the_release(release: Files, tmp_path: Path, judge_table: JudgeTable) -> None:
    found = frictionless(release, tmp_path)
    judge_table.note("frictionless", version("frictionless"), "the release", ", ".join(found) or "valid")
    assert found == []


@pytest.mark.parametrize("defect", DAMAGED_TABLES)
def test_frictionless_refuses_damaged_tables(
    defect: str, release: Files, tmp_path: Path, judge_table: JudgeTable
) -> None:
    damage, kind = DAMAGED_TABLES[defect]
    found = frictionless(damage(release), tmp_path)
    judge_table.note("frictionless", version("frictionless"), defect, ", ".join(found))
    assert kind in found


def unknown_keys(package: Any) -> set[str]:
    """Our own check: frictionless passes over keys that no profile has, and over roles that are no list."""
    found = set(package) - set(KEYS["package"].split())
    for contributor in package["contributors"]:
        found |= set() if isinstance(contributor["roles"], list) else {"roles"}
    for resource in package["resources"]:
        found |= set(resource) - set(KEYS["resource"].split())
        found |= set(resource["schema"]) - set(KEYS["schema"].split())
        for field in resource["schema"]["fields"]:
            found |= set(field) - set(KEYS["field"].split())
            found |= set(field.get("constraints", {})) - set(KEYS["constraints"].split())
    return found


def test_the_descriptor_has_no_key_that_no_profile_knows(release: Files) -> None:
    package = json.loads(release["datapackage.json"])
    assert unknown_keys(package) == set()
    package["resources"][0]["schema"]["fields"][0]["categories"] = ["a"]
    package["contributors"][0]["roles"] = "creator"
    package["licence"] = "x"
    assert unknown_keys(package) == {"categories", "roles", "licence"}


# ------------------------------------------------------------------ tables: DuckDB


def loaded(files: Files, folder: Path) -> duckdb.DuckDBPyConnection:
    """The tables in DuckDB, by the types of the descriptor; an empty cell is NULL."""
    types = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    database = duckdb.connect()
    for resource in json.loads(files["datapackage.json"])["resources"]:
        path = folder / resource["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[resource["path"]])
        columns = {field["name"]: types[field["type"]] for field in resource["schema"]["fields"]}
        database.execute(
            f"CREATE TABLE {resource['name']} AS SELECT * FROM read_csv(?, header = true, columns = {columns}, "
            "quote = '\"', escape = '\"', nullstr = '', strict_mode = true)",
            [str(path)],
        )
    return database


def dangling(files: Files, folder: Path) -> dict[str, int]:
    """By foreign key how many rows lead nowhere."""
    database = loaded(files, folder)
    found = {}
    for resource in json.loads(files["datapackage.json"])["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            table = key["reference"]["resource"] or resource["name"]
            pairs = list(zip(key["fields"], key["reference"]["fields"], strict=True))
            query = (
                f"SELECT count(*) FROM {resource['name']} AS a WHERE "
                + " AND ".join(f"a.{own} IS NOT NULL" for own in key["fields"])
                + f" AND NOT EXISTS (SELECT 1 FROM {table} AS b WHERE "
                + " AND ".join(f"b.{o} = a.{own}" for own, o in pairs)
                + ")"
            )
            row = database.execute(query).fetchone()
            if row and row[0]:
                found[f"{resource['name']}.{key['fields'][0]}"] = row[0]
    return found


def test_duckdb_reads_every_cell_as_it_was_meant(
    release: Files, real: Corpus, tmp_path: Path, judge_table: JudgeTable
) -> None:
    database = loaded(release, tmp_path)
    cells = 0
    for table in TABLES:
        rows = database.execute(f"SELECT * FROM {table.name}").fetchall()
        meant = list(table.rows(real))
        assert [tuple(str(c) if c.__class__.__name__ == "date" else c for c in row) for row in rows] == meant
        cells += sum(map(len, meant))
        for column in table.columns:
            if column.type == "string":
                empty = database.execute(f"SELECT count(*) FROM {table.name} WHERE {column.name} = ''").fetchone()
                assert empty == (0,)
    assert cells > 1_000
    judge_table.note("DuckDB", duckdb.__version__, "the release", f"{cells:,} cells equal, no empty text")


def test_duckdb_finds_no_key_that_leads_nowhere_but_in_damaged_tables(
    release: Files, tmp_path: Path, judge_table: JudgeTable
) -> None:
    assert dangling(release, tmp_path) == {}
    for defect in ("a line of no claim", "a dangling source", "a study of an unknown agent"):
        found = dangling(DAMAGED_TABLES[defect][0](release), tmp_path)
        judge_table.note("DuckDB", duckdb.__version__, defect, str(found))
        assert len(found) == 1
    with pytest.raises(duckdb.Error):
        loaded(DAMAGED_TABLES["text for an integer"][0](release), tmp_path)


# ------------------------------------------------------------------ the graph: three processors


def canonical_by_pyld(document: Any) -> str:
    text: str = jsonld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})
    return text


def canonical_by_pyoxigraph(content: bytes, form: pyoxigraph.RdfFormat) -> str:
    quads = pyoxigraph.Dataset(pyoxigraph.parse(content, format=form))
    quads.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return "".join(sorted(lines.decode().splitlines(keepends=True)))


@pytest.mark.parametrize("which", ["real", "hostile"])
def test_our_n_quads_are_the_canonical_form_that_others_compute(
    which: str, release: Files, judge_table: JudgeTable
) -> None:
    from test_hostile_exports import files as hostile

    built = release if which == "real" else dict(build_all(assemble(hostile()), "0-dev"))
    ours = built["claims.nq"].decode()
    assert canonical_by_pyld(json.loads(built["claims.jsonld"])) == ours
    assert canonical_by_pyoxigraph(built["claims.jsonld"], pyoxigraph.RdfFormat.JSON_LD) == ours
    assert canonical_by_pyoxigraph(built["claims.nq"], pyoxigraph.RdfFormat.N_QUADS) == ours
    graph = rdflib.Graph().parse(data=built["claims.jsonld"].decode(), format="json-ld")
    assert len(graph) == len(ours.splitlines())
    for name, package in (("PyLD", "PyLD"), ("pyoxigraph", "pyoxigraph"), ("rdflib", "rdflib")):
        judge_table.note(name, version(package), f"the {which} graph", f"{len(graph):,} statements, as we wrote them")


@pytest.mark.parametrize(
    ("defect", "old", "new"),
    [
        ("a line without its end", b" .\n", b"\n"),
        ("an address with a space", b"/claim/7k3m9qxf>", b"/claim/7k3m 9qxf>"),
        ("a quote that is not escaped", b'"In women', b'"In "women'),
        ("a literal that is a subject", b"<https://w3id.org/gutbone-claims/>", b'"gutbone"'),
    ],
)
def test_parsers_refuse_damaged_n_quads(
    defect: str, old: bytes, new: bytes, few: Files, judge_table: JudgeTable
) -> None:
    damaged = few["claims.nq"].replace(old, new, 1)
    assert damaged != few["claims.nq"]
    with pytest.raises(SyntaxError) as oxigraph:
        list(pyoxigraph.parse(damaged, format=pyoxigraph.RdfFormat.N_QUADS))
    judge_table.note("pyoxigraph", version("pyoxigraph"), defect, str(oxigraph.value).splitlines()[0][:70])
    with pytest.raises(rdflib.exceptions.ParserError) as by_rdflib:
        rdflib.Dataset().parse(data=damaged.decode(), format="nquads")
    judge_table.note("rdflib", version("rdflib"), defect, str(by_rdflib.value).splitlines()[0][:70])
    if defect == "an address with a space":  # which PyLD accepts; our check of addresses refuses it
        jsonld.from_rdf(damaged.decode(), {"format": "application/n-quads"})
        judge_table.note("PyLD", version("PyLD"), defect, "accepted; our check of addresses refuses it")
        assert addresses_with_odd_characters(damaged) == 1
        assert addresses_with_odd_characters(few["claims.nq"]) == 0
        return
    with pytest.raises(jsonld.JsonLdError) as pyld:
        jsonld.from_rdf(damaged.decode(), {"format": "application/n-quads"})
    judge_table.note("PyLD", version("PyLD"), defect, str(pyld.value).splitlines()[0][2:70])


def addresses_with_odd_characters(content: bytes) -> int:
    """Our own check: how many addresses hold a character that RFC 3987 allows nowhere."""
    outside_literals = re.sub(r'"(?:[^"\\]|\\.)*"', "", content.decode())
    return sum(bool(set(address) & set(' "\\^`{|}')) for address in re.findall("<([^>]*)>", outside_literals))


def test_a_term_dropped_from_the_context_is_seen_by_comparing_with_the_n_quads(
    release: Files, judge_table: JudgeTable
) -> None:
    """Processors drop in silence what the context does not define."""
    document = json.loads(release["claims.jsonld"])
    del document["@context"]["direction"]
    found = canonical_by_pyld(document)
    judge_table.note("PyLD", version("PyLD"), "a name without meaning", "accepted; our comparison refuses it")
    assert found != release["claims.nq"].decode()
    assert len(found.splitlines()) < len(release["claims.nq"].splitlines())


def test_the_published_context_is_the_one_that_the_graph_has_inline(release: Files) -> None:
    document = json.loads(release["claims.jsonld"])
    published = json.loads(release["context.jsonld"])
    assert published["@context"] == document["@context"]
    assert published["@id"] == "https://w3id.org/gutbone-claims/schema/1/context.jsonld"
    # a document that points to it means the same; the loader hands it out as a server would
    document["@context"] = published["@id"]

    def serve(address: str, _: object) -> dict[str, object]:
        assert address == published["@id"]
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
            "document": published,
        }

    linked = jsonld.normalize(
        document, {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": serve}
    )
    assert linked == release["claims.nq"].decode()


def test_every_name_of_our_own_resolves_to_its_description(release: Files, real: Corpus) -> None:
    assert real.dataset is not None
    vocabulary = json.loads(schema_files(real.dataset.value)["vocabulary.jsonld"])
    described = {node["@id"]: node["rdfs:comment"] for node in vocabulary["@graph"] if "rdfs:comment" in node}
    used = {
        node.value
        for quad in pyoxigraph.parse(release["claims.nq"], format=pyoxigraph.RdfFormat.N_QUADS)
        for node in (quad.predicate, quad.object)
        if isinstance(node, pyoxigraph.NamedNode) and node.value.startswith(VOCAB)
    }
    assert used <= set(described)
    assert set(described) == {VOCAB + name for name in (*OWN_CLASSES, *OWN_PROPERTIES)}
    assert all(described.values())
    assert len(list(pyoxigraph.parse(json.dumps(vocabulary).encode(), format=pyoxigraph.RdfFormat.JSON_LD))) > 400


# ------------------------------------------------------------------ the graph: pySHACL


def shacl(content: bytes, shapes: rdflib.Graph) -> tuple[bool, int]:
    """Whether the graph conforms, and how many claims the shapes were held against: none conforms vacuously."""
    graph = rdflib.Graph().parse(data=content.decode(), format="nt")
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes)
    claims = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Claim")))
    return bool(conforms), len(claims)


def without(content: bytes, *parts: str) -> bytes:
    """The lines of a graph but those that hold all the parts."""
    return b"".join(
        line for line in content.splitlines(keepends=True) if not all(part.encode() in line for part in parts)
    )


def with_a_line_of_two_claims(content: bytes) -> bytes:
    other = next(line for line in content.decode().splitlines() if "vocab#evidence>" in line and ELBOW not in line)
    return content + f"{ELBOW} <{VOCAB}evidence> {other.split(' ')[2]} .\n".encode()


DAMAGED_GRAPHS: dict[str, Callable[[bytes], bytes]] = {
    "a claim without evidence": lambda nq: without(nq, ELBOW + " ", "vocab#evidence>"),
    "a direction outside its choices": lambda nq: nq.replace(
        b'vocab#direction> "increases"', b'vocab#direction> "up"', 1),
    "a dangling source": lambda nq: without(nq, "<https://w3id.org/gutbone-claims/source/nilsson-2018> "),
    "a claim without a statement": lambda nq: without(nq, ELBOW + " ", "schema.org/text>"),
    "a term with two labels": lambda nq: nq
    + b'<http://purl.obolibrary.org/obo/UBERON_0000979> <http://www.w3.org/2004/02/skos/core#prefLabel> "shin" .\n',
    "a level that nobody knows": lambda nq: nq.replace(b'evidence_level> "animal"', b'evidence_level> "strong"', 1),
    "a digest that is none": lambda nq: nq.replace(b'content_digest> "', b'content_digest> "x', 1),
    "a host that is no term": lambda nq: nq.replace(
        b"species_context_qualifier> <http://purl.obolibrary.org/obo/NCBITaxon_9606>",
        b"species_context_qualifier> <http://purl.obolibrary.org/obo/NCBITaxon_0>", 1),
    "a negation turned": lambda nq: nq.replace(b'vocab/negated> "false"', b'vocab/negated> "true"', 1),
    "a direction without its qualifier": lambda nq: without(nq, ELBOW + " ", "object_direction_qualifier>"),
    "a qualifier turned": lambda nq: nq.replace(b'qualifier> "increased"', b'qualifier> "decreased"', 1),
    "a predicate that is none": lambda nq: nq.replace(b"biolink/vocab/affects>", b"biolink/vocab/cures>", 1),
    "support that its stance denies": lambda nq: nq.replace(b'stance> "supports"', b'stance> "refutes"', 1),
    "a line of two claims": with_a_line_of_two_claims,
    "a strain that is no term": lambda nq: re.sub(rb"(vocab#strain> <[^>]*)>", rb"\1-x>", nq, count=1),
    "a claim without a curator": lambda nq: without(nq, ELBOW + " ", "vocab#curator>"),
    "a count below nothing": lambda nq: nq.replace(b'supporting_studies> "1"', b'supporting_studies> "-1"', 1),
    "a study line without a result": lambda nq: without(
        nq, ELBOW.rstrip(">") + "/evidence/nilsson-2018/trial/1> ", "vocab#result>"
    ),
    "a study without a design": lambda nq: without(nq, "vocab#design>", "nilsson-2018/trial>"),
}  # fmt: skip


def test_the_shapes_accept_the_graph_and_see_every_claim(
    release: Files, shapes: rdflib.Graph, real: Corpus, judge_table: JudgeTable
) -> None:
    conforms, claims = shacl(release["claims.nq"], shapes)
    judge_table.note("pySHACL", version("pyshacl"), "the release", f"conforms, {claims} claims")
    assert conforms
    assert claims == len(real.published)


def test_an_empty_graph_conforms_vacuously_and_our_count_refuses_it(
    shapes: rdflib.Graph, judge_table: JudgeTable
) -> None:
    conforms, claims = shacl(b"", shapes)
    judge_table.note("pySHACL", version("pyshacl"), "an empty graph", "conforms; our count of claims refuses it")
    assert conforms
    assert claims == 0


@pytest.mark.parametrize("defect", DAMAGED_GRAPHS)
def test_the_shapes_refuse_damaged_graphs(
    defect: str, few: Files, shapes: rdflib.Graph, judge_table: JudgeTable
) -> None:
    damaged = DAMAGED_GRAPHS[defect](few["claims.nq"])
    assert damaged != few["claims.nq"]
    conforms, _ = shacl(damaged, shapes)
    judge_table.note("pySHACL", version("pyshacl"), defect, "conforms" if conforms else "does not conform")
    assert not conforms


def test_the_shapes_accept_the_rich_dataset(tmp_path: Path) -> None:
    """With every field of the model in use."""
    from test_roundtrip import DATASETS

    corpus = assemble(DATASETS["rich"])
    assert corpus.dataset is not None
    turtle = schema_files(corpus.dataset.value)["shapes.ttl"].decode()
    built = build_all(corpus, "0-dev")
    assert shacl(built["claims.nq"], rdflib.Graph().parse(data=turtle, format="turtle")) == (True, 3)
    assert frictionless(dict(built), tmp_path) == []


# ------------------------------------------------------------------ records: check-jsonschema


@pytest.mark.parametrize(
    ("defect", "old", "new"),
    [
        ("none", "", ""),
        ("a direction that is none", "direction: increases", "direction: upwards"),
        ("an unknown field", "version: 2", "version: 2\norgansim: x"),
        ("no statement", "statement: In mice, Bacillus subtilis 168 lengthens sleep.\n", ""),
        ("a number for text", "context: {host: mus-musculus}", "context: {host: mus-musculus, dose: 5}"),
        ("an id with a wrong letter", "dmo:h7k2m9p9", "dmo:h7k2m9pi"),
        ("a context of text", "context: {host: mus-musculus}", "context: mouse"),
    ],
)
def test_check_jsonschema_refuses_damaged_records(
    defect: str, old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], judge_table: JudgeTable
) -> None:
    from check_jsonschema import main

    corpus = assemble(read(FOLDER / "_base"))
    assert corpus.dataset is not None
    (tmp_path / "schema.json").write_bytes(schema_files(corpus.dataset.value)["claim.schema.json"])
    text = (FOLDER / "_base/records/sleep/subtilis.yaml").read_text()
    assert old in text
    (tmp_path / "record.yaml").write_text(text.replace(old, new, 1) if old else text)
    with pytest.raises(SystemExit) as done:
        main(["--schemafile", str(tmp_path / "schema.json"), str(tmp_path / "record.yaml")], standalone_mode=True)
    said = capsys.readouterr().out.strip().splitlines()[-1].strip()
    judge_table.note("check-jsonschema", version("check-jsonschema"), defect, said.rpartition("::")[2][:70])
    assert done.value.code in ((None, 0) if defect == "none" else (1,))


# ------------------------------------------------------------------ workflows: zizmor


def test_zizmor_finds_nothing_in_our_workflows_and_something_in_a_damaged_one(
    tmp_path: Path, judge_table: JudgeTable
) -> None:
    import subprocess
    import sys

    from conftest import REPOSITORY

    def run(folder: Path) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "zizmor"), "--offline", "--no-progress", str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    sound = run(REPOSITORY / ".github/workflows")
    judge_table.note(
        "zizmor", version("zizmor"), "our workflows", "no findings" if sound.returncode == 0 else "findings"
    )
    assert sound.returncode == 0, sound.stdout
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/bad.yml").write_text(
        "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.pull_request.title }}\n"
    )
    damaged = run(tmp_path / ".github/workflows")
    judge_table.note("zizmor", version("zizmor"), "a title in a shell", f"exit {damaged.returncode}")
    assert damaged.returncode != 0
