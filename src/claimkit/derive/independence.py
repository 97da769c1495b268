"""Independent studies: what shares a registration, a sample or a pool counts once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from claimkit.corpus import Corpus


def independent(studies: Iterable[str], corpus: Corpus) -> int:
    """How many independent studies there are among some, given as `<source>/<study>`."""
    groups = _groups(corpus)
    return len({groups.get(study, study) for study in studies})


@lru_cache(maxsize=4)
def _groups(corpus: Corpus) -> dict[str, str]:
    """For each study the name of its group: the least among the studies tied to it, over any number of ties."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def tie(one: str, other: str) -> None:
        low, high = sorted((root(one), root(other)))
        parent[high] = low

    studies = []
    for key, entry in corpus.sources.items():
        for study in entry.value.studies:
            name = f"{key}/{study.id}"
            studies.append(name)
            root(name)
            if study.registration is not None:
                tie(name, f"registration:{study.registration}")
            if study.sample is not None:
                tie(name, study.sample)
            for included in study.pools.includes if study.pools else ():
                tie(name, included)
    return {name: root(name) for name in studies}
