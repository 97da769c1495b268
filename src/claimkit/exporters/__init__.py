"""What a release holds, one exporter per format: a pure `build(corpus, edition) -> {relative name: bytes}`.

Drafts are in no export; every other claim is in each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimkit.corpus import Corpus
from claimkit.exporters import csv, jsonld

Exporter = Callable[[Corpus, str], Mapping[str, bytes]]

EXPORTERS: tuple[Exporter, ...] = (csv.build, jsonld.build)


def build_all(corpus: Corpus, edition: str) -> dict[str, bytes]:
    """Every file of a release by its name in the release folder. `edition` is the version as the release names it."""
    files: dict[str, bytes] = {}
    for build in EXPORTERS:
        files.update(build(corpus, edition))
    return files
