"""The address of everything in a dataset, below its `base_iri`."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from claimkit.corpus import Corpus
from claimkit.identifiers import expand_curie
from claimkit.model import DatasetMetadata
from claimkit.model.dataset import FORMAT


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints addresses. All are http(s): base_iri is, and no id, key or version holds what needs escaping."""

    dataset: DatasetMetadata

    @classmethod
    def of(cls, corpus: Corpus) -> Iris:
        """For a corpus whose dataset.yaml was read; exports are made of no other."""
        if corpus.dataset is None:
            raise ValueError("a corpus without dataset.yaml has no addresses")
        return cls(corpus.dataset.value)

    def dataset_version(self, version: str) -> str:
        """Of a released version of the whole."""
        return f"{self.dataset.base_iri}release/{version}"

    def edition(self, corpus: Corpus, edition: str) -> str:
        """Of what goes out under a version: the dataset's own where that is no release."""
        return self.dataset_version(edition) if corpus.released_as(edition) else self.dataset.base_iri

    def claim(self, claim_id: str) -> str:
        return f"{self.dataset.base_iri}claim/{claim_id.partition(':')[2]}"

    def claim_version(self, claim_id: str, version: int) -> str:
        return f"{self.claim(claim_id)}/v{version}"

    def evidence(self, claim_id: str, line_key: str) -> str:
        return f"{self.claim(claim_id)}/evidence/{line_key}"

    def source(self, reference: str) -> str:
        """Of `<source>` or `<source>/<study>`."""
        return f"{self.dataset.base_iri}source/{reference}"

    def vocabulary(self, name: str) -> str:
        return f"{self.dataset.base_iri}vocab#{name}"

    def schema(self, name: str) -> str:
        """Of a file below `schema/`, in the version of the record model."""
        return f"{self.dataset.base_iri}schema/{FORMAT}/{name}"

    def term(self, curie: str) -> str:
        """The IRI that a CURIE stands for. Raises ValueError where its prefix is not declared."""
        iri = expand_curie(curie, dict(self.dataset.prefixes))
        if iri is None:
            raise ValueError(f"the prefix of {curie} is not declared")
        return iri


def doi_iri(doi: str) -> str:
    """https://doi.org/ with the characters escaped that an IRI may not hold (DOI Handbook, 2.5.2.4)."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-~!$&'*+,=@")


def spdx_iri(licence: str) -> str:
    return f"https://spdx.org/licenses/{licence}"
