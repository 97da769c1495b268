"""Any edit of one value in any record: a content digest differs if and only if a change of that record is told."""

from __future__ import annotations

import copy
import json
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import rebuild
from claimkit.assembly import assemble
from claimkit.changes import Comparison, compare
from claimkit.changes.change import KINDS
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_digest, source_digest, term_digest
from claimkit.derive.verdict import verdict_of
from claimkit.model import Claim, Source, Term
from history import CONTRADICTING, base
from test_roundtrip import rich

FILES = {**rich(), **{path: raw for path, raw in base().items() if not path.startswith("terms/")}}
FILES |= {
    "terms/measures.yaml": base()["terms/measures.yaml"],
    "records/sleep/no-effect.yaml": CONTRADICTING.encode(),
}
OLD = assemble(FILES)
NOT_DIGESTED = {"curation", "source-read", "verdict-raised", "verdict-lowered"}
"""What exports hold beside what is digested."""
Pointer = tuple[str | int, ...]


def plain(value: BaseModel) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_none=True)


RECORDS: dict[str, dict[str, Any]] = {
    **{entry.file.path: plain(entry.value) for entry in OLD.claims},
    **{entry.file.path: plain(entry.value) for entry in OLD.sources.values()},
    **{
        path: {entry.key: plain(entry.value) for entry in OLD.terms.values() if entry.file.path == path}
        for path in FILES
        if path.startswith("terms/")
    },
}


def nodes(value: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """The pointer of each value below a record."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in parts:
        yield (*pointer, key)
        yield from nodes(below, (*pointer, key))


def at(record: Any, pointer: Pointer) -> Any:
    for step in pointer:
        record = record[step]
    return record


def choices(kind: Any) -> Iterator[Any]:
    """The values that a type lists."""
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    elif get_origin(kind) in (Union, types.UnionType, tuple):
        for one in get_args(kind):
            yield from choices(one)


def pools() -> dict[str, list[Any]]:
    """By name of a field, values that it may have: those that the data has somewhere, those that the model lists."""
    found: dict[str, list[Any]] = {}
    for record in RECORDS.values():
        for pointer in nodes(record):
            name = next((step for step in reversed(pointer) if isinstance(step, str)), "")
            found.setdefault(name, []).append(at(record, pointer))
    models = [Claim, Source, Term]
    for model in models:
        for name, field in model.model_fields.items():
            found.setdefault(name, []).extend(choices(field.annotation))
            for part in (field.annotation, *get_args(field.annotation)):
                if isinstance(part, type) and issubclass(part, BaseModel) and part not in models:
                    models.append(part)
    return found


POOLS = pools()
WORDS = st.sampled_from(["other", "a word", "Another text, with 5 of them", "1e10 CFU/day", "P3M", "x-1", "2020-01"])


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Pointer, dict[str, Any]]:
    """A record with one value changed, dropped, doubled, or moved to another place in its list."""
    path = draw(st.sampled_from(sorted(RECORDS)))
    record = copy.deepcopy(RECORDS[path])
    pointer = draw(st.sampled_from(list(nodes(record))))
    parent, step = at(record, pointer[:-1]), pointer[-1]
    name = next(one for one in reversed(pointer) if isinstance(one, str))
    how = draw(st.sampled_from(["another", "another", "word", "drop", "double", "turn", "add"]))
    if how == "another":
        parent[step] = copy.deepcopy(draw(st.sampled_from(POOLS[name])))
    elif how == "word":
        parent[step] = draw(WORDS)
    elif how == "drop":
        del parent[step]
    elif how == "double" and isinstance(parent, list):
        parent.append(copy.deepcopy(parent[step]))
    elif how == "turn" and isinstance(parent, list):
        parent.reverse()
    elif isinstance(parent, dict):
        more = draw(st.sampled_from(sorted(POOLS)))
        parent.setdefault(more, copy.deepcopy(draw(st.sampled_from(POOLS[more] or ["x"]))))
    return path, pointer, record


def digests(corpus: Corpus) -> dict[str, str]:
    """By what a change is of. The key of a term is no change of it, so it is left out."""
    return {
        **{entry.value.id: claim_digest(entry.value, corpus) for entry in corpus.published},
        **{f"source {key}": source_digest(entry.value, corpus) for key, entry in corpus.sources.items()},
        **{f"term {key}": term_digest(entry, corpus) for key, entry in corpus.terms.items()},
    }


def judged(old: Corpus, new: Corpus) -> dict[str, set[str]]:
    """For each claim that stands in both states, how its verdict changed, asked of every claim."""
    best = ("supported", "preclinical", "asserted", "open", "contested", "refuted")
    found: dict[str, set[str]] = {}
    for entry in new.published:
        past = old.by_id.get(entry.value.id)
        if past and past.value.status == entry.value.status == "accepted":
            before, after = verdict_of(past.value, old).name, verdict_of(entry.value, new).name
            raised = best.index(after) < best.index(before)
            found[entry.value.id] = set() if before == after else {f"verdict-{'raised' if raised else 'lowered'}"}
    return found


def told(comparison: Comparison) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for change in comparison.changes:
        found.setdefault(change.subject, set()).add(change.kind)
    return found


@settings(max_examples=300)
@given(edited())
def test_a_digest_differs_exactly_where_a_change_is_told(edit: tuple[str, Pointer, dict[str, Any]]) -> None:
    path, pointer, record = edit
    new = assemble({**FILES, **rebuild.files([(path, record)], FILES["dataset.yaml"])})
    assume(not new.diagnostics)
    ids = [entry.value.id for entry in new.claims]
    assume(len(set(ids)) == len(ids))
    assume(all(len({study.id for study in s.value.studies}) == len(s.value.studies) for s in new.sources.values()))
    if path.startswith("terms/"):
        curies = [entry.value.id for entry in new.terms.values()]
        assume(len(set(curies)) == len(curies))
    comparison = compare(OLD, new)
    found, before, after = told(comparison), digests(OLD), digests(new)
    renamed = [change for change in comparison.changes if change.kind in ("term-identifier", "term-removed")]
    event(f"{path.partition('/')[0]}: {'nothing' if before == after else 'something'}")
    for subject in before.keys() | after.keys():
        kinds = found.get(subject, set()) - NOT_DIGESTED
        if before.get(subject) != after.get(subject):
            came = subject.startswith("term ") and subject not in before  # a new term changes nothing by itself
            assert kinds or renamed or came, (subject, pointer)
        else:
            assert not kinds or renamed, (subject, pointer, kinds)
    for claim, kinds in judged(OLD, new).items():
        assert kinds == found.get(claim, set()) & {"verdict-raised", "verdict-lowered"}, (claim, pointer)
    unknown = {subject for subject, kinds in found.items() if "changed" in kinds}
    assert not unknown or pointer[0] == "mechanism", (unknown, pointer)
    assert (comparison.bump == "none") == all(change.bump == "none" for change in comparison.changes)
    assert all(change.summary and change.kind in KINDS for change in comparison.changes)
    json.dumps([[change.old, change.new] for change in comparison.changes], allow_nan=False)
