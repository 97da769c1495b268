"""Check characters and canonical forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.identifiers import (
    ALPHABET,
    check_character,
    claim_id_holds,
    expand_curie,
    mended_claim_ids,
    one_slip_apart,
    orcid_holds,
)

settings.register_profile("claimkit", derandomize=True, deadline=None)
settings.load_profile("claimkit")
BODIES = st.text(ALPHABET, min_size=7, max_size=7)


@pytest.mark.parametrize(("body", "check"), [("7k3m9qx", "f"), ("m2w8t4h", "7"), ("0000000", "0"), ("zzzzzzz", "c")])
def test_check_character_of_the_published_vectors(body: str, check: str) -> None:
    assert check_character(body) == check


@given(BODIES, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_each_wrong_character_is_found(body: str, place: int, other: str) -> None:
    local = body + check_character(body)
    changed = local[:place] + other + local[place + 1 :]
    assert claim_id_holds(f"gbc:{changed}") == (changed == local)


@given(BODIES, st.integers(0, 7), st.integers(0, 7))
def test_each_swap_is_found_also_of_characters_that_stand_apart(body: str, one: int, other: int) -> None:
    local = list(body + check_character(body))
    swapped = local.copy()
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert claim_id_holds("gbc:" + "".join(swapped)) == (swapped == local)


@pytest.mark.parametrize("text", ["gbc:7K3M9QXF", "gbc:7k3m9qx", "7k3m9qxf", "gbc:7k3m9qxl", "gbc:7k3m9qxf\n", ""])
def test_what_is_no_id_does_not_hold(text: str) -> None:
    assert not claim_id_holds(text)


@given(BODIES, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_the_intended_id_is_among_the_mended_ones(body: str, place: int, other: str) -> None:
    meant = "gbc:" + body + check_character(body)
    typed = meant[: place + 4] + other + meant[place + 5 :]
    if typed != meant:
        mended = list(mended_claim_ids(typed))
        assert meant in mended
        assert all(claim_id_holds(candidate) for candidate in mended)
        assert one_slip_apart(meant, typed)


def test_slips() -> None:
    assert one_slip_apart("abcd", "abdc")
    assert not one_slip_apart("abcd", "dbca")
    assert not one_slip_apart("abcd", "abcd")
    assert not one_slip_apart("abcd", "abc")


def test_orcid_check_digits() -> None:
    assert orcid_holds("0000-0002-1825-0097")  # the example of ORCID's own documentation
    assert orcid_holds("0000-0002-9079-593X")
    assert not orcid_holds("0000-0002-1825-0098")
    assert not orcid_holds("0000000218250097")


def test_curies_expand_under_declared_prefixes_only() -> None:
    prefixes = {"NCBITaxon": "http://purl.obolibrary.org/obo/NCBITaxon_"}
    assert expand_curie("NCBITaxon:9606", prefixes) == "http://purl.obolibrary.org/obo/NCBITaxon_9606"
    assert expand_curie("CL:0000092", prefixes) is None
