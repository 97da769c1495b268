"""Schemas of everything that is written here: JSON Schemas of records, Table Schemas, context, vocabulary, shapes.

All are generated from the model, the tables and the context, are deterministic bytes, and are never edited.
"""

from __future__ import annotations

import json

from claimkit.exporters.datapackage import table_schema
from claimkit.exporters.iris import Iris
from claimkit.exporters.jsonld import context_document
from claimkit.exporters.tables import TABLES
from claimkit.model import DatasetMetadata
from claimkit.schema import records, shapes, vocabulary


def files(dataset: DatasetMetadata) -> dict[str, bytes]:
    """Each schema by its name below `schema/`; addresses stand below the dataset's `base_iri`."""
    iris = Iris(dataset)
    names = {f"tables/{table.name}.schema.json": table for table in TABLES}
    tables = {name: {"$id": iris.schema(name), **table_schema(table)} for name, table in names.items()}
    return {
        **records.schemas(dataset.base_iri),
        **{name: (json.dumps(one, indent=1, ensure_ascii=False) + "\n").encode() for name, one in tables.items()},
        "context.jsonld": context_document(iris),
        "vocabulary.jsonld": vocabulary.document(iris),
        "shapes.ttl": shapes.document(iris),
    }
