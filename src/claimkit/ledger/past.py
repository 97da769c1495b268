"""What the claims of a corpus have behind them: how each was last released, and which say what another one said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from claimkit.corpus import Corpus, Entry
from claimkit.derive.digest import claim_digest, said_digest
from claimkit.ledger.entries import SameSubject
from claimkit.model import Claim, LedgerEntry, ReleasedClaim


@dataclass(frozen=True, slots=True)
class Past:
    """The ledger beside the records of one corpus."""

    newest: Entry[LedgerEntry]
    """The entry of the highest version."""
    digests: Mapping[str, str]
    """Content digest of each record that is no draft, by id; of none whose id is repeated."""
    moved: Mapping[str, str]
    """For the id of a record that says what another one said when it was released: that other id."""
    repeated: frozenset[str]
    """Ids that more than one record has: which of them was released nobody can tell."""
    same_subject: SameSubject
    """Compares what the newest entry and a record are about."""
    first: Mapping[str, LedgerEntry]
    """The entry in which each claim was first released, by id."""
    withdrawn: Mapping[str, LedgerEntry]
    """The entry since which each claim that is withdrawn in the newest has been so without a break, by id."""

    @property
    def version(self) -> str:
        """The newest release."""
        return self.newest.value.version

    def released(self, claim_id: str) -> ReleasedClaim | None:
        """The claim as the newest release holds it."""
        return self.newest.value.claims.get(claim_id)


_PASTS: WeakKeyDictionary[Corpus, Past] = WeakKeyDictionary()
"""Every rule asks for it; it takes a digest of each claim to make, and no corpus ever changes."""


def past_of(corpus: Corpus) -> Past | None:
    """The past of a corpus; None where nothing was released, or the ledger could not be read whole."""
    if not corpus.ledger or corpus.ledger_is_broken:
        return None
    if corpus not in _PASTS:
        _PASTS[corpus] = _made(corpus)
    return _PASTS[corpus]


def past_of_record(entry: Entry[Claim], corpus: Corpus) -> Past | None:
    """The past of the corpus for one of its records; None also where its id is that of another record too."""
    past = past_of(corpus)
    return None if past is None or entry.value.id in past.repeated else past


def _made(corpus: Corpus) -> Past:
    newest = corpus.ledger[-1]
    times = Counter(entry.value.id for entry in corpus.claims)
    repeated = frozenset(claim_id for claim_id, count in times.items() if count > 1)
    records = {entry.value.id: entry.value for entry in corpus.published if entry.value.id not in repeated}
    digests = {claim_id: claim_digest(claim, corpus) for claim_id, claim in records.items()}
    released = newest.value.claims
    changed = [claim_id for claim_id in records if _changed(released.get(claim_id), digests[claim_id])]
    said = {claim_id: said_digest(records[claim_id], corpus) for claim_id in changed}
    still = {one for one in released if one in records and said.get(one, released[one].said) == released[one].said}
    by_said = {claim.said: claim_id for claim_id, claim in sorted(released.items()) if claim_id not in still}
    moved = {one: by_said[said[one]] for one in changed if one not in still and said[one] in by_said}
    curies = {key: entry.value.id for key, entry in corpus.terms.items()}
    same_subject = SameSubject(newest.value, curies)
    return Past(newest, digests, moved, repeated, same_subject, *_since([entry.value for entry in corpus.ledger]))


def _since(ledger: Sequence[LedgerEntry]) -> tuple[dict[str, LedgerEntry], dict[str, LedgerEntry]]:
    """Since which entry each claim has been released, and since which withdrawn."""
    first: dict[str, LedgerEntry] = {}
    withdrawn: dict[str, LedgerEntry] = {}
    for entry in ledger:
        for claim_id, claim in entry.claims.items():
            first.setdefault(claim_id, entry)
            if claim.status == "withdrawn":
                withdrawn.setdefault(claim_id, entry)
            else:
                withdrawn.pop(claim_id, None)
    return first, withdrawn


def _changed(released: ReleasedClaim | None, digest: str) -> bool:
    return released is None or released.digest != digest
