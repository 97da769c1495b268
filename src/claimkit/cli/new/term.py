"""`claimkit new term`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from claimkit.cli import completing
from claimkit.cli.asking import Asker, Choice, given_term, on_terminal, shown
from claimkit.cli.console import UnanswerableError, judgement_date, say, shared_options
from claimkit.cli.files import Place
from claimkit.cli.locate import Located
from claimkit.cli.new.outcome import answering, dataset_at, refused, report
from claimkit.corpus import CATEGORIES, Corpus
from claimkit.diagnostics import quoted
from claimkit.drafts import naming, vocabulary
from claimkit.drafts import term as drafts
from claimkit.drafts.answers import checked_by, composed
from claimkit.model import Term
from claimkit.model.claim import NOT_STATED
from claimkit.scan import portable
from claimkit.yamlio import pointer_step

_EXAMPLES = """\b
Examples:
  claimkit new term
  claimkit new term "bone marrow" --category anatomy --id UBERON:0002371
  claimkit new term "trabecular thickness" --category measures --searched "EFO, OBA: none"
"""
_LISTS = ("synonym", "antonym", "deposit", "product")


@click.command("term", epilog=_EXAMPLES)
@click.argument("label", required=False)
@click.option("--category", type=click.Choice(CATEGORIES), help="The file under terms/.")
@click.option("--id", "curie", metavar="CURIE", help="Its identifier; without one, a local one is made.")
@click.option("--searched", metavar="TEXT", help="Of a local identifier: where a public one was sought.")
@click.option("--key", metavar="KEY", help="What records write [from the label].")
@click.option("--synonym", multiple=True, metavar="TEXT", help="Another name; may be repeated.")
@click.option("--antonym", multiple=True, metavar="TEXT", help="A name of its loss or lack; may be repeated.")
@click.option(
    "--organism", metavar="TERM", shell_complete=completing.terms("organism"), help="Of a strain: its species."
)
@click.option("--deposit", multiple=True, metavar="TEXT", help="Of a strain: its number in a collection.")
@click.option("--product", multiple=True, metavar="TEXT", help="Of a strain: a product that contains it.")
@click.option(
    "--part", multiple=True, metavar="TERM", shell_complete=completing.terms(), help="Of a mixture: what it holds."
)
@click.option("--dataset", metavar="PATH", help="The dataset; else the first from here upwards.")
@shared_options
def command(
    label: str | None,
    category: str | None,
    curie: str | None,
    searched: str | None,
    key: str | None,
    organism: str | None,
    part: tuple[str, ...],
    dataset: str | None,
    quiet: bool,
    color: str,
    as_of: str | None,
    **lists: tuple[str, ...],
) -> int:
    """Add a term to the vocabulary, in the file of its category.

    LABEL is the name that its ontology gives it. While it is typed on a terminal, terms that are near are shown: it
    may be there already. No network is asked: look the identifier up, then pin it with claimkit snapshot.

    Exit codes: 0 written; 1 written, and validation finds errors in it; 2 nothing written.
    """
    date = judgement_date(as_of)
    located, corpus = dataset_at(dataset)
    asker = Asker(on_terminal())
    given = {"label": label, "category": category}
    asker.require([name for name, value in given.items() if value], {"label": "its name", "category": "its file"})
    label = (label or _label(asker, located, corpus)).strip()
    there = _there(located, corpus, label)
    if there:
        raise UnanswerableError(there)
    category = category or asker.choose("Category", CATEGORIES)
    made = naming.slug(label)
    if not (key or made):
        asker.need("key", "no key can be made of the label")
    key = key or (naming.free(made, corpus.terms) if made else asker.ask("Key, in Latin letters"))
    if not portable(key) or key == NOT_STATED:
        raise UnanswerableError(f"--key {quoted(key)}: lower-case letters, digits and single hyphens")
    if key in corpus.terms:
        raise UnanswerableError(f"--key {quoted(key)} is taken: {shown(corpus.terms[key])}")
    if curie is None and searched is None and asker.interactive:
        question = "Identifier, like UBERON:0002371"
        curie = asker.ask(question, optional=True, check=lambda answer: _taken(corpus, answer)) or None
    if curie is not None and (wrong := _taken(corpus, curie)):
        raise UnanswerableError(f"--id {quoted(curie)}: {wrong}")
    fields: dict[str, Any] = {"id": curie or _local(corpus, key), "label": label}
    for name in _LISTS:
        fields[f"{name}s"] = list(lists[name])
    if curie is None:
        if not searched:
            asker.need("searched", "where a public identifier was sought")
        fields["searched"] = searched or asker.ask(
            "Where was a public identifier sought", check=checked_by(Term, "searched")
        )
    if category == "strains" and organism is None and asker.interactive:
        organism = asker.term("Its species", corpus, ("organisms",))
    fields["organism"] = given_term(corpus, "--organism", organism, ("organisms",)) if organism else None
    fields["parts"] = [given_term(corpus, "--part", one) for one in part]
    with answering():
        data, problems = drafts.drafted(composed(fields))
    if data is None:
        raise refused(problems)
    path = f"terms/{category}.yaml"
    raw = corpus.raw(path)
    with answering():
        new = None if raw is None and path in corpus.broken else drafts.added(path, raw, key, data)
    if new is None:
        raise UnanswerableError(f"{located.show(path)} cannot be read; run: claimkit validate")
    Place.dataset(located.root, located.shown).write(path, new, raw)
    code = report(located, path, date, color, quiet, pointer=pointer_step(key))
    say(f"{key}: {data['id']}, {data['label']}", quiet)
    return code


def _label(asker: Asker, located: Located, corpus: Corpus) -> str:
    """The label, with terms that are near shown while it is typed."""

    def offered(typed: str) -> Iterable[Choice]:
        near = vocabulary.near(corpus, typed) if typed.strip() else ()
        return (Choice(entry.value.label, f"is there: {entry.key}") for entry in near)

    fits = checked_by(Term, "label")
    return asker.ask("Label", choices=offered, check=lambda answer: fits(answer) or _there(located, corpus, answer))


def _taken(corpus: Corpus, curie: str) -> str | None:
    """What is wrong with an identifier: its form, or that a term has it."""
    wrong = checked_by(Term, "id")(curie)
    if wrong:
        return wrong
    entry = next((one for one in corpus.terms.values() if one.value.id == curie), None)
    return f"it is that of {entry.key}, {shown(entry)}" if entry else None


def _there(located: Located, corpus: Corpus, label: str) -> str | None:
    entry = vocabulary.find(corpus, label)
    if entry is None:
        return None
    return f"{quoted(label)} is there already: {entry.key} in {located.show(entry.file.path)}"


def _local(corpus: Corpus, key: str) -> str:
    prefix = drafts.local_prefix(corpus)
    if prefix is None:
        raise UnanswerableError("give --id: dataset.yaml has no prefix below base_iri for local identifiers")
    return f"{prefix}:{key}"
