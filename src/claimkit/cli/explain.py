"""`claimkit explain`."""

from __future__ import annotations

import re

import click

from claimkit import rulebook
from claimkit.cli import completing
from claimkit.cli.console import UnanswerableError, judgement_date, shared_options
from claimkit.cli.locate import locate
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_digest
from claimkit.derive.levels import LEVELS, level_of_claim, level_of_line
from claimkit.derive.lines import Line, lines_of
from claimkit.derive.mechanism import SIGN_WORD, edges_of
from claimkit.derive.sensitivity import changes
from claimkit.derive.verdict import verdict_of
from claimkit.diagnostics import did_you_mean, escaped
from claimkit.exporters.tables import ties
from claimkit.model import Claim

_EXAMPLES = """\b
Examples:
  claimkit explain CK401
  claimkit explain levels
  claimkit explain gbc:7k3m9qxf
"""


@click.command("explain", epilog=_EXAMPLES)
@click.argument("subject", metavar="CODE|levels|ID", shell_complete=completing.subjects)
@click.option("--dataset", metavar="PATH", help="The dataset; else the first from here upwards.")
@shared_options
def command(subject: str, dataset: str | None, quiet: bool, color: str, as_of: str | None) -> int:
    """Explain a rule by its code, the levels of evidence, or one claim by its id."""
    judgement_date(as_of)
    if re.fullmatch(r"(?i)CK[0-9]{3}", subject):
        _rule(subject.upper())
    elif subject == "levels":
        _levels()
    else:
        _claim(subject, locate([dataset] if dataset else []).load())
    return 0


def _rule(code: str) -> None:
    page = rulebook.pages().get(code)
    if page is None:
        raise UnanswerableError(f"no rule has the code {code}; docs/rules.md lists them")
    click.echo(f"{page.code} {page.name} ({page.severity})\n\n{page.doc}")
    if page.requires:
        click.echo(f"\nNot judged where one of these is found first: {', '.join(page.requires)}.")
    if page.example:
        click.echo("\n" + "\n".join(rulebook.example_lines(page.example)))


def _levels() -> None:
    click.echo("Levels of evidence, strongest first. They are computed from the facts of a study, never chosen.\n")
    rows = [("level", "OCEBM 2011", "CIViC", "ECO", "from the facts")]
    rows += [(level.name, level.ocebm, level.civic, level.eco, level.facts) for level in LEVELS]
    for name, ocebm, civic, eco, facts in rows:
        click.echo(f"{name:<18}{ocebm:<12}{civic:<8}{eco:<13}{facts}")
    click.echo("\nA claim has the strongest level among its direct supporting lines whose source is not retracted;")
    click.echo("with none it is ungraded. ECO has no trial, cohort or meta-analysis: its column is lossy.")


def _claim(claim_id: str, corpus: Corpus) -> None:
    entry = corpus.by_id.get(claim_id)
    if entry is None:
        hint = did_you_mean(claim_id, corpus.by_id)
        raise UnanswerableError(f"there is no claim {claim_id}; {hint}" if hint else f"there is no claim {claim_id}")
    claim = entry.value
    level = level_of_claim(claim, corpus)
    verdict = verdict_of(claim, corpus)
    reason = f"{level.because} ({level.line})" if level.line else level.because
    for line in (
        f"{claim.id} version {claim.version}, {claim.status}: {entry.file.path}",
        claim.statement,
        "",
        f"claims   {_asserted(claim, corpus)}",
        f"level    {level.level}: {reason}",
        f"verdict  {verdict.name}: {verdict.because}",
        f"studies  {verdict.supporting_studies} for, {verdict.refuting_studies} against (independent ones)",
        f"digest   {claim_digest(claim, corpus)}",
        "",
        "evidence",
        *(_line(line, corpus) for line in lines_of(claim, corpus)),
        *_mechanism(claim, corpus),
        *_ties(claim, corpus),
        *_changes(claim, corpus),
    ):
        click.echo(escaped(line))


def _asserted(claim: Claim, corpus: Corpus) -> str:
    acting = corpus.label(claim.acting_term or "")
    host = corpus.label(claim.context.host) if claim.context.host else "no host"
    return f"{acting} | {claim.predicate}, {claim.direction} | {corpus.label(claim.target)} | in {host}"


def _line(line: Line, corpus: Corpus) -> str:
    graded = level_of_line(line, corpus)
    found = f", found {line.evidence.result}" if line.evidence.result else ""
    direct = "direct" if line.direct else f"indirect ({', '.join(line.indirect)})"
    retracted = "" if line.stands else ", source retracted or unknown"
    drift = f"; drift: {line.evidence.drift}" if line.evidence.drift else ""
    return f"  {line.key}: {line.role}, {graded.level}, {line.evidence.stance}{found}, {direct}{retracted}{drift}"


def _mechanism(claim: Claim, corpus: Corpus) -> list[str]:
    if not claim.mechanism:
        return []
    edges = edges_of(claim, corpus)
    backed = sum(bool(edge.stated_by) for edge in edges)
    lines = ["", f"mechanism, {backed} of {len(edges)} steps stated by claims of their own"]
    for path in claim.paths:
        lines.append(f"  {path.written(corpus.label)} ({SIGN_WORD[path.net_sign]} the target)")
    return lines + [
        f"  {edge.step.origin} to {edge.step.target}: {', '.join(edge.stated_by) or '-'}" for edge in edges
    ]


def _changes(claim: Claim, corpus: Corpus) -> list[str]:
    now = level_of_claim(claim, corpus).level
    found = changes(claim, corpus)
    if not found:
        return []
    return [
        "",
        "what would change level or verdict",
        *(
            f"  {change.supposing}: {change.verdict}" + (f", level {change.level}" if change.level != now else "")
            for change in found
        ),
    ]


def _ties(claim: Claim, corpus: Corpus) -> list[str]:
    found = ties(claim, corpus)
    return ["", "related", *(f"  {tie}" for tie in found)] if found else []
