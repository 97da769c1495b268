"""What a manifest has to say, whichever claimkit wrote it: the files of its format, and how to rebuild."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimkit.release.manifest import MANIFEST
from claimkit.verifying import format_one
from claimkit.verifying.finding import Finding
from claimkit.verifying.inventory import Manifest

_BUILD = re.compile(r"(?:SOURCE_DATE_EPOCH=(0|[1-9][0-9]{0,17}) )?scripts/build")


def lacking(manifest: Manifest) -> Iterator[Finding]:
    """The files that every release of its format has, and that it does not name."""
    wanted = set(format_one.FILES)
    if manifest.is_final:
        wanted.update(name.format(version=manifest.version) for name in format_one.FILES_OF_FINAL)
    for name in sorted(wanted - manifest.files.keys()):
        yield Finding(name, f"is missing, and every release of format {manifest.format} has it")


def recipe(manifest: Manifest) -> Iterator[Finding]:
    """Where `rebuild` is not what a claimkit writes: a reader is told to run it, so nothing else may stand there."""
    checkout = [f"git checkout {manifest.commit}"] if manifest.commit else []
    *before, build = manifest.rebuild or ("",)
    if before != checkout or not _BUILD.fullmatch(build):
        said = "".join(f'"{line}", then ' for line in checkout) + '"scripts/build" with or without SOURCE_DATE_EPOCH'
        yield Finding(MANIFEST, f"rebuild is not {said}; run nothing of it")


def epoch(manifest: Manifest) -> int | None:
    """The time that stood for that of the build, where the recipe gives one."""
    found = _BUILD.fullmatch((manifest.rebuild or ("",))[-1])
    return int(found[1]) if found and found[1] else None
