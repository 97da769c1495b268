"""How far long work has come: one line on a terminal that rewrites itself, and nothing anywhere else."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

import click

_PATIENCE = 0.7
"""Seconds of silence: what is done sooner needs no line."""
_EVERY = 0.1


class Progress:
    """Called with what is being done, how much of it, and of how much (0: not known). Its line goes at the end."""

    def __init__(self, quiet: bool) -> None:
        self._wanted = not quiet and bool(sys.stderr) and sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(self, what: str, done: int, of: int) -> None:
        if self._wanted and (now := time.monotonic()) >= self._next:
            self._next = now + _EVERY
            self._shown = True
            line = (f"{what}: {done:,} of {of:,}" if of else what)[: shutil.get_terminal_size().columns - 1]
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
