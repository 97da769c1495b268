"""`claimkit build`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from claimkit.cli.console import UnanswerableError, counted, judgement_date, print_findings, say, shared_options
from claimkit.cli.locate import locate
from claimkit.cli.progress import Progress
from claimkit.cli.repository import origin_of, released_elsewhere
from claimkit.cli.validate import closing_line, exit_code
from claimkit.corpus import Corpus
from claimkit.diagnostics import Tick
from claimkit.edition import edition, provisional
from claimkit.model import DatasetMetadata
from claimkit.release import contents
from claimkit.release.folder import OutputError, write
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
    version with these very contents, the tree is clean, and nothing of the dataset came after. A clean tree is judged
    as of its commit, unless another date is given.

    A dataset with errors is not built, and what stood in DIR stays. DIR must be new, empty, or made by claimkit.
    """
    located = locate([path] if path else [])
    origin = origin_of(located.root)
    date = judgement_date(as_of, origin.source_date_epoch)
    with Progress(quiet) as tick:
        corpus = located.load(tick=tick)
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
    redated = as_of is not None and date != judgement_date(None, origin.source_date_epoch)
    elsewhere = origin.commit and released_elsewhere(located.root, dataset.version, origin.commit)
    version = edition(corpus) if origin.commit and not (elsewhere or redated) else provisional(dataset)
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
    say(_standing(corpus, dataset, version, elsewhere, redated), quiet)
    return 0


def _standing(corpus: Corpus, dataset: DatasetMetadata, version: str, elsewhere: str | None, redated: bool) -> str:
    """Whether what was built is a release, and if not, why."""
    if version == dataset.version:
        return f"release {version}"
    if elsewhere:
        return f"{version}, no release: {dataset.version} is commit {elsewhere[:12]}"
    if redated and edition(corpus) == dataset.version:
        return f"{version}, no release: --as-of is not the day of the commit, as of which anybody builds it again"
    if edition(corpus) == dataset.version:
        return f"{version}, no release: the tree has changes that are not committed, or is no clone"
    return f"{version}, no release: the ledger does not hold {dataset.version} with these contents"
