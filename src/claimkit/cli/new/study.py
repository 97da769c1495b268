"""The study of a new source: from options, from the registry of trials, or asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import click

from claimkit.bibliography import LookUpError, identify, look_up
from claimkit.cli import completing
from claimkit.cli.asking import Asker, given_term
from claimkit.cli.console import say
from claimkit.corpus import Corpus
from claimkit.drafts import vocabulary
from claimkit.drafts.source import Reading
from claimkit.model.claim import NOT_STATED, System
from claimkit.model.study import Design

_OPTIONS = (
    click.option("--study", metavar="ID", help="The id of its study, which records cite as SOURCE/ID."),
    click.option("--design", type=click.Choice(get_args(Design)), help="How the comparison was made."),
    click.option("--system", type=click.Choice(get_args(System)), help="Where it was made [in-vivo]."),
    click.option(
        "--host",
        metavar="TERM",
        shell_complete=completing.terms("host"),
        help="The species studied; outside the body also not-stated.",
    ),
    click.option(
        "--agent",
        metavar="TERM",
        shell_complete=completing.terms(),
        help="What acted: strain before organism, or any other term.",
    ),
    click.option("--size", type=click.IntRange(min=0), help="How many were enrolled."),
    click.option("--dose", metavar="TEXT", help="Amount of what acts, with its unit."),
    click.option("--duration", metavar="TEXT", help="How long it acted, like P12M."),
    click.option("--registration", metavar="NUMBER", help="Its number in a registry; an NCT number is looked up."),
)
_USUAL_ID = {"randomized-trial": "trial", "non-randomized-trial": "trial", "single-arm-trial": "trial"}


def study_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that describe one study."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def study_of(
    asker: Asker, corpus: Corpus, given: dict[str, Any], contact: str | None, quiet: bool
) -> tuple[dict[str, Any] | None, list[Reading]]:
    """The study, or None where nothing is known of one; and what of it was read in a registry.

    `contact` is None where no registry is to be asked.
    """
    study = {("id" if name == "study" else name): value for name, value in given.items() if value is not None}
    registered = _registered(study.get("registration"), contact, quiet)
    if study or asker.interactive:
        study = registered | study
    if not study and not asker.interactive:
        return None, []
    if "design" not in study:
        needed = {"design": "how the comparison was made", "host": "the species", "agent": "what acted"}
        asker.require(study, needed)
        design = asker.choose("Design of a study in it", get_args(Design), optional=True)
        if not design:
            return None, []
        study["design"] = design
    asker.require(study, {"host": "the species studied", "agent": "what acted"})
    if "system" not in study:
        study["system"] = asker.choose("System", get_args(System), "in-vivo") if asker.interactive else "in-vivo"
    hosts, agents = vocabulary.CATEGORIES_OF["host"], ()
    study["host"] = _term(asker, corpus, "host", study.get("host"), hosts, (NOT_STATED,))
    study["agent"] = _term(asker, corpus, "agent", study.get("agent"), agents, ())
    study.setdefault("id", _usual_id(study))
    order = ("id", "design", "system", "host", "agent", "size", "dose", "duration", "registration", "funding")
    study = {name: study[name] for name in order if name in study}
    read_there = [f"{study['id']}.{name}" for name in registered if study.get(name) == registered[name]]
    via = f"ClinicalTrials.gov, https://clinicaltrials.gov/study/{study.get('registration')}"
    return study, [Reading(tuple(read_there), "registry", via)] if read_there else []


def _registered(number: str | None, contact: str | None, quiet: bool) -> dict[str, Any]:
    """What the registry says of a trial; nothing where it is not asked, or has no answer."""
    identifier = identify(number) if number else None
    if contact is None or identifier is None or identifier.kind != "NCT":
        return {}
    try:
        return dict(look_up(identifier, contact=contact or None).study)
    except LookUpError as error:
        say(f"{error}; going on without", quiet)
        return {}


def _term(
    asker: Asker, corpus: Corpus, name: str, text: str | None, categories: tuple[str, ...], besides: tuple[str, ...]
) -> str:
    if text is None:
        return asker.term(name.capitalize(), corpus, categories, besides=besides)
    return given_term(corpus, f"--{name}", text, categories, besides)


def _usual_id(study: dict[str, Any]) -> str:
    design = str(study["design"])
    if design in ("meta-analysis", "systematic-review"):
        return "pooled"
    if design == "experiment":
        return "animals" if study["system"] == "in-vivo" else str(study["system"])
    return _USUAL_ID.get(design, design)
