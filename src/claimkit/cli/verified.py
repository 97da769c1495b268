"""What `claimkit verify` says of a release, to people and to programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from claimkit import __version__
from claimkit.cli.console import counted
from claimkit.corpus import Corpus
from claimkit.verifying import Finding, Passed, Verification
from claimkit.verifying.agreement import Agreement

LONGEST = 300
"""Characters of a name or message that are shown."""
_VERSION = 1
_FEW = 5


@dataclass(slots=True)
class Outcome:
    """A release judged by itself, and by what else was given."""

    release: Verification
    findings: list[Finding] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)
    """What speaks for its origin."""
    told: list[str] = field(default_factory=list)
    """What was not checked, and why."""
    unchecked_signature: bool = False
    """Whether a signature is there that nobody asked for: who reads the last line alone is not to miss it."""
    against: tuple[Verification, Passed] | None = None
    """The older release that it grew out of, and what became of that one."""
    passages: tuple[int, int] | None = None
    """Fingerprints proven, and those of which no text was at hand."""


def summary(outcome: Outcome) -> Iterator[str]:
    """What was checked, what was not, and what that proves: plain lines, to be escaped when they are printed."""
    release, manifest = outcome.release, outcome.release.manifest
    yield from outcome.told
    yield ", ".join(_checked(outcome))
    yield from _by_another(release)
    if outcome.against is not None:
        yield from _since(outcome.release, *outcome.against)
    if outcome.findings:
        yield f"{counted(len(outcome.findings), 'finding')}: do not rely on it"
        return
    if manifest is not None:
        what = "release" if manifest.is_final else "no release:"
        commit = f", commit {manifest.commit}" if manifest.commit else ""
        yield f"{what} {manifest.name} {manifest.version}{commit}"
        ledger = f"; ledger {manifest.ledger.sha256}" if manifest.is_final and manifest.ledger else ""
        yield f"manifest.json {release.manifest_sha256}{ledger}"
    proven = outcome.proven or ["origin not proven"]
    signature = ["a signature is there and was not checked"] if outcome.unchecked_signature else []
    yield f"consistent in itself; {'; '.join([*proven, *signature])}"


def _checked(outcome: Outcome) -> Iterator[str]:
    release = outcome.release
    yield counted(release.files, "file")
    yield counted(release.size, "byte")
    yield counted(len(release.claims), "claim")
    yield f"{len(release.entries):,} {'entry' if len(release.entries) == 1 else 'entries'} of the ledger"
    yield f"{counted(release.agreement.same if release.agreement else 0, 'file')} made anew with the same bytes"
    if outcome.passages is not None:
        proven, lacking = outcome.passages
        yield f"{counted(proven, 'passage')} proven"
        yield f"{lacking:,} not at hand"


def _by_another(release: Verification) -> Iterator[str]:
    """That another claimkit made it, always, and what that leaves open."""
    if release.made_by_another is None:
        return
    made, agreed = f"made by claimkit {release.made_by_another}, this is {__version__}", release.agreement
    if agreed is None:
        yield f"{made}: no file was made anew to compare"
        return
    if agreed.in_part:
        made += f": {counted(len(agreed.in_part), 'file')} with other bytes, which agree in what both know"
    yield made + ("" if agreed.not_compared else "; for that, nothing was left uncompared")
    if agreed.not_compared:
        yield f"not compared, but for the digest: {_few(agreed.not_compared)}"
    if agreed.not_there:
        yield f"not there, though this claimkit writes it: {_few(agreed.not_there)}"


def _since(release: Verification, older: Verification, passed: Passed) -> Iterator[str]:
    """Which versions were compared, and what of the older one is not what it was."""
    if release.manifest is None or older.manifest is None:
        return
    pair = f"{release.manifest.version} against {older.manifest.version}"
    notes = list(_notes(passed))
    for note in notes:
        yield f"{pair}: {note}"
    if not notes:
        yield f"{pair}: every claim, source and term is there and says the same"


def _notes(passed: Passed) -> Iterator[str]:
    for keys, one, many in (
        (passed.claims_changed, "claim has a higher version", "claims have a higher version"),
        (passed.claims_standing_again, "withdrawn claim stands again", "withdrawn claims stand again"),
        (passed.sources_gone, "source is gone", "sources are gone"),
        (passed.studies_gone, "study is gone", "studies are gone"),
        (passed.works_exchanged, "source is another work", "sources are other works"),
        (passed.sources_changed, "source says something else", "sources say something else"),
        (passed.terms_gone, "term is gone", "terms are gone"),
        (passed.terms_changed, "term says something else", "terms say something else"),
    ):
        if keys:
            yield f"{len(keys):,} {one if len(keys) == 1 else many}: {_few(keys)}"
    if passed.dataset:
        yield "what it says of the dataset itself is another"


def _few(names: Iterable[str]) -> str:
    every = [name[:LONGEST] for name in names]
    return ", ".join(every[:_FEW]) + (f" and {len(every) - _FEW:,} more" if len(every) > _FEW else "")


def document(outcome: Outcome) -> dict[str, Any]:
    """The report for programs. Its shape only grows."""
    release, manifest = outcome.release, outcome.release.manifest
    corpus: Corpus | None = release.corpus
    agreed = release.agreement or Agreement()
    return {
        "version": _VERSION,
        "verified_by": {"claimkit": __version__},
        "release": manifest.model_dump(mode="json", exclude={"files", "rebuild"}) if manifest else None,
        "manifest_sha256": release.manifest_sha256 if release.manifest_bytes else None,
        "findings": [{"path": one.path[:LONGEST], "message": one.message[:LONGEST]} for one in outcome.findings],
        "checked": {
            "files": release.files,
            "bytes": release.size,
            "claims": len(release.claims),
            "sources": len(corpus.sources) if corpus else 0,
            "terms": len(corpus.terms) if corpus else 0,
            "ledger_entries": len(release.entries),
            "made_anew": agreed.same,
            "passages_proven": outcome.passages[0] if outcome.passages else None,
            "passages_not_at_hand": outcome.passages[1] if outcome.passages else None,
        },
        "made_by_another": release.made_by_another is not None,
        "exports_compared": release.agreement is not None,
        "agree_in_part": agreed.in_part,
        "not_compared": [name[:LONGEST] for name in agreed.not_compared],
        "not_there": agreed.not_there,
        "against": _against(*outcome.against) if outcome.against else None,
        "not_checked": outcome.told,
        "signature_not_checked": outcome.unchecked_signature,
        "consistent": not outcome.findings,
        "origin": outcome.proven,
    }


def _against(older: Verification, passed: Passed) -> dict[str, Any]:
    version = older.manifest.version if older.manifest else None
    return {"version": version, "manifest_sha256": older.manifest_sha256, **asdict(passed)}
