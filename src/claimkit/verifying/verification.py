"""One release judged by itself, in the order in which one check can rely on another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from claimkit import assembly
from claimkit.corpus import RELEASES, Corpus
from claimkit.derive.digest import claim_digest
from claimkit.diagnostics import Tick, untold
from claimkit.model import DatasetMetadata
from claimkit.release import reading
from claimkit.release.manifest import LEDGER, MANIFEST
from claimkit.release.opening import GRAPH, Release, ReleaseError
from claimkit.verifying import history, required
from claimkit.verifying.agreement import Agreement, agreement
from claimkit.verifying.finding import Finding
from claimkit.verifying.inventory import NEWS, SIGNATURE, Inventory, Manifest, taken
from claimkit.verifying.sealed import Sealed


@dataclass(slots=True)
class Verification:
    """What was found, and what was looked at."""

    findings: list[Finding] = field(default_factory=list)
    manifest: Manifest | None = None
    manifest_bytes: bytes = b""
    signature: bytes | None = None
    """What manifest.json.sig holds, where it is there."""
    corpus: Corpus | None = None
    files: int = 0
    size: int = 0
    """Bytes of all files."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file of the ledger, by its name in the release."""
    claims: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Version and content digest of each claim, by id."""
    made_by_another: str | None = None
    """The version of the claimkit that says to have made it, where that is not this one."""
    agreement: Agreement | None = None
    """What came of making its files anew; None where what it rests on does not hold."""

    @property
    def manifest_sha256(self) -> str:
        """What names this very release."""
        return hashlib.sha256(self.manifest_bytes).hexdigest()


def verify(sealed: Sealed, own: str, tick: Tick = untold) -> Verification:
    """A release judged by itself. `own` is the version of this claimkit.

    A check is made where those that it relies on found nothing: one tampering, few messages. Raises OSError.
    """
    found = taken(sealed)
    result = Verification(
        sorted(found.findings),
        found.manifest,
        found.manifest_bytes,
        found.kept.get(SIGNATURE),
        files=len(sealed.files),
        size=sum(sealed.files.values()),
    )
    manifest = found.manifest
    if manifest is not None and manifest.made_by.claimkit != own:
        result.made_by_another = manifest.made_by.claimkit
    if found.findings or manifest is None:
        return result
    result.findings += [*required.lacking(manifest), *required.recipe(manifest)]
    if GRAPH not in found.kept:
        return result
    result.entries = {name: found.sums[name].sha256 for name in found.kept if name.startswith(f"{LEDGER}/")}
    whole = not result.findings
    corpus, dataset, problems = _corpus(found, tick)
    result.corpus = corpus
    result.findings += problems
    if corpus is None or dataset is None or problems:
        return result
    try:
        broken = [*_of_manifest(dataset, manifest), *history.chain(corpus, manifest)]
        result.findings += broken or history.contents(corpus, manifest)
        result.claims = {
            one.value.id: (one.value.version, claim_digest(one.value, corpus)) for one in corpus.published
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        result.findings.append(Finding(GRAPH, f"no digests can be made of it: {type(error).__name__} {error}"))
        return result
    if broken or not whole:  # versions, dates and addresses in the exports come out of the ledger
        return result
    result.agreement = agreement(
        corpus, dataset, found, manifest, sealed, foreign=result.made_by_another is not None, tick=tick
    )
    result.findings = sorted({*result.findings, *result.agreement.findings})
    return result


def _corpus(found: Inventory, tick: Tick) -> tuple[Corpus | None, DatasetMetadata | None, list[Finding]]:
    """The records, read back; with what would not load."""
    ledger = {
        f"{RELEASES}/{name.removeprefix(LEDGER + '/')}": raw
        for name, raw in found.kept.items()
        if name.startswith(f"{LEDGER}/")
    }
    try:
        files = reading.dataset_files(Release(found.kept[GRAPH], ledger))
    except ReleaseError as error:
        return None, None, [Finding(GRAPH, str(error).removeprefix(f"{GRAPH} "))]
    if NEWS in found.kept:
        files[NEWS] = found.kept[NEWS]
    corpus = assembly.assemble(files, (), tick)
    problems = [
        Finding(_in_release(one.path), f"cannot be read back: {one.message}")
        for one in corpus.diagnostics
        if one.severity == "error"
    ]
    if corpus.dataset is None:
        return corpus, None, problems or [Finding(GRAPH, "says nothing of the dataset")]
    return corpus, corpus.dataset.value, problems


def _in_release(path: str) -> str:
    """The file of a release that gave a file of the dataset."""
    if path.startswith(f"{RELEASES}/"):
        return f"{LEDGER}/{path.removeprefix(RELEASES + '/')}"
    return NEWS if path == NEWS else GRAPH


def _of_manifest(dataset: DatasetMetadata, manifest: Manifest) -> Iterator[Finding]:
    """Where manifest and graph are not of one dataset and version."""
    plain = manifest.model_copy(update={"version": manifest.version.removesuffix("-dev")})
    for field_name in ("name", "version", "format", "base_iri", "license"):
        named, said = getattr(plain, field_name), getattr(dataset, field_name)
        if named != said:
            yield Finding(MANIFEST, f"has the {field_name} {named}, and {GRAPH} has {said}")
