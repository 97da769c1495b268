"""`claimkit cite`."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click

from claimkit.citing import FORMATS, NotCitableError, cite, works
from claimkit.citing.subjects import looks_like_one
from claimkit.cli import completing
from claimkit.cli.console import UnanswerableError, counted, date_given, say, shared_options
from claimkit.cli.locate import locate
from claimkit.corpus import Corpus
from claimkit.dataset import DatasetError, corpus_at
from claimkit.diagnostics import quoted
from claimkit.report import text

_EXAMPLES = """\b
Examples:
  claimkit cite
  claimkit cite gbc:7k3m9qxf --format bibtex
  claimkit cite gbc:7k3m9qxf --sources --format csl-json
  claimkit cite https://w3id.org/gutbone-claims/claim/7k3m9qxf/v1 gutbone-claims-0.1.0.zip
"""


@click.command("cite", epilog=_EXAMPLES)
@click.argument("subject", metavar="[ID]", required=False, shell_complete=completing.claims)
@click.argument("path", required=False)
@click.option("--release", metavar="VERSION", help="As this release held it; else as the records say it now.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="What to print.  [default: text]"
)
@click.option(
    "--sources", is_flag=True, help="The works that stand as evidence for or against it, instead of itself."
)
@click.option(
    "--accessed", metavar="DATE", help="When you looked it up, like 2026-11-21; nothing is taken for granted."
)
@shared_options
def command(
    subject: str | None,
    path: str | None,
    release: str | None,
    form: str,
    sources: bool,
    accessed: str | None,
    quiet: bool,
    color: str,
    as_of: str | None,
) -> int:
    """Cite the version of a dataset, or one thing in it: with its permanent address, digest and licence.

    ID is a claim's, or an address of the dataset: its own, or that of a version, claim, claim's version, line of
    evidence, source or term. PATH may also be the folder or zip of a release. What is not a release says so, and a
    withdrawn claim why.
    """
    for option, date in (("--as-of", as_of), ("--accessed", accessed)):
        if date is not None:
            date_given(option, date)
    if sources and accessed:
        raise UnanswerableError("--accessed is of the dataset; with --sources each work has the date of its record")
    if subject and path is None and not looks_like_one(subject) and os.path.lexists(subject):
        subject, path = None, subject
    corpus = _corpus(path)
    try:
        cited = works(corpus, subject, release) if sources else [cite(corpus, subject, release, accessed)]
    except NotCitableError as error:
        raise UnanswerableError(str(error)) from None
    click.echo(FORMATS[form](cited), nl=False)
    if sources:
        say(counted(len(cited), "work"), quiet)
    return 0


def _corpus(path: str | None) -> Corpus:
    """The dataset or release at a path, whole. Raises UnanswerableError."""
    corpus = _released(path) if path else None
    if corpus is None:
        corpus = locate([path] if path else []).load()
    first = next((finding for finding in corpus.diagnostics if finding.severity == "error"), None)
    if first is not None:
        raise UnanswerableError(f"the dataset cannot be read whole, so nothing of it is cited: {text.line(first)}")
    ids = Counter(entry.value.id for entry in corpus.claims)
    twice = next((claim for claim, times in sorted(ids.items()) if times > 1), None)
    if twice:
        raise UnanswerableError(f"two records have the id {twice}; run: claimkit validate")
    return corpus


def _released(path: str) -> Corpus | None:
    place = Path(path)
    if any((folder / "dataset.yaml").is_file() for folder in (place, place / "claims")):
        return None
    try:
        return corpus_at(place)
    except (DatasetError, ValueError) as error:
        raise UnanswerableError(f"{quoted(path)}: {error}") from None
