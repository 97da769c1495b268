"""`claimkit verify`."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import click

from claimkit import __version__
from claimkit.cli.console import UnanswerableError, counted, is_colourful, judgement_date, say, shared_options
from claimkit.cli.progress import Progress
from claimkit.cli.signature import LARGEST_SIGNATURE, capped, signer
from claimkit.cli.verified import LONGEST, Outcome, document, summary
from claimkit.corpus import RELEASES
from claimkit.diagnostics import Tick, escaped, quoted
from claimkit.texts import gather
from claimkit.verifying import Finding, NoReleaseError, Verification, descent, opened, passed, verify
from claimkit.verifying.inventory import SIGNATURE
from claimkit.verifying.refused import RefusedError

_EXAMPLES = """\b
Examples:
  claimkit verify gutbone-claims-0.2.0.zip
  claimkit verify gutbone-claims-0.2.0.zip --against gutbone-claims-0.1.0.zip
  claimkit verify gutbone-claims-0.2.0 --allowed-signers signers --signature manifest.json.sig
  claimkit verify gutbone-claims-0.2.0 --texts ~/papers --format json

Whoever can write a whole release anew can make one that agrees with itself. That it is the one that was published is
proven by a digest or key that came to you another way, or by an older release that you trust.
"""
_MOST_SHOWN = 100


@click.command("verify", epilog=_EXAMPLES)
@click.argument("release")
@click.option("--against", metavar="OLDER", help="That it grew out of this older release, a folder or zip.")
@click.option(
    "--expect", metavar="DIGEST", help="That its manifest.json has this SHA-256, or its ledger the one of a citation."
)
@click.option("--allowed-signers", metavar="FILE", help="That a key of this file signed its manifest.json.")
@click.option("--signature", metavar="FILE", help="The signature.  [default: manifest.json.sig in the release]")
@click.option("--texts", metavar="DIR", help="Prove each fingerprint whose text is in DIR.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@shared_options
def command(
    release: str,
    against: str | None,
    expect: str | None,
    allowed_signers: str | None,
    signature: str | None,
    texts: str | None,
    form: str,
    quiet: bool,
    color: str,
    as_of: str | None,
) -> int:
    """Verify a release, a folder or its zip: complete, unchanged, and in agreement with itself and its ledger.

    Nothing is unpacked, nothing is asked of the network, and no repository is needed. Every file is held against
    manifest.json and SHA256SUMS, the records against the ledger, and every export is made anew from claims.jsonld.

    Exit codes: 0 all of it holds, 1 something does not, 2 not answered.
    """
    if signature and not allowed_signers:
        raise UnanswerableError("--signature needs --allowed-signers FILE: whose signature it may be")
    expected, today = _digest(expect), judgement_date(as_of)
    with Progress(quiet) as tick:
        outcome = Outcome(_judged(release, tick))
        outcome.findings += outcome.release.findings
        if against is not None:
            _against(outcome, release, against, tick)
        if expected is not None:
            _expected(outcome, expected)
        _signed(outcome, allowed_signers, signature)
        if texts is not None:
            _texts(outcome, texts, today)
    if form == "json":
        click.echo(json.dumps(document(outcome), indent=2))  # ASCII: no character acts in a terminal
    else:
        _print(outcome.findings, color)
    for line in summary(outcome):
        say(line, quiet)
    return int(bool(outcome.findings))


def _digest(text: str | None) -> str | None:
    if text is None:
        return None
    plain = text.strip().lower().removeprefix("sha256:")
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise UnanswerableError(f"--expect {quoted(text)}: not a SHA-256 digest, 64 hexadecimal digits")
    return plain


def _judged(name: str, tick: Tick) -> Verification:
    try:
        sealed = opened(Path(name))
    except NoReleaseError as error:
        raise UnanswerableError(f"{quoted(name)} {error}") from None
    except RefusedError as error:
        return Verification(error.findings)
    except ValueError as error:  # a name that no file system takes
        raise UnanswerableError(f"{quoted(name)}: {error}") from None
    return verify(sealed, __version__, tick)


def _against(outcome: Outcome, name: str, against: str, tick: Tick) -> None:
    """Holds the release against an older one, which is first judged by itself."""
    older = _judged(against, tick)
    if older.findings or older.manifest is None:
        first = _line(older.findings[0]) if older.findings else "no manifest"
        raise UnanswerableError(f"--against {quoted(against)} does not hold itself: {first}; run: claimkit verify")
    version = older.manifest.version
    if not older.manifest.is_final:
        raise UnanswerableError(f"--against {quoted(against)}: {version} is no release, and so binds nobody")
    if outcome.release.findings:
        outcome.told.append(f"not held against {version}")
        return
    found = list(descent(outcome.release, older))
    outcome.findings += found
    if found:  # of what did not grow out of it, "has a higher version" and the like would be told the wrong way round
        return
    if outcome.release.manifest_sha256 == older.manifest_sha256:
        outcome.proven.append(f"the same release as {escaped(against)}")
        return
    outcome.against = older, passed(outcome.release, older)
    outcome.proven.append(f"grew out of {version}, {older.manifest_sha256}")


def _expected(outcome: Outcome, expected: str) -> None:
    actual, manifest = outcome.release.manifest_sha256, outcome.release.manifest
    if not outcome.release.manifest_bytes:
        outcome.told.append("--expect not checked: manifest.json was not read")
    elif actual == expected:
        outcome.proven.append("manifest.json is the one expected")
    elif manifest and manifest.is_final and manifest.ledger and manifest.ledger.sha256 == expected:
        # what a citation of the dataset gives: every claim, source and term, whatever the exports' form
        outcome.proven.append("the ledger is the one expected, and so is every claim, source and term")
    else:
        outcome.findings.append(Finding("manifest.json", f"has the SHA-256 {actual}, and {expected} was expected"))


def _signed(outcome: Outcome, allowed: str | None, given: str | None) -> None:
    """Holds manifest.json against its signature, where signers are given."""
    found = outcome.release.signature if given is None else capped(Path(given), LARGEST_SIGNATURE)
    if allowed is None:
        if found is not None:
            outcome.unchecked_signature = True
            outcome.told.append(f"{SIGNATURE} not checked: no --allowed-signers")
        return
    if not outcome.release.manifest_bytes:
        outcome.told.append("signature not checked: manifest.json was not read")
    elif found is None:
        outcome.findings.append(Finding(SIGNATURE, "is missing: nothing says who signed manifest.json"))
    else:
        who = signer(outcome.release.manifest_bytes, found, Path(allowed))
        if who is None:
            outcome.findings.append(Finding(SIGNATURE, f"is of manifest.json by no key in {allowed}"))
        else:
            outcome.proven.append(f"signed by {escaped(who)}")


def _texts(outcome: Outcome, folder: str, today: datetime.date) -> None:
    """Proves the fingerprints by the rules that `claimkit validate --texts` asks, and by no other."""
    from claimkit.rules import RULES
    from claimkit.rules.rule import Scope
    from claimkit.validate import validate

    corpus = outcome.release.corpus
    if corpus is None or outcome.release.findings:
        outcome.told.append("no passage was looked for")
        return
    try:
        at_hand = gather(Path(folder), corpus)
    except OSError as error:
        raise UnanswerableError(f"--texts {folder}: {error.strerror}") from None
    rules = [rule for rule in RULES if rule.scope is Scope.PASSAGE]
    report = validate(corpus, as_of=today, texts=at_hand, rules=rules)
    if report.crashed:
        raise UnanswerableError("a rule of passages failed; please report it")
    of_rules = [one for one in report.diagnostics if one.code in {rule.code for rule in rules}]
    outcome.findings += [Finding(_named(one.path), f"{one.record}: {one.message}") for one in of_rules]
    outcome.told += [f"not used: {folder}/{name}: {reason}" for name, reason in at_hand.unused]
    outcome.passages = (report.proven, sum(report.skipped.values()))


def _named(path: str) -> str:
    return path if path.startswith(RELEASES) else "claims.jsonld"


def _line(finding: Finding) -> str:
    """Names and values in it may be hostile, and of any length."""
    return escaped(f"{finding.path[:LONGEST] or 'the zip'}: {finding.message[:LONGEST]}")


def _print(findings: list[Finding], color: str) -> None:
    colourful = is_colourful(color)
    for finding in findings[:_MOST_SHOWN]:
        line, path = _line(finding), escaped(finding.path[:LONGEST])
        shown = click.style(path, bold=True) + line[len(path) :] if colourful and path else line
        click.echo(shown, color=colourful)
    if len(findings) > _MOST_SHOWN:
        click.echo(f"and {counted(len(findings) - _MOST_SHOWN, 'more finding')}")
