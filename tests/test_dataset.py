"""The package as a library."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

import claimkit
from claimkit.dataset import DatasetError
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
    by_key = dataset.filter(strain="atcc-pta-6475", level="randomized-trial")
    assert [claim.id for claim in by_key] == ["gbc:7k3m9qxf", "gbc:m2w8t4h7"]
    assert dataset.filter(strain="gbt:atcc-pta-6475", level="randomized-trial") == by_key
    assert [claim.id for claim in dataset.filter(target="tnfrsf11b", verdict="asserted")] == ["gbc:94eqqe9f"]
    assert dataset.filter(direction="no-effect", level="animal") == []
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


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import claimkit, sys; print(sorted({'pydantic', 'yaml', 'click', 'claimkit.model'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
