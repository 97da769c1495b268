"""Plain scalars: whatever PyYAML, or a pattern of YAML 1.2 or js-yaml, would retype is never silently text."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.yamlio.scalars import AmbiguousError, as_number, plain

CORE_1_2 = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)
"""YAML 1.2.2, 10.3.2 (core schema)."""


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "off",
        "yes",
        "y",
        "n",
        "Y",
        "N",
        "~",
        "null",
        "NULL",
        "=",
        "<<",
        "1:30",
        "012",
        "0x1f",
        "0b1",
        "0o17",
        "1_000",
        "1e5",
        "1E+5",
        ".inf",
        "-.INF",
        ".nan",
        "+1",
        "-0",
        "1.",
        ".5",
        "2026-11-21",
        "2026-1-2",
        "1:30:00.5",
        "True",
        "FALSE",
    ],
)
def test_what_others_retype_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousError):
        plain(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-12", -12),
        ("1.50", 1.5),
        ("-0.83", -0.83),
        ("1.0e+5", 1e5),
        ("1.0e-5", 1e-5),
        ("true", True),
        ("false", False),
        ("0.1.0", "0.1.0"),
        ("P12M", "P12M"),
        ("NCT02422082", "NCT02422082"),
        ("1e10 CFU/day", "1e10 CFU/day"),
        ("10.1111/joim.12805", "10.1111/joim.12805"),
        ("nothing", "nothing"),
        ("2018-05", "2018-05"),
        ("%", "%"),
    ],
)
def test_what_is_taken(text: str, value: object) -> None:
    found = plain(text)
    assert found == value
    assert type(found) is type(value)


def test_a_number_with_an_exponent_is_offered_as_it_must_be_written() -> None:
    assert as_number("1e5") == "1.0e+5"
    assert as_number("1.5E-3") == "1.5e-3"
    assert as_number("012") is None
    assert plain(str(as_number("4e1"))) == 40.0


@settings(max_examples=3000)
@given(st.text("0123456789abeEfFinostxyT~:._-+=<> ", min_size=1, max_size=10).map(str.strip).filter(bool))
def test_a_text_is_text_to_other_readers_too(text: str) -> None:
    try:
        found = plain(text)
    except ValueError:  # AmbiguousError is one
        return
    if isinstance(found, str):
        assert not CORE_1_2.fullmatch(text)
        try:
            other = yaml.safe_load(text)
        except (yaml.YAMLError, ValueError):
            return
        if not isinstance(other, dict | list):
            assert other is None or isinstance(other, str), other
