"""CITATION.cff and .zenodo.json from dataset.yaml and the ledger: how to cite the dataset, and how to deposit it.

Citation File Format 1.2.0; metadata of a deposition as Zenodo's API takes it (developers.zenodo.org).
"""

from __future__ import annotations

import json
from typing import Any

from claimkit.corpus import Corpus
from claimkit.exporters.iris import Iris
from claimkit.model import DatasetMetadata, Name


def cff(corpus: Corpus, edition: str) -> bytes:
    """The bytes of CITATION.cff under a version. Texts are JSON strings, which YAML reads as they are."""
    dataset, released = _dataset(corpus), _date(corpus, edition)
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
    lines.append(f"version: {_text(edition)}")
    if released:
        lines.append(f"date-released: {_text(released)}")
    lines.append(f"url: {_text(Iris(dataset).edition(corpus, edition))}")
    lines.append(f"license: {dataset.license}")
    if dataset.keywords:
        lines += ["keywords:", *(f"  - {_text(word)}" for word in dataset.keywords)]
    return ("\n".join(lines) + "\n").encode()


def zenodo(corpus: Corpus, edition: str) -> bytes:
    """The bytes of .zenodo.json, which Zenodo reads where a repository is archived."""
    dataset, released = _dataset(corpus), _date(corpus, edition)
    content: dict[str, Any] = {
        "upload_type": "dataset",
        "title": dataset.title,
        "description": dataset.description or dataset.title,
        "creators": [_creator(name) for name in dataset.creators],
        "version": edition,
        "license": dataset.license.lower(),
        "access_right": "open",
        "keywords": list(dataset.keywords),
    }
    if released:  # the address of the dataset itself leads to another version one day
        address = Iris(dataset).edition(corpus, edition)
        content["related_identifiers"] = [{"identifier": address, "relation": "isIdenticalTo", "scheme": "url"}]
        content["publication_date"] = released
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _dataset(corpus: Corpus) -> DatasetMetadata:
    if corpus.dataset is None:
        raise ValueError("a corpus without dataset.yaml cannot be cited")
    return corpus.dataset.value


def _date(corpus: Corpus, edition: str) -> str | None:
    """When a version was released; None for what is not a release."""
    released = corpus.released_as(edition)
    return released.date if released else None


def _creator(name: Name) -> dict[str, str]:
    particle = f"{name.non_dropping_particle} " if name.non_dropping_particle else ""
    inverted = ", ".join(part for part in (f"{particle}{name.family or ''}", name.given, name.suffix) if part)
    return {"name": name.literal or inverted, **({"orcid": name.orcid} if name.orcid else {})}


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
