"""The published schemas and the model give the same verdict on thousands of mutated records.

Differences that JSON Schema cannot close are not made here: days that no calendar has, and whole numbers written with
a point (to JSON Schema 2.0 is an integer).
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from cases import FOLDER
from claimkit.model import Claim, DatasetMetadata, LedgerEntry, Source, Term, Waivers
from conftest import REPOSITORY

MODELS: dict[str, Any] = {
    "claim": Claim,
    "source": Source,
    "dataset": DatasetMetadata,
    "waivers": Waivers,
    "ledger": LedgerEntry,
}
ROOTS = (REPOSITORY / "claims", FOLDER / "_base")
WAIVERS = {"waivers": [{"code": "CK308", "record": "gbc:7k3m9qxf", "reason": "They left.", "until": "2027-01-01"}]}
VALIDATORS = {
    kind: jsonschema.Draft202012Validator(json.loads((REPOSITORY / f"schema/{kind}.schema.json").read_text()))
    for kind in (*MODELS, "terms")
}


def originals() -> Iterator[tuple[str, Any]]:
    for root in ROOTS:
        for pattern, kind in (
            ("records/*/*.yaml", "claim"),
            ("sources/*.yaml", "source"),
            ("dataset.yaml", "dataset"),
        ):
            for path in sorted(root.glob(pattern)):
                yield kind, yaml.safe_load(path.read_text())
        for path in sorted(root.glob("terms/*.yaml")):
            yield "terms", yaml.safe_load(path.read_text())
    yield "waivers", WAIVERS
    for path in sorted((FOLDER / "_twice/releases").glob("*.json")):
        yield "ledger", json.loads(path.read_text())


ORIGINALS = list(originals())
VALUES: list[Any] = [
    "", " ", "x", "x\n", "\nx", "x\ny", "=1", "-x", "+x", "@x", " x", "x ", "no", "2020", "2020-13-01", "2020-12-31",
    "P1M", "P", "P1M..", "0.05", "<0.05", "NCT1", "a/b", "a/b/c", "A-b", "a--b", "é", "٣", "https://x.org/",
    "https://[",
    "gbc:7k3m9qxf", "gbc:7k3m9qxl", "a -> b", "a -> ", "CK401", "increases", "affects", "a" * 65, "10.1000/x",
    0, 1, -1, 2**53, 2**53 + 2, 0.5, -0.5, 1e300, True, False,
    [], ["x"], [1, 2], [1, 2, 3], [[]], {}, {"x": 1}, {"a": {}},
]  # fmt: skip


def places(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if at:
        yield at
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, below in items:
        yield from places(below, (*at, key))


def mutated(data: Any, seed: int, value: Any) -> Any:
    """One place replaced, deleted, duplicated in a list, or given an unknown neighbour."""
    chance = random.Random(seed)  # noqa: S311  chance, not secrecy
    data = copy.deepcopy(data)
    at = chance.choice(list(places(data)))
    owner = data
    for step in at[:-1]:
        owner = owner[step]
    deed = chance.randrange(5)
    if deed == 0:
        del owner[at[-1]]
    elif deed == 1 and isinstance(owner, dict):
        owner[chance.choice(["unknown", "n", "id", "notes", "title", "size"])] = value
    elif deed == 2 and isinstance(owner, list):
        owner.append(copy.deepcopy(owner[at[-1]]))
    else:
        owner[at[-1]] = value
    return data


def accepted_by_model(kind: str, data: Any) -> bool:
    text = json.dumps(data)
    try:
        if kind != "terms":
            model: type[BaseModel] = MODELS[kind]
            model.model_validate_json(text)
        else:
            # the reader refuses what is no mapping, an empty one, and keys of another form, before a term is judged
            if not isinstance(data, dict) or not data or any(not key_is_portable(key) for key in data):
                return False
            TypeAdapter(dict[str, Term]).validate_json(text, strict=True)
    except ValidationError:
        return False
    return True


def key_is_portable(key: str) -> bool:
    from claimkit.scan import PORTABLE_STEM

    return bool(PORTABLE_STEM.fullmatch(key)) and len(key) <= 64 and key != "not-stated"


@pytest.mark.parametrize("kind", sorted(VALIDATORS))
def test_unchanged_files_are_accepted_by_both(kind: str) -> None:
    for of_kind, data in ORIGINALS:
        if of_kind == kind:
            assert accepted_by_model(kind, data)
            assert VALIDATORS[kind].is_valid(data)


@settings(max_examples=4000)
@given(st.integers(0, len(ORIGINALS) - 1), st.integers(0, 2**32), st.sampled_from(VALUES))
def test_schema_and_model_agree_on_mutated_files(which: int, seed: int, value: Any) -> None:
    kind, data = ORIGINALS[which]
    changed = mutated(data, seed, value)
    by_schema, by_model = VALIDATORS[kind].is_valid(changed), accepted_by_model(kind, changed)
    assert by_schema == by_model, [error.message[:200] for error in VALIDATORS[kind].iter_errors(changed)]
