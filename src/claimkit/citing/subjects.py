"""What somebody wants to cite: a claim id, or an address below the dataset's own, to the thing that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from claimkit.citing.citation import NotCitableError
from claimkit.corpus import Corpus
from claimkit.diagnostics import did_you_mean, quoted, slip_of
from claimkit.identifiers import CLAIM_ID, expand_curie, one_slip_apart
from claimkit.model import DatasetMetadata
from claimkit.model.scalars import EDITION, REFERENCE

Kind = Literal["dataset", "claim", "line", "source", "term"]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_CLAIM = re.compile(r"claim/([0-9a-hjkmnp-tv-z]{8})(?:/v([1-9][0-9]{0,15})|/evidence/([^?#]+))?")
_FEW = 10
_WHAT_THERE_IS = (
    "what can be cited is the dataset itself, release/<version>, claim/<id>, claim/<id>/v<version>, "
    "claim/<id>/evidence/<line>, source/<key> and a term of its own"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something of a dataset, which may or may not be there."""

    kind: Kind
    name: str = ""
    """Id of the claim, key of the source with or without its study, key of the term."""
    version: str | None = None
    """That of the dataset or claim, where the address gives one."""
    line: str | None = None
    """Key of the line of evidence."""


def looks_like_one(text: str) -> bool:
    """Whether a text has the form of what `subject_of` takes, and so is no path."""
    return bool(_ADDRESS.match(text) or re.fullmatch(CLAIM_ID, text.lower()))


def there_is(name: str, known: Iterable[str]) -> str:
    """What to say after "there is no ...": the one that was meant, or those that there are, if few."""
    names, wanted = sorted(known), name.lower()
    slips = (other for other in names if one_slip_apart(wanted, other) or other.endswith(f":{wanted}"))
    near = next(slips, None) or slip_of(wanted, names)
    if near is None and 0 < len(names) <= _FEW:
        return f"; there {'is' if len(names) == 1 else 'are'} {', '.join(names)}"
    hint = f"did you mean {quoted(near)}?" if near else did_you_mean(wanted, names)
    return f"; {hint}" if hint else ""


def gone_since(version: str) -> str:
    """What to say after "there is no ..." of what a release was the last to hold."""
    return f"; {version} is the last release that held it: ask that one for it"


def subject_of(text: str | None, dataset: DatasetMetadata, corpus: Corpus) -> Subject:
    """What a text means; without one the dataset. Raises NotCitableError for an address of nothing that is cited."""
    if text is None:
        return Subject("dataset")
    if not _ADDRESS.match(text):
        return Subject("claim", text)
    base = dataset.base_iri
    address = text.rstrip("/")
    if address == base.rstrip("/"):
        return Subject("dataset")
    if not address.startswith(base):
        raise NotCitableError(f"{quoted(text)} lies not below the address of this dataset, {base}")
    return _below(address.removeprefix(base), dataset) or _term(address, dataset, corpus) or _nothing(text)


def _below(path: str, dataset: DatasetMetadata) -> Subject | None:
    release = path.removeprefix("release/")
    if release != path and re.fullmatch(EDITION, release):
        return Subject("dataset", version=release)
    claim = _CLAIM.fullmatch(path)
    if claim:
        local, version, line = claim.groups()
        return Subject("line" if line else "claim", f"{dataset.id_prefix}:{local}", version, line)
    if path.startswith("source/") and re.fullmatch(REFERENCE, path.removeprefix("source/")):
        return Subject("source", path.removeprefix("source/"))
    return None


def _term(address: str, dataset: DatasetMetadata, corpus: Corpus) -> Subject | None:
    prefixes = dict(dataset.prefixes)
    found = (key for key, entry in corpus.terms.items() if expand_curie(entry.value.id, prefixes) == address)
    for key in found:
        return Subject("term", key)
    for one in reversed(corpus.ledger):
        for term in one.value.terms.values():
            if expand_curie(term.id, prefixes) == address:
                raise NotCitableError(f"there is no term {term.id}" + gone_since(one.value.version))
    return None


def _nothing(text: str) -> Subject:
    raise NotCitableError(f"nothing that is cited stands at {quoted(text)}; {_WHAT_THERE_IS}")
