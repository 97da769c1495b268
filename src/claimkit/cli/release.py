"""`claimkit release`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from claimkit import assembly
from claimkit.changes import text
from claimkit.cli.console import UnanswerableError, counted, judgement_date, print_findings, say, shared_options
from claimkit.cli.files import Place
from claimkit.cli.locate import Located, locate
from claimkit.cli.progress import Progress
from claimkit.cli.revisions import added_in, changed_paths, committed_bytes
from claimkit.cli.sides import Side, side_of
from claimkit.corpus import Corpus
from claimkit.diagnostics import Tick
from claimkit.ledger import held_by, path_of
from claimkit.release.plan import Plan, RefusedError, plan
from claimkit.validate import shown, validate

_EXAMPLES = """\b
Examples:
  claimkit release 0.2.0
  claimkit release 0.2.0 --yes
  claimkit release 0.2.0 --since gutbone-claims-0.1.0.zip
"""


@click.command("release", epilog=_EXAMPLES)
@click.argument("wanted", metavar="VERSION")
@click.argument("path", required=False)
@click.option("--yes", is_flag=True, help="Write; without it, only what would be written is told.")
@click.option(
    "--since", metavar="RELEASE", help="The release before: a folder, zip or git revision.  [default: by the ledger]"
)
@shared_options
def command(
    wanted: str, path: str | None, yes: bool, since: str | None, quiet: bool, color: str, as_of: str | None
) -> int:
    """Write what makes VERSION a release: its entry of the ledger, the news, and how it is cited.

    Refused are a dataset with findings, a tree with changes that are not committed, a version that exists, and one
    that is too small for what changed in the claims. Nothing is committed or tagged: what to type is told. After that
    `claimkit build` makes the folder and the zip of the release.

    A second run before the commit makes all of it anew and keeps the editor's words in NEWS.md.
    """
    date = judgement_date(as_of)
    located = locate([path] if path else [])
    if located.root.name != "claims":
        raise UnanswerableError("a release is made of a folder called claims, in a repository")
    with Progress(quiet) as tick:
        made = _planned(located, wanted, since, date.isoformat(), tick)
        report = validate(made.corpus, as_of=date, tick=tick)
    if report.diagnostics:
        print_findings(shown(located.report(report.diagnostics)), color)
        say(f"no release: {counted(len(report.diagnostics), 'finding')}", quiet)
        return 1
    _refuse_unclean(located, made)
    _tell(made)
    _write(located, made, really=yes)
    return 0


def _planned(located: Located, version: str, since: str | None, date: str, tick: Tick) -> Plan:
    files, refused = assembly.content(located.root)
    if refused:
        raise UnanswerableError(f"{located.show(refused[0].path)}: {refused[0].message}; run: claimkit validate")
    own = path_of(version)
    if committed_bytes(located.root, own) is not None:
        raise UnanswerableError(f"{version} is released already: {located.show(own)} is committed")
    files = {name: raw for name, raw in files.items() if name != own}
    now = assembly.assemble(files, tick=tick)
    if now.ledger_is_broken or now.diagnostics:
        first = f": {located.show(now.diagnostics[0].path)}" if now.diagnostics else ""
        raise UnanswerableError(f"the dataset could not be read whole{first}; run: claimkit validate")
    before = _before(located, now, since, tick)
    changelog = located.root.parent / "CHANGELOG.md"
    try:
        known = changelog.read_text(encoding="utf-8") if changelog.is_file() else None
        return plan(files, before, version, date, known)
    except RefusedError as error:
        raise UnanswerableError(f"no release: {error}") from None


def _before(located: Located, now: Corpus, since: str | None, tick: Tick) -> Corpus | None:
    """The dataset as the newest entry of the ledger holds it."""
    if not now.ledger:
        if since:
            raise UnanswerableError(f"--since {since}: the ledger has no release yet")
        return None
    newest = now.ledger[-1].value
    name = since or added_in(located.root, path_of(newest.version))
    if name is None:
        raise UnanswerableError(
            f"git does not know when {newest.version} was released (a shallow clone?); name it: --since RELEASE"
        )
    side: Side = side_of(name, tick)
    held = held_by(side.corpus)
    if held != newest:
        raise UnanswerableError(f"{name} is not release {newest.version} as the ledger holds it")
    return side.corpus


def _refuse_unclean(located: Located, made: Plan) -> None:
    """Only what a first run of this very command wrote may differ from the commit."""
    changed = changed_paths(located.root.parent)
    if changed is None:
        raise UnanswerableError("git does not answer here; a release is made of a commit")
    ours = {f"{located.root.name}/{name}" for name in made.dataset} | set(made.repository)
    foreign = sorted(set(changed) - ours)
    own = f"{located.root.name}/dataset.yaml"
    then, now = committed_bytes(located.root, "dataset.yaml"), _current(located.root / "dataset.yaml")
    if own in changed and _unversioned(then) != _unversioned(now):
        foreign.append(own)
    if foreign:
        more = f" and {len(foreign) - 1:,} more" if len(foreign) > 1 else ""
        raise UnanswerableError(f"no release: {foreign[0]}{more} is not committed")


def _unversioned(raw: bytes | None) -> bytes:
    return re.sub(rb"(?m)^version:[^\n]*$", b"", raw or b"", count=1)


def _tell(made: Plan) -> None:
    entry = made.entry
    click.echo(f"release {entry.version} of {entry.name}, {entry.date}: {counted(len(entry.claims), 'claim')}")
    if made.comparison is None:
        click.echo("the first release")
        return
    for _, line in text.lines(made.comparison, lambda _: ""):
        click.echo(line)
    click.echo(f"{made.least} at least")


def _write(located: Located, made: Plan, really: bool) -> None:
    root = located.root
    inside, around = Place.dataset(root, located.shown), Place.repository(root.parent)
    for place, files in ((inside, made.dataset), (around, made.repository)):
        for name, content in sorted(files.items()):
            current = _current(place.root / name)
            if current == content:
                continue
            if really:
                place.write(name, content, current)
            click.echo(f"{_shown(place.root / name)} {'written' if really else 'would be written'}")
    version = made.entry.version
    if not really:
        click.echo("nothing was written; run it again with --yes")
        return
    paths = " ".join([root.name, *sorted(made.repository)])
    click.echo(f"\nAdd your words to {located.show('NEWS.md')} (claimkit release keeps them), then:\n")
    click.echo(f'  git add {paths} && git commit -m "Release {version} of {made.entry.name}"')
    click.echo(f'  git tag -s v{version} -m "{made.entry.name} {version}"')
    click.echo("  scripts/build")


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _current(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
