"""`claimkit release`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from claimkit import __version__, assembly
from claimkit.changes import text
from claimkit.cli.console import UnanswerableError, counted, judgement_date, print_findings, say, shared_options
from claimkit.cli.files import Place
from claimkit.cli.locate import Located, locate
from claimkit.cli.progress import Progress
from claimkit.cli.repository import (
    added_in,
    committed_bytes,
    is_shallow,
    left_out,
    prefix_of,
    uncommitted,
    unlike,
    unseen,
)
from claimkit.cli.sides import revision_of, side_of
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


_UNSTABLE = (
    "the exports of a development version may change under its name, and verify holds a release to what its version "
    "makes: give claimkit a version of its own first"
)


class Target(NamedTuple):
    """A file to write."""

    place: Place
    path: str
    content: bytes
    current: bytes | None

    @property
    def shown(self) -> str:
        return os.path.relpath(self.place.root / self.path).replace(os.sep, "/")


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

    Refused are a dataset with findings, a tree that is not as committed, a version that exists, and one that is too
    small for what changed in the claims. Nothing is committed or tagged: what to type is told. After that
    `claimkit build` makes the folder and the zip of the release.

    A second run before the commit makes all of it anew and keeps the editor's words in NEWS.md.
    """
    date = judgement_date(as_of)
    if date > judgement_date(None):
        raise UnanswerableError(f"--as-of {date}: no release is of a day to come")
    located = locate([path] if path else [])
    if located.root.name != "claims":
        raise UnanswerableError("a release is made of a folder called claims, in a repository")
    changed = uncommitted(located.root)
    if changed is None:
        raise UnanswerableError("git does not answer here; a release is made of a commit")
    with Progress(quiet) as tick:
        files = _files(located)
        made = _planned(located, files, wanted, since, date.isoformat(), tick)
        report = validate(made.corpus, as_of=date, tick=tick)
    if report.diagnostics:
        print_findings(shown(located.report(report.diagnostics)), color)
        say(f"no release: {counted(len(report.diagnostics), 'finding')}", quiet)
        return 1
    _refuse_unclean(located, made, changed, files)
    targets = list(_targets(located, made))
    if yes:
        _write(targets)
    _tell(located, made, targets, written=yes)
    if ".dev" in __version__:
        say(f"note: this is claimkit {__version__}; {_UNSTABLE}", quiet)
    return 0


def _files(located: Located) -> dict[str, bytes]:
    files, refused = assembly.content(located.root)
    if refused:
        raise UnanswerableError(f"{located.show(refused[0].path)}: {refused[0].message}; run: claimkit validate")
    return files


def _planned(
    located: Located, files: dict[str, bytes], version: str, since: str | None, date: str, tick: Tick
) -> Plan:
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
    except UnicodeDecodeError:
        raise UnanswerableError(
            f"no release: {os.path.relpath(changelog)} is not UTF-8, so no line is added"
        ) from None
    try:
        return plan(files, before, version, date, known)
    except RefusedError as error:
        raise UnanswerableError(f"no release: {error}") from None


def _before(located: Located, now: Corpus, since: str | None, tick: Tick) -> Corpus | None:
    """The dataset as the newest entry of the ledger holds it."""
    if not now.ledger:
        if since:
            raise UnanswerableError(f"--since {since}: the ledger has no release yet")
        return None
    root, newest = located.root, now.ledger[-1].value
    own = path_of(newest.version)
    if committed_bytes(root, own) is None:
        raise UnanswerableError(
            f"{located.show(own)} is not committed: finish that release first, or take back what was written: "
            "git stash -u"
        )
    commit = None if since else added_in(root, own)
    side = side_of(since, tick, root) if since else revision_of(commit, tick, root) if commit else None
    if side is not None and held_by(side.corpus) == newest:
        return side.corpus
    if not since and is_shallow(root):
        why = f"a shallow clone does not know what {newest.version} was: git fetch --unshallow, or"
    elif side is None:
        why = f"git does not know when {newest.version} was released;"
    else:
        why = f"{side.name[:12] if commit else side.name} is not release {newest.version} as the ledger holds it;"
    raise UnanswerableError(f"{why} name that release: --since RELEASE")


def _refuse_unclean(located: Located, made: Plan, changed: list[str], files: dict[str, bytes]) -> None:
    """Only what a first run of this very command wrote may differ from the commit."""
    around, inside = prefix_of(located.root.parent), prefix_of(located.root)
    ours = {inside + name for name in made.dataset} | {around + name for name in made.repository}
    foreign = sorted(set(changed) - ours)
    own = f"{inside}dataset.yaml"
    then, now = committed_bytes(located.root, "dataset.yaml"), _current(located.root / "dataset.yaml")
    if own in changed and _unversioned(then) != _unversioned(now):
        foreign.append(own)
    if foreign:
        more = f" and {len(foreign) - 1:,} more" if len(foreign) > 1 else ""
        raise UnanswerableError(f"no release: {foreign[0]}{more} is not committed")
    ignored = unseen(located.root)
    if ignored:
        raise UnanswerableError(
            f"no release: git is told to ignore {located.show(ignored[0])}, so nobody else would have it; "
            "commit it (git add -f) or take it away"
        )
    lost = [located.show(path) for path in left_out(located.root, made.dataset)]
    lost += [os.path.relpath(located.root.parent / path) for path in left_out(located.root.parent, made.repository)]
    if lost:
        raise UnanswerableError(
            f"no release: git is told to ignore {lost[0]}, so git add would leave it out; "
            f"see git check-ignore -v {lost[0]}"
        )
    # what the first run wrote is in `changed`; the bytes of all else are what the release will hold
    altered = [path for path in unlike(located.root, "HEAD", files) if inside + path not in changed]
    if altered:
        raise UnanswerableError(
            f"no release: {located.show(altered[0])} is not as committed, though git calls it clean; "
            "see git ls-files -v, core.autocrlf and .gitattributes"
        )


def _unversioned(raw: bytes | None) -> bytes:
    return re.sub(rb"(?m)^version:[^\n]*$", b"", raw or b"", count=1)


def _targets(located: Located, made: Plan) -> Iterator[Target]:
    """What differs from what is there."""
    inside, around = Place.dataset(located.root, located.shown), Place.repository(located.root.parent)
    for place, files in ((inside, made.dataset), (around, made.repository)):
        for path, content in sorted(files.items()):
            current = _current(place.root / path)
            if current != content:
                yield Target(place, path, content, current)


def _write(targets: list[Target]) -> None:
    """All of it. What would refuse to be written is found before anything is."""
    for target in targets:
        target.place.check(target.path)
    for target in targets:
        target.place.write(target.path, target.content, target.current)


def _tell(located: Located, made: Plan, targets: list[Target], written: bool) -> None:
    entry = made.entry
    click.echo(f"release {entry.version} of {entry.name}, {entry.date}: {counted(len(entry.claims), 'claim')}")
    if made.comparison is None:
        click.echo("the first release")
    else:
        for _, line in text.lines(made.comparison, lambda _: ""):
            click.echo(line)
        click.echo(f"{made.least} at least")
    for target in targets:
        click.echo(f"{target.shown} {'written' if written else 'would be written'}")
    if not written:
        click.echo("nothing was written; run it again with --yes")
        return
    root = located.root
    click.echo(f"\nAdd your words to {located.show('NEWS.md')} (claimkit release keeps them), then:\n")
    if Path.cwd() != root.parent:
        click.echo(f"  cd {os.path.relpath(root.parent)}")
    paths = " ".join([root.name, *sorted(made.repository)])
    click.echo(f'  git add {paths} && git commit -m "Release {entry.version} of {entry.name}"')
    click.echo(f'  git tag -s v{entry.version} -m "{entry.name} {entry.version}"')
    click.echo("  scripts/build")


def _current(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
