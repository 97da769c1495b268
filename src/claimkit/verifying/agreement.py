"""Whether the files of a release agree: each is made anew from claims.jsonld, ledger and news, and is to be the same.

Where another claimkit made the release, its files may have more or less in them than this one writes: `foreign`
compares what both know, and what could not be compared is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from claimkit.corpus import Corpus
from claimkit.diagnostics import Tick
from claimkit.exporters.records import RECORDS
from claimkit.exporters.sums import Sum
from claimkit.model import DatasetMetadata
from claimkit.release import contents
from claimkit.release.bounds import LARGEST_GRAPH
from claimkit.release.manifest import MANIFEST, SUMS, Origin
from claimkit.release.opening import GRAPH
from claimkit.verifying.finding import Finding
from claimkit.verifying.foreign import QUADS, ForeignGraph
from claimkit.verifying.inventory import Inventory, Manifest
from claimkit.verifying.required import epoch
from claimkit.verifying.sealed import Sealed


@dataclass(slots=True)
class Agreement:
    """What came of making the files anew."""

    findings: list[Finding] = field(default_factory=list)
    same: int = 0
    """Files that have the very same bytes."""
    in_part: list[str] = field(default_factory=list)
    """Files of another claimkit that agree in what both know."""
    not_compared: list[str] = field(default_factory=list)
    """Files of another claimkit of which nothing could be compared, and columns (`file: column, column`)."""
    not_there: list[str] = field(default_factory=list)
    """Files that this claimkit writes, and the other one did not."""


def agreement(
    corpus: Corpus,
    dataset: DatasetMetadata,
    found: Inventory,
    manifest: Manifest,
    sealed: Sealed,
    foreign: bool,
    tick: Tick,
) -> Agreement:
    """Every file made anew, and compared. `foreign`: another claimkit made it. The inventory must be sound."""
    result = Agreement()
    seen, anew = {MANIFEST, SUMS}, b""
    try:
        theirs = ForeignGraph(found.kept[GRAPH], dataset) if foreign else None
        for name, chunks in contents.files(corpus, dataset, manifest.version, _origin(manifest)):
            tick(f"comparing {name}", len(seen), len(manifest.files))
            made, content = _made(chunks, theirs is not None or name == MANIFEST)
            if name not in seen:
                seen.add(name)
                _compare(name, made, content, found, sealed, theirs, result)
            elif name == MANIFEST:
                anew = content
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # the records were read but never judged: no rule has said that what they name is there
        said = f"no release can be made of it: {type(error).__name__} {error}"
        result.findings.append(Finding(GRAPH, said))
        return result
    more = sorted(manifest.files.keys() - seen)
    if theirs is not None:
        result.not_compared += more
    else:
        result.findings += [Finding(name, f"is no file of a release, though {MANIFEST} names it") for name in more]
        if not result.findings and anew != found.manifest_bytes:
            result.findings.append(Finding(MANIFEST, f"is not what {GRAPH} and the ledger give"))
    return result


def _made(chunks: Iterable[bytes], keep: bool) -> tuple[Sum, bytes]:
    digest, size, kept = hashlib.sha256(), 0, []
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        if keep:
            kept.append(chunk)
    return Sum(size, digest.hexdigest()), b"".join(kept)


def _origin(manifest: Manifest) -> Origin:
    return Origin(manifest.made_by.claimkit, manifest.commit, epoch(manifest))


def _compare(
    name: str,
    made: Sum,
    content: bytes,
    found: Inventory,
    sealed: Sealed,
    theirs: ForeignGraph | None,
    result: Agreement,
) -> None:
    if name not in found.sums:  # what its format demands was asked for before
        if theirs is None:
            result.findings.append(Finding(name, f"is missing, and {MANIFEST} does not name it"))
        else:
            result.not_there.append(name)
        return
    if found.sums[name] == made and not (name == QUADS and theirs is not None and theirs.is_less):
        result.same += 1
        return
    if theirs is None or name == RECORDS:  # which is what digests are taken of, whoever wrote it
        what = "is not in the form that what it says is written in" if name == GRAPH else f"is not what {GRAPH} gives"
        result.findings.append(Finding(name, what))
        return
    if found.sums[name].size > LARGEST_GRAPH:  # it would be held in memory
        result.findings.append(Finding(name, f"has more than {LARGEST_GRAPH:,} bytes"))
        return
    judged = theirs.judged(name, content, b"".join(sealed.chunks(name)))
    if judged is None:
        result.not_compared.append(name)
    elif judged.wrong:
        result.findings.append(Finding(name, judged.wrong))
    else:
        result.in_part.append(name)
        if judged.unknown:
            result.not_compared.append(f"{name}: {', '.join(judged.unknown)}")
