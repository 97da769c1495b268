"""Whether a release grew out of an older one, and what became of it.

A claim that is gone, or another under the same version, is in no release that did. Sources and terms have no
versions: to delete one or to say something else of it is allowed (docs/governance.md), and is told, for claims rest
on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimkit.corpus import Corpus, identifiers_of
from claimkit.derive.digest import dataset_digest, source_digest, term_digest
from claimkit.release.manifest import MANIFEST
from claimkit.release.opening import GRAPH
from claimkit.verifying.finding import Finding
from claimkit.verifying.inventory import Manifest
from claimkit.verifying.verification import Verification
from claimkit.versions import precedence


@dataclass(frozen=True, slots=True)
class Passed:
    """What a release says otherwise than the older one that it grew out of, though it may."""

    sources_gone: tuple[str, ...]
    """By key, as all of these."""
    studies_gone: tuple[str, ...]
    """`<source>/<study>`, where the source is still there."""
    sources_changed: tuple[str, ...]
    """Those that say something else, but for what was read of them and when."""
    works_exchanged: tuple[str, ...]
    """Those that name another work by their DOI, PMID or PMCID: what rests on them rests on another work."""
    terms_gone: tuple[str, ...]
    """Of which neither key nor CURIE is there."""
    terms_changed: tuple[str, ...]
    """Those that say something else, have another key, or another CURIE."""
    claims_changed: tuple[str, ...]
    """Ids of those that say something else, under a higher version."""
    claims_standing_again: tuple[str, ...]
    """Those of them that were withdrawn, and are not any more."""
    dataset: bool
    """Whether title, creators, licence or something else of the dataset is another."""


def passed(release: Verification, older: Verification) -> Passed:
    """What became of an older release. Both must be sound in themselves."""
    new, old = release.corpus, older.corpus
    if new is None or old is None or new.dataset is None or old.dataset is None:
        raise ValueError("a release without records has no history")
    both = sorted(old.sources.keys() & new.sources.keys())
    withdrawn = {one.value.id for one in old.published if one.value.status == "withdrawn"}
    standing = {one.value.id for one in new.published if one.value.status == "accepted"}
    curies, gone = {entry.value.id for entry in new.terms.values()}, old.terms.keys() - new.terms.keys()
    renamed = {key for key in gone if old.terms[key].value.id in curies}
    return Passed(
        sources_gone=tuple(sorted(old.sources.keys() - new.sources.keys())),
        studies_gone=tuple(f"{key}/{one}" for key in both for one in sorted(_studies(key, old) - _studies(key, new))),
        sources_changed=tuple(key for key in both if _source_differs(key, old, new)),
        works_exchanged=tuple(key for key in both if _is_another_work(key, old, new)),
        terms_gone=tuple(sorted(gone - renamed)),
        terms_changed=tuple(
            sorted({*renamed, *(key for key in old.terms.keys() - gone if _term_differs(key, old, new))})
        ),
        claims_changed=tuple(
            claim for claim, held in sorted(older.claims.items()) if release.claims.get(claim, held)[1] != held[1]
        ),
        claims_standing_again=tuple(sorted(withdrawn & standing)),
        dataset=dataset_digest(old.dataset.value) != dataset_digest(new.dataset.value),
    )


def _studies(key: str, corpus: Corpus) -> set[str]:
    return {study.id for study in corpus.sources[key].value.studies}


def _is_another_work(key: str, old: Corpus, new: Corpus) -> bool:
    """Whether an identifier that both releases give of a source differs; one that came or went proves nothing."""
    before, after = (dict(identifiers_of(corpus.sources[key].value)) for corpus in (old, new))
    return any(before[field] != after[field] for field in before.keys() & after.keys())


def _source_differs(key: str, old: Corpus, new: Corpus) -> bool:
    return source_digest(old.sources[key].value, old) != source_digest(new.sources[key].value, new)


def _term_differs(key: str, old: Corpus, new: Corpus) -> bool:
    return term_digest(old.terms[key], old) != term_digest(new.terms[key], new)


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
