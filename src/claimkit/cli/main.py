"""The `claimkit` command: its subcommands, imported only when called, and what every outcome exits with.

0: all that was asked was checked and is sound. 1: findings of severity error. 2: the question itself could not be
answered. 2 wins.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from claimkit import __version__
from claimkit.cli.console import UnanswerableError, complain
from claimkit.cli.lazy import LazyGroup

_COMMANDS = {
    "validate": "validate a dataset",
    "new": "write a draft claim, a source or a term",
    "fmt": "write files in canonical form; comments are kept",
    "diff": "what changed in the claims between two states, and the version bump that it demands",
    "build": "validate, then write every export, as one whole or not at all",
    "release": "write what makes a version a release: ledger, news, citation",
    "verify": "whether a release is whole, unchanged and in agreement with itself and its ledger",
    "explain": "what a rule means, or why a claim has its level and verdict",
    "cite": "how to cite the dataset, one claim, or the works behind them",
    "quote": "make the fingerprint of a passage of a text at hand",
    "snapshot": "pin what was looked up about terms and works",
    "init": "make the repository of a new dataset",
    "sync": "regenerate the committed files that derive from code and dataset.yaml",
}

_EXAMPLES = """\b
Examples:
  claimkit validate
  claimkit new claim
  claimkit explain CK401

`claimkit COMMAND --help` shows the options and examples of a command.
"""
_COMPLETION = "_CLAIMKIT_COMPLETE"
"""Set where a shell asks what could be typed next."""


@click.group(
    cls=LazyGroup,
    package="claimkit.cli",
    summaries=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXAMPLES,
)
@click.version_option(__version__, message="claimkit %(version)s")
def claimkit() -> None:
    """Scientific claims that can be checked, versioned and cited."""


def invoke(arguments: Sequence[str]) -> int:
    """Runs the command with these arguments and gives its exit code. Never raises for what a user may do."""
    if sys.stdout is None or sys.stderr is None:  # the shell closed it: nobody would see the answer
        complain("the output could not be written: it is closed")
        return 2
    try:
        code: Any = claimkit.main(list(arguments), prog_name="claimkit", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        complain("stopped")
        return 2
    except UnanswerableError as error:
        complain(str(error))
        return 2
    except SystemExit as end:  # click's own end: of an answer to a shell, or on a closed pipe, with the report lost
        return end.code if _COMPLETION in os.environ and isinstance(end.code, int) else 2
    except OSError as error:
        _give_up_stdout()
        complain(f"{error.filename or 'the output could not be written'}: {error.strerror or error}")
        return 2
    except Exception as error:  # noqa: BLE001  a user gets a line that can be reported, never a traceback
        place = traceback.extract_tb(error.__traceback__)[-1]
        complain(f"a fault of claimkit ({type(error).__name__} in {place.name}: {error}); please report it")
        return 2
    return code if isinstance(code, int) else 0


def run() -> None:
    """The entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.disable()  # records are kept to the end of the process: looking through them for cycles is in vain
    code = invoke(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            code = 2
    os._exit(code)  # nothing is left to be done: to take every record apart first costs a tenth of a short run


def _give_up_stdout() -> None:
    """Points standard output nowhere, so that Python's own flush at exit cannot fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    run()
