"""The content digest: what a record says, as one SHA-256, whatever its layout, file name or comments.

SHA-256 of the RFC 8785 form of `{"claim": ..., "format": 1}`. With keys in ASCII, and numbers that are integers or
decimal text, `json.dumps` with sorted keys and no spaces gives that form.

Defaults are in it, but None. A field that is added later must default to None: else the digest of every record that
was ever released would be another. docs/verifying.md tells all of it for whoever writes a second program.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from claimkit.corpus import Corpus, TermEntry
from claimkit.derive.lines import keys_of
from claimkit.model import Claim, DatasetMetadata, LedgerEntry, Source
from claimkit.model.dataset import FORMAT
from claimkit.yamlio.scalars import LARGEST_INTEGER

_CLAIM_LEFT_OUT = {"version", "curation", "notes"}
_SOURCE_LEFT_OUT = {"texts", "verified", "notes"}
_TERM_LEFT_OUT = {"notes"}
_NOT_SAID = {"id", "related"}
_IN_ORDER = {"arms", "author", "editor", "ci", "creators"}


def claim_digest(claim: Claim, corpus: Corpus) -> str:
    """The digest of a claim: hexadecimal SHA-256 of `claim_bytes`."""
    return hashlib.sha256(claim_bytes(claim, corpus)).hexdigest()


def claim_bytes(claim: Claim, corpus: Corpus) -> bytes:
    """What the digest of a claim is taken of: RFC 8785, UTF-8, one line."""
    return _serialised({"claim": claim_content(claim, corpus), "format": FORMAT}).encode()


def source_digest(source: Source, corpus: Corpus) -> str:
    """The digest of a source; what was looked up or read of it, and when, is not in it."""
    return _digest("source", source_content(source, corpus))


def term_digest(entry: TermEntry, corpus: Corpus) -> str:
    """The digest of a term, its key and its category."""
    return _digest("term", term_content(entry, corpus))


def source_content(source: Source, corpus: Corpus) -> dict[str, Any]:
    """What of a source is digested."""
    plain = source.model_dump(mode="json", exclude_none=True, exclude=_SOURCE_LEFT_OUT)
    plain["standing"].pop("checked", None)
    for study in plain["studies"]:
        study.pop("notes", None)
        study["host"] = corpus.curie(study["host"])
        study["agent"] = corpus.curie(study["agent"])
    content: dict[str, Any] = _canonical(plain)
    return content


def term_content(entry: TermEntry, corpus: Corpus) -> dict[str, Any]:
    """What of a term is digested."""
    plain = entry.value.model_dump(mode="json", exclude_none=True, exclude=_TERM_LEFT_OUT)
    plain |= {"key": entry.key, "category": entry.category, "parts": [corpus.curie(part) for part in plain["parts"]]}
    if "organism" in plain:
        plain["organism"] = corpus.curie(plain["organism"])
    content: dict[str, Any] = _canonical(plain)
    return content


def claim_content(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    """What of a claim is digested: defaults filled in, term keys replaced by CURIEs, lists in their fixed order."""
    plain = claim.model_dump(mode="json", exclude_none=True, exclude=_CLAIM_LEFT_OUT)
    for field in ("organism", "strain", "agent", "target"):
        if field in plain:
            plain[field] = corpus.curie(plain[field])
    for field in ("host", "site", "condition"):
        if field in plain["context"]:
            plain["context"][field] = corpus.curie(plain["context"][field])
    plain["mechanism"] = [path.written(corpus.curie) for path in claim.paths]
    keyed = sorted(zip(keys_of(claim), plain.pop("evidence"), strict=True), key=lambda pair: pair[0])
    content: dict[str, Any] = _canonical(plain)
    content["evidence"] = [_canonical(line) for _, line in keyed]
    return content


def said_digest(claim: Claim, corpus: Corpus) -> str:
    """The digest of what a claim says by itself: its content without its id and its ties.

    Ties name ids, so they would differ between two claims whose ids were exchanged together with their ties.
    """
    content = claim_content(claim, corpus)
    return _digest("claim", {field: value for field, value in content.items() if field not in _NOT_SAID})


def dataset_digest(dataset: DatasetMetadata) -> str:
    """The digest of what dataset.yaml says, but for its version."""
    return _digest("dataset", _canonical(dataset.model_dump(mode="json", exclude_none=True, exclude={"version"})))


def entry_digest(entry: LedgerEntry) -> str:
    """The digest of everything in an entry of the ledger but its own `sha256`."""
    return _sha256(entry.model_dump(mode="json", exclude={"sha256"}, exclude_defaults=True))


def plain_number(value: float) -> int | str:
    """1.0 as the integer 1 (within 2^53), any other number as its shortest decimal text without exponent."""
    if value == int(value) and abs(value) <= LARGEST_INTEGER:
        return int(value)
    return format(Decimal(repr(value)), "f")


def _canonical(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _canonical(below, name) for name, below in value.items()}
    if isinstance(value, list):
        items = [_canonical(item) for item in value]
        if key in _IN_ORDER:
            return items
        return sorted(items, key=lambda item: item if isinstance(item, str) else _serialised(item))
    return plain_number(value) if isinstance(value, float) else value


def _serialised(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _digest(kind: str, content: dict[str, Any]) -> str:
    return _sha256({kind: content, "format": FORMAT})


def _sha256(content: dict[str, Any]) -> str:
    return hashlib.sha256(_serialised(content).encode()).hexdigest()
