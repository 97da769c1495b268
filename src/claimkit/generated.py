"""Every committed file that derives from code or from dataset.yaml, as `{path: bytes}` relative to the repository."""

from __future__ import annotations

from claimkit import citation, rulebook, schema
from claimkit.model import DatasetMetadata


def files(dataset: DatasetMetadata) -> dict[str, bytes]:
    """What `claimkit sync` writes and `claimkit sync --check` compares."""
    schemas = {f"schema/{name}": content for name, content in schema.schemas(dataset.base_iri).items()}
    return {**schemas, "docs/rules.md": rulebook.markdown(), "CITATION.cff": citation.cff(dataset)}
