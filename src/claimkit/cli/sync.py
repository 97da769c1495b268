"""`claimkit sync`."""

from __future__ import annotations

from pathlib import Path

import click

from claimkit import generated
from claimkit.cli.console import UnanswerableError, counted, judgement_date, say, shared_options
from claimkit.cli.files import Place
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
    """Regenerate schema/, docs/rules.md, CITATION.cff and .zenodo.json beside the dataset's folder.

    They derive from claimkit's code, from dataset.yaml and from the ledger, and are never edited by hand.
    """
    judgement_date(as_of)
    located = locate([path] if path else [])
    corpus = located.load()
    if corpus.dataset is None:
        raise UnanswerableError(f"{located.shown}/dataset.yaml could not be read; run: claimkit validate")
    if located.root.name != "claims":
        raise UnanswerableError("sync writes beside a folder called claims; put the dataset into one")
    repository = located.root.parent
    files = generated.files(corpus, corpus.dataset.value)
    foreign = [
        name for name in sorted(files) if not generated.is_ours(name, _current(repository / name), files[name])
    ]
    if foreign:
        raise UnanswerableError(f"{foreign[0]} was not made by claimkit sync; move it away")
    differing = [name for name, content in sorted(files.items()) if _current(repository / name) != content]
    stale = [name for name in _schemas(repository, corpus.dataset.value.base_iri) if name not in files]
    place = Place.repository(repository)
    for name in differing:
        if not check:
            place.write(name, files[name], _current(repository / name))
        click.echo(f"{name} differs" if check else f"{name} written")
    for name in stale:
        if not check:
            place.remove(name)
        click.echo(f"{name} is not generated any more" if check else f"{name} removed")
    if check and (differing or stale):
        say("run: claimkit sync", quiet)
        return 1
    say(f"{counted(len(files), 'file')} up to date", quiet)
    return 0


def _current(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _schemas(repository: Path, base_iri: str) -> list[str]:
    """The schemas under schema/ that stand below the dataset's address, and so were made here."""
    if (repository / "schema").is_symlink():
        raise UnanswerableError("schema is a symbolic link, which is not followed")
    found = sorted((repository / "schema").rglob("*.schema.json"))
    ours = f'"$id": "{base_iri}schema/'.encode()
    return [path.relative_to(repository).as_posix() for path in found if ours in (_current(path) or b"")]
