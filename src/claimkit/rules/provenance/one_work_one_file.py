"""One work has one file.

The same paper under its DOI and its PubMed id would count as two pieces of evidence, and so would a preprint beside
the paper that it became. Works are compared by DOI, PMID and PMCID (also those that the snapshot of works gives) and
by near-equal title and year: case, signs, little words, spelling and a subtitle left out make no difference. Papers
that share a trial registration are several works of one study: another rule asks them to say so.

Fix: keep one of the two files, and correct what cites the other.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus, identifiers_of
from claimkit.derive.titles import keys_of, near_equal, words_of
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_TELLING = 8
"""A title of so many words stands for one work also where one gives no year,
or the years are neighbours: online first, then in print."""


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    titled: dict[tuple[str, ...], list[str]] = {}
    for key, entry in sorted(corpus.sources.items()):
        source = entry.value
        for field, value in _identities(source, corpus):
            other = first.setdefault((field, value), key)
            if other != key:
                yield _finding(corpus, key, other, field)
                break
        else:
            twin = _same_title(source, titled, corpus)
            if twin:
                yield _finding(corpus, key, twin, "title")
        for words in _title_keys(source):
            titled.setdefault(words, []).append(key)


def _finding(corpus: Corpus, key: str, other: str, field: str) -> Finding:
    entry = corpus.sources[key]
    pointer = f"/{field}" if getattr(entry.value, field.lower(), None) else "/id"
    message = f"the same work as {quoted(other)}, by its {field}"
    return Finding(
        entry,
        pointer,
        message,
        f"delete one of the two files, and cite {other}; or correct the {field}",
        other=corpus.sources[other],
    )


def _identities(source: Source, corpus: Corpus) -> Iterator[tuple[str, str]]:
    found = corpus.looked_up(source)
    yield from identifiers_of(source)
    if found is not None:
        yield from identifiers_of(found)
    if found is not None and found.published_as:
        yield "DOI", found.published_as.lower()


def _title_keys(source: Source) -> Iterator[tuple[str, ...]]:
    if not source.title.startswith("["):  # a title in brackets is the curator's description
        yield from keys_of(source.title)


def _same_title(source: Source, titled: dict[tuple[str, ...], list[str]], corpus: Corpus) -> str | None:
    for words in _title_keys(source):
        for key in titled.get(words, ()):
            other = corpus.sources[key].value
            if near_equal(source.title, other.title) and _same_year(source, other):
                return key
    return None


def _same_year(one: Source, other: Source) -> bool:
    telling = len(words_of(one.title)) >= _TELLING
    if one.issued is None or other.issued is None:
        return telling or one.issued == other.issued
    return abs(int(one.issued[:4]) - int(other.issued[:4])) <= telling


RULE = Rule("CK213", "one-work-one-file", Scope.CORPUS, check, requires=("CK221",))
