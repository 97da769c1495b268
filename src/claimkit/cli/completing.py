"""What the shell offers behind the tabulator key: keys and ids of the dataset at hand. Never fails, never speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from claimkit.corpus import Corpus

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _offering(found: Callable[[Corpus], Iterable[tuple[str, str]]]) -> Completer:
    """A completer of values and what is shown beside them, looked up in the dataset at hand."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            from claimkit.cli.locate import locate

            named = ctx.params.get("dataset")
            pairs = found(locate([named] if named else []).load(empty=True))
            return [CompletionItem(value, help=shown) for value, shown in pairs if value.startswith(incomplete)]
        except Exception:  # noqa: BLE001  a shell that asks has nobody to tell
            return []

    return complete


def terms(field: str = "") -> Completer:
    """Keys of the terms that a field takes; without a field, of all."""

    def found(corpus: Corpus) -> Iterator[tuple[str, str]]:
        from claimkit.drafts.vocabulary import CATEGORIES_OF

        categories = CATEGORIES_OF.get(field, ())
        for key, entry in sorted(corpus.terms.items()):
            if not categories or entry.category in categories:
                yield key, entry.value.label

    return _offering(found)


def _sources(corpus: Corpus) -> Iterator[tuple[str, str]]:
    return ((key, entry.value.title) for key, entry in sorted(corpus.sources.items()))


def _references(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for key, entry in sorted(corpus.sources.items()):
        yield from ((f"{key}/{study.id}", study.design) for study in entry.value.studies)
    yield from _sources(corpus)


def _subjects(corpus: Corpus) -> Iterator[tuple[str, str]]:
    from claimkit.rulebook import pages

    yield "levels", "the levels of evidence"
    yield from ((entry.value.id, entry.value.statement) for entry in corpus.claims)
    yield from ((code, page.name) for code, page in pages().items())


def _claims(corpus: Corpus) -> Iterator[tuple[str, str]]:
    return ((entry.value.id, entry.value.statement) for entry in corpus.published)


def _topics(corpus: Corpus) -> list[tuple[str, str]]:
    from claimkit.cli.asking import topics_of

    return [(topic, "") for topic in topics_of(corpus)]


def _curators(corpus: Corpus) -> list[tuple[str, str]]:
    listed = corpus.dataset.value.curators if corpus.dataset else {}
    return [(key, curator.label) for key, curator in sorted(listed.items())]


sources = _offering(_sources)
"""Keys of sources."""
references = _offering(_references)
"""Studies and sources, as a line of evidence cites them."""
claims = _offering(_claims)
"""Ids of claims that are no drafts."""
subjects = _offering(_subjects)
"""What can be explained: claims, rules, the levels."""
topics = _offering(_topics)
"""Folders under records/."""
curators = _offering(_curators)
"""Curators of dataset.yaml."""
