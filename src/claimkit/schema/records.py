"""JSON Schemas (2020-12) of records, from the model: what editors show and other programs check. Deterministic bytes.

A pattern's `$` also matches before a final line feed in Python's engine, which the model's does not accept; the
published patterns close that.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from claimkit.model import Claim, DatasetMetadata, LedgerEntry, Source, Term, TermSnapshot, Waivers, WorkSnapshot
from claimkit.model.claim import NOT_STATED
from claimkit.model.dataset import FORMAT
from claimkit.model.scalars import EXAMPLES, KEY

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KINDS: dict[str, tuple[type[BaseModel], str]] = {
    "claim": (Claim, "A claim record: records/<topic>/<slug>.yaml"),
    "source": (Source, "A source: sources/<key>.yaml"),
    "terms": (Term, "Terms of one category: terms/<category>.yaml"),
    "dataset": (DatasetMetadata, "What the dataset is: dataset.yaml"),
    "term-snapshot": (TermSnapshot, "What was looked up about terms: snapshots/terms.json"),
    "work-snapshot": (WorkSnapshot, "What was looked up about works: snapshots/works.json"),
    "ledger": (LedgerEntry, "What a release held: releases/<version>.json"),
    "waivers": (Waivers, "Findings set aside: waivers.yaml"),
}


def schemas(base_iri: str) -> dict[str, bytes]:
    """One bundled schema per kind of file, by file name; `$id` stands below `base_iri`."""
    return {f"{kind}.schema.json": _bytes(_schema(kind, base_iri)) for kind in _KINDS}


def _schema(kind: str, base_iri: str) -> dict[str, Any]:
    model, title = _KINDS[kind]
    body = _tidy(model.model_json_schema(by_alias=True))
    definitions = body.pop("$defs", {})
    if kind == "terms":
        definitions["Term"] = body
        body = {
            "type": "object",
            "description": "Each key is a term that records use.",
            "minProperties": 1,
            "propertyNames": {"pattern": _closed(KEY), "maxLength": 64, "not": {"const": NOT_STATED}},
            "additionalProperties": {"$ref": "#/$defs/Term"},
        }
    body.pop("title", None)
    head = {
        "$schema": _DIALECT,
        "$id": f"{base_iri}schema/{FORMAT}/{kind}.schema.json",
        "title": title,
    }
    return {**head, **body, **({"$defs": definitions} if definitions else {})}


def _tidy(node: Any) -> Any:
    """Without generated titles and null defaults: in a record an absent value is an absent key, never null."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy(value) for key, value in node.items() if not _generated(key, value)}
    if "pattern" in tidy and isinstance(tidy["pattern"], str):
        examples = EXAMPLES.get(tidy["pattern"])
        tidy["pattern"] = _closed(tidy["pattern"])
        if examples:
            tidy["examples"] = list(examples)
    branches = tidy.get("anyOf")
    if isinstance(branches, list) and {"type": "null"} in branches:
        rest = [branch for branch in branches if branch != {"type": "null"}]
        del tidy["anyOf"]
        tidy = {**(rest[0] if len(rest) == 1 else {"anyOf": rest}), **tidy}
    return tidy


def _generated(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, [], {}))


def _closed(pattern: str) -> str:
    return pattern.removesuffix("$") + "$(?!\\n)"


def _bytes(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
