"""datapackage.json: the tables described for programs (Data Package 2.0), with keys, choices, sizes and digests.

Choices stand under `constraints.enum`, since validators pass over the standard's newer `categories`.
https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from claimkit.corpus import Corpus
from claimkit.exporters.csv import path_of
from claimkit.exporters.iris import Iris, doi_iri, spdx_iri
from claimkit.exporters.sums import Sum
from claimkit.exporters.tables import TABLES, Column, Table
from claimkit.model import Name

_PROFILES = "https://datapackage.org/profiles/2.0/"


def document(corpus: Corpus, edition: str, sums: Mapping[str, Sum]) -> bytes:
    """The descriptor. `sums` are those of the tables' files."""
    if corpus.dataset is None:
        raise ValueError("a corpus without dataset.yaml has no descriptor")
    dataset = corpus.dataset.value
    package = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": dataset.name,
        "id": Iris(dataset).edition(corpus, edition),
        "title": dataset.title,
        **({"description": dataset.description} if dataset.description else {}),
        "homepage": dataset.base_iri,
        "version": edition,
        **({"keywords": list(dataset.keywords)} if dataset.keywords else {}),
        "licenses": [{"name": dataset.license, "path": spdx_iri(dataset.license)}],
        "contributors": [_contributor(name) for name in dataset.creators],
        "sources": _sources(corpus),
        "resources": [_resource(table, sums[path_of(table)]) for table in TABLES],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table."""
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_field(column, column.name in table.key) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.foreign:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": "" if key.table == table.name else key.table, "fields": list(key.of)},
            }
            for key in table.foreign
        ]
    return schema


def _field(column: Column, in_key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required or in_key:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def _resource(table: Table, of: Sum) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": table.name,
        "type": "table",
        "path": path_of(table),
        "description": table.description,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": of.size,
        "hash": f"sha256:{of.sha256}",
        "dialect": {"$schema": f"{_PROFILES}tabledialect.json", "delimiter": ",", "lineTerminator": "\n"},
        "schema": table_schema(table),
    }


def _contributor(name: Name) -> dict[str, Any]:
    title = name.literal or " ".join(
        part for part in (name.given, name.non_dropping_particle, name.family, name.suffix) if part
    )
    path = {"path": f"https://orcid.org/{name.orcid}"} if name.orcid else {}
    return {"title": title, **path, "roles": ["creator"]}


def _sources(corpus: Corpus) -> list[dict[str, str]]:
    """The works that the claims rest on."""
    found = []
    for _key, entry in sorted(corpus.sources.items()):
        source = entry.value
        address = doi_iri(source.doi) if source.doi else source.url
        found.append({"title": source.title, **({"path": address} if address else {})})
    return found
