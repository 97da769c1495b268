"""Exports, read back by programs that nobody here wrote."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from frictionless import Resource
from pyld import jsonld

from cases import FOLDER, dataset, read
from claimkit.assembly import assemble
from claimkit.corpus import Corpus
from claimkit.exporters import EXPORTERS, build_all
from claimkit.exporters.context import context
from claimkit.exporters.iris import Iris, doi_iri

CONTRACT_COLUMNS = [
    "id",
    "version",
    "status",
    "iri",
    "statement",
    "topic",
    "agent_id",
    "agent_label",
    "organism_id",
    "organism_label",
    "strain_id",
    "strain_label",
    "predicate",
    "direction",
    "target_id",
    "target_label",
    "mechanism",
    "host_id",
    "host_label",
    "evidence_level",
    "verdict",
    "supporting_studies",
    "refuting_studies",
    "sources",
    "related",
    "drift_lines",
    "digest",
]
BASE = read(FOLDER / "_base")
DEMO = "https://example.org/demo/"
CAFFEINE = "http://purl.obolibrary.org/obo/CHEBI_27732"


@pytest.fixture(scope="module")
def real(real_files: dict[str, bytes]) -> Corpus:
    return assemble(dataset(real_files))


@pytest.fixture(scope="module")
def document(real: Corpus) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(build_all(real, "0.1.0-dev")["claims.jsonld"])
    return loaded


def rows(corpus: Corpus) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(build_all(corpus, "0-dev")["csv/claims.csv"].decode(), newline="")))


# ------------------------------------------------------------------ tables


def test_the_columns_are_those_of_the_contract_in_its_order(real: Corpus) -> None:
    raw = build_all(real, "0.1.0-dev")["csv/claims.csv"]
    assert raw.split(b"\n", 1)[0].decode() == ",".join(CONTRACT_COLUMNS)
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_every_claim_that_is_no_draft_has_one_row_that_leads_back_to_its_record(real: Corpus) -> None:
    found = rows(real)
    assert [row["id"] for row in found] == sorted(real.by_id)
    for row in found:
        claim = real.by_id[row["id"]].value
        assert row["iri"].endswith("/claim/" + row["id"].partition(":")[2])
        assert row["statement"] == claim.statement
        assert row["direction"] == claim.direction
        assert row["evidence_level"] == claim.evidence_level
        assert (row["target_id"], row["target_label"]) == (real.curie(claim.target), real.label(claim.target))
        assert row["drift_lines"] == str(sum(line.drift is not None for line in claim.evidence))


def test_cells_of_a_row_that_was_written_out_by_hand() -> None:
    row = next(row for row in rows(assemble(BASE)) if row["id"] == "dmo:0a1b2c39")
    assert row == {
        "id": "dmo:0a1b2c39",
        "version": "1",
        "status": "accepted",
        "iri": DEMO + "claim/0a1b2c39",
        "statement": "In adults, caffeine in the evening shortens sleep.",
        "topic": "sleep",
        "agent_id": "CHEBI:27732",
        "agent_label": "caffeine",
        "organism_id": "",
        "organism_label": "",
        "strain_id": "",
        "strain_label": "",
        "predicate": "affects",
        "direction": "decreases",
        "target_id": "dmt:sleep-duration",
        "target_label": "sleep duration",
        "mechanism": "caffeine -| adenosine signalling -> sleep duration",
        "host_id": "NCBITaxon:9606",
        "host_label": "Homo sapiens",
        "evidence_level": "randomized-trial",
        "verdict": "supported",
        "supporting_studies": "1",
        "refuting_studies": "0",
        "sources": "blog | trial-2020",
        "related": "contrasts with dmo:h7k2m9p9",
        "drift_lines": "0",
        "digest": "ea4beda42a0fe58640afd9745c44a313140b439361dd77b7ca69417a70ec483d",
    }


def test_ties_are_shown_on_both_sides_and_a_host_that_is_not_stated_says_so() -> None:
    files = dict(BASE)
    path = "records/sleep/caffeine.yaml"
    files[path] = files[path].replace(b"relation: contrasts", b"relation: narrows")
    files[path] = files[path].replace(b"host: homo-sapiens", b"host: not-stated")
    found = {row["id"]: row for row in rows(assemble(files))}
    assert found["dmo:0a1b2c39"]["related"] == "narrows dmo:h7k2m9p9"
    assert found["dmo:h7k2m9p9"]["related"] == "narrowed by dmo:0a1b2c39"
    assert (found["dmo:0a1b2c39"]["host_id"], found["dmo:0a1b2c39"]["host_label"]) == ("", "not stated")


def test_a_draft_is_in_no_export_and_nothing_links_to_it() -> None:
    files = dict(BASE)
    path = "records/sleep/subtilis.yaml"
    files[path] = files[path].replace(b"status: accepted", b"status: draft")
    built = dict(build_all(assemble(files), "0-dev"))
    for name in ("csv/claims.csv", "claims.jsonld", "claims.nq"):
        assert b"dmo:0a1b2c39" in built[name]
    digested = built.pop("records.jsonl")  # what a digest is taken of: a tie is part of what a claim says
    assert b'"id":"dmo:0a1b2c39"' in digested
    assert b'"id":"dmo:h7k2m9p9"' not in digested
    for name, content in built.items():
        assert b"h7k2m9p9" not in content, name


def test_a_withdrawn_claim_stays_in_every_export() -> None:
    files = dict(BASE)
    path = "records/sleep/subtilis.yaml"
    reason = b'withdrawal: {reason: It was wrong., date: "2026-02-01", replaced_by: dmo:0a1b2c39}\n'
    files[path] = files[path].replace(b"status: accepted", b"status: withdrawn") + reason
    corpus = assemble(files)
    assert not corpus.diagnostics
    row = next(row for row in rows(corpus) if row["id"] == "dmo:h7k2m9p9")
    assert (row["status"], row["verdict"]) == ("withdrawn", "withdrawn")
    node = next(n for n in graph_of(corpus) if n["@id"] == DEMO + "claim/h7k2m9p9")
    assert node["withdrawal_reason"] == "It was wrong."
    assert node["replaced_by"] == DEMO + "claim/0a1b2c39"


@pytest.mark.judges
def test_frictionless_reads_the_claims_with_the_types_that_the_columns_have(real: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(build_all(real, "0-dev")["csv/claims.csv"])
    with Resource(path="claims.csv", basepath=str(tmp_path)) as resource:
        read_rows = resource.read_rows()
        assert resource.schema.field_names == CONTRACT_COLUMNS
        types = {
            name: resource.schema.get_field(name).type for name in ("version", "supporting_studies", "drift_lines")
        }
    assert types == dict.fromkeys(types, "integer")
    assert {row["id"] for row in read_rows} == set(real.by_id)
    report = Resource(path="claims.csv", basepath=str(tmp_path)).validate()
    assert report.valid, report.to_summary()
    # and it can refuse: a row with a cell too many
    path.write_bytes(path.read_bytes() + b"x" + b"," * 40 + b"\n")
    assert not Resource(path="claims.csv", basepath=str(tmp_path)).validate().valid


# ------------------------------------------------------------------ linked data


def graph_of(corpus: Corpus) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(build_all(corpus, "0-dev")["claims.jsonld"])["@graph"]
    return graph


def lines(quads: Any) -> set[str]:
    """Statements as N-Triples lines, written by one program so that only what they say is compared."""
    return {f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads}


def by_pyld(document: dict[str, Any]) -> set[str]:
    text: str = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return lines(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))


def by_rdflib(document: dict[str, Any]) -> set[str]:
    graph = rdflib.Graph()
    graph.parse(data=json.dumps(document), format="json-ld")
    return lines(pyoxigraph.parse(graph.serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES))


def by_pyoxigraph(document: dict[str, Any]) -> set[str]:
    store = pyoxigraph.Store()
    store.load(json.dumps(document).encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    return lines(store)


@pytest.mark.judges
def test_three_processors_find_the_same_statements(document: dict[str, Any]) -> None:
    one, two, three = by_pyld(document), by_rdflib(document), by_pyoxigraph(document)
    assert one == two == three
    assert len(one) > 1000


def test_no_blank_node_and_no_address_that_is_not_http(document: dict[str, Any]) -> None:
    for quad in pyoxigraph.parse(json.dumps(document).encode(), format=pyoxigraph.RdfFormat.JSON_LD):
        for node in (quad.subject, quad.predicate, quad.object):
            assert not isinstance(node, pyoxigraph.BlankNode), quad
            if isinstance(node, pyoxigraph.NamedNode):
                assert node.value.startswith(("http://", "https://")), quad


def test_the_prefix_trap_is_seen_by_the_check_for_addresses(document: dict[str, Any]) -> None:
    """Without @prefix a prefix that ends in _ is ignored, by every processor alike: CURIEs become odd addresses."""
    damaged = json.loads(json.dumps(document))
    damaged["@context"]["NCBITaxon"] = "http://purl.obolibrary.org/obo/NCBITaxon_"
    found = by_pyoxigraph(damaged)
    assert any("<NCBITaxon:9606>" in line for line in found)
    assert by_pyld(damaged) == found
    assert not any("<NCBITaxon:" in line for line in by_pyoxigraph(document))


def test_every_name_is_defined_in_the_context_and_every_definition_is_used_as_it_says(
    document: dict[str, Any],
) -> None:
    defined = set(document["@context"])

    def names(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(names, node))
        if isinstance(node, dict):
            return set(node).union(*map(names, node.values()))
        return set()

    used = {name for name in names(document["@graph"]) if not name.startswith("@")}
    assert used <= defined, used - defined


def test_the_statements_of_one_claim_counted_by_hand() -> None:
    """What a person expects of the claim dmo:h7k2m9p9 of the made-up dataset, written out."""
    corpus = assemble(BASE)
    claim, line = f"<{DEMO}claim/h7k2m9p9>", f"<{DEMO}claim/h7k2m9p9/evidence/trial-2020/mice/1>"
    a, xsd = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "http://www.w3.org/2001/XMLSchema#"
    biolink, dcterms = "https://w3id.org/biolink/vocab/", "http://purl.org/dc/terms/"
    vocab, schema, obo = f"{DEMO}vocab#", "https://schema.org/", "http://purl.obolibrary.org/obo/"
    expected = {
        f"{claim} {a} <{schema}Claim> .",
        f"{claim} {a} <{biolink}Association> .",
        f'{claim} <{dcterms}identifier> "dmo:h7k2m9p9" .',
        f'{claim} <{schema}version> "2"^^<{xsd}integer> .',
        f"{claim} <{dcterms}hasVersion> <{DEMO}claim/h7k2m9p9/v2> .",
        f"{claim} <{dcterms}isPartOf> <{DEMO}> .",
        f'{claim} <{schema}creativeWorkStatus> "accepted" .',
        f'{claim} <{schema}text> "In mice, Bacillus subtilis 168 lengthens sleep." .',
        f'{claim} <{vocab}topic> "sleep" .',
        f"{claim} <{biolink}subject> <{DEMO}term/strain-168> .",
        f"{claim} <{biolink}predicate> <{biolink}affects> .",
        f"{claim} <{biolink}qualified_predicate> <{biolink}causes> .",
        f'{claim} <{biolink}object_direction_qualifier> "increased" .',
        f"{claim} <{biolink}object> <{DEMO}term/sleep-duration> .",
        f'{claim} <{biolink}negated> "false"^^<{xsd}boolean> .',
        f'{claim} <{vocab}direction> "increases" .',
        f"{claim} <{vocab}organism> <{obo}NCBITaxon_1423> .",
        f"{claim} <{vocab}strain> <{DEMO}term/strain-168> .",
        f"{claim} <{biolink}species_context_qualifier> <{obo}NCBITaxon_10090> .",
        f'{claim} <{vocab}system> "in-vivo" .',
        f'{claim} <{vocab}evidence_level> "animal" .',
        f'{claim} <{vocab}verdict> "preclinical" .',
        f'{claim} <{vocab}supporting_studies> "1"^^<{xsd}integer> .',
        f'{claim} <{vocab}refuting_studies> "0"^^<{xsd}integer> .',
        f"{claim} <{vocab}evidence> {line} .",
        f"{claim} <http://www.w3.org/ns/prov#wasDerivedFrom> <{DEMO}source/trial-2020> .",
        f"{claim} <{vocab}contrasts> <{DEMO}claim/0a1b2c39> .",
        f"{claim} <{vocab}curator> <{DEMO}#curator-team> .",
        f"{claim} <{vocab}reviewer> <{DEMO}#curator-other-team> .",
        f'{claim} <{dcterms}created> "2026-01-10"^^<{xsd}date> .',
        f'{claim} <{vocab}reviewed> "2026-01-12"^^<{xsd}date> .',
        f'{claim} <{vocab}content_digest> "99b4e311a39db701248b3b16c599be6d3abf1cadbcca20ff4c68dec9cc9a95a3" .',
        f"{line} {a} <{vocab}EvidenceLine> .",
        f'{line} <{schema}position> "1"^^<{xsd}integer> .',
        f'{line} <{vocab}line_key> "trial-2020/mice/1" .',
        f'{line} <{vocab}direct> "true"^^<{xsd}boolean> .',
        f"{line} <{dcterms}source> <{DEMO}source/trial-2020> .",
        f"{line} <{vocab}study> <{DEMO}source/trial-2020/mice> .",
        f'{line} <{vocab}stance> "supports" .',
        f"{line} <http://purl.org/spar/cito/supports> {claim} .",
        f'{line} <{vocab}result> "increase" .',
        f'{line} <{vocab}role> "primary-result" .',
        f'{line} <{vocab}level> "animal" .',
        f"{line} <{dcterms}type> <{obo}ECO_0000179> .",
    }
    built = json.loads(build_all(corpus, "0-dev")["claims.jsonld"])
    for processor in (by_pyld, by_rdflib, by_pyoxigraph):
        found = {text for text in processor(built) if text.startswith((claim + " ", line + " "))}
        assert found == expected
    assert len(expected) == 44


def test_no_effect_is_the_negated_triple_without_a_direction(document: dict[str, Any]) -> None:
    null = next(node for node in document["@graph"] if node.get("identifier") == "gbc:m2w8t4h7")
    assert null["negated"] is True
    assert "object_direction" not in null
    assert "qualified_predicate" not in null


def test_numbers_are_plain_decimals_or_integers(document: dict[str, Any]) -> None:
    datatypes = {
        "http://www.w3.org/2001/XMLSchema#" + name for name in ("string", "integer", "decimal", "boolean", "date")
    }
    for quad in pyoxigraph.parse(json.dumps(document).encode(), format=pyoxigraph.RdfFormat.JSON_LD):
        if isinstance(quad.object, pyoxigraph.Literal):
            assert quad.object.datatype.value in datatypes, quad
            if quad.object.datatype.value.endswith("decimal"):
                assert "e" not in quad.object.value.lower()


@pytest.mark.parametrize(
    ("doi", "iri"),
    [
        ("10.1111/joim.12805", "https://doi.org/10.1111/joim.12805"),
        ("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", None),
        ("10.1234/a b#c", "https://doi.org/10.1234/a%20b%23c"),
    ],
)
def test_addresses_of_dois_escape_what_an_address_may_not_hold(doi: str, iri: str | None) -> None:
    found = doi_iri(doi)
    assert found == iri or (iri is None and "<" not in found and ">" not in found)


@pytest.mark.parametrize("prefix", ["label", "source", "Claim", "host"])
def test_a_prefix_that_is_called_like_a_name_of_the_context_still_gives_addresses(prefix: str) -> None:
    files = {
        **BASE,
        "dataset.yaml": BASE["dataset.yaml"].replace(b"  CHEBI: http://purl", f"  {prefix}: http://purl".encode()),
        "terms/molecules.yaml": BASE["terms/molecules.yaml"].replace(b"CHEBI:", f"{prefix}:".encode()),
    }
    built = json.loads(build_all(assemble(files), "0-dev")["claims.jsonld"])
    found = by_pyoxigraph(built)
    assert found == by_pyld(built) == by_rdflib(built)
    assert not any(f"<{prefix}:" in line for line in found)
    assert f"<{DEMO}claim/0a1b2c39> <https://w3id.org/biolink/vocab/subject> <{CAFFEINE}> ." in found


def test_a_link_to_a_draft_is_not_exported() -> None:
    files = dict(BASE)
    one, other = "records/sleep/subtilis.yaml", "records/sleep/caffeine.yaml"
    reason = b'withdrawal: {reason: It was wrong., date: "2026-02-01", replaced_by: dmo:0a1b2c39}\n'
    files[one] = files[one].replace(b"status: accepted", b"status: withdrawn") + reason
    files[other] = files[other].replace(b"status: accepted", b"status: draft")
    assert b"0a1b2c39" not in build_all(assemble(files), "0-dev")["claims.jsonld"]


def test_an_undeclared_prefix_never_becomes_an_address() -> None:
    files = {**BASE, "terms/molecules.yaml": BASE["terms/molecules.yaml"].replace(b"CHEBI:", b"CHEBBI:")}
    with pytest.raises(ValueError, match="CHEBBI"):
        build_all(assemble(files), "0-dev")


# ------------------------------------------------------------------ all of them


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.__module__.rpartition(".")[2])
def test_an_exporter_gives_the_same_bytes_whatever_the_order_of_files(
    exporter: Any, real_files: dict[str, bytes]
) -> None:
    turned = dict(reversed(list(real_files.items())))

    def bytes_of(files: dict[str, bytes]) -> dict[str, bytes]:
        return {name: b"".join(chunks) for name, chunks in exporter(assemble(files), "1.0.0")}

    assert bytes_of(turned) == bytes_of(real_files)


def test_the_context_declares_the_prefixes_of_the_dataset_as_prefixes(real: Corpus) -> None:
    found = context(Iris.of(real))
    for prefix, namespace in Iris.of(real).dataset.prefixes.items():
        assert found[prefix] == {"@id": namespace, "@prefix": True}
