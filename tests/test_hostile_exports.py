"""Strings that would act somewhere are exported as they are, and act nowhere (threats S1, S2, S6, S7, S10).

Read back by programs that nobody here wrote.
"""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
from pyld import jsonld

from cases import FOLDER, dataset, judge, read
from claimkit.assembly import assemble
from claimkit.exporters import build_all

RECORD = "records/sleep/subtilis.yaml"
SOURCE = "sources/trial-2020.yaml"
STRINGS = {
    "S2 script": "</script><script>alert(1)</script><!-- x",
    "S2 attribute": "\" onmouseover=\"alert(1)\" x='",
    "S7 end of a literal": 'x" . <http://evil.example/s> <http://evil.example/p> "y',
    "S7 end of an address": "x> <http://evil.example/p> <y",
    "S7 backslashes": "\\u0022 \\ \\n C:\\new\\table \\\\",
    "S10 templates": "{{7*7}} ${7*7} %s %(x)s {0} {x!r} <%= 7 %>",
    "S1 formula inside": "see =HYPERLINK(\"http://evil.example\") or +1, -1, @x",
    "commas, quotes and bars": 'a, "b", c | d',
    "JSON-LD keywords": '{"@context": "http://evil.example/", "@id": "x"}',
    "not ASCII": "β-glucuronidase Ω 🦠 é 中文 \u200d",
    "a word that YAML retypes": "no",
}  # fmt: skip


def files() -> dict[str, bytes]:
    """The made-up dataset with each string in a free text of a record, a source and a term."""
    base = dataset(read(FOLDER / "_base"))
    text = "; ".join(f"({k}) {string}" for k, string in enumerate(STRINGS.values()))
    quoted = json.dumps(text, ensure_ascii=False)
    caveats = "".join(f"  - text: {json.dumps('x ' + one, ensure_ascii=False)}\n" for one in STRINGS.values())
    record = base[RECORD].decode()
    record = record.replace("statement: In mice, Bacillus subtilis 168 lengthens sleep.", f"statement: {quoted}")
    record = record.replace("{host: mus-musculus}", f"{{host: mus-musculus, population: {quoted}}}")
    source = base[SOURCE].decode().replace('"[made-up trial of caffeine and sleep]"', quoted)
    source += f"caveats:\n{caveats}DOI: 10.1000/a<b>(c)%22|x\n".replace("|x", "x")
    term = base["terms/molecules.yaml"].decode().replace("[coffee's stimulant]", f"[{quoted}]")
    return {**base, RECORD: record.encode(), SOURCE: source.encode(), "terms/molecules.yaml": term.encode()}


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    corpus = assemble(files())
    assert corpus.diagnostics == ()
    return dict(build_all(corpus, "0-dev"))


@pytest.mark.parametrize("name", STRINGS)
def test_a_string_comes_out_of_every_export_as_it_went_in(name: str, built: dict[str, bytes]) -> None:
    wanted = "x " + STRINGS[name]
    table = list(csv.DictReader(io.StringIO(built["csv/caveats.csv"].decode(), newline="")))
    assert wanted in {row["text"] for row in table}
    for content, form in (
        (built["claims.jsonld"], pyoxigraph.RdfFormat.JSON_LD),
        (built["claims.nq"], pyoxigraph.RdfFormat.N_QUADS),
    ):
        literals = {
            quad.object.value
            for quad in pyoxigraph.parse(content, format=form)
            if isinstance(quad.object, pyoxigraph.Literal)
        }
        assert wanted in literals


def test_no_statement_is_about_anything_but_the_dataset(built: dict[str, bytes]) -> None:
    for quad in pyoxigraph.parse(built["claims.nq"], format=pyoxigraph.RdfFormat.N_QUADS):
        assert "evil.example" not in f"{quad.subject} {quad.predicate}"
        assert not (isinstance(quad.object, pyoxigraph.NamedNode) and "evil" in quad.object.value)
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, pyoxigraph.NamedNode):
                assert not set(node.value) & set(' "<>\\^`{}|\n')


def test_the_context_is_ours_whatever_a_record_says(built: dict[str, bytes]) -> None:
    document = json.loads(built["claims.jsonld"])

    def refuse(address: str, _: object) -> None:
        raise AssertionError(f"asked for {address}")

    expanded = jsonld.expand(document, {"documentLoader": refuse})
    assert len(expanded) == len(document["@graph"])


@pytest.mark.parametrize("field", ["@context", "@id", "@type"])
def test_a_record_cannot_bring_keywords_of_its_own(field: str) -> None:
    base = read(FOLDER / "_base")
    raw = base[RECORD] + f'"{field}": http://evil.example/\n'.encode()
    _, report = judge({**base, RECORD: raw})
    assert [finding.code for finding in report.diagnostics] == ["CK102"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_obey_is_refused_on_the_way_in(first: str) -> None:
    base = read(FOLDER / "_base")
    text = json.dumps(first + "1+1")
    raw = base[RECORD].replace(b"{host: mus-musculus}", f"{{host: mus-musculus, dose: {text}}}".encode())
    _, report = judge({**base, RECORD: raw})
    assert len(report.diagnostics) == 1
    assert report.diagnostics[0].code in ("CK005", "CK105")


def test_no_cell_of_any_table_begins_with_a_sign_that_acts_but_numbers(built: dict[str, bytes]) -> None:
    for name, content in built.items():
        if not name.startswith("csv/"):
            continue
        for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
            for column, value in row.items():
                if value[:1] in ("=", "+", "@", "\t", "\r") or (value[:1] == "-" and not _number(value)):
                    raise AssertionError((name, column, value))


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
