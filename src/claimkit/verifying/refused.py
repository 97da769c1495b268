"""Why a release is not read, or not further."""

from __future__ import annotations

from collections.abc import Iterable

from claimkit.verifying.finding import Finding


class NoReleaseError(Exception):
    """There is no release to judge. The message says why, to be read after the path."""


class RefusedError(Exception):
    """Something in it is in no release, so that nothing more of it is read."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__(f"{len(self.findings)} findings")


class DamagedError(Exception):
    """The bytes of one file are not what they claim to be."""

    def __init__(self, path: str, message: str) -> None:
        self.finding = Finding(path, message)
        super().__init__(message)
