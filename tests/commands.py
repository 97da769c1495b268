"""docs/commands.md, out of the commands themselves. `scripts/commands` writes it, a test compares."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from claimkit.cli.main import claimkit

COMMON = ("--version", "--quiet", "--color", "--as-of", "-h", "--help")
HEAD = """\
<!-- Made by: scripts/commands -->
# Commands

`claimkit COMMAND --help` says the same. A PATH is a dataset, or a file or folder in one; without one, the first
dataset from here upwards is taken: a folder that holds `dataset.yaml`, or `claims/dataset.yaml`.

Exit codes: 0, all that was asked was done and is sound (warnings alone give 0); 1, errors were found, or a file
differs; 2, the question could not be answered, or nothing was written. Standard output carries the result, standard
error the progress and the summary. A long command shows on a terminal how far it has come.

## Options of every command

"""
COMPLETION = """\
## Completion

Commands, options, and the keys and ids of the dataset at hand are completed by the shell:

```sh
eval "$(_CLAIMKIT_COMPLETE=bash_source claimkit)"        # in ~/.bashrc
eval "$(_CLAIMKIT_COMPLETE=zsh_source claimkit)"         # in ~/.zshrc
_CLAIMKIT_COMPLETE=fish_source claimkit | source         # in ~/.config/fish/completions/claimkit.fish
```
"""


def commands(
    group: click.Group = claimkit, path: str = "claimkit"
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command that is no group, with its name as typed."""
    context = click.Context(group, info_name=path, help_option_names=["-h", "--help"])
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield (
                f"{path} {name}",
                command,
                click.Context(command, info_name=f"{path} {name}", help_option_names=["-h", "--help"]),
            )


def options(command: click.Command, context: click.Context) -> list[tuple[str, str]]:
    """Each option as it is typed, and its help."""
    rows = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record:
            rows.append(record)
    return rows


def table(rows: list[tuple[str, str]]) -> str:
    cells = [(f"`{names}`".replace("|", "\\|"), told.replace("|", "\\|")) for names, told in rows]
    return "\n".join(["| option | does |", "| --- | --- |", *(f"| {names} | {told} |" for names, told in cells)])


def is_common(row: tuple[str, str]) -> bool:
    return any(name.strip().split(" ")[0] in COMMON for name in row[0].split(","))


def page() -> str:
    every = list(commands())
    _, first, context = every[0]
    parts = [HEAD + table([row for row in options(first, context) if is_common(row)]) + "\n"]
    for name, command, context in every:
        usage = " ".join(command.collect_usage_pieces(context))
        told = re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.cleandoc(command.help or ""))
        section = [f"## {name}", f"`{name} {usage}`", told]
        own = [row for row in options(command, context) if not is_common(row)]
        if own:
            section.append(table(own))
        epilog = (command.epilog or "").replace("\b\n", "").split("\n\n")
        lines = [line.strip() for line in re.sub(r" \\\n\s*", " \\\n      ", epilog[0]).split("\n")[1:]]
        section.append("```sh\n" + "\n".join(line for line in lines if line) + "\n```")
        section += [re.sub(r"\s+", " ", more) for more in epilog[1:]]
        parts.append("\n\n".join(section) + "\n")
    return "\n".join([*parts, COMPLETION])


if __name__ == "__main__":
    print(page(), end="")
