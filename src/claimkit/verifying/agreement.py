"""Whether the files of a release agree: each is made anew from claims.jsonld, ledger and news, and is to be the same.

Where another claimkit made the release, its files may have other columns or names than this one writes. Then tables
are compared in the columns, and graphs in the properties, that both know; what cannot be compared is said.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claimkit.corpus import Corpus
from claimkit.diagnostics import Tick
from claimkit.exporters.records import RECORDS
from claimkit.exporters.sums import Sum
from claimkit.model import DatasetMetadata
from claimkit.release import contents
from claimkit.release.manifest import MANIFEST, SUMS, Origin
from claimkit.release.opening import GRAPH
from claimkit.verifying.finding import Finding
from claimkit.verifying.inventory import Inventory, Manifest
from claimkit.verifying.sealed import Sealed

QUADS = "claims.nq"
Row = dict[str, str]


@dataclass(slots=True)
class Agreement:
    """What came of making the files anew."""

    findings: list[Finding] = field(default_factory=list)
    same: int = 0
    """Files that have the very same bytes."""
    in_part: list[str] = field(default_factory=list)
    """Files of another claimkit that agree in what both know."""
    not_compared: list[str] = field(default_factory=list)
    """Files of another claimkit of which nothing could be compared."""


def agreement(
    corpus: Corpus,
    dataset: DatasetMetadata,
    found: Inventory,
    manifest: Manifest,
    sealed: Sealed,
    own: str,
    tick: Tick,
) -> Agreement:
    """Every file made anew, and compared. `own` is the version of this claimkit. The inventory must be sound."""
    result = Agreement()
    foreign = manifest.made_by.claimkit != own
    seen, anew = {MANIFEST, SUMS}, b""
    try:
        for name, chunks in contents.files(corpus, dataset, manifest.version, _origin(manifest)):
            tick(f"comparing {name}", len(seen), len(manifest.files))
            made, content = _made(chunks, foreign or name == MANIFEST)
            if name not in seen:
                seen.add(name)
                _compare(name, made, content, found, sealed, foreign, result)
            elif name == MANIFEST:
                anew = content
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # the records were read but never judged: no rule has said that what they name is there
        said = f"no release can be made of it: {type(error).__name__} {error}"
        result.findings.append(Finding(GRAPH, said))
        return result
    more = sorted(manifest.files.keys() - seen)
    if foreign:
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
    epoch = re.fullmatch(r"SOURCE_DATE_EPOCH=([0-9]{1,18}) scripts/build", (manifest.rebuild or ("",))[-1])
    return Origin(manifest.made_by.claimkit, manifest.commit, int(epoch[1]) if epoch else None)


def _compare(
    name: str, made: Sum, content: bytes, found: Inventory, sealed: Sealed, foreign: bool, result: Agreement
) -> None:
    if name not in found.sums:
        if not foreign:
            result.findings.append(Finding(name, f"is missing, and {MANIFEST} does not name it"))
        return
    if found.sums[name] == made:
        result.same += 1
        return
    if not foreign or name == RECORDS:  # which is what digests are taken of, whoever wrote it
        what = "is not in the form that what it says is written in" if name == GRAPH else f"is not what {GRAPH} gives"
        result.findings.append(Finding(name, what))
        return
    agrees = _agree_in_part(name, content, b"".join(sealed.chunks(name)))
    if agrees is None:
        result.not_compared.append(name)
    elif agrees:
        result.in_part.append(name)
    else:
        result.findings.append(Finding(name, f"says something else than {GRAPH} gives"))


def _agree_in_part(name: str, made: bytes, here: bytes) -> bool | None:
    """Whether two files agree in what both know; None where they are not of a kind that can be compared."""
    if name.startswith("csv/"):
        return _tables_agree(made, here)
    if name == QUADS:
        return _quads_agree(made, here)
    if name == GRAPH:
        return _graphs_agree(json.loads(made)["@graph"], json.loads(here)["@graph"])
    return None


def _tables_agree(made: bytes, here: bytes) -> bool:
    try:
        one, other = (csv.reader(io.StringIO(raw.decode(), newline=""), strict=True) for raw in (made, here))
        columns, theirs = next(one), next(other)
        shared = [name for name in columns if name in theirs]
        if not shared or len(set(theirs)) != len(theirs):
            return False
        return list(_cells(one, columns, shared)) == list(_cells(other, theirs, shared))
    except (csv.Error, StopIteration, ValueError):  # ValueError: no UTF-8, or a row of another length
        return False


def _cells(rows: Iterator[list[str]], columns: list[str], wanted: list[str]) -> Iterator[list[str]]:
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        yield [cells[name] for name in wanted]


def _quads_agree(made: bytes, here: bytes) -> bool:
    one, other = ({line for line in raw.split(b"\n") if line} for raw in (made, here))
    shared = {_predicate(line) for line in one} & {_predicate(line) for line in other}
    return {line for line in one ^ other if _predicate(line) in shared} == set()


def _predicate(line: bytes) -> bytes:
    return [*line.split(b" ", 2), b"", b""][1]


def _graphs_agree(made: list[Any], here: list[Any]) -> bool:
    one, other = ({node["@id"]: node for node in nodes} for nodes in (made, here))
    return len(one) == len(made) == len(here) and one.keys() == other.keys() and _known_agree(one, other)


def _known_agree(one: Any, other: Any) -> bool:
    """Whether two values are the same in the keys that both have."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_known_agree(one[key], other[key]) for key in one.keys() & other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_known_agree, one, other))
    return bool(one == other and type(one) is type(other))
