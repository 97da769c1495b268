"""`claimkit sync`."""

from __future__ import annotations

from pathlib import Path

import click

from claimkit import generated
from claimkit.cli.console import UnanswerableError, counted, say, shared_options
from claimkit.cli.locate import locate

_EXAMPLES = """\b
Examples:
  claimkit sync
  claimkit sync --check
"""


@click.command("sync", epilog=_EXAMPLES)
@click.argument("path", required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file differs.")
@shared_options
def command(path: str | None, check: bool, quiet: bool, color: str, as_of: str | None) -> int:
    """Regenerate schema/, docs/rules.md and CITATION.cff beside the dataset's folder.

    They derive from claimkit's code and from dataset.yaml, and are never edited by hand.
    """
    located = locate([path] if path else [])
    corpus = located.load()
    if corpus.dataset is None:
        raise UnanswerableError(f"{located.shown}/dataset.yaml could not be read; run: claimkit validate")
    repository = located.root.parent
    files = generated.files(corpus.dataset.value)
    differing = [name for name, content in sorted(files.items()) if _current(repository / name) != content]
    stale = sorted(
        f"schema/{path.name}" for path in (repository / "schema").glob("*.json") if f"schema/{path.name}" not in files
    )
    for name in differing:
        click.echo(f"{name} differs" if check else f"{name} written")
    for name in stale:
        click.echo(f"{name} is not generated any more" if check else f"{name} removed")
    if not check:
        for name in differing:
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            (repository / name).write_bytes(files[name])
        for name in stale:
            (repository / name).unlink()
    if check and (differing or stale):
        say("run: claimkit sync", quiet)
        return 1
    say(f"{counted(len(files), 'file')} up to date", quiet)
    return 0


def _current(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
