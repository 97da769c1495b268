"""What a release holds, against what manifest.json and SHA256SUMS say: nothing gone, nothing more, every byte.

The manifest is read first, and nothing else is held in memory but what it lists with the size that it has: else
whoever packs a release could have any file held, and so ask for as much memory as they like.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from claimkit import shapes
from claimkit.exporters.sums import Sum
from claimkit.model.ledger import EntryBefore
from claimkit.model.scalars import EDITION, BaseIri, EditionVersion, Key, Sha256, Shape, Spdx
from claimkit.model.snapshot import Format
from claimkit.release.bounds import (
    LARGEST_ENTRY,
    LARGEST_GRAPH,
    LARGEST_LEDGER,
    LARGEST_LIST,
    LARGEST_NEWS,
    MOST_FILES,
    objection,
)
from claimkit.release.manifest import LEDGER, MANIFEST, SUMS, sha256sums
from claimkit.release.opening import GRAPH
from claimkit.verifying.finding import Finding
from claimkit.verifying.refused import DamagedError
from claimkit.verifying.sealed import Sealed
from claimkit.yamlio import Positions

SIGNATURE = "manifest.json.sig"
"""The one file that may stand in a release and be named nowhere: it can only be made when all else is."""
NEWS = "NEWS.md"
_UNLISTED = {MANIFEST: LARGEST_LIST, SUMS: LARGEST_LIST, SIGNATURE: 2**16}
"""Files that are held in memory though nothing lists them, and the most bytes of each."""
_LISTED = {GRAPH: LARGEST_GRAPH, NEWS: LARGEST_NEWS}
"""Files that are held in memory where the manifest lists them, and the most bytes of each."""
_MOST_FIELDS = 32
"""Of one mapping or list in the manifest, but for `files`: more than any has, and each wrong one is a finding."""
_FEW = 20
"""Files of which it is told that the manifest lists them wrongly."""
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class ListedFile(Shape):
    """A file in the manifest."""

    bytes: Annotated[int, Field(ge=0)]
    """Its size."""
    sha256: Sha256
    """Its digest."""


class MadeBy(Shape):
    """The program that made the release."""

    claimkit: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+-]{1,40}$")]
    """Its version."""


class Manifest(Shape):
    """manifest.json."""

    name: Key
    """Name of the dataset."""
    version: EditionVersion
    """Version of the release."""
    format: Format
    """Version of the record model."""
    base_iri: BaseIri
    """What every address begins with."""
    license: Spdx
    """Licence of the data."""
    commit: Commit | None = None
    """Out of which it was built."""
    ledger: EntryBefore | None = None
    """The newest entry of the ledger."""
    made_by: MadeBy
    """By what it was built."""
    rebuild: tuple[str, ...]
    """How to build it again."""
    files: dict[str, ListedFile]
    """Every file but this and SHA256SUMS."""

    @property
    def is_final(self) -> bool:
        """Whether it claims to be a release."""
        return not self.version.endswith("-dev")


@dataclass(slots=True)
class Inventory:
    """What stands in a release."""

    findings: list[Finding] = field(default_factory=list)
    manifest: Manifest | None = None
    manifest_bytes: bytes = b""
    sums: dict[str, Sum] = field(default_factory=dict)
    """Of every file that could be read."""
    kept: dict[str, bytes] = field(default_factory=dict)
    """The bytes of graph, ledger, news and signature."""
    wrong: set[str] = field(default_factory=set)
    """Files that are not those of the manifest, or not there."""


def taken(sealed: Sealed) -> Inventory:
    """Every file read once, and held against the manifest. Raises OSError."""
    found = Inventory()
    if MANIFEST in sealed.files:
        _read(sealed, MANIFEST, found, LARGEST_LIST)
    found.manifest = _manifest(found)
    left = LARGEST_LEDGER
    for name in sorted(sealed.files.keys() - {MANIFEST}):
        most = _most(name, found.manifest, sealed.files[name])
        if most is not None and name.startswith(f"{LEDGER}/"):
            most = min(most, left)
            left = max(0, left - sealed.files[name])
        _read(sealed, name, found, most)
    if found.manifest is not None:
        found.findings += _against_manifest(sealed, found, found.manifest)
        found.findings += _against_sums(found, found.manifest)
        found.findings += _names(sealed, found.manifest)
    return found


def _most(name: str, manifest: Manifest | None, size: int) -> int | None:
    """How many bytes a file may have that is held in memory; None for one that is not."""
    if name in _UNLISTED:
        return _UNLISTED[name]
    listed = manifest.files.get(name) if manifest else None
    if listed is None or listed.bytes != size:
        return None
    return LARGEST_ENTRY if name.startswith(f"{LEDGER}/") else _LISTED.get(name)


def _read(sealed: Sealed, name: str, found: Inventory, most: int | None) -> None:
    digest, size, kept = hashlib.sha256(), 0, []
    if most is not None and sealed.files[name] > most:
        found.findings.append(Finding(name, f"has more than {most:,} bytes"))
        found.wrong.add(name)
        return
    try:
        for chunk in sealed.chunks(name):
            digest.update(chunk)
            size += len(chunk)
            if most is not None:
                kept.append(chunk)
    except DamagedError as error:
        found.findings.append(error.finding)
        found.wrong.add(name)
        return
    found.sums[name] = Sum(size, digest.hexdigest())
    if most is not None:
        found.kept[name] = b"".join(kept)


def _manifest(found: Inventory) -> Manifest | None:
    if MANIFEST in found.wrong:
        return None
    if MANIFEST not in found.kept:
        found.findings.append(Finding(MANIFEST, "is missing"))
        return None
    found.manifest_bytes = found.kept[MANIFEST]
    try:
        plain = json.loads(found.manifest_bytes.decode(), object_pairs_hook=without_twins)
        json.dumps(plain, ensure_ascii=False).encode()  # JSON can name half a character, which no text may hold
        if _is_endless(plain):
            raise ValueError("it has more to it than any manifest")
        manifest, problems = shapes.check(Manifest, _with_the_first_wrong_files(plain), Positions(), MANIFEST)
    except (ValueError, RecursionError) as error:
        found.findings.append(Finding(MANIFEST, f"cannot be read: {error}"))
        return None
    found.findings += [Finding(MANIFEST, problem.message) for problem in problems]
    return manifest


def _is_endless(plain: Any) -> bool:
    """Whether a mapping or list in the manifest has so many items that each of them being wrong would be too much."""
    if not isinstance(plain, dict):
        return False  # which is one finding
    files = plain.get("files")
    listed = files if isinstance(files, dict) else {}
    parts = [plain, *(value for key, value in plain.items() if value is not listed), *listed.values()]
    return len(listed) > MOST_FILES or any(
        len(part) > _MOST_FIELDS for part in parts if isinstance(part, dict | list)
    )


def _with_the_first_wrong_files(plain: Any) -> Any:
    """The manifest, or where it lists files wrongly, with the first few of those alone."""
    if not isinstance(plain, dict) or not isinstance(plain.get("files"), dict):
        return plain
    wrong = islice((one for one in plain["files"].items() if not _is_listed(one[1])), _FEW)
    return plain | {"files": dict(wrong) or plain["files"]}


def _is_listed(plain: Any) -> bool:
    try:
        ListedFile.model_validate(plain)
    except ValidationError:
        return False
    return True


def without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object. Raises ValueError where a key stands twice, of which each reader takes another."""
    plain = dict(pairs)
    if len(plain) != len(pairs):
        raise ValueError("a key stands twice")
    return plain


def _against_manifest(sealed: Sealed, found: Inventory, manifest: Manifest) -> Iterator[Finding]:
    for name, listed in sorted(manifest.files.items()):
        if objection(name) or name in (MANIFEST, SUMS, SIGNATURE):
            yield Finding(MANIFEST, f"names {name}, which is no file of a release")
        elif name not in sealed.files:
            found.wrong.add(name)
            yield Finding(name, f"is missing, and {MANIFEST} names it")
        elif name in found.sums and found.sums[name] != Sum(listed.bytes, listed.sha256):
            found.wrong.add(name)
            yield Finding(name, f"is not the one that {MANIFEST} names")
    for name in sorted(sealed.files.keys() - manifest.files.keys() - {MANIFEST, SUMS, SIGNATURE}):
        found.wrong.add(name)
        yield Finding(name, f"is there, and {MANIFEST} does not name it")


def _against_sums(found: Inventory, manifest: Manifest) -> Iterator[Finding]:
    if SUMS in found.wrong:
        return
    if SUMS not in found.kept:
        yield Finding(SUMS, "is missing")
        return
    listed = {name: Sum(one.bytes, one.sha256) for name, one in manifest.files.items()}
    expected = sha256sums({**listed, MANIFEST: found.sums[MANIFEST]})
    if found.kept[SUMS] == expected:
        return
    said, wanted = _lines(found.kept[SUMS]), _lines(expected)
    if said.get(MANIFEST) not in (None, wanted[MANIFEST]):
        yield Finding(MANIFEST, f"is not the one that {SUMS} names")
    others = sorted({name for name, _ in said.items() ^ wanted.items()} - {MANIFEST})
    if others or MANIFEST not in said:
        first = [*others, MANIFEST][0]
        yield Finding(SUMS, f"says something else of {first} than {MANIFEST}" if others else f"lacks {first}")
    elif said == wanted:
        yield Finding(SUMS, "is not in the form that claimkit writes")


def _lines(raw: bytes) -> dict[str, str]:
    """Digests by name, of no more lines than there may be files."""
    lines = raw.decode("utf-8", "backslashreplace").split("\n", MOST_FILES + 1)
    pairs = (line.partition("  ") for line in lines if line)
    return {name: digest for digest, _, name in pairs}


def _names(sealed: Sealed, manifest: Manifest) -> Iterator[Finding]:
    called = f"{manifest.name}-{manifest.version}"
    if sealed.folder != called:
        yield Finding(MANIFEST, f"is of {called}, and the folder is called {sealed.folder}")
    elif _is_of_another(sealed.label, manifest):
        yield Finding(MANIFEST, f"is of {called}, and the zip is called {sealed.label}.zip")


def _is_of_another(label: str, manifest: Manifest) -> bool:
    """Whether a zip is called like another release; else a copy may be called as its owner likes."""
    version = label.removeprefix(f"{manifest.name}-")
    return version not in (label, manifest.version) and re.fullmatch(EDITION, version) is not None
