"""manifest.json and SHA256SUMS: the files of a release, each with size and digest, and how to make them again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from claimkit.exporters.sums import Sum
from claimkit.model import DatasetMetadata, LedgerEntry
from claimkit.model.dataset import FORMAT

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
LEDGER = "ledger"
"""The folder of a release that holds the ledger up to it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Out of what a release is built, as far as the caller knows: the caller asks git and the environment."""

    claimkit: str
    """Version of the package."""
    commit: str | None = None
    """The commit of a clean tree."""
    source_date_epoch: int | None = None
    """Seconds since 1970 that stand for the time of the build."""


def manifest(
    dataset: DatasetMetadata, edition: str, origin: Origin, newest: LedgerEntry | None, sums: Mapping[str, Sum]
) -> bytes:
    """What binds name, version, ledger, commit and files together.

    `newest` is the ledger's newest entry, `sums` are those of every other file but SHA256SUMS.
    """
    content = {
        "name": dataset.name,
        "version": edition,
        "format": FORMAT,
        "base_iri": dataset.base_iri,
        "license": dataset.license,
        **({"commit": origin.commit} if origin.commit else {}),
        **({"ledger": {"version": newest.version, "sha256": newest.sha256}} if newest else {}),
        "made_by": {"claimkit": origin.claimkit},
        "rebuild": _recipe(origin),
        "files": {name: {"bytes": one.size, "sha256": one.sha256} for name, one in sorted(sums.items())},
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def sha256sums(sums: Mapping[str, Sum]) -> bytes:
    """One line a file, as `sha256sum -c` reads it."""
    return "".join(f"{one.sha256}  {name}\n" for name, one in sorted(sums.items())).encode()


def _recipe(origin: Origin) -> list[str]:
    """Commands that make the same bytes, in a clone of the repository."""
    epoch = "" if origin.source_date_epoch is None else f"SOURCE_DATE_EPOCH={origin.source_date_epoch} "
    checkout = [f"git checkout {origin.commit}"] if origin.commit else []
    return [*checkout, f"{epoch}scripts/build"]
