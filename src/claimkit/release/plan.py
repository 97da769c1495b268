"""What a release writes, and whether it may: pure, from the dataset as it stands and as it was last released."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claimkit.assembly import assemble
from claimkit.changes import compare
from claimkit.changes.change import Comparison
from claimkit.citation import cff, zenodo
from claimkit.corpus import Corpus
from claimkit.ledger import entry_of, path_of
from claimkit.model import LedgerEntry
from claimkit.model.scalars import SEMVER
from claimkit.release import news
from claimkit.versions import least_after, precedence

NEWS = "NEWS.md"
_VERSION = re.compile(r"""(?m)^(version:[ \t]*)("[^"\n]*"|'[^'\n]*'|[^\s"'#]+)""")
_TOP = re.compile(r"(?m)^## Unreleased\n+")


class RefusedError(Exception):
    """There may be no such release. The message says why, and what there may be."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A release before it is written."""

    entry: LedgerEntry
    corpus: Corpus
    """The dataset as it will stand, its new entry included."""
    comparison: Comparison | None
    """With the release before; None for the first."""
    least: str | None
    """The least version that the changes demand; None for the first release."""
    dataset: Mapping[str, bytes]
    """Files to write in the dataset."""
    repository: Mapping[str, bytes]
    """Files to write around it."""


def plan(
    files: Mapping[str, bytes], before: Corpus | None, version: str, date: str, changelog: str | None = None
) -> Plan:
    """The release of a dataset's files under a version and date. `before` is the dataset as it was last released.

    `files` are without an entry of that version; `changelog` is the repository's CHANGELOG.md. Raises RefusedError.
    """
    if not re.fullmatch(SEMVER, version):
        raise RefusedError(f"{version} is no version of three numbers, like 0.2.0")
    now = assemble(files)
    if now.dataset is None:
        raise RefusedError("dataset.yaml could not be read; run: claimkit validate")
    ledger = [entry.value for entry in now.ledger]
    comparison = compare(before, now) if before else None
    least = _least(ledger, version, comparison)
    if ledger and date < ledger[-1].date:
        raise RefusedError(f"{ledger[-1].version} was released on {ledger[-1].date}, and the date given is {date}")
    entry = entry_of(now, version, date, ledger[-1] if ledger else None)
    made = LedgerEntry.model_validate_json(entry)
    # what no digest holds, as who reviewed a claim, is in the exports all the same
    if comparison and comparison.bump == "none" and _contents(ledger[-1]) == _contents(made):
        raise RefusedError(f"nothing changed since {ledger[-1].version}")
    try:
        told = news.with_section(_text(files.get(NEWS)), now.dataset.value.title, made, comparison)
    except UnicodeDecodeError:  # no rule reads it, so nobody was told
        raise RefusedError(f"{NEWS} is not UTF-8") from None
    except news.MarksError as error:
        raise RefusedError(f"{NEWS}: {error}") from None
    written = {
        path_of(version): entry,
        NEWS: told.encode(),
        "dataset.yaml": _VERSION.sub(rf"\g<1>{version}", _text(files["dataset.yaml"]), count=1).encode(),
    }
    then = assemble({**files, **written})
    if then.dataset is None or then.dataset.value.version != version:
        raise RefusedError(f"write into dataset.yaml yourself, on a line of its own: version: {version}")
    around = {"CITATION.cff": cff(then, version), ".zenodo.json": zenodo(then, version)}
    if changelog is not None:
        around["CHANGELOG.md"] = _noted(changelog, made).encode()
    return Plan(made, then, comparison, least, written, around)


def _least(ledger: list[LedgerEntry], version: str, comparison: Comparison | None) -> str | None:
    if not ledger:
        return None
    newest = ledger[-1].version
    if precedence(version) <= precedence(newest):
        raise RefusedError(f"{newest} is released; the next version is greater")
    bump = comparison.bump if comparison else "none"
    least = least_after(newest, bump)
    if precedence(version) < precedence(least):
        because = "; ".join(comparison.because[:3]) if comparison else ""
        raise RefusedError(f"the changes since {newest} demand a {bump} bump, so {least} at least: {because}")
    return least


def _contents(entry: LedgerEntry) -> tuple[object, ...]:
    return entry.claims, entry.sources, entry.terms, entry.dataset


def _noted(changelog: str, entry: LedgerEntry) -> str:
    """The changelog with one line on the release of the data, at the top of what is unreleased."""
    line = f"- Release {entry.version} of the dataset: {len(entry.claims):,} claims ([news](claims/NEWS.md)).\n"
    mine = re.compile(rf"(?m)^- Release {re.escape(entry.version)} of the dataset: .*\n")
    plain = mine.sub("", changelog)
    return _TOP.sub(lambda top: top.group() + line, plain, count=1) if _TOP.search(plain) else plain


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode().replace("\r\n", "\n")
