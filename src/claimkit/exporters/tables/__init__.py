"""The one definition of tables: their columns in order, their keys, and the rows that a corpus gives.

A cell is text, a number, true or false, or None where the record has nothing. Everything that a record says is in
some table, but for layout, comments and notes.
"""

from claimkit.exporters.tables.claims import CLAIMS, CURATION, CURATORS, EDGES, RELATIONS, SCOPES, STEP_CLAIMS, ties
from claimkit.exporters.tables.evidence import ARMS, EVIDENCE, FINDINGS, INDIRECT, QUOTES
from claimkit.exporters.tables.sources import (
    AUTHORS,
    CAVEATS,
    CITATIONS,
    POOLED,
    SOURCES,
    STUDIES,
    TEXTS,
    VERIFIED,
)
from claimkit.exporters.tables.table import Cell, Column, ForeignKey, Row, Table
from claimkit.exporters.tables.terms import PARTS, SYNONYMS, TERMS

__all__ = ["TABLES", "Cell", "Column", "ForeignKey", "Row", "Table", "ties"]

TABLES: tuple[Table, ...] = (
    CLAIMS,
    SCOPES,
    CURATION,
    CURATORS,
    EDGES,
    STEP_CLAIMS,
    RELATIONS,
    EVIDENCE,
    INDIRECT,
    FINDINGS,
    ARMS,
    QUOTES,
    SOURCES,
    AUTHORS,
    STUDIES,
    POOLED,
    CITATIONS,
    CAVEATS,
    VERIFIED,
    TEXTS,
    TERMS,
    SYNONYMS,
    PARTS,
)
"""Claims first: who opens one table opens that."""
