"""`claimkit validate`."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from claimkit import __version__, rulebook
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
from claimkit.cli.locate import Located, locate
from claimkit.cli.progress import Progress
from claimkit.corpus import Corpus
from claimkit.diagnostics import Diagnostic
from claimkit.report import github, json, sarif
from claimkit.texts import Texts, gather
from claimkit.validate import NO_TEXTS, Report, shown, validate

_EXAMPLES = """\b
Examples:
  claimkit validate
  claimkit validate claims/records/probiotics
  claimkit validate --texts ~/papers --format json
  claimkit validate --fix claims/records/probiotics/x.yaml
"""


@click.command("validate", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=str))
@click.option("--texts", "folder", metavar="DIR", help="Prove each fingerprint whose text is in DIR.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="How to report."
)
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe, and show what changed.")
@click.option("--strict", is_flag=True, help="Take every warning for an error.")
@shared_options
def command(
    paths: tuple[str, ...],
    folder: str | None,
    form: str,
    fix: bool,
    strict: bool,
    quiet: bool,
    color: str,
    as_of: str | None,
) -> int:
    """Validate a dataset: every file, link, level, stance and path.

    PATH may be a dataset, or a file or folder in one: it selects what is reported; the whole dataset is always
    read. Without a PATH, the first dataset from here upwards is taken.

    --fix types what follows from the facts or is a slip of the pen: the level, quotes around a date, a misspelled
    term (no gene, strain or molecule), fields of a claim out of order. Everything else is left to you.

    Exit codes: 0 sound, 1 errors found, 2 not answered.
    """
    located = locate(paths)
    if fix:
        _fix(located, judgement_date(as_of), color, aside=form != "text", quiet=quiet)
    with Progress(quiet) as tick:
        corpus = located.load(tick=tick)
        texts = texts_at(folder, corpus, quiet)
        report = validate(corpus, as_of=judgement_date(as_of), texts=texts, tick=tick)
    if not any(located.selects(path) for path in corpus.paths):
        raise UnanswerableError(f"nothing of the dataset lies in {', '.join(paths)}")
    findings = located.report(report.diagnostics)
    if strict:
        findings = [replace(finding, severity="error") for finding in findings]
    few = list(shown(findings))
    if form == "json":
        click.echo(json.document(summary(report, findings, located, corpus), few))
    elif form == "sarif":
        pages = {code: (page.name, page.doc) for code, page in rulebook.pages().items()}
        click.echo(sarif.document(few, pages, __version__))
    elif form == "github":
        for line in github.lines(few, secrets.token_hex(16)):
            click.echo(line)
    else:
        print_findings(few, color)
    say(closing_line(report, findings), quiet)
    return exit_code(report, findings)


def _fix(located: Located, as_of: datetime.date, color: str, aside: bool, quiet: bool) -> None:
    """Types the safe fixes into the selected files and shows them: aside, where standard output is a document."""
    from claimkit.mending import mend  # few runs mend: the others do without what that takes to import

    files, refused = content(located.root)
    mended = mend(files, refused, as_of=as_of, selects=located.selects)
    place = Place.dataset(located.root, located.shown)
    for path, new in mended.files.items():
        print_diff(located.show(path), files[path].decode(), new.decode(), color, err=aside)
        place.write(path, new, files[path])
    if mended.files:
        say(f"{counted(mended.fixes, 'finding')} mended in {counted(len(mended.files), 'file')}", quiet)


def texts_at(folder: str | None, corpus: Corpus, quiet: bool) -> Texts:
    """The texts in a folder, saying which of its files are of no source. Raises UnanswerableError."""
    if folder is None:
        return NO_TEXTS
    try:
        texts = gather(Path(folder), corpus)
    except OSError as error:
        raise UnanswerableError(f"--texts {folder}: {error.strerror}") from None
    for name, reason in texts.unused:
        say(f"not used: {folder}/{name}: {reason}", quiet)
    return texts


def exit_code(report: Report, findings: list[Diagnostic]) -> int:
    """2 where a rule crashed, 1 where something reported is an error, else 0."""
    if report.crashed:
        return 2
    return int(any(finding.severity == "error" for finding in findings))


def closing_line(report: Report, findings: list[Diagnostic]) -> str:
    """What was done, and how much could not be."""
    parts = [counted(report.claims, "claim"), counted(report.performed, "check")]
    if report.proven:
        parts.append(f"{counted(report.proven, 'passage')} proven")
    if report.waived:
        parts.append(f"{report.waived:,} waived")
    skipped = sum(report.skipped.values())
    reasons = "; ".join(report.skipped)
    parts.append(f"{skipped:,} skipped" + (f" ({reasons})" if reasons else ""))
    done = ", ".join(parts)
    if not findings:
        return done
    errors = sum(finding.severity == "error" for finding in findings)
    files = len({finding.path for finding in findings})
    found = f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')} in {counted(files, 'file')}"
    return f"{found}; {done}"


def summary(report: Report, findings: list[Diagnostic], located: Located, corpus: Corpus) -> dict[str, Any]:
    """The figures of the JSON report: what was loaded, what was selected, what was and was not checked."""
    selected = [path for path in corpus.paths if located.selects(path)]
    errors = sum(finding.severity == "error" for finding in findings)
    return {
        "files": report.files,
        "records": report.claims,
        "drafts": report.drafts,
        "errors": errors,
        "warnings": len(findings) - errors,
        "waived": report.waived,
        "selected": {
            "files": len(selected),
            "records": sum(located.selects(entry.file.path) for entry in corpus.claims),
        },
        "checks": {
            "performed": report.performed,
            "skipped": sum(report.skipped.values()),
            "skipped_because": report.skipped,
        },
        "passages_proven": report.proven,
    }
