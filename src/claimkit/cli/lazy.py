"""Groups of commands, each imported only when it is called, so that start-up stays short."""

from __future__ import annotations

import importlib
from typing import Any

import click

from claimkit.diagnostics import nearest


class LazyGroup(click.Group):
    """Commands by name, with a line on each; `package` holds a module of that name with `command` in it."""

    def __init__(self, *arguments: Any, package: str, summaries: dict[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._package = package
        self._summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._summaries:
            return None
        command: click.Command = importlib.import_module(f"{self._package}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in self._summaries and not name.startswith("-"):
            near = nearest(name, self._summaries)
            meant = f" Did you mean {near!r}?" if near else f" The commands are {', '.join(self._summaries)}."
            ctx.fail(f"No such command {name!r}.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self._summaries.items()))
