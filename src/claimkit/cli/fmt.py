"""`claimkit fmt`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import click

from claimkit import formatting, yamlio
from claimkit.assembly import content
from claimkit.cli.console import (
    UnanswerableError,
    counted,
    judgement_date,
    print_diff,
    print_findings,
    say,
    shared_options,
)
from claimkit.cli.files import Place
from claimkit.cli.locate import locate
from claimkit.diagnostics import Diagnostic
from claimkit.model.dataset import FORMAT
from claimkit.refusals import refuse

_UNREAD = ("CK001", "CK002", "CK003")
"""Refusals of what was not even opened, and so may be a file that has a form."""
_EXAMPLES = """\b
Examples:
  claimkit fmt
  claimkit fmt --check --diff
  claimkit fmt claims/records/probiotics/x.yaml
"""


@click.command("fmt", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=str))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file is not in canonical form.")
@click.option("--diff", is_flag=True, help="Show what changes.")
@shared_options
def command(paths: tuple[str, ...], check: bool, diff: bool, quiet: bool, color: str, as_of: str | None) -> int:
    """Write files in canonical form: key order, quoting, wrapping, line ends.

    Comments are kept, with the key or item that they belong to. What a record says, and its digest, stay the same.
    PATH selects files or folders of a dataset; without one, all of it is taken.

    Exit codes: 0 done, or nothing to do; 1 a file differs (--check) or cannot be read; 2 not answered.
    """
    judgement_date(as_of)
    located = locate(paths)
    files, findings = content(located.root)
    selected = [path for path in sorted(files) if formatting.kind_of(path) and located.selects(path)]
    findings = [finding for finding in findings if finding.code in _UNREAD]
    _refuse_newer(files)
    if not selected and not any(located.selects(finding.path) for finding in findings):
        raise UnanswerableError(f"nothing that has a form lies in {', '.join(paths) or located.shown}")
    changed: dict[str, tuple[str, str]] = {}
    for path in selected:
        found = _canonical(path, files[path])
        if isinstance(found, str):
            old = files[path].decode()
            if found != old:
                changed[path] = (old, found)
        else:
            findings += found
    if check:
        findings += [_differs(path, old, new) for path, (old, new) in changed.items()]
    reported = located.report(sorted(findings, key=lambda finding: finding.order))
    print_findings(reported, color)
    place = Place.dataset(located.root, located.shown)
    for path, (old, new) in changed.items():
        shown = located.show(path)
        if diff:
            print_diff(shown, old, new, color)
        if not check:
            place.write(path, new.encode(), files[path])
            click.echo(f"{shown} written")
    files_of = counted(len(selected), "file")
    if not changed:
        say(f"{files_of} in canonical form", quiet)
    elif check:
        say(f"{len(changed):,} of {files_of} not in canonical form; run: claimkit fmt", quiet)
    else:
        say(f"{len(changed):,} of {files_of} written", quiet)
    return int(bool(reported))


def _canonical(path: str, raw: bytes) -> str | list[Diagnostic]:
    """The canonical text of a file, or why it has none."""
    kind = formatting.kind_of(path)
    reading = yamlio.read(raw, yamlio.BULK_LIMITS)
    if reading.data is None or kind is None:
        return [replace(finding, path=path) for finding in reading.diagnostics]
    try:
        return formatting.formatted(raw.decode(), reading.data, kind)
    except formatting.UnfaithfulError as error:
        return [refuse("CK021", f"the file has no canonical form: {error}", path=path)]


def _refuse_newer(files: Mapping[str, bytes]) -> None:
    """Raises UnanswerableError for a dataset of a later format: how that is written is not known here."""
    data = yamlio.read(files.get("dataset.yaml", b""), yamlio.BULK_LIMITS).data or {}
    stated = data.get("format")
    if isinstance(stated, int) and stated > FORMAT:
        raise UnanswerableError(f"the dataset has format {stated}; this claimkit writes format {FORMAT}")


def _differs(path: str, old: str, new: str) -> Diagnostic:
    message = "the file is not in canonical form from here on"
    place = (formatting.first_difference(old, new), 1)
    return refuse("CK021", message, path=path, place=place, hint="run: claimkit fmt")
