"""Releases of the made-up dataset in memory, and what may be done to one: altered, sealed anew, zipped oddly."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from cases import FOLDER, assemble, read
from claimkit import __version__, ledger
from claimkit.model import LedgerEntry
from claimkit.release import contents
from claimkit.release.manifest import MANIFEST, SUMS, Origin
from claimkit.verifying import verify

Files = dict[str, bytes]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
OLD, NEW = "demo-claims-0.1.0", "demo-claims-0.2.0"
FIRST, SECOND = "ledger/0.1.0.json", "ledger/0.2.0.json"
CAFFEINE, SUBTILIS = "dmo:0a1b2c39", "dmo:h7k2m9p9"
RECORDS = {CAFFEINE: "records/sleep/caffeine.yaml", SUBTILIS: "records/sleep/subtilis.yaml"}


def dataset(version: str) -> Files:
    """The dataset as it was when the ledger's entry of that version was made."""
    shared = {"0.1.0": "_released", "0.2.0": "_twice"}[version]
    files = {**read(FOLDER / "_base"), **read(FOLDER / shared)}
    later = {"0.1.0": b"version: 0.2.0", "0.2.0": b"version: 0.3.0"}[version]
    assert later in files["dataset.yaml"]
    files["dataset.yaml"] = files["dataset.yaml"].replace(later, f"version: {version}".encode())
    files["NEWS.md"] = f"# News\n\n## {version}\n".encode()
    return files


def released(files: Files, version: str) -> Files:
    """The release of a dataset, whatever its ledger says, by name in its folder."""
    corpus = assemble(files)
    assert corpus.dataset is not None
    made = contents.files(corpus, corpus.dataset.value, version, Origin(__version__, COMMIT, 1_790_000_000))
    return {name: b"".join(chunks) for name, chunks in made}


@cache
def _release(version: str) -> Files:
    return released(dataset(version), version)


def release(version: str) -> Files:
    """A release of its own, to be altered."""
    return dict(_release(version))


def entry(raw: bytes) -> LedgerEntry:
    return LedgerEntry.model_validate_json(raw)


def with_entry(files: Files, version: str, previous: str | None = None) -> Files:
    """A dataset whose ledger holds it as it stands: as its maintainers do, or who rewrites their history."""
    before = entry(files[f"releases/{previous}.json"]) if previous else None
    rest = {path: raw for path, raw in files.items() if path != f"releases/{version}.json"}
    date = "2026-03-01" if previous else "2026-02-01"
    return {**rest, f"releases/{version}.json": ledger.entry_of(assemble(rest), version, date, before)}


def resealed(files: Files, change: Callable[[dict[str, Any]], None] = lambda _: None) -> Files:
    """A release with manifest and SHA256SUMS made to fit whatever the files now are."""
    manifest = json.loads(files[MANIFEST])
    rest = {name: raw for name, raw in files.items() if name not in (MANIFEST, SUMS)}
    manifest["files"] = {
        name: {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()} for name, raw in sorted(rest.items())
    }
    change(manifest)
    rest[MANIFEST] = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
    sums = "".join(f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in sorted(rest.items()))
    return {**rest, SUMS: sums.encode()}


def on_disk(files: Files, folder: Path) -> Path:
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    return folder


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


# A zip written byte by byte, so that each field can lie


def zipped(
    entries: Iterable[tuple[bytes, bytes, dict[str, int]]], comment: bytes = b"", between: bytes = b""
) -> bytes:
    """Stored entries of name, content and what of the headers is to say something else.

    Fields: flags, method, size, packed, crc, attributes, system, start (all in both headers), local_size, local_crc.
    """
    import zlib

    body, directory, count = bytearray(), bytearray(), 0
    for name, content, lie in entries:
        crc, size = lie.get("crc", zlib.crc32(content)), lie.get("size", len(content))
        packed, flags, method = lie.get("packed", len(content)), lie.get("flags", 0), lie.get("method", 0)
        start = lie.get("start", len(body))
        local = (20, flags, method, 0, 33, lie.get("local_crc", crc), packed, lie.get("local_size", size))
        body += struct.pack("<4s5H3I2H", b"PK\3\4", *local, len(name), 0) + name + content + between
        central = (20 | lie.get("system", 3) << 8, 20, flags, method, 0, 33, crc, packed, size, len(name), 0, 0, 0, 0)
        mode = lie.get("attributes", 0o100644 << 16)
        directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", *central, mode, start) + name
        count += 1
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), len(comment))
    return bytes(body) + bytes(directory) + end + comment


class Memory:
    """A release that stands nowhere."""

    def __init__(self, files: Files, folder: str = NEW) -> None:
        self.raw, self.folder, self.label = files, folder, folder
        self.files = {name: len(raw) for name, raw in files.items()}

    def chunks(self, name: str) -> Any:
        yield self.raw[name]


def members(files: Files, folder: str = NEW) -> list[tuple[bytes, bytes, dict[str, int]]]:
    """The entries of a release's zip."""
    return [(f"{folder}/{name}".encode(), raw, {}) for name, raw in sorted(files.items())]


def judged(files: Files, folder: str = NEW) -> list[tuple[str, str]]:
    return [(one.path, one.message) for one in verify(Memory(files, folder), __version__).findings]


def paths(files: Files) -> set[str]:
    return {path for path, _ in judged(files)}
