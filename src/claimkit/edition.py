"""The version under which a build goes out: final where the ledger holds exactly these contents, else `-dev`."""

from __future__ import annotations

from claimkit.corpus import Corpus
from claimkit.ledger import held_by
from claimkit.model import DatasetMetadata


def edition(corpus: Corpus) -> str:
    """`<version>` of dataset.yaml where the ledger holds that version with these contents, else `<version>-dev`.

    Raises ValueError where dataset.yaml was not read.
    """
    if corpus.dataset is None:
        raise ValueError("a corpus without dataset.yaml has no version")
    dataset = corpus.dataset.value
    return dataset.version if held_by(corpus) else provisional(dataset)


def provisional(dataset: DatasetMetadata) -> str:
    """`<version>-dev`: the version in dataset.yaml is the next release, and this is not it."""
    return f"{dataset.version}-dev"
