"""Which claims use a source, a study or a term, in one state of the dataset."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from claimkit import links
from claimkit.corpus import Corpus


class Users:
    """For each source, study and term the published claims that use it. Made when first asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of_source(self, key: str) -> set[str]:
        """Claims that cite a work, or one of its studies."""
        return self._by_source.get(key, set())

    def of_study(self, reference: str) -> set[str]:
        """Claims that cite `<source>/<study>`."""
        return self._by_study.get(reference, set())

    def of_term(self, key: str) -> set[str]:
        """Claims that name a term, or cite a study that does."""
        cited = (self.of_study(study) for study in self._studies_by_term.get(key, ()))
        return self._by_term.get(key, set()).union(*cited)

    def contradicting(self, claims: Iterable[str]) -> set[str]:
        """Those that are tied to some claims by `contradicts`, from either side."""
        relations = self._corpus.relations
        return {tie.other for claim in claims for tie in relations.get(claim, ()) if tie.relation == "contradicts"}

    @cached_property
    def _by_study(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for entry in self._corpus.published:
            for _, reference in links.sources(entry.value):
                found.setdefault(reference, set()).add(entry.value.id)
        return found

    @cached_property
    def _by_source(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for reference, claims in self._by_study.items():
            found.setdefault(reference.partition("/")[0], set()).update(claims)
        return found

    @cached_property
    def _by_term(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for entry in self._corpus.published:
            for _, _, key in links.terms(entry.value):
                found.setdefault(key, set()).add(entry.value.id)
        return found

    @cached_property
    def _studies_by_term(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, entry in self._corpus.sources.items():
            for study in entry.value.studies:
                for term in (study.host, study.agent):
                    found.setdefault(term, set()).add(f"{key}/{study.id}")
        return found
