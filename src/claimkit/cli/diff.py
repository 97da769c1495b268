"""`claimkit diff`."""

from __future__ import annotations

import click

from claimkit.changes import compare, document, markdown, text
from claimkit.changes.change import Comparison
from claimkit.cli.console import counted, is_colourful, judgement_date, say, shared_options
from claimkit.cli.progress import Progress
from claimkit.cli.sides import Side, side_of
from claimkit.versions import precedence

_EXAMPLES = """\b
Examples:
  claimkit diff HEAD~1 claims
  claimkit diff main HEAD --format markdown
  claimkit diff gutbone-claims-0.1.0.zip claims --format json
"""
_SHADES = {"+": "green", "-": "red", "~": "yellow"}


@click.command("diff", epilog=_EXAMPLES)
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to tell it.",
)
@shared_options
def command(old: str, new: str, form: str, quiet: bool, color: str, as_of: str | None) -> int:
    """Tell what changed in the claims between two states of a dataset, and the version bump that it demands.

    OLD and NEW are each a folder of a dataset, a release folder or its zip, or a git revision; a path comes before a
    revision of the same name. A revision is of the repository around the current folder, and is not checked out.
    Drafts count for nothing, and so do moved files, layout, comments and notes.

    Exit codes: 0 whatever changed; 2 where a side cannot be found or read whole.
    """
    judgement_date(as_of)
    with Progress(quiet) as tick:
        before, after = side_of(old, tick), side_of(new, tick)
        comparison = compare(before.corpus, after.corpus)
    _print(comparison, after, form, color)
    turned_round = _turned_round(before, after)
    if turned_round:
        say(turned_round, quiet)
    claims = len({claim for change in comparison.changes for claim in (change.claim, *change.claims) if claim})
    said = f"{counted(len(before.corpus.published), 'claim')} before, {len(after.corpus.published):,} after"
    say(f"{counted(len(comparison.changes), 'change')} in {counted(claims, 'claim')}; {said}", quiet)
    return 0


def _turned_round(before: Side, after: Side) -> str:
    """That the older side was given as NEW, by the last release that each ledger holds; empty where it was not."""
    if not before.corpus.ledger or not after.corpus.ledger:
        return ""
    one, other = (side.corpus.ledger[-1].value.version for side in (before, after))
    if precedence(one) <= precedence(other):
        return ""
    return (
        f"OLD ({before.name}) is the newer one: it holds release {one}, NEW none after {other}; "
        "what is told as gone may have come"
    )


def _print(comparison: Comparison, after: Side, form: str, color: str) -> None:
    if form == "json":
        click.echo(document.document(comparison))
    elif form == "markdown":
        click.echo(markdown.document(comparison, after.show), nl=False)
    else:
        colourful = is_colourful(color)
        for sign, line in text.lines(comparison, after.show):
            shade = _SHADES.get(sign)
            click.echo(click.style(line, fg=shade) if shade and colourful else line, color=colourful)
