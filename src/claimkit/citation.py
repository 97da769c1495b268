"""CITATION.cff from dataset.yaml: how to cite the dataset (Citation File Format 1.2.0)."""

from __future__ import annotations

import json

from claimkit.edition import edition
from claimkit.model import DatasetMetadata, Name


def cff(dataset: DatasetMetadata) -> bytes:
    """The file's bytes. Texts are JSON strings, which YAML reads as they are."""
    lines = [
        "# Generated from dataset.yaml by: claimkit sync",
        "cff-version: 1.2.0",
        "message: Please cite this dataset with its version, and a single claim with its id and version.",
        "type: dataset",
        f"title: {_text(dataset.title)}",
    ]
    if dataset.description:
        lines.append(f"abstract: {_text(dataset.description)}")
    lines.append("authors:")
    for creator in dataset.creators:
        fields = _author(creator)
        lines += [f"  {'-' if k == 0 else ' '} {field}: {_text(value)}" for k, (field, value) in enumerate(fields)]
    lines += [f"version: {_text(edition(dataset))}", f"license: {dataset.license}"]
    if dataset.keywords:
        lines += ["keywords:", *(f"  - {_text(word)}" for word in dataset.keywords)]
    return ("\n".join(lines) + "\n").encode()


def _author(name: Name) -> list[tuple[str, str]]:
    if name.literal:
        return [("name", name.literal)]
    fields = [
        ("family-names", name.family),
        ("given-names", name.given),
        ("name-particle", name.non_dropping_particle),
        ("name-suffix", name.suffix),
        ("orcid", f"https://orcid.org/{name.orcid}" if name.orcid else None),
    ]
    return [(field, value) for field, value in fields if value]


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
