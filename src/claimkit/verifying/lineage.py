"""Whether a release grew out of an older one: nothing of it gone, nothing of it another under the same version."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.release.manifest import MANIFEST
from claimkit.release.opening import GRAPH
from claimkit.verifying.finding import Finding
from claimkit.verifying.inventory import Manifest
from claimkit.verifying.verification import Verification
from claimkit.versions import precedence


def descent(release: Verification, older: Verification) -> Iterator[Finding]:
    """Where a release cannot have come out of an older one. Both must be sound in themselves."""
    new, old = release.manifest, older.manifest
    if new is None or old is None:
        raise ValueError("a release without a manifest has no history")
    yield from _of_manifests(new, old, release.manifest_sha256 == older.manifest_sha256)
    for name, digest in sorted(older.entries.items()):
        if name not in release.entries:
            yield Finding(name, f"is missing, and {old.version} has it")
        elif release.entries[name] != digest:
            yield Finding(name, f"is another than in {old.version}")
    for claim, (version, digest) in sorted(older.claims.items()):
        now = release.claims.get(claim)
        if now is None:
            yield Finding(GRAPH, f"{claim} is not in it, and {old.version} has it")
        elif now[0] < version:
            yield Finding(GRAPH, f"{claim} has version {now[0]}, and {version} in {old.version}")
        elif now[0] == version and now[1] != digest:
            yield Finding(
                GRAPH, f"{claim} says something else than in {old.version}, with the same version {version}"
            )


def _of_manifests(new: Manifest, old: Manifest, same: bool) -> Iterator[Finding]:
    for field, one, other in (("name", new.name, old.name), ("base_iri", new.base_iri, old.base_iri)):
        if one != other:
            yield Finding(MANIFEST, f"has the {field} {one}, and {old.version} has {other}")
    if new.version == old.version:
        if not same:
            yield Finding(MANIFEST, f"is of another {old.version} than the one that it is held against")
    elif precedence(new.version.removesuffix("-dev")) < precedence(old.version):
        yield Finding(MANIFEST, f"{new.version} is older than {old.version}, which it is held against")
