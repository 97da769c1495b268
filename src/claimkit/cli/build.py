"""`claimkit build`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from claimkit.cli.console import UnanswerableError, counted, judgement_date, print_findings, say, shared_options
from claimkit.cli.locate import Located, locate
from claimkit.cli.progress import Progress
from claimkit.cli.repository import clean_commit, origin_of, release_of, unlike
from claimkit.cli.validate import closing_line, exit_code
from claimkit.corpus import Corpus
from claimkit.diagnostics import Tick
from claimkit.edition import edition, provisional
from claimkit.ledger import path_of
from claimkit.model import DatasetMetadata
from claimkit.release import contents
from claimkit.release.folder import OutputError, write
from claimkit.release.manifest import Origin
from claimkit.validate import shown, validate

_EXAMPLES = """\b
Examples:
  claimkit build
  claimkit build --out /tmp/release path/to/claims
"""


@click.command("build", epilog=_EXAMPLES)
@click.argument("path", required=False)
@click.option("--out", default="dist", metavar="DIR", help="Where to write; replaced whole.  [default: dist]")
@shared_options
def command(path: str | None, out: str, quiet: bool, color: str, as_of: str | None) -> int:
    """Validate a dataset, then write every export to DIR/<name>-<version>/, as one whole or not at all.

    The same stands beside it as a zip. It is final, and not `-dev`, on the commit of a release: the ledger holds the
    version with these very contents, the tree is clean, each file of the dataset has the bytes of the commit, and
    nothing of the dataset came after. A clean tree is judged as of its commit, unless another date is given.

    A dataset with errors is not built, and what stood in DIR stays. DIR must be new, empty, or made by claimkit.
    """
    located = locate([path] if path else [])
    with Progress(quiet) as tick:
        corpus = located.load(tick=tick)
        commit = clean_commit(located.root)
        altered = _altered(located, corpus, commit) if commit else None
        origin = origin_of(located.root, None if altered else commit)
        date = judgement_date(as_of, origin.source_date_epoch)
        report = validate(corpus, as_of=date, tick=tick)
    findings = located.report(report.diagnostics)
    code = exit_code(report, findings)
    print_findings(shown(findings), color)
    say(closing_line(report, findings), quiet)
    if code or corpus.dataset is None:
        say("nothing was built", quiet)
        return code or 1
    target, root = Path(out).resolve(), located.root.resolve()
    if target == root or root in target.parents or target in root.parents:
        raise UnanswerableError(f"--out {out}: the output may not hold the dataset, nor lie in it")
    dataset = corpus.dataset.value
    lacking = _lacking(located, corpus, dataset, origin, date, altered)
    version = dataset.version if lacking is None else provisional(dataset)
    folder = contents.folder_name(dataset, version)
    names: list[str] = []

    def noted(tick: Tick) -> Iterator[tuple[str, Iterable[bytes]]]:
        for name, chunks in contents.files(corpus, dataset, version, origin):
            tick(f"writing {name}", len(names), 0)
            names.append(f"{folder}/{name}")
            yield names[-1], chunks

    try:
        with Progress(quiet) as tick:
            write(Path(out), noted(tick), zipped=folder)
    except OutputError as error:
        raise UnanswerableError(str(error)) from None
    names.append(f"{folder}.zip")
    for name in sorted(names):
        click.echo(f"{Path(out) / name}")
    say(f"{counted(len(corpus.published), 'claim')} in {counted(len(names), 'file')}", quiet)
    say(f"release {version}" if lacking is None else f"{version}, no release: {lacking}", quiet)
    return 0


def _altered(located: Located, corpus: Corpus, commit: str) -> str | None:
    """The first file that is not as committed, of a tree that git calls clean."""
    files = [*corpus.files, *([corpus.news] if corpus.news else [])]
    found = unlike(located.root, commit, {file.path: file.raw for file in files}, corpus.paths)
    return located.show(found[0]) if found else None


def _lacking(
    located: Located,
    corpus: Corpus,
    dataset: DatasetMetadata,
    origin: Origin,
    date: datetime.date,
    altered: str | None,
) -> str | None:
    """Why what is built is no release; None where it is one."""
    own = dataset.version
    release = release_of(located.root, own, origin.commit) if origin.commit else None
    if release and release != origin.commit:
        return f"{own} is commit {release[:12]}"
    if edition(corpus) != own:
        return f"the ledger does not hold {own} with these contents"
    if altered:
        return f"{altered} is not as committed, though git calls the tree clean"
    if origin.commit is None:
        return "the tree has changes that are not committed, or is no clone"
    if date != judgement_date(None, origin.source_date_epoch):
        return "--as-of is not the day of the commit, as of which anybody builds it again"
    if release is None:
        return f"git does not know which commit added {located.show(path_of(own))}"
    return None
