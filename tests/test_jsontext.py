"""The fast reader of JSON against the reader over libyaml's events: what it takes, both read the same."""

from __future__ import annotations

import json
import random

import pytest

from cases import FOLDER
from claimkit.yamlio import jsontext, read
from claimkit.yamlio.decoding import decode
from claimkit.yamlio.reader import BULK_LIMITS, Limits
from claimkit.yamlio.refusal import RefusedError
from conftest import REPOSITORY
from test_subset import PIECES, slowly

MUTANTS = 4_000
_JSON = [
    '"a": 1, ',
    '"a": {"b": [true, 1.5]},',
    "[[",
    "]]",
    '""',
    "null",
    "NaN",
    "-0",
    "1E5",
    "1.0e+5",
    "\\u0041",
    ":",
]
SOUND = [
    *((REPOSITORY / f"claims/snapshots/{name}.json").read_text() for name in ("terms", "works")),
    json.dumps({"a": [1, -2.5, True, False, "x: y", "# z", "no", "é"], "b": {"c": {"d": []}}}, ensure_ascii=False),
    json.dumps({"a": {"b": "c", "d": [["e"], {"f": 0.5}]}, "g": "- h"}, indent=1, ensure_ascii=False) + "\n",
    (FOLDER / "_base/snapshots/terms.json").read_text(),
]


def fast(text: str) -> object:
    return jsontext.read(text, BULK_LIMITS.nodes, BULK_LIMITS.depth)


def test_it_takes_every_sound_text() -> None:
    for text in SOUND:
        assert (fast(text), []) == slowly(text)


def test_what_it_takes_the_other_reader_reads_the_same() -> None:
    chance = random.Random(8785)  # noqa: S311  repeatable, not secret
    taken = 0
    for _ in range(MUTANTS):
        text = chance.choice(SOUND)[:3_000]
        if chance.random() < 0.3:  # cut texts are no JSON: most stay whole
            text = json.dumps(
                json.loads(chance.choice(SOUND[2:4])), indent=chance.choice((None, 0, 3)), ensure_ascii=False
            )
        for _ in range(chance.choice((1, 1, 2))):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice([*PIECES, *_JSON]) + text[at + chance.choice((0, 0, 1, 2)) :]
        try:
            text = decode(text.encode())
        except RefusedError:
            continue
        data = fast(text)
        if data is not None:
            taken += 1
            assert (repr(data), []) == (repr(slowly(text)[0]), slowly(text)[1]), text
    assert taken > MUTANTS // 20


@pytest.mark.parametrize(
    "text",
    [
        *('{"a": null}', '{"a": ""}', '{"": 1}', '{"a": {}}', "{}", '{"a": 1, "a": 1}', '{"a": NaN}', '{"a": -0}'),
        *('{"a": 1e5}', '{"a": 1E+5}', '{"a": 12345678901234567890}', '{"a": 0.12345678901234567}', '{"a": 1} x'),
        *('{"a": "\\u0041"}', '{"a"\n: 1}', '{"a":\t1}', '{"a": Infinity}', "[1]", '"a"', "a: b", '{"a": 1,}'),
        *('{"a"' + " " * 1100 + ": 1}", '{"' + "k" * 1100 + '": 1}', '{"a": ' + "[" * 16 + "]" * 16 + "}"),
        '{"a": ' + "[" * 100_000,
    ],
)
def test_it_has_no_answer_to_what_another_reader_refuses_or_reads_otherwise(text: str) -> None:
    assert fast(text) is None


def test_the_limits_are_those_of_the_other_reader() -> None:
    text = '{"a": [1, 2, {"b": "c"}]}'  # the mapping, a, its list, 1, 2, the mapping in it, b, c
    assert jsontext.read(text, 8, 16) is not None
    assert jsontext.read(text, 7, 16) is None
    assert read(text.encode(), Limits(1_000, nodes=8)).data is not None
    assert [finding.code for finding in read(text.encode(), Limits(1_000, nodes=7)).diagnostics] == ["CK015"]
    assert jsontext.read(text, 8, 3) is not None
    assert jsontext.read(text, 8, 2) is None
    assert read(text.encode(), Limits(1_000, nodes=8, depth=3)).data is not None
    assert [finding.code for finding in read(text.encode(), Limits(1_000, nodes=8, depth=2)).diagnostics] == ["CK015"]


def test_places_are_those_of_the_text() -> None:
    reading = read(b'{\n "a": {\n  "b": 1\n }\n}\n', BULK_LIMITS)
    assert reading.positions.value("/a/b") == (3, 8)
    assert reading.positions.key("/a/b") == (3, 3)
