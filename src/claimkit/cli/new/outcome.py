"""What is said after a new file was written: where it is, and what validation says of it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator

import click

from claimkit.cli.console import UnanswerableError, counted, print_findings, say
from claimkit.cli.locate import Located, locate
from claimkit.corpus import Corpus
from claimkit.diagnostics import Diagnostic
from claimkit.drafts.answers import AnswerError
from claimkit.report import text
from claimkit.validate import validate


def dataset_at(path: str | None) -> tuple[Located, Corpus]:
    """The dataset to write into, and what it says. Raises UnanswerableError where it cannot be read."""
    located = locate([path] if path else [])
    corpus = located.load(empty=True)
    if corpus.dataset is None:
        raise UnanswerableError(f"{located.shown}/dataset.yaml could not be read; run: claimkit validate")
    return located, corpus


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """What no record can hold ends the command, with nothing written."""
    try:
        yield
    except AnswerError as error:
        raise UnanswerableError(f"nothing was written: {error}") from None


def refused(problems: list[Diagnostic] | tuple[Diagnostic, ...]) -> UnanswerableError:
    """Why there is no draft: the first things that the model would not take."""
    said = [f"{problem.pointer.lstrip('/') or 'record'}: {text.message(problem)}" for problem in problems[:3]]
    return UnanswerableError("nothing was written: " + "; ".join(said))


def report(located: Located, path: str, as_of: datetime.date, color: str, quiet: bool, pointer: str = "") -> int:
    """Prints where what is new stands, and the findings about it on standard error. 1 where one is an error.

    `pointer` is that of a part of the file, where only this is new.
    """
    click.echo(located.show(path))
    judged = validate(located.load(empty=True), as_of=as_of)
    findings = [
        finding
        for finding in located.report(judged.diagnostics)
        if finding.path == located.show(path) and f"{finding.pointer}/".startswith(f"{pointer}/")
    ]
    print_findings(findings, color, err=True)
    errors = sum(finding.severity == "error" for finding in findings)
    if errors:
        say(f"written, with {counted(errors, 'error')} to mend; then run: claimkit validate", quiet)
    return int(bool(errors))
