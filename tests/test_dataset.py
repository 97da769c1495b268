"""The package as a library."""

from __future__ import annotations

import datetime
import doctest
import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

import claimkit
from claimkit import dataset as dataset_module
from claimkit.cli.main import invoke
from claimkit.dataset import DatasetError
from claimkit.exporters.nodes import decimal
from claimkit.release.opening import ReleaseError
from claimkit.release.reading import _number, files_of
from conftest import REPOSITORY


@pytest.fixture(scope="module")
def dataset() -> claimkit.Dataset:
    return claimkit.load(REPOSITORY / "claims")


def test_claims_are_typed_and_found_by_id(dataset: claimkit.Dataset) -> None:
    claim = dataset.claims["gbc:7k3m9qxf"]
    assert claim.direction == "increases"
    assert claim.evidence[0].finding is not None
    assert claim.evidence[0].finding.effect is not None
    assert claim.evidence[0].finding.effect.ci == (0.02, 2.03)
    assert [claim.id for claim in dataset] == sorted(dataset.claims)
    assert len(dataset) == len(dataset.claims)
    assert dataset.sources["nilsson-2018"].doi == "10.1111/joim.12805"
    assert dataset.terms["homo-sapiens"].id == "NCBITaxon:9606"
    assert dataset.metadata.name == "gutbone-claims"


def test_filters_take_keys_or_curies_and_are_joined_by_and(dataset: claimkit.Dataset) -> None:
    wanted = {"strain": "atcc-pta-6475", "target": "volumetric-bone-mineral-density", "level": "randomized-trial"}
    by_key = dataset.filter(**wanted)
    assert [claim.id for claim in by_key] == ["gbc:7k3m9qxf", "gbc:m2w8t4h7"]
    assert dataset.filter(**(wanted | {"strain": "gbt:atcc-pta-6475"})) == by_key
    assert dataset.filter(**wanted, host="NCBITaxon:9606") == dataset.filter(**wanted, host="homo-sapiens") == by_key
    assert dataset.filter(**wanted, host="mus-musculus") == []
    told = dataset.filter(strain="atcc-pta-6475", target="tnfrsf11b", host="not-stated", verdict="asserted")
    assert [claim.id for claim in told] == ["gbc:94eqqe9f"]
    assert dataset.filter(direction="no-effect", level="in-vitro") == []
    assert dataset.filter() == list(dataset)


def test_verdict_digest_and_findings_are_those_of_the_command(dataset: claimkit.Dataset) -> None:
    assert dataset.verdict("gbc:m2w8t4h7").name == "supported"
    assert len(dataset.digest("gbc:m2w8t4h7")) == 64
    assert dataset.validate(datetime.date(2026, 11, 21)) == ()


def test_records_cannot_be_changed(dataset: claimkit.Dataset) -> None:
    with pytest.raises(Exception, match="frozen"):
        dataset.claims["gbc:7k3m9qxf"].version = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        dataset.claims["x"] = dataset.claims["gbc:7k3m9qxf"]  # type: ignore[index]


def test_a_folder_without_a_dataset_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"holds neither dataset\.yaml nor claims/dataset\.yaml"):
        claimkit.load(tmp_path)
    (tmp_path / "dataset.yaml").write_text("a: [")
    with pytest.raises(DatasetError, match="could not be read"):
        claimkit.load(tmp_path)


def test_the_examples_of_the_public_face_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    result = doctest.testmod(dataset_module)
    assert result.attempted > 12
    assert result.failed == 0


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import claimkit, sys; print(sorted({'pydantic', 'yaml', 'click', 'claimkit.model'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


# ------------------------------------------------------------------ releases


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real dataset, built."""
    out = tmp_path_factory.mktemp("release") / "dist"
    assert invoke(["build", "--out", str(out), "--quiet", str(REPOSITORY / "claims")]) == 0
    (folder,) = (path for path in out.iterdir() if path.is_dir())
    return folder


def zipped(folder: Path, target: Path, change: dict[str, bytes] | None = None) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder.parent).as_posix()
                archive.writestr(name, (change or {}).get(path.name, path.read_bytes()))
    return target


def test_a_release_gives_the_records_that_it_was_built_from(
    dataset: claimkit.Dataset, release: Path, tmp_path: Path
) -> None:
    for place in (release, release.parent, zipped(release, tmp_path / "release.zip")):
        loaded = claimkit.load(place)
        assert set(loaded.claims) == set(dataset.claims)
        assert {claim.id: loaded.digest(claim.id) for claim in loaded} == {
            c.id: dataset.digest(c.id) for c in dataset
        }
        assert [loaded.verdict(c.id) for c in loaded] == [dataset.verdict(c.id) for c in dataset]
        assert loaded.metadata == dataset.metadata
        assert loaded.validate(datetime.date(2026, 11, 21)) == ()
        assert loaded.filter(strain="atcc-pta-6475", level="randomized-trial")[0].id == "gbc:7k3m9qxf"


def test_a_release_whose_graph_was_changed_is_not_loaded(release: Path, tmp_path: Path) -> None:
    graph = (release / "claims.jsonld").read_bytes()
    for change, said in (
        ({"claims.jsonld": graph.replace(b"increases", b"decreases", 1)}, "is not the one that manifest.json names"),
        ({"manifest.json": b"{}"}, "manifest.json does not name claims.jsonld"),
        ({"manifest.json": b"["}, "manifest.json does not name claims.jsonld"),
    ):
        with pytest.raises(DatasetError, match=said):
            claimkit.load(zipped(release, tmp_path / "changed.zip", change))


@pytest.mark.parametrize("damage", ["truncated", "two releases", "no release", "no zip"])
def test_what_is_no_release_says_so(release: Path, tmp_path: Path, damage: str) -> None:
    target = zipped(release, tmp_path / "x.zip")
    if damage == "truncated":
        target.write_bytes(target.read_bytes()[:-2_000])
    elif damage == "two releases":
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("other/claims.jsonld", "{}")
    elif damage == "no release":
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("../evil.txt", "x")
    else:
        target.write_text("x")
    with pytest.raises(DatasetError):
        claimkit.load(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.zip"]


@pytest.mark.parametrize(
    "document",
    [b"", b"[]", b"{}", b'{"@graph": [], "@context": {}}', b'{"a": 1, "a": 2}', b'{"@graph": 5}', b"[" * 100_000],
)
def test_a_graph_that_is_none_is_an_error_and_no_traceback(document: bytes) -> None:
    with pytest.raises(ReleaseError, match="not of claimkit's making"):
        files_of(document)


@pytest.mark.parametrize("text", ["1e500000000", "1E+9", "NaN", "Infinity", "0x1", " 1", "1.", "1_0", "9" * 400, ""])
def test_a_number_that_is_not_in_plain_notation_is_no_number_of_a_release(release: Path, text: str) -> None:
    """The first would unfold to half a billion digits."""
    document = json.loads((release / "claims.jsonld").read_bytes())
    effects = [
        line["finding"]["effect"]
        for node in document["@graph"]
        for line in node.get("evidence", [])
        if "effect" in line.get("finding", {})
    ]
    numbers = [effect for effect in effects if "ci_lower" in effect]
    numbers[0]["ci_lower"] = text
    with pytest.raises(ReleaseError, match="in plain notation"):
        files_of(json.dumps(document).encode())


@pytest.mark.parametrize("value", [0.0, 5e-324, 2.2250738585072014e-308, -1.7976931348623157e308, 0.1, -12.5, 1e17])
def test_every_number_that_is_written_is_read(value: float) -> None:
    assert _number(decimal(value)) == Decimal(repr(value))


def test_frames_are_typed_and_have_every_row(dataset: claimkit.Dataset) -> None:
    claims = dataset.frame("claims")
    assert len(claims) == len(dataset)
    assert claims["supporting_studies"].dtype == "Int64"
    assert claims.set_index("id").loc["gbc:7k3m9qxf", "direction"] == "increases"
    assert claims["agent_id"].isna().any()
    assert not (claims["agent_id"] == "").any()
    for name in dataset.tables:
        assert list(dataset.frame(name).columns)
    arms = dataset.frame("arms")
    assert arms["value"].dtype == "Float64"
    assert dataset.frame("curation")["created"].dtype.kind == "M"
    with pytest.raises(KeyError, match="the tables are claims"):
        dataset.frame("claim")


def test_the_graph_answers_questions(dataset: claimkit.Dataset) -> None:
    query = """
        SELECT ?id WHERE {
          ?claim a <https://schema.org/Claim> ; <http://purl.org/dc/terms/identifier> ?id ;
                 <https://w3id.org/gutbone-claims/vocab#evidence_level> "randomized-trial" .
        } ORDER BY ?id"""
    found = [solution["id"].value for solution in dataset.graph().query(query)]  # type: ignore[union-attr,index]
    assert found == sorted(claim.id for claim in dataset.filter(level="randomized-trial"))
