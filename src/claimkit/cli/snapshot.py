"""`claimkit snapshot`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from claimkit import snapshots
from claimkit.cli.console import UnanswerableError, judgement_date, say, shared_options
from claimkit.cli.files import Place
from claimkit.cli.locate import locate
from claimkit.cli.progress import Progress
from claimkit.corpus import Corpus

_EXAMPLES = """\b
Examples:
  claimkit snapshot terms --from labels.csv
  claimkit snapshot works --from works.csv
  claimkit snapshot works --look-up --contact team@example.org

A table is CSV with a header. For terms: id, label, status (current or obsolete),
replaced_by, address, date. For works: DOI, PMID, PMCID, title, type, issued, standing,
published_as, address, date. address and date say where and when a row was read.
"""


_MAKERS: dict[str, Callable[[Corpus, str], tuple[bytes, int]]] = {"terms": snapshots.terms, "works": snapshots.works}


@click.command("snapshot", epilog=_EXAMPLES)
@click.argument("what", type=click.Choice(["terms", "works"]))
@click.option("--from", "table", metavar="TABLE", help="CSV of what was read, - for standard input.")
@click.option("--look-up", is_flag=True, help="Of works: ask Crossref, DataCite and PubMed for those not yet pinned.")
@click.option("--all", "renew", is_flag=True, help="With --look-up: ask for those that are pinned too.")
@click.option("--contact", metavar="EMAIL", help="An address that registries may write to, as they ask for.")
@click.option("--dataset", metavar="PATH", help="The dataset; else the first from here upwards.")
@shared_options
def command(
    what: str,
    table: str | None,
    look_up: bool,
    renew: bool,
    contact: str | None,
    dataset: str | None,
    quiet: bool,
    color: str,
    as_of: str | None,
) -> int:
    """Pin what was looked up about the dataset's terms or works, so that rules can compare with it offline.

    Rows about what the dataset does not use are left out; earlier rows stay where nothing newer is said.
    No rule asks a network: this command does, where it is told to.
    """
    date = judgement_date(as_of)
    if (table is None) != look_up:
        raise UnanswerableError("give --from TABLE" + (", or --look-up" if what == "works" else ""))
    if look_up and what == "terms":
        raise UnanswerableError("terms are not looked up yet: give --from TABLE")
    located = locate([dataset] if dataset else [])
    corpus = located.load()
    unreadable = f"snapshots/{what}.json"
    if unreadable in corpus.broken:
        raise UnanswerableError(f"{located.shown}/{unreadable} could not be read; mend or delete it first")
    try:
        if table is None:
            rows = _asked(corpus, renew, contact, date.isoformat(), quiet)
            content, held = snapshots.with_works(corpus, enumerate(rows, 1))
        else:
            content, held = _MAKERS[what](corpus, _text(table))
    except snapshots.TableError as error:
        raise UnanswerableError(f"{table or 'the registries'}: {error}") from None
    path = f"snapshots/{what}.json"
    Place.dataset(located.root, located.shown).write(path, content, corpus.raw(path))
    click.echo(f"{located.show(path)} written")
    of = len(corpus.terms) if what == "terms" else len(corpus.sources)
    say(f"{held:,} of {of:,} {what if what == 'terms' else 'sources'} looked up", quiet)
    return 0


def _text(table: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if table == "-" else Path(table).read_bytes()
        return raw.decode()
    except UnicodeDecodeError:
        raise UnanswerableError(f"{table}: not UTF-8; save the table as CSV in UTF-8") from None


def _asked(corpus: Corpus, renew: bool, contact: str | None, date: str, quiet: bool) -> list[dict[str, str]]:
    """What registries say of the dataset's works. Raises UnanswerableError where none gave an answer."""
    from claimkit.bibliography import LookUpError, as_work_row, identify, look_up

    rows: list[dict[str, str]] = []
    failed = 0
    with Progress(quiet) as tick:
        asked = [entry.value for _, entry in sorted(corpus.sources.items())]
        for number, source in enumerate(asked):
            tick("asking", number, len(asked))
            identifier = identify(source.doi or source.pmid or source.pmcid or "")
            if identifier is None or (corpus.looked_up(source) and not renew):
                continue
            try:
                rows.append(as_work_row(look_up(identifier, contact=contact), identifier, date))
            except LookUpError as error:
                failed += 1
                say(f"{source.id}: {error}", quiet)
    if failed and not rows:
        raise UnanswerableError("no registry gave an answer; nothing was pinned")
    return rows
