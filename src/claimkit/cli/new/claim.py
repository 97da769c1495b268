"""`claimkit new claim`."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from claimkit.cli import completing
from claimkit.cli.asking import Asker, on_terminal
from claimkit.cli.console import UnanswerableError, judgement_date, say, shared_options
from claimkit.cli.files import Place
from claimkit.cli.new.interview import Interview
from claimkit.cli.new.outcome import answering, dataset_at, refused, report
from claimkit.corpus import Corpus
from claimkit.diagnostics import quoted
from claimkit.drafts import claim as drafts
from claimkit.drafts import naming, proposal
from claimkit.drafts.answers import composed
from claimkit.drafts.file import content
from claimkit.model import Claim
from claimkit.model.claim import Predicate, Sex, System
from claimkit.scan import portable

_EXAMPLES = """\b
Examples:
  claimkit new claim
  claimkit new claim --topic probiotics --acting atcc-pta-6475 --direction increases \\
    --target bone-mass --evidence britton-2014/ovx=increase \\
    --statement "In ovariectomized mice, the strain protects against bone loss."
  claimkit new claim --proposal issue.md
"""


@click.command("claim", epilog=_EXAMPLES)
@click.option("--statement", metavar="TEXT", help="The claim as one sentence in your own words.")
@click.option(
    "--acting",
    metavar="TERM",
    shell_complete=completing.terms(),
    help="What acts: a strain, an organism, or any other term.",
)
@click.option(
    "--made-by",
    metavar="TERM",
    shell_complete=completing.terms("organism"),
    help="The organism or strain that makes what acts.",
)
@click.option(
    "--agent",
    metavar="TERM",
    shell_complete=completing.terms("agent"),
    help="In place of --acting: what acts, where it is no microbe.",
)
@click.option(
    "--organism",
    metavar="TERM",
    shell_complete=completing.terms("organism"),
    help="The microbe that acts, or makes what acts.",
)
@click.option("--strain", metavar="TERM", shell_complete=completing.terms("strain"), help="Its strain.")
@click.option("--predicate", type=click.Choice(get_args(Predicate)), help="How it bears on the target [affects].")
@click.option(
    "--direction", metavar="WORD", help="increases, decreases, no-effect, unspecified; holds, does-not-hold."
)
@click.option(
    "--target",
    metavar="TERM",
    shell_complete=completing.terms("target"),
    help="The quantity, process or entity acted on; never its loss.",
)
@click.option(
    "--evidence",
    multiple=True,
    metavar="LINE",
    shell_complete=completing.references,
    help="SOURCE/STUDY=RESULT, SOURCE, or {source: ..., result: ...}.",
)
@click.option(
    "--host",
    metavar="TERM",
    shell_complete=completing.terms("host"),
    help="The species [that of the first study]; or not-stated.",
)
@click.option("--system", type=click.Choice(get_args(System)), help="Where it is claimed [as the first study].")
@click.option("--site", metavar="TERM", shell_complete=completing.terms("site"), help="The place in the body.")
@click.option(
    "--condition",
    metavar="TERM",
    shell_complete=completing.terms("condition"),
    help="The disease or state of the host.",
)
@click.option("--sex", type=click.Choice(get_args(Sex)), help="The sex of the host.")
@click.option("--population", metavar="TEXT", help="Who was studied: age, selection.")
@click.option("--host-strain", metavar="TEXT", help="The inbred strain or stock of the host.")
@click.option("--model", metavar="TEXT", help="The experimental model.")
@click.option("--comparator", metavar="TEXT", help="Against what the direction is stated.")
@click.option("--dose", metavar="TEXT", help="Amount of what acts, with its unit.")
@click.option("--duration", metavar="TEXT", help="How long it acted, like P12M.")
@click.option(
    "--mechanism", multiple=True, metavar="PATH", help='A path like "a -| b -> c", as the study reports it.'
)
@click.option("--notes", metavar="TEXT", help="For curators; in no export.")
@click.option("--topic", metavar="NAME", shell_complete=completing.topics, help="The folder under records/.")
@click.option("--file", "stem", metavar="NAME", help="Name of the file [from what acts and the target].")
@click.option(
    "--curator",
    metavar="KEY",
    shell_complete=completing.curators,
    help="A curator of dataset.yaml [where there is one only, that one].",
)
@click.option("--status", type=click.Choice(["draft", "accepted"]), default="draft", help="Drafts are in no export.")
@click.option(
    "--proposal", "form", metavar="FILE", help="Take the facts from the text of an issue form, - for input."
)
@click.option("--dataset", metavar="PATH", help="The dataset; else the first from here upwards.")
@shared_options
def command(
    form: str | None,
    dataset: str | None,
    stem: str | None,
    topic: str | None,
    quiet: bool,
    color: str,
    as_of: str | None,
    **given: Any,
) -> int:
    """Write a draft claim: fresh id, right place, level and stances derived from the facts.

    What a term names may be given by key, label, synonym or CURIE. Without options, on a terminal, everything is
    asked for, with completion; with options, only what is missing. The path is printed on standard output.

    Exit codes: 0 written; 1 written, and validation finds errors in it; 2 nothing written.
    """
    date = judgement_date(as_of)
    located, corpus = dataset_at(dataset)
    also = [name for name, value in given.items() if value not in (None, ()) and name not in ("curator", "status")]
    if form is not None and also:
        raise click.UsageError(f"--proposal brings its own facts: leave out --{also[0].replace('_', '-')}.")
    if form is not None and given["status"] != "draft":
        raise click.UsageError("--proposal makes a draft: nothing of it was checked.")
    asker = Asker(on_terminal() and form is None)
    interview = Interview(asker, corpus, {name: value for name, value in given.items() if value not in (None, ())})
    facts = _proposed(form, corpus) if form is not None else interview.facts()
    topic = topic or (_topic_of(facts, corpus) if form is not None else interview.topic())
    if not portable(topic):
        raise UnanswerableError(f"--topic {quoted(topic)}: lower-case letters, digits and single hyphens")
    assert corpus.dataset is not None  # noqa: S101  dataset_at refuses a dataset without it
    taken = set(corpus.by_id) | corpus.lost_claim_ids
    record = {
        "id": naming.mint(corpus.dataset.value.id_prefix, taken, secrets.choice),
        "status": given["status"],
        **facts,
        "curation": {"curator": interview.curator(proposed=form is not None), "created": date.isoformat()},
    }
    with answering():
        draft = drafts.drafted(composed(record), corpus)
    if draft.data is None or draft.level is None:
        raise refused(draft.problems)
    same, others = drafts.alike(draft.data, corpus)
    if same is not None and form is None:
        place = located.show(same.file.path)
        raise UnanswerableError(f"{same.value.id} says the same: put the evidence there, into {place}")
    path = _path(topic, stem, draft.data, corpus)
    with answering():
        text = content(path, draft.data, "claim")
    Place.dataset(located.root, located.shown).write(path, text, None)
    code = report(located, path, date, color, quiet)
    say(
        f"{draft.data['id']}: {draft.data['status']}, evidence level {draft.level.level} ({draft.level.because})",
        quiet,
    )
    for other in others:
        say(f"on the same two: {other.value.id} {other.value.direction}, {located.show(other.file.path)}", quiet)
    sources = list(dict.fromkeys(line["source"].partition("/")[0] for line in draft.data["evidence"]))
    if sources:
        say(f'for a passage: claimkit quote {sources[0]} --texts DIR --find "word for word"', quiet)
    if asker.answered:
        say(f"{asker.answered} answers typed", quiet)
    return code


def _proposed(form: str, corpus: Corpus) -> dict[str, Any]:
    try:
        raw = sys.stdin.buffer.read() if form == "-" else Path(form).read_bytes()
        body = raw.decode()
        return proposal.facts(proposal.answers(body), corpus)
    except UnicodeDecodeError:
        raise UnanswerableError(f"--proposal {form}: not UTF-8") from None
    except proposal.ProposalError as error:
        raise UnanswerableError(f"--proposal {form}: {error.args[0]}") from None


def _topic_of(facts: dict[str, Any], corpus: Corpus) -> str:
    """The topic in which what acts, or the target, is spoken of most; for what is all new, one of its own."""
    acting = facts.get("agent") or facts.get("strain") or facts.get("organism")
    alike: tuple[Callable[[Claim], bool], ...] = (
        lambda claim: claim.acting_term == acting,
        lambda claim: claim.target == facts["target"],
    )
    for matches in alike:
        topics = sorted(entry.file.folder for entry in corpus.claims if matches(entry.value))
        if topics:
            return max(topics, key=topics.count)
    return "proposed"


def _path(topic: str, stem: str | None, data: dict[str, Any], corpus: Corpus) -> str:
    """Where the record goes: the name that was given, else one of what acts, the target and, if need be, the host."""
    taken = {path.removeprefix(f"records/{topic}/").removesuffix(".yaml") for path in corpus.paths}
    if stem is not None:
        stem = stem.removesuffix(".yaml")
        if not portable(stem):
            raise UnanswerableError(f"--file {quoted(stem)}: lower-case letters, digits and single hyphens")
        return f"records/{topic}/{stem}.yaml"
    acting = data.get("agent") or data.get("strain") or data.get("organism", "")
    short = naming.slug(f"{acting} {data['target']}")
    long = naming.slug(f"{acting} {data['target']} {data['context'].get('host', '')}")
    return f"records/{topic}/{short if short not in taken else naming.free(long, taken)}.yaml"
