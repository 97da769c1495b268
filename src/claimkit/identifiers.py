"""Check characters and canonical forms of identifiers. Pure: no look-up, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32 in lower case: no i, l, o, u. https://www.crockford.com/base32.html"""

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_BODY_LENGTH = 7
_REDUCTION = 0b100101  # x^5 + x^2 + 1, which is irreducible over GF(2)

CLAIM_ID = r"^[a-z][a-z0-9]{1,9}:[0-9a-hjkmnp-tv-z]{8}$"
ORCID = r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$"


def check_character(body: str) -> str:
    """The check character of the seven characters of a claim id: over GF(32), acc = 2 * (acc + value) for each.

    Multiplication by 2 permutes GF(32) and 2 has order 31, so each single wrong character and each swap of two
    different characters changes the result. Raises KeyError for a character outside ALPHABET.
    """
    acc = 0
    for character in body:
        acc = (acc ^ _VALUE[character]) << 1
        if acc & 0b100000:
            acc ^= _REDUCTION
    return ALPHABET[acc]


def claim_id_holds(claim_id: str) -> bool:
    """Whether the id has the form `prefix:xxxxxxxx` and its last character fits the others."""
    if not re.fullmatch(CLAIM_ID, claim_id):
        return False
    local = claim_id.partition(":")[2]
    return check_character(local[:_BODY_LENGTH]) == local[_BODY_LENGTH]


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two ids differ by one wrong character or by one swap of neighbours: the slips that people make."""
    if len(one) != len(other):
        return False
    differing = [k for k, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    k = differing[0]
    return one[k] == other[k + 1] and one[k + 1] == other[k]


def mended_claim_ids(claim_id: str) -> Iterator[str]:
    """The valid ids that are one slip away from a mistyped one: swaps, which are few, come first."""
    prefix, _, local = claim_id.partition(":")
    if len(local) != _BODY_LENGTH + 1:
        return
    for k in range(len(local) - 1):
        candidate = f"{prefix}:{local[:k]}{local[k + 1]}{local[k]}{local[k + 2 :]}"
        if candidate != claim_id and claim_id_holds(candidate):
            yield candidate
    for k in reversed(range(len(local))):
        for character in ALPHABET:
            candidate = f"{prefix}:{local[:k]}{character}{local[k + 1 :]}"
            if candidate != claim_id and claim_id_holds(candidate):
                yield candidate


def orcid_holds(orcid: str) -> bool:
    """Whether an ORCID iD has its form and its check digit (ISO 7064 MOD 11-2)."""
    if not re.fullmatch(ORCID, orcid):
        return False
    total = 0
    digits = orcid.replace("-", "")
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return digits[-1] == ("X" if remainder == 10 else str(remainder))


def expand_curie(curie: str, prefixes: dict[str, str]) -> str | None:
    """The IRI of a CURIE under the given prefixes, or None where its prefix is not among them."""
    prefix, _, local = curie.partition(":")
    base = prefixes.get(prefix)
    return base + local if base is not None else None
