"""From what a curator types to a term: its key, CURIE, label or a synonym; and the terms that are near."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from claimkit.corpus import Corpus, TermEntry
from claimkit.fingerprint import tokens

ACTING = ("strains", "organisms", "molecules", "genes", "cells", "processes", "conditions", "exposures", "mixtures")
TARGETS = (
    *("measures", "processes", "molecules", "cells", "genes"),
    *("anatomy", "conditions", "exposures", "mixtures", "organisms"),
)
CATEGORIES_OF = {
    "organism": ("organisms",),
    "strain": ("strains",),
    "host": ("organisms",),
    "site": ("anatomy",),
    "condition": ("conditions",),
    "agent": tuple(
        category for category in (*ACTING, "measures", "anatomy") if category not in ("strains", "organisms")
    ),
    "target": TARGETS,
}
"""From which categories of terms a field takes its value."""


def find(corpus: Corpus, text: str, categories: Collection[str] = ()) -> TermEntry | None:
    """The term that a text names exactly: by key, CURIE, label or synonym, in whatever case and spelling of signs."""
    text = text.strip()
    entry = corpus.terms.get(text.lower()) or corpus.terms.get(text)
    if entry and _fits(entry, categories):
        return entry
    wanted = _alike(text)
    for other in _sorted(corpus, categories):
        if text == other.value.id or wanted in (_alike(name) for name in _names(other)):
            return other
    return None


def near(corpus: Corpus, text: str, categories: Collection[str] = (), most: int = 8) -> list[TermEntry]:
    """Terms that a text may mean, the likeliest first: names that begin with it, hold it, or look like it."""
    wanted = text.strip().casefold()
    if not wanted:
        return list(_sorted(corpus, categories))[:most]
    scored = []
    for entry in _sorted(corpus, categories):
        names = [entry.key, *(name.casefold() for name in _names(entry))]
        if any(name.startswith(wanted) for name in names):
            score = 3.0
        elif any(wanted in name for name in names):
            score = 2.0
        else:
            score = max(difflib.SequenceMatcher(None, wanted, name).ratio() for name in names)
        if score >= 0.6:
            scored.append((-score, entry.key, entry))
    return [entry for _, _, entry in sorted(scored, key=lambda one: one[:2])[:most]]


def _names(entry: TermEntry) -> list[str]:
    return [entry.value.label, *entry.value.synonyms]


def _sorted(corpus: Corpus, categories: Collection[str]) -> Iterator[TermEntry]:
    return (entry for _, entry in sorted(corpus.terms.items()) if _fits(entry, categories))


def _fits(entry: TermEntry, categories: Collection[str]) -> bool:
    return not categories or entry.category in categories


def _alike(name: str) -> str:
    return " ".join(tokens(name)) or name
