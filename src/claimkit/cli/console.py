"""Streams, colour and the date of judgement: what commands share of the terminal and the environment."""

from __future__ import annotations

import datetime
import difflib
import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from claimkit import __version__
from claimkit.diagnostics import Diagnostic, escaped
from claimkit.report import text


class UnanswerableError(Exception):
    """The question itself could not be answered: exit code 2, with one line that says why and what to type."""


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--version, --quiet, --color and --as-of, which every command takes."""
    options = (
        click.version_option(__version__, message="claimkit %(version)s"),
        click.option("--quiet", is_flag=True, help="No summary on standard error."),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help="Colour findings; auto: on a terminal, unless NO_COLOR is set.",
        ),
        click.option("--as-of", metavar="DATE", help="Date of judgement; else SOURCE_DATE_EPOCH, else today (UTC)."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def date_given(option: str, text: str) -> datetime.date:
    """The date that an option gives. Raises UnanswerableError for what is none."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise UnanswerableError(f"{option} {escaped(text)}: not a date like 2026-11-21")


def judgement_date(as_of: str | None, made: int | None = None) -> datetime.date:
    """The date that rules take for today. Raises UnanswerableError for what is no date.

    `made` is the time that counts as the present where neither is given, in seconds since 1970.
    """
    if as_of is not None:
        return date_given("--as-of", as_of)
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or ("" if made is None else str(made))
    if epoch:
        try:
            if not epoch.isascii() or not epoch.isdigit():
                raise ValueError
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise UnanswerableError(f"SOURCE_DATE_EPOCH={escaped(epoch)}: not a number of seconds") from None
    return datetime.datetime.now(datetime.UTC).date()


def is_colourful(color: str, err: bool = False) -> bool:
    """Whether standard output, or standard error, is to be coloured."""
    stream = sys.stderr if err else sys.stdout
    return color == "always" or (color == "auto" and stream.isatty() and not os.environ.get("NO_COLOR"))


def print_diff(path: str, old: str, new: str, color: str, err: bool = False) -> None:
    """What changes in a file, as a unified diff."""
    colourful = is_colourful(color, err)
    shades = {"+": "green", "-": "red", "@": "cyan"}
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), f"a/{path}", f"b/{path}", lineterm="", n=1)
    if old.splitlines() == new.splitlines():
        lines = iter([f"--- a/{path}", f"+++ b/{path}", "the ends of lines alone"])
    for line in lines:
        shown = escaped(line)
        shade = shades.get(line[:1])
        click.echo(click.style(shown, fg=shade) if shade and colourful else shown, err=err, color=colourful)


def print_findings(findings: Iterable[Diagnostic], color: str, err: bool = False) -> None:
    """One line each, on standard output, or on standard error."""
    colourful = is_colourful(color, err)
    for finding in findings:
        line = text.line(finding)
        if colourful:
            place = text.location(finding)
            shade = "red" if finding.severity == "error" else "yellow"
            marked = click.style(f"{finding.severity} {finding.code}", fg=shade, bold=True)
            line = click.style(place, bold=True) + line[len(place) :].replace(
                f"{finding.severity} {finding.code}", marked, 1
            )
        click.echo(line, err=err, color=colourful)


def say(line: str, quiet: bool = False) -> None:
    """A line of progress or summary, on standard error."""
    if not quiet:
        click.echo(escaped(line), err=True)


def complain(line: str) -> None:
    """Why there is no answer, on standard error; where even that is closed, nothing."""
    try:
        click.echo(f"claimkit: {escaped(line)}", err=True)
    except OSError:
        return


def counted(number: int, noun: str) -> str:
    """`1 claim`, `5,120 checks`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
