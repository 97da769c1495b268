"""`claimkit init`."""

from __future__ import annotations

import json
import re
import secrets
import shlex
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path

import click

from claimkit import __version__, starter
from claimkit.cli.asking import Asker, on_terminal
from claimkit.cli.console import UnanswerableError, counted, judgement_date, say, shared_options
from claimkit.cli.files import umask
from claimkit.diagnostics import quoted
from claimkit.drafts import naming
from claimkit.drafts.answers import checked_by, composed
from claimkit.model import DatasetMetadata
from claimkit.scan import portable

_EXAMPLES = """\b
Examples:
  claimkit init soil-carbon
  claimkit init soil-carbon --title "Claims on soil carbon" --prefix soc \\
    --base-iri https://w3id.org/soil-carbon-claims/ --creator "The soil carbon group"
"""
_NO_HOME = "https://example.org/"


@click.command("init", epilog=_EXAMPLES)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", metavar="KEY", help="Short name, part of file names [from DIR].")
@click.option("--title", metavar="TEXT", help="Title of the dataset.")
@click.option("--description", metavar="TEXT", help="One or two sentences.")
@click.option("--prefix", metavar="WORD", help="What stands before the colon of each claim id [from the name].")
@click.option("--base-iri", metavar="ADDRESS", help="What every address of the dataset begins with.")
@click.option("--license", "licence", metavar="SPDX", help="Licence of the data [CC0-1.0].")
@click.option("--creator", metavar="TEXT", help="Whom to cite: a team.")
@click.option("--curator", metavar="KEY", help="Key of the team that answers for records [from the creator].")
@click.option("--claimkit", "requirement", metavar="REQUIREMENT", help="How pip gets claimkit, for requirements.txt.")
@shared_options
def command(
    folder: Path,
    name: str | None,
    title: str | None,
    description: str | None,
    prefix: str | None,
    base_iri: str | None,
    licence: str | None,
    creator: str | None,
    curator: str | None,
    requirement: str | None,
    quiet: bool,
    color: str,
    as_of: str | None,
) -> int:
    """Make the repository of a new dataset in DIR, which must be empty or not there yet.

    It holds one true example claim with its source and terms, schemas, scripts, hooks, workflows and templates, and
    validates and builds at once. On a terminal, what no option gives is asked for; elsewhere it has a default.
    """
    date = judgement_date(as_of)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UnanswerableError(f"{folder} is no folder; name an empty one, or one that is not there yet")
    outer = next((one for one in folder.absolute().parents if (one / "dataset.yaml").exists()), None)
    if outer is not None:
        raise UnanswerableError(f"{folder} lies in the dataset {outer}, which holds nothing but its own files")
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise UnanswerableError(f"{folder} is not empty; name an empty folder, or one that is not there yet")
    ask = _Ask(Asker(on_terminal()))
    name = ask.of(name, "Short name", naming.slug(folder.absolute().name) or "claims", "name")
    if not portable(name):
        raise UnanswerableError(f"--name {quoted(name)}: lower-case letters, digits and single hyphens")
    title = ask.of(title, "Title", f"Claims on {name.removesuffix('-claims').replace('-', ' ')}", "title")
    prefix = ask.of(prefix, "Prefix of claim ids", _prefix(name), "id_prefix")
    base_iri = ask.of(base_iri, "Address under which it will stand", f"{_NO_HOME}{name}/", "base_iri")
    licence = ask.of(licence, "Licence of the data (SPDX)", "CC0-1.0", "license")
    creator = ask.of(creator, "Whom to cite (a team)", f"The {name} maintainers", "title")
    answers = starter.Answers(
        name=name,
        title=composed(title),
        description=composed(description or ""),
        id_prefix=prefix,
        base_iri=base_iri,
        license=licence,
        creator=composed(creator),
        curator=curator or naming.slug(creator.removeprefix("The ")) or "maintainers",
    )
    try:
        files = starter.files(
            answers,
            claim_id=naming.mint(prefix, (), secrets.choice),
            date=date.isoformat(),
            requirement=requirement or _requirement(),
            version=__version__,
        )
    except starter.AnswerError as error:
        raise UnanswerableError(f"nothing was written: {error}") from None
    command = Path(sys.executable).with_name("claimkit")
    if command.exists():
        files[starter.AT_HAND] = f"{command}\n".encode()
    _write(folder, files)
    click.echo(folder)
    step = f"cd {shlex.quote(str(folder))} && scripts/build && scripts/test"
    say(f"{counted(len(files), 'file')} written; next: {step}", quiet)
    if base_iri.startswith(_NO_HOME):
        say(f"base_iri is {base_iri}, which nobody can own: change it in claims/dataset.yaml before a release", quiet)
    return 0


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Fills the folder; what a failure leaves of it is taken away again."""
    outer = folder if folder.exists() else folder.absolute().parent
    outer.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.absolute().name}.", dir=outer))
    moved: list[Path] = []
    try:
        for path, content in sorted(files.items()):
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(content)
            if starter.is_executable(path):
                (made / path).chmod(0o755)
        made.chmod(0o777 & ~umask())
        if folder.exists():  # empty, or with a repository in it: what is in it stays
            for entry in sorted(made.iterdir()):
                moved.append(entry.rename(folder / entry.name))
        else:
            made.rename(folder)
    except OSError:
        for entry in moved:
            entry.rename(made / entry.name)
        raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


class _Ask:
    """An answer from its option, from somebody, or by default."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def of(self, given: str | None, question: str, default: str, field: str) -> str:
        if given is not None or not self._asker.interactive:
            return given if given is not None else default
        return self._asker.ask(question, default=default, check=checked_by(DatasetMetadata, field))


def _prefix(name: str) -> str:
    """A prefix for ids: the first letters of the name's words, or of the one that it has."""
    words = re.findall(r"[a-z][a-z0-9]*", name)
    if not words:
        return "clm"
    letters = "".join(word[0] for word in words)
    return (
        letters if len(letters) > 2 else words[0][:2] + letters[-1] if len(words) > 1 else words[0][:3].ljust(2, "c")
    )[:8]


def _requirement() -> str:
    """How pip gets the claimkit that runs, where it came from a repository; else nothing, for no index has it."""
    try:
        direct = json.loads(metadata.distribution("claimkit").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        direct = {}
    commit = (direct.get("vcs_info") or {}).get("commit_id")
    return f"claimkit @ git+{direct['url']}@{commit}" if commit else ""
