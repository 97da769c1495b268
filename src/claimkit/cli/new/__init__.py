"""`claimkit new`: claim, source and term, each in a module of its own."""

from __future__ import annotations

import click

from claimkit.cli.lazy import LazyGroup

_KINDS = {
    "claim": "a draft claim with a fresh id",
    "source": "a source, from an identifier or a pasted entry",
    "term": "a term of the vocabulary",
}
_EXAMPLES = """\b
Examples:
  claimkit new claim
  claimkit new source 10.1111/joim.12805
  claimkit new term "bone marrow" --category anatomy --id UBERON:0002371
"""


@click.group("new", cls=LazyGroup, package="claimkit.cli.new", summaries=_KINDS, epilog=_EXAMPLES)
def command() -> None:
    """Write a new claim, source or term: complete, in its place, in canonical form.

    On a terminal, what no option gives is asked for; elsewhere options must give it.
    """
