"""How commands write a single file: whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a file in one step; who reads meanwhile sees the old content or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.claimkit-new")
    beside.write_bytes(content)
    beside.replace(path)
