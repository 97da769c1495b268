"""`claimkit quote`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from claimkit import fingerprint
from claimkit.cli import completing
from claimkit.cli.console import UnanswerableError, print_findings, say, shared_options
from claimkit.cli.locate import locate
from claimkit.cli.validate import texts_at
from claimkit.diagnostics import Diagnostic, quoted
from claimkit.refusals import refuse
from claimkit.rules.provenance import passage_in_text
from claimkit.texts import Text, named

_EXAMPLES = """\b
Examples:
  claimkit quote nilsson-2018 --texts ~/papers --find "the passage, word for word"
  claimkit quote reuteri-page --texts ~/papers --lines 183-185
  claimkit quote reuteri-page --texts ~/papers --whole
"""
_STANDS = passage_in_text.RULE


@click.command("quote", epilog=_EXAMPLES)
@click.argument("source", shell_complete=completing.sources)
@click.option("--texts", "folder", required=True, metavar="DIR", help="Folder with the text of the source.")
@click.option("--find", metavar="TEXT", help="The passage, word for word.")
@click.option("--lines", metavar="A-B", help="The lines of the text that are the passage.")
@click.option("--whole", is_flag=True, help="The digest of the whole text, for `texts` of the source.")
@click.option("--dataset", metavar="PATH", help="The dataset; else the first from here upwards.")
@shared_options
def command(
    source: str,
    folder: str,
    find: str | None,
    lines: str | None,
    whole: bool,
    dataset: str | None,
    quiet: bool,
    color: str,
    as_of: str | None,
) -> int:
    """Make the fingerprint of a passage of SOURCE, ready to paste into a line of evidence.

    The passage comes from --find, from --lines, or from standard input. A text in DIR is of SOURCE when it is called
    SOURCE.txt (or .md), or when the source records its digest under `texts`.
    """
    if sum((find is not None, lines is not None, whole)) > 1:
        raise click.UsageError("--find, --lines and --whole exclude one another.")
    texts = texts_at(folder, locate([dataset] if dataset else []).load(), quiet=True).of(source)
    if not texts:
        texts = named(Path(folder), source)  # a source that is not in the dataset yet
    if not texts:
        raise UnanswerableError(
            f"no text of {source} in {folder}: name it {source}.txt, or record its digest under texts"
        )
    if whole:
        for text in texts:
            click.echo(f"texts: [{{sha256: {text.sha256}, tokens: {len(text.tokens)}}}]")
        return 0
    given = None if lines else fingerprint.tokens(find if find is not None else _stdin())
    problems = []
    for text in texts:
        passage = given if given is not None else _lines(text, lines or "")
        problem = _problem(passage, text)
        if problem is None:
            _print(passage, text, quiet)
            return 0
        problems.append(problem)
    print_findings(problems, color)
    return 1


def _stdin() -> str:
    if sys.stdin.isatty():
        say("type the passage, then end the input (Ctrl-D)")
    return sys.stdin.read()


def _lines(text: Text, spec: str) -> list[str]:
    match = re.fullmatch(r"([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?", spec)
    if not match:
        raise click.UsageError(f"--lines {spec}: write A or A-B, counted from 1.")
    first, last = int(match[1]), int(match[2] or match[1])
    if not first <= last <= len(text.lines):
        raise click.UsageError(f"--lines {spec}: the text has lines 1 to {len(text.lines)}.")
    return fingerprint.tokens("\n".join(text.lines[first - 1 : last]))


def _problem(passage: list[str], text: Text) -> Diagnostic | None:
    words = fingerprint.words(passage)
    if len(passage) < fingerprint.MINIMUM_TOKENS or words < fingerprint.MINIMUM_WORDS:
        message = (
            f"the passage has {len(passage)} tokens, {words} of them words; "
            f"it needs {fingerprint.MINIMUM_TOKENS}, {fingerprint.MINIMUM_WORDS} of them words"
        )
        return refuse("CK203", message, path=text.path, hint="take the whole sentence")
    if text.holds(len(passage), fingerprint.digest(passage)):
        return None
    agreeing, place = _longest_beginning(passage, text.tokens)
    message = "the passage does not stand in the text word for word"
    hint = "copy it from the text"
    line = 1
    if agreeing:
        found = text.lines_of(passage[:agreeing])
        line = found[1] if found else 1
        after = " ".join(text.tokens[place + agreeing : place + agreeing + 3])
        message += f": its first {agreeing} tokens do, then the text goes on {quoted(after)}"
        hint = f"you wrote {quoted(' '.join(passage[agreeing : agreeing + 3]))}"
    return Diagnostic(_STANDS.code, _STANDS.name, message, text.path, line, 1, hint=hint)


def _longest_beginning(passage: list[str], tokens: list[str]) -> tuple[int, int]:
    """How many of the passage's first tokens stand somewhere in a row, and where."""
    best, place = 0, 0
    for start in range(len(tokens)):
        length = 0
        while length < len(passage) and tokens[start + length : start + length + 1] == [passage[length]]:
            length += 1
        if length > best:
            best, place = length, start
    return best, place


def _print(passage: list[str], text: Text, quiet: bool) -> None:
    digest = fingerprint.digest(passage)
    click.echo(f"quote: {{tokens: {len(passage)}, sha256: {digest}}}")
    found = text.lines_of(passage)
    if found:
        first, last = found
        click.echo(f'locator: {{lines: "{first}"}}' if first == last else f'locator: {{lines: "{first}-{last}"}}')
    times = len(fingerprint.find(text.tokens, len(passage), digest))
    if times > 1:
        say(f"the passage stands {times} times in {text.path}; the locator is that of the first", quiet)
