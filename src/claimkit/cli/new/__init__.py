"""`claimkit new`: claim, source and term, each in a module of its own."""

from __future__ import annotations

import importlib

import click

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


class _Kinds(click.Group):
    """As of `claimkit` itself: what is not asked for is not imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _KINDS:
            return None
        command: click.Command = importlib.import_module(f"claimkit.cli.new.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_KINDS.items()))


@click.group("new", cls=_Kinds, epilog=_EXAMPLES)
def command() -> None:
    """Write a new claim, source or term: complete, in its place, in canonical form.

    On a terminal, what no option gives is asked for; elsewhere options must give it.
    """
