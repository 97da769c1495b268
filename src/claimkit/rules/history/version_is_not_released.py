"""The version in dataset.yaml is the next release: higher than every released one, unless nothing changed since.

Two datasets under one version cannot be told apart by whoever cites it. As long as the dataset is what was released,
it may carry the version of that release; with the first change of a claim, source, term or of dataset.yaml itself it
is the next one. Which one is a matter of what changed; the message names the least.

Fix: write the next version in dataset.yaml, then run `claimkit sync`.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from claimkit.corpus import Corpus, Entry
from claimkit.derive.digest import dataset_digest, source_digest, term_digest
from claimkit.diagnostics import Fix, Skip, quoted
from claimkit.ledger import Past, past_of
from claimkit.ledger.entries import next_version
from claimkit.model import Claim
from claimkit.rules.history import OF_DATASET, UNREADABLE
from claimkit.rules.rule import Finding, Outcome, Rule, Scope
from claimkit.versions import next_patch, precedence

Difference = tuple[str, Entry[Any] | None]
"""What differs from the release, in words, and where it stands if it is there."""


def check(corpus: Corpus, _: datetime.date) -> Iterator[Outcome]:
    past = past_of(corpus)
    if past is None or corpus.dataset is None:
        if corpus.ledger_is_broken or (corpus.ledger and corpus.dataset is None):
            yield Skip(UNREADABLE if corpus.dataset else "dataset.yaml could not be read")
        return
    version = corpus.dataset.value.version
    fix = Fix(next_patch(past.version))
    if precedence(version) < precedence(past.version):
        message = f"{quoted(version)} is not the next release: {past.version} is there already"
        yield Finding(corpus.dataset, "/version", message, fix=fix, other=past.newest)
    elif version == past.version and (difference := next(_differences(corpus, past), None)):
        what, entry = difference
        message = f"{quoted(version)} was released, and {what}"
        yield Finding(corpus.dataset, "/version", message, fix=fix, other=entry)


def _differences(corpus: Corpus, past: Past) -> Iterator[Difference]:
    """Where the dataset is not what was released, but for what the rules of claims say of a claim."""
    released = past.newest.value
    for claim_id in sorted(past.digests):
        entry = corpus.by_id[claim_id]
        if _rightly_changed(entry.value, past):
            yield _differs(claim_id, claim_id in released.claims), entry
    for key, source in sorted(corpus.sources.items()):
        if key not in released.sources or released.sources[key].digest != source_digest(source.value, corpus):
            yield _differs(f"the source {quoted(key)}", key in released.sources), source
    for key in sorted(released.sources.keys() - corpus.sources.keys()):
        if not corpus.source_is_broken(key):
            yield f"the source {quoted(key)} is gone", None
    for key, term in sorted(corpus.terms.items()):
        if key not in released.terms or released.terms[key].digest != term_digest(term, corpus):
            yield _differs(f"the term {quoted(key)}", key in released.terms), term
    for key in sorted(released.terms.keys() - corpus.terms.keys()):
        if not corpus.term_is_broken(key):
            yield f"the term {quoted(key)} is gone", None
    if corpus.dataset and dataset_digest(corpus.dataset.value) != released.dataset:
        yield _differs("dataset.yaml", True), None


def _differs(what: str, was_there: bool) -> str:
    return f"{what} says something else since" if was_there else f"{what} is not in it"


def _rightly_changed(claim: Claim, past: Past) -> bool:
    """Whether a claim is new or says something else, under the version that this gives it."""
    released, digest = past.released(claim.id), past.digests[claim.id]
    if released is None:
        return claim.version == 1
    return digest != released.digest and claim.version == next_version(released, digest)


RULE = Rule("CK608", "version-is-not-released", Scope.CORPUS, check, requires=OF_DATASET)
