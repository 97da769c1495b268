"""Where a new record goes, and its text: modeline first, then the canonical form."""

from __future__ import annotations

from typing import Any

from claimkit import formatting
from claimkit.formatting import Kind

_SCHEMAS = {"claim": "claim", "source": "source", "terms": "terms", "dataset": "dataset", "waivers": "waivers"}


def modeline(path: str, kind: Kind) -> str:
    """The comment that tells editors the schema of a file, by its path in the dataset; schema/ stands beside that."""
    up = "../" * (path.count("/") + 1)
    return f"# yaml-language-server: $schema={up}schema/{_SCHEMAS[kind]}.schema.json"


def content(path: str, data: dict[str, Any], kind: Kind) -> bytes:
    """The text of a new file."""
    return formatting.written(data, kind, [modeline(path, kind)]).encode()
