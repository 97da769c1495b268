"""The version under which a build goes out."""

from __future__ import annotations

from claimkit.model import DatasetMetadata


def edition(dataset: DatasetMetadata) -> str:
    """`<version>-dev`: the version in dataset.yaml is the next release, and nothing was released under it yet."""
    return f"{dataset.version}-dev"


def folder_name(dataset: DatasetMetadata) -> str:
    """`<name>-<edition>`, the folder of a release in the output folder."""
    return f"{dataset.name}-{edition(dataset)}"
