"""Where a new record goes, and its text: modeline first, then the canonical form."""

from __future__ import annotations

from typing import Any

from claimkit import formatting, yamlio
from claimkit.drafts.answers import AnswerError
from claimkit.formatting import Kind


def modeline(path: str, kind: Kind) -> str:
    """The comment that tells editors the schema of a file, by its path in the dataset; schema/ stands beside that."""
    up = "../" * (path.count("/") + 1)
    return f"# yaml-language-server: $schema={up}schema/{kind}.schema.json"


def content(path: str, data: dict[str, Any], kind: Kind) -> bytes:
    """The text of a new file. Raises AnswerError for what would be refused when it is read."""
    text = formatting.written(data, kind, [modeline(path, kind)]).encode()
    reading = yamlio.read(text, yamlio.CLAIM_LIMITS if kind == "claim" else yamlio.BULK_LIMITS)
    if reading.data is None:
        raise AnswerError(reading.diagnostics[0].message)
    return text
