"""Who signed a manifest, as ssh-keygen tells it: by a key of the file of allowed signers, for releases alone."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from claimkit.cli.console import UnanswerableError

NAMESPACE = "claimkit-release"
"""What a signature is for: one that was given for something else is none."""
_PATIENCE = 60
_PROGRAM = "ssh-keygen"


def signer(manifest: bytes, signature: bytes, allowed: Path) -> str | None:
    """The identity in `allowed` whose key made a signature of the manifest; None where no one's did.

    Raises UnanswerableError where ssh-keygen is missing or gives no answer, OSError where `allowed` cannot be read.
    """
    with allowed.open("rb"):  # what it says of a file that is not there is no answer about a signature
        pass
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "manifest.json.sig"
        made.write_bytes(signature)
        listed = _run(["-Y", "find-principals", "-f", str(allowed), "-s", str(made)], b"")
        for who in (listed or "").splitlines():
            given = ["-Y", "verify", "-f", str(allowed), "-I", who, "-n", NAMESPACE, "-s", str(made)]
            if _run(given, manifest) is not None:
                return who
    return None


def _run(arguments: list[str], given: bytes) -> str | None:
    """What ssh-keygen prints where it agrees."""
    try:
        done = subprocess.run(  # noqa: S603  no shell; what comes from the release is a file of a name of our own
            [_PROGRAM, *arguments], input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError:
        raise UnanswerableError(f"{_PROGRAM} (OpenSSH 8.2), which checks signatures, is not installed") from None
    except subprocess.TimeoutExpired:
        raise UnanswerableError(f"{_PROGRAM} gave no answer in {_PATIENCE} seconds") from None
    return done.stdout.decode("utf-8", "backslashreplace") if done.returncode == 0 else None
