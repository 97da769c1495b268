"""`claimkit snapshot`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from claimkit import snapshots
from claimkit.cli.console import UnanswerableError, judgement_date, say, shared_options
from claimkit.cli.files import write_whole
from claimkit.cli.locate import locate
from claimkit.corpus import Corpus

_EXAMPLES = """\b
Examples:
  claimkit snapshot terms --from labels.csv
  claimkit snapshot works --from works.csv

A table is CSV with a header. For terms: id, label, status (current or obsolete),
replaced_by, address, date. For works: DOI, PMID, PMCID, title, type, issued, standing,
published_as, address, date. address and date say where and when a row was read.
"""


_MAKERS: dict[str, Callable[[Corpus, str], tuple[bytes, int]]] = {"terms": snapshots.terms, "works": snapshots.works}


@click.command("snapshot", epilog=_EXAMPLES)
@click.argument("what", type=click.Choice(["terms", "works"]))
@click.option("--from", "table", metavar="TABLE", required=True, help="CSV of what was read, - for standard input.")
@click.option("--dataset", metavar="PATH", help="The dataset; else the first from here upwards.")
@shared_options
def command(what: str, table: str, dataset: str | None, quiet: bool, color: str, as_of: str | None) -> int:
    """Pin what was looked up about the dataset's terms or works, so that rules can compare with it offline.

    Rows about what the dataset does not use are left out; rows of an earlier snapshot stay where the table has none.
    """
    judgement_date(as_of)
    located = locate([dataset] if dataset else [])
    corpus = located.load()
    unreadable = f"snapshots/{what}.json"
    if unreadable in corpus.broken:
        raise UnanswerableError(f"{located.shown}/{unreadable} could not be read; mend or delete it first")
    try:
        content, held = _MAKERS[what](corpus, _text(table))
    except snapshots.TableError as error:
        raise UnanswerableError(f"{table}: {error}") from None
    path = located.root / "snapshots" / f"{what}.json"
    write_whole(path, content)
    click.echo(f"{located.shown}/snapshots/{what}.json written")
    of = len(corpus.terms) if what == "terms" else len(corpus.sources)
    say(f"{held:,} of {of:,} {what if what == 'terms' else 'sources'} looked up", quiet)
    return 0


def _text(table: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if table == "-" else Path(table).read_bytes()
        return raw.decode()
    except UnicodeDecodeError:
        raise UnanswerableError(f"{table}: not UTF-8; save the table as CSV in UTF-8") from None
