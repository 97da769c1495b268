"""Who signed a manifest, as ssh-keygen tells it: by a key of the file of allowed signers, for releases alone."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from claimkit.cli.console import UnanswerableError

NAMESPACE = "claimkit-release"
"""What a signature is for: one that was given for something else is none."""
LARGEST_SIGNATURE = 2**16
_LARGEST_LIST = 2**20
_PATIENCE = 60
_PROGRAM = "ssh-keygen"
_LIST = "allowed-signers"
_MALFORMED = re.compile(rf"{_LIST}:([0-9]+): ((?:invalid|missing|bad|options) [^\r\n]*)")
"""What ssh-keygen says of a line that it cannot read, and not of a key that is no longer or not yet allowed."""


class Told(NamedTuple):
    """What ssh-keygen prints, and whether it agrees."""

    agrees: bool
    out: str
    err: str


def capped(path: Path, limit: int) -> bytes:
    """What a file, or a pipe, gives. Raises UnanswerableError where that is more than a file of its kind has."""
    with path.open("rb") as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise UnanswerableError(f"{path} has more than {limit // 1024:,} KiB, which is not what it is given for")
    return raw


def signer(manifest: bytes, signature: bytes, allowed: Path) -> str | None:
    """The identity in `allowed` whose key made a signature of the manifest; None where no one's did.

    Raises UnanswerableError where ssh-keygen is missing or gives no answer, or finds no key where `allowed` has lines
    that are none; OSError where `allowed` cannot be read. It is read once, as a pipe gives it once.
    """
    listed = capped(allowed, _LARGEST_LIST)
    with tempfile.TemporaryDirectory() as folder:
        signers, made = Path(folder) / _LIST, Path(folder) / "manifest.json.sig"
        signers.write_bytes(listed)
        made.write_bytes(signature)
        found = _run(["-Y", "find-principals", "-f", str(signers), "-s", str(made)], b"")
        for who in found.out.splitlines() if found.agrees else ():
            if who.startswith("!"):  # a pattern of who it is not
                continue
            given = ["-Y", "verify", "-f", str(signers), "-I", who, "-n", NAMESPACE, "-s", str(made)]
            if _run(given, manifest).agrees:
                return who
    wrong = _MALFORMED.search(found.err)
    if wrong and not found.agrees:
        raise UnanswerableError(f"{allowed} is no file of allowed signers: line {wrong[1]}: {wrong[2]}")
    return None


def _run(arguments: list[str], given: bytes) -> Told:
    try:
        done = subprocess.run(  # noqa: S603  no shell; what comes from the release is a file of a name of our own
            [_PROGRAM, *arguments], input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError:
        raise UnanswerableError(f"{_PROGRAM} (OpenSSH 8.2), which checks signatures, is not installed") from None
    except subprocess.TimeoutExpired:
        raise UnanswerableError(f"{_PROGRAM} gave no answer in {_PATIENCE} seconds") from None
    out, err = (text.decode("utf-8", "backslashreplace") for text in (done.stdout, done.stderr))
    return Told(done.returncode == 0, out, err)
