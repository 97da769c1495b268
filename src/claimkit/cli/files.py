"""How commands write a single file: whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from claimkit.cli.console import UnanswerableError


def write_whole(path: Path, content: bytes, instead_of: bytes | None = None) -> None:
    """Replaces a file in one step; who reads meanwhile sees the old content or the new.

    `instead_of` is what the file held when it was read: raises UnanswerableError where it was changed since.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if instead_of is not None and path.read_bytes() != instead_of:
        raise UnanswerableError(f"{path} was changed meanwhile; run the command again")
    beside = path.with_name(f".{path.name}.claimkit-new")
    beside.write_bytes(content)
    if path.exists():
        shutil.copymode(path, beside)
    beside.replace(path)


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that must not be there yet. Raises UnanswerableError where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise UnanswerableError(f"{path} is there already; delete it, or choose another name") from None
