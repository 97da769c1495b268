"""`claimkit new source`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

import click

from claimkit import snapshots
from claimkit.bibliography import (
    EntryError,
    Identifier,
    NotFoundError,
    UnreachableError,
    Work,
    as_work_row,
    identify,
    look_up,
    read,
)
from claimkit.cli.asking import Asker, on_terminal
from claimkit.cli.console import UnanswerableError, judgement_date, say, shared_options
from claimkit.cli.files import Place
from claimkit.cli.locate import Located
from claimkit.cli.new.outcome import answering, dataset_at, refused, report
from claimkit.cli.new.study import study_of, study_options
from claimkit.corpus import Corpus
from claimkit.diagnostics import quoted
from claimkit.drafts import naming
from claimkit.drafts import source as drafts
from claimkit.drafts.answers import checked_by, composed
from claimkit.drafts.file import content
from claimkit.model import Source
from claimkit.model.source import Kind, SourceType
from claimkit.scan import portable

_EXAMPLES = """\b
Examples:
  claimkit new source 10.1111/joim.12805 --kind primary
  claimkit new source 29926979 --kind primary --study trial --design randomized-trial \\
    --host homo-sapiens --agent atcc-pta-6475
  claimkit new source NCT02422082
  claimkit new source --entry exported.bib --kind review
  claimkit new source https://example.org/page --kind lay --title "What the page is called"
"""
_UNKNOWN_TITLE = "[title not looked up]"
_KIND_OF_TYPE = {"webpage": "lay", "post": "lay", "post-weblog": "lay", "entry": "registry"}


@click.command("source", epilog=_EXAMPLES)
@click.argument("work", required=False)
@click.option("--entry", metavar="FILE", help="A CSL-JSON, BibTeX or RIS entry; - for standard input.")
@click.option("--offline", is_flag=True, help="Ask no registry.")
@click.option("--contact", metavar="EMAIL", help="An address that registries may write to, as they ask for.")
@click.option("--key", metavar="KEY", help="What records cite [family name and year].")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="What its word is worth.")
@click.option("--type", "kind_of_item", type=click.Choice(get_args(SourceType)), help="What it is, in CSL's terms.")
@click.option("--title", metavar="TEXT", help="Its title, where it is not looked up.")
@study_options
@click.option("--dataset", metavar="PATH", help="The dataset; else the first from here upwards.")
@shared_options
def command(
    work: str | None,
    entry: str | None,
    offline: bool,
    contact: str | None,
    key: str | None,
    kind: str | None,
    kind_of_item: str | None,
    title: str | None,
    dataset: str | None,
    quiet: bool,
    color: str,
    as_of: str | None,
    **study: Any,
) -> int:
    """Write the file of a source: a work that claims rest on.

    WORK is a DOI, PMID, PMCID or NCT number, the address of a page, or a pasted CSL-JSON, BibTeX or RIS entry. What
    its registry says (Crossref, DataCite, PubMed, ClinicalTrials.gov) is filled in and noted under verified, and
    pinned in the snapshot of works; without a network, this is said, and the draft holds what you gave.

    Exit codes: 0 written; 1 written, and validation finds errors in it; 2 nothing written.
    """
    date = judgement_date(as_of)
    located, corpus = dataset_at(dataset)
    asker = Asker(on_terminal() and entry != "-")
    if not work and not entry:
        asker.need("entry", "or a DOI, PMID, NCT number or address as argument")
        work = asker.ask("DOI, PMID, NCT number, address, or a pasted entry")
    identifier, fields, found = _described(work or "", entry, offline, contact, quiet)
    there = drafts.same_work(fields, corpus)
    if there:
        raise UnanswerableError(f"this work is there already: {located.show(f'sources/{there}.yaml')}")
    fields |= {name: value for name, value in (("type", kind_of_item), ("title", title)) if value}
    if "title" not in fields:
        fields["title"] = (
            asker.ask("Title", check=checked_by(Source, "title")) if asker.interactive else _UNKNOWN_TITLE
        )
    fields.setdefault("type", "webpage" if "URL" in fields and "DOI" not in fields else "article-journal")
    usual = _KIND_OF_TYPE.get(fields["type"], "")
    if kind is None:
        if not usual:
            asker.need("kind", ", ".join(get_args(Kind)))
        kind = asker.choose("Kind", get_args(Kind), usual or "primary") if asker.interactive else usual
    readings = _readings(found)
    studies = []
    if kind in ("primary", "synthesis"):
        taken, read_there = study_of(asker, corpus, study, None if offline else contact or "", quiet)
        studies = [taken] if taken else []
        readings += read_there
    elif any(study.values()):
        raise UnanswerableError(f"a source of the kind {kind} has no study of its own; leave the study's options out")
    if found and found.study and not studies:
        told = ", ".join(f"{name} {value}" for name, value in found.study.items())
        say(f"the registry says of the trial: {told}; write it into the study of the work that reports it", quiet)
    key = key or _key(fields, corpus)
    if not portable(key):
        raise UnanswerableError(f"--key {quoted(key)}: lower-case letters, digits and single hyphens")
    if key in corpus.sources or corpus.source_is_broken(key):
        raise UnanswerableError(f"--key {quoted(key)} is taken: {located.show(f'sources/{key}.yaml')}")
    standing = {"status": "unknown"}
    if found and found.standing:
        standing = {"status": found.standing, "checked": date.isoformat()}
        say(f"{found.via} says of it: {found.standing}", quiet)
    path = f"sources/{key}.yaml"
    with answering():
        more = {"kind": kind, "standing": standing, "studies": composed(studies), "readings": readings}
        data, problems = drafts.drafted(key, composed(fields), date=date.isoformat(), **more)
        if data is None:
            raise refused(problems)
        text = content(path, data, "source")
    Place.dataset(located.root, located.shown).write(path, text, None)
    code = report(located, path, date, color, quiet)
    if found and found.dropped:
        say(f"left out, for the model does not take them: {', '.join(found.dropped)}", quiet)
    if found and found.address and identifier and identifier.kind != "NCT":
        _pin(located, found, identifier, date.isoformat(), quiet)
    if data["title"] == _UNKNOWN_TITLE:
        say(f"its title is not known: type it into {located.show(path)}", quiet)
    return code


def _described(
    text: str, entry: str | None, offline: bool, contact: str | None, quiet: bool
) -> tuple[Identifier | None, dict[str, Any], Work | None]:
    """What is known of the work: its identifier, its fields, and from where they are."""
    pasted = (
        _entry(entry) if entry else text if "\n" in text.strip() or text.lstrip()[:1] in ("{", "[", "@") else None
    )
    if pasted is not None:
        try:
            found = read(pasted)
        except EntryError as error:
            raise UnanswerableError(str(error)) from None
        return None, dict(found.fields), found
    identifier = identify(text)
    if identifier is None:
        if text.startswith(("http://", "https://")):
            return None, {"URL": text.strip()}, None
        raise UnanswerableError(
            f"{quoted(text)} is no DOI, PMID, PMCID or NCT number, no address, and no CSL-JSON, BibTeX or RIS entry"
        )
    fields: dict[str, Any] = {identifier.kind: identifier.value}
    if identifier.kind == "NCT":
        fields = {"type": "entry", "number": identifier.value}
        fields["URL"] = f"https://clinicaltrials.gov/study/{identifier.value}"
    if offline:
        return identifier, fields, None
    try:
        found = look_up(identifier, contact=contact)
    except NotFoundError as error:
        raise UnanswerableError(f"{error}; with --offline it is written all the same") from None
    except UnreachableError as error:
        say(f"{error}; going on without", quiet)
        return identifier, fields, None
    return identifier, fields | found.fields, found


def _entry(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnanswerableError(f"--entry {path}: not UTF-8; save it as UTF-8") from None


def _readings(found: Work | None) -> list[drafts.Reading]:
    if found is None:
        return []
    via = f"{found.via}, {found.address}" if found.address else found.via
    return [drafts.Reading(tuple(name for name in found.fields if name != "type"), found.origin, via)]


def _key(fields: dict[str, Any], corpus: Corpus) -> str:
    """The key of the work: author and year; of a registry's entry its number, of what is not known its identifier."""
    by_number = fields["type"] == "entry"
    by_identifier = fields["title"] == _UNKNOWN_TITLE
    for name in ("number",) if by_number else ("DOI", "PMID", "PMCID") if by_identifier else ():
        if fields.get(name):
            return naming.free(naming.slug(fields[name]), corpus.sources)
    first = (fields.get("author") or [{}])[0]
    name = first.get("family") or first.get("literal") or ""
    return naming.source_key(name, fields.get("issued", ""), fields["title"], corpus.sources)


def _pin(located: Located, found: Work, identifier: Identifier, date: str, quiet: bool) -> None:
    """Puts what the registry said into the snapshot of works, for rules to compare with."""
    path = "snapshots/works.json"
    corpus = located.load(empty=True)
    try:
        new, _ = snapshots.with_works(corpus, [(1, as_work_row(found, identifier, date))])
    except snapshots.TableError as error:
        say(f"not pinned in {located.show(path)}: {error}", quiet)
        return
    if path in corpus.broken:
        say(f"not pinned: {located.show(path)} cannot be read; run: claimkit validate", quiet)
        return
    Place.dataset(located.root, located.shown).write(path, new, corpus.raw(path))
    say(f"pinned in {located.show(path)}", quiet)
