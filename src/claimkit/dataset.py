"""The public face: a dataset as records that can be looked up, filtered and validated."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from claimkit import assembly
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_digest
from claimkit.derive.verdict import Verdict, verdict_of
from claimkit.diagnostics import Diagnostic
from claimkit.edition import edition
from claimkit.exporters import nquads
from claimkit.exporters.tables import TABLES
from claimkit.model import Claim, DatasetMetadata, Source, Term
from claimkit.release import opening, reading
from claimkit.validate import validate

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyoxigraph import Store


class DatasetError(Exception):
    """There is no dataset at the path, or it cannot be read. The message says which and why."""


class Dataset:
    """The claims of a dataset with their sources and terms. Iterating gives the claims by id.

    >>> dataset = load("claims")
    >>> claim = dataset.claims["gbc:7k3m9qxf"]
    >>> claim.direction, claim.target, claim.context.site
    ('increases', 'volumetric-bone-mineral-density', 'tibia')
    >>> claim.evidence[0].finding.effect.ci
    (0.02, 2.03)
    >>> dataset.sources["nilsson-2018"].doi
    '10.1111/joim.12805'
    """

    def __init__(self, corpus: Corpus) -> None:
        if corpus.dataset is None:
            raise DatasetError("dataset.yaml could not be read; run: claimkit validate")
        self._corpus = corpus
        self._metadata = corpus.dataset.value
        self._claims = {entry.value.id: entry.value for entry in sorted(corpus.claims, key=lambda e: e.value.id)}

    @property
    def metadata(self) -> DatasetMetadata:
        """What dataset.yaml says."""
        return self._metadata

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id, drafts and withdrawn ones among them."""
        return MappingProxyType(self._claims)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by key."""
        return MappingProxyType({key: entry.value for key, entry in self._corpus.sources.items()})

    @property
    def terms(self) -> Mapping[str, Term]:
        """Terms by key."""
        return MappingProxyType({key: entry.value for key, entry in self._corpus.terms.items()})

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims.values())

    def __len__(self) -> int:
        return len(self._claims)

    def filter(
        self,
        *,
        organism: str | None = None,
        strain: str | None = None,
        agent: str | None = None,
        target: str | None = None,
        host: str | None = None,
        direction: str | None = None,
        level: str | None = None,
        verdict: str | None = None,
    ) -> list[Claim]:
        """The claims that fit everything given, by id. Terms are given by key or by CURIE; `host` also as not-stated.

        >>> dataset = load("claims")
        >>> [claim.id for claim in dataset.filter(strain="atcc-pta-6475", level="animal", target="tnfsf11")]
        ['gbc:1fzr6gs0']
        >>> [claim.id for claim in dataset.filter(target="HGNC:11909", strain="atcc-pta-6475", host="not-stated")]
        ['gbc:94eqqe9f']
        """
        terms = {"organism": organism, "strain": strain, "agent": agent, "target": target}
        return [
            claim
            for claim in self
            if all(self._names(getattr(claim, field), wanted) for field, wanted in terms.items())
            and self._names(claim.context.host, host)
            and direction in (None, claim.direction)
            and level in (None, claim.evidence_level)
            and verdict in (None, self.verdict(claim.id).name)
        ]

    def verdict(self, claim_id: str) -> Verdict:
        """Whether a claim stands on direct evidence, why, and on how many independent studies. Raises KeyError.

        >>> verdict = load("claims").verdict("gbc:m2w8t4h7")
        >>> verdict.name, verdict.supporting_studies, verdict.refuting_studies
        ('supported', 1, 0)
        >>> verdict.because
        '1 independent study for it, in humans in vivo, and none against it'
        """
        return verdict_of(self._claims[claim_id], self._corpus)

    def digest(self, claim_id: str) -> str:
        """The content digest of a claim, in hexadecimal. Raises KeyError.

        >>> len(load("claims").digest("gbc:7k3m9qxf"))
        64
        """
        return claim_digest(self._claims[claim_id], self._corpus)

    def validate(self, as_of: datetime.date | None = None) -> tuple[Diagnostic, ...]:
        """The findings that the command prints, their paths relative to the dataset. `as_of`: today (UTC) if None."""
        today = datetime.datetime.now(datetime.UTC).date()
        return validate(self._corpus, as_of=as_of or today).diagnostics

    def frame(self, table: str) -> DataFrame:
        """A table of the release as a pandas DataFrame, typed; an absent cell is <NA>. Needs pandas.

        `table` is one of `tables`. Raises KeyError for another name.

        >>> claims = load("claims").frame("claims")
        >>> int(claims.set_index("id").loc["gbc:7k3m9qxf", "supporting_studies"])
        1
        """
        import pandas

        kinds: dict[str, Any] = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
        wanted = next((one for one in TABLES if one.name == table), None)
        if wanted is None:
            raise KeyError(f"{table}; the tables are {', '.join(self.tables)}")
        names = [column.name for column in wanted.columns]
        frame = pandas.DataFrame.from_records(list(wanted.rows(self._corpus)), columns=names)
        for column in wanted.columns:
            if column.type == "date":
                frame[column.name] = pandas.to_datetime(frame[column.name])
            else:
                frame[column.name] = frame[column.name].astype(kinds[column.type])
        return frame

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables of a release."""
        return tuple(table.name for table in TABLES)

    def graph(self) -> Store:
        """The graph of the release as a pyoxigraph Store, for SPARQL. Needs pyoxigraph. Drafts are not in it.

        >>> graph = load("claims").graph()
        >>> query = "SELECT ?id { ?c <http://purl.org/dc/terms/identifier> ?id ; a <https://schema.org/Claim> }"
        >>> len(list(graph.query(query))) == len(load("claims"))
        True
        """
        import pyoxigraph

        store = pyoxigraph.Store()
        for _, chunks in nquads.build(self._corpus, edition(self._corpus)):
            store.bulk_load(b"".join(chunks), format=pyoxigraph.RdfFormat.N_QUADS)
        return store

    def _names(self, key: str | None, wanted: str | None) -> bool:
        return wanted is None or (key is not None and wanted in (key, self._corpus.curie(key)))


def load(path: str | os.PathLike[str]) -> Dataset:
    """The dataset of a folder, or of a release: its folder, the folder that `claimkit build` wrote, or its zip.

    A folder of a dataset holds dataset.yaml, or claims/dataset.yaml; what would not load is left out, and is among
    the findings of `validate()`. A release is read from its claims.jsonld and its ledger, whose digests must be
    those of the manifest; it has neither drafts nor notes. In a zip both must stand as they are, not compressed.
    Raises DatasetError.
    """
    corpus = corpus_at(Path(path))
    if corpus is None:
        raise DatasetError(f"{path} holds neither dataset.yaml nor claims/dataset.yaml, and is no release")
    return Dataset(corpus)


def corpus_at(place: Path) -> Corpus | None:
    """What `load` reads at a path; None where there is neither dataset nor release. Raises DatasetError."""
    for folder in (place, place / "claims"):
        if (folder / "dataset.yaml").is_file():
            return assembly.load(folder)
    try:
        release = opening.release_at(place)
        if release is None:
            return None
        return assembly.assemble(reading.dataset_files(release))
    except (opening.ReleaseError, OSError) as error:
        raise DatasetError(f"{place}: {error}") from None
