"""The fast reader of plain YAML against the reader over libyaml's events: what it takes, both read the same."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cases import FOLDER, read
from claimkit.yamlio import subset
from claimkit.yamlio.decoding import decode
from claimkit.yamlio.positions import Positions
from claimkit.yamlio.reader import BULK_LIMITS, Reading, _places, _Walk
from claimkit.yamlio.refusal import RefusedError
from conftest import REPOSITORY

MUTANTS = 6_000
# What a hand, an editor or an attacker puts somewhere; the single characters are YAML's indicators.
MARKS = ': | #|- |? |\n  |\n    |\n\n| \n|{}|[]|[a, b]|{a: b}|, |]|}|\n# x\n|\'\'|""|"\\n"|\u00e9|\u00a0'
WORDS = "no|on: x|null|1:30|0x1f|1e5|1.50|-1|007|.5|2026-11-21|true|True|<<: x|&a |*a|!!str |http://x/y#z"
LINES = (
    'a: b\n|  a: b\n|- a\n|  - a: b\n|a:\n|"a": b\n|a : b\n|a:b|---\n|...\n|%YAML 1.2\n|>-\n|>+\n|k: >-\n  x\n   y\n'
)
PIECES = [
    *"-?:,[]{}#&*!|>'\"%@`~=<\\ \n\t0eE._+",
    *(piece for pieces in (MARKS, WORDS, LINES) for piece in pieces.split("|")),
    *("|-\n", "|\n", "|2-\n", ",\n", ",\n      ", ",\n  # x\n"),
]


def slowly(text: str) -> tuple[Any, list[str]]:
    reading = Reading(None, Positions(), [])
    try:
        data = _Walk(text, BULK_LIMITS, reading).document()
    except RefusedError as refused:
        return None, [refused.diagnostic.message]
    return data, [finding.message for finding in reading.diagnostics]


def texts() -> list[str]:
    files = {**read(FOLDER / "_base"), **read(REPOSITORY / "claims", but=("LICENSE", "snapshots"))}
    return [decode(raw) for path, raw in sorted(files.items()) if path.endswith(".yaml")]


def mutants(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    sound = [text[:3_000] for text in texts()]
    made = []
    for _ in range(count):
        text = chance.choice(sound)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            at = chance.randrange(len(text) + 1)
            cut = chance.choice((0, 0, 1, 2, 5))
            text = text[:at] + chance.choice(PIECES) + text[at + cut :]
        made.append(text)
    return made


def test_it_takes_every_file_of_the_datasets() -> None:
    for text in texts():
        assert (subset.read(text, BULK_LIMITS.nodes), []) == slowly(text)


def test_what_it_takes_the_other_reader_reads_the_same() -> None:
    taken = 0
    for text in mutants(seed=6475, count=MUTANTS):
        data = subset.read(text, BULK_LIMITS.nodes)
        if data is not None:
            taken += 1
            assert (repr(data), []) == (repr(slowly(text)[0]), slowly(text)[1]), text
    assert taken > MUTANTS // 4


NOT_PLAIN = [
    *("a: b\n c\n", "a: b\n  c: d\n", "a: b\n- c\n", "a:\nb: c\n", "a:\n", "- a\n", "a: b\na: c\n", ""),
    *(
        "a: 'it''s'\n",
        'a: "x\\ty"\n',
        "a: [b,\nc]\n",
        "a: [b\n  , c]\n",
        "a: [b, # c\n  d]\n",
        "a: {b: c, b: d}\n",
        "a: {}\n",
        "a: no\n",
        "no: a\n",
    ),
    *("a: 1e5\n", "a: b: c\n", "a: >\n  b\n", "a: >-\n  b\n    c\n", "a: |-\n\n  b\n", "a: >-\n", "a: &x b\n"),
    *("a: *x\n", "a: !!str b\n", "---\na: b\n", "a: b\n...\n", "a: @b\n", "a: `b\n", "a: %b\n", "? a\n: b\n"),
    *("a: - b\n", "a: [b]]\n", "a: [b] c\n", "a: [b]#c\n", "a: 'b' c\n", "a:\tb\n", "a: [b c: d]\n", "a: [,]\n"),
    *("a: [b,,c]\n", "a:\n  - - b\n", "a:\n  -\n    b\n"),
]


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_it_has_no_answer_to_what_is_not_plain(text: str) -> None:
    assert subset.read(text, 2_000) is None


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b # c\n", {"a": "b"}),
        ("a: b#c\n", {"a": "b#c"}),
        ("a: http://x.org/y?z\n", {"a": "http://x.org/y?z"}),
        ("a: [b,\n  c d, {e: f,\n g: h}] # i\nj: k\n", {"a": ["b", "c d", {"e": "f", "g": "h"}], "j": "k"}),
        ("a:\n- b\n- c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
        ("a:\n  -   b: c\n      d: [1, -2.5, true, 'x: y']\n", {"a": [{"b": "c", "d": [1, -2.5, True, "x: y"]}]}),
        ("a: >-\n  b\n  c\n\n\n  d\n\ne: f\n", {"a": "b c\n\nd", "e": "f"}),
        ("a:\n  b: |-\n    c\n      d\n\n    e\n  f: []\n", {"a": {"b": "c\n  d\n\ne", "f": []}}),
        ("# x\n\n  # y\na: {b: {c: [d]}} # z\n", {"a": {"b": {"c": ["d"]}}}),
    ],
)
def test_the_plain_part(text: str, data: Any) -> None:
    assert subset.read(text, 2_000) == data
    assert slowly(text) == (data, [])


def test_places_are_found_when_asked_for() -> None:
    places = _places("a:\n  - b: c\n", BULK_LIMITS)
    assert places.value("/a/0/b") == (2, 8)
    assert places.key("/a/0/b") == (2, 5)
