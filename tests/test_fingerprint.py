"""claimkit-words/1 against its published vectors, and the limits that it states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.fingerprint import VERSION, digest, find, tokens, words

VECTORS = json.loads((Path(__file__).parent / "data" / "words-vectors.json").read_text())


def test_version_of_the_vectors() -> None:
    assert VECTORS["version"] == VERSION


@pytest.mark.parametrize("texts", VECTORS["equal"], ids=lambda texts: texts[0])
def test_renderings_of_one_text_are_equal(texts: list[str]) -> None:
    first, *others = (tokens(text) for text in texts)
    assert first
    for other in others:
        assert other == first


@pytest.mark.parametrize(("one", "other"), VECTORS["different"])
def test_texts_that_say_something_else_differ(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize("vector", VECTORS["digests"], ids=lambda vector: vector["text"][:20])
def test_published_digests(vector: dict[str, object]) -> None:
    found = tokens(str(vector["text"]))
    assert found == vector["tokens"]
    assert digest(found) == vector["sha256"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10⁻⁹ M", ["10", "^", "-", "9", "m"]),
        ("Ca²⁺", ["ca", "^", "+", "2"]),
        ("a - b", ["a", "b"]),
        ("from -5 to - 3", ["from", "-", "5", "to", "-", "3"]),
        ("5-fold", ["5", "fold"]),
        ("1,000.5 of 10mg", ["1,000.5", "of", "10", "mg"]),
        ("il6 IL-17A", ["il6", "il17a"]),
        ("CD4- cells", ["cd4", "cells"]),
        ("(.05) x.05 ...05", ["0.05", "x", "05", "0.05"]),
        ("~5 ± 2%", ["≈", "5", "±", "2", "%"]),
        ("a <= b >= c +/- d", ["a", "≤", "b", "≥", "c", "±", "d"]),
        ("well-\n  known", ["wellknown"]),
        ("zero\u200bwidth", ["zerowidth"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text(max_size=60), st.text(" \n\t", min_size=1, max_size=5))
def test_the_amount_of_white_space_never_matters(text: str, space: str) -> None:
    words_only = " ".join(tokens(text.replace("-", " ")))
    assert tokens(space.join(words_only.split(" "))) == tokens(words_only)


def test_a_passage_is_found_wherever_it_stands_and_only_there() -> None:
    text = tokens("one two three four one two three five")
    assert find(text, 3, digest(["one", "two", "three"])) == [0, 4]
    assert find(text, 3, digest(["two", "three", "six"])) == []
    assert find(text, 9, digest(text)) == []


def test_words_are_counted_apart_from_numbers_and_signs() -> None:
    assert words(tokens("loss was -0.83 % in women")) == 4
