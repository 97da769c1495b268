"""Content digests: equal to those of a second program, and to what the record model says is and is not in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from cases import FOLDER, read
from claimkit.assembly import assemble
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_digest, plain_number, source_digest, term_digest
from claimkit.model import Claim, DatasetMetadata, Source, Term
from conftest import REPOSITORY
from independent_digest import Program

BASE = read(FOLDER / "_base")
CAFFEINE = "records/sleep/caffeine.yaml"
# Computed by tests/independent_digest.py, and held here so that both programs changing alike is seen.
VECTORS = {
    "dmo:0a1b2c39": "ea4beda42a0fe58640afd9745c44a313140b439361dd77b7ca69417a70ec483d",
    "dmo:h7k2m9p9": "99b4e311a39db701248b3b16c599be6d3abf1cadbcca20ff4c68dec9cc9a95a3",
    "blog": "9e2bb3fff737849959249f37c212206c404dc3c49037ef688f6ba17f93f847e5",
    "trial-2020": "820bfe30f2d2efcada6f8672118adf765fd3e2d8ad0908bedc8fdbb9fd39603b",
    "caffeine": "48b89af7d0845a20ae83b593e15e50b75502f172949859481884ad962b0e412d",
    "strain-168": "c561e5c84fc899f5d8d930d59af7714ea6a52be8d3f94bcbdb9d6ccee9585b7c",
}


# The fields that stand in a digest though nobody wrote them, by the model that has them.
FILLED_IN = {
    "Claim": {"predicate", "mechanism", "related"},
    "Context": {"system"},
    "DatasetMetadata": {"keywords"},
    "Evidence": {"indirect"},
    "Finding": {"arms"},
    "Pool": {"includes"},
    "Source": {"author", "editor", "studies", "verified", "texts", "cites", "caveats"},
    "Term": {"synonyms", "antonyms", "deposits", "products", "parts"},
}


def models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def digests(corpus: Corpus) -> dict[str, str]:
    return {
        **{entry.value.id: claim_digest(entry.value, corpus) for entry in corpus.claims},
        **{key: source_digest(entry.value, corpus) for key, entry in corpus.sources.items()},
        **{key: term_digest(entry, corpus) for key, entry in corpus.terms.items()},
    }


@pytest.mark.parametrize("root", [FOLDER / "_base", REPOSITORY / "claims"], ids=["made-up", "real"])
def test_a_second_program_finds_the_same_digests(root: str) -> None:
    program = Program(root)
    expected = {**program.claims(), **program.sources(), **program.term_digests()}
    assert len(expected) > 10
    assert digests(assemble(read(root, but=("LICENSE",)))) == expected


def test_a_field_that_is_added_leaves_the_digests_of_released_records_as_they_are() -> None:
    """A new field is None where it is not written, and so in no digest; any other default would change them all."""
    found: dict[str, set[str]] = {}
    seen, left = set(), [Claim, Source, Term, DatasetMetadata]
    while left:
        model = left.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            if not field.is_required() and field.get_default(call_default_factory=True) is not None:
                found.setdefault(model.__name__, set()).add(name)
            left += models(field.annotation)
    assert found == FILLED_IN


def test_vectors() -> None:
    found = digests(assemble(BASE))
    assert {name: found[name] for name in VECTORS} == VECTORS


def caffeine(*edits: tuple[str, str]) -> str:
    text = BASE[CAFFEINE].decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    corpus = assemble({**BASE, CAFFEINE: text.encode()})
    assert not corpus.diagnostics
    return claim_digest(corpus.by_id["dmo:0a1b2c39"].value, corpus)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 7"),
        ("curation: {curator: team", "notes: For curators.\ncuration: {curator: other-team"),
        ("# A comment before the record.\n", ""),
        ("agent: caffeine", "agent: 'caffeine'"),
        ("context:\n", "context:\n  system: in-vivo\n"),
        ("direction: decreases", "predicate: affects\ndirection: decreases"),
        ("    stance: supports\n    result", "    indirect: []\n    stance: supports\n    result"),
        ("value: -41,", "value: -41.0,"),
        ("status: accepted\nstatement", "status: accepted\n\n\nstatement"),
    ],
)
def test_what_is_not_in_the_digest(old: str, new: str) -> None:
    assert caffeine((old, new)) == VECTORS["dmo:0a1b2c39"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: accepted", "status: draft"),
        ("shortens sleep", "shortens the sleep"),
        ("direction: decreases", "direction: increases"),
        ("duration: P2W", "duration: P14D"),
        ("value: -41", "value: -42"),
        ("ci: [-60.5, -21.5]", "ci: [-21.5, -60.5]"),
        ('lines: "3"', 'lines: "4"'),
        ("-| adenosine", "-- adenosine"),
        ("relation: contrasts", "relation: contradicts"),
    ],
)
def test_what_is_in_the_digest(old: str, new: str) -> None:
    assert caffeine((old, new)) != VECTORS["dmo:0a1b2c39"]


def test_the_order_of_sources_is_not_in_the_digest_but_that_of_lines_of_one_study_is() -> None:
    line = "  - {source: trial-2020/mice, stance: neutral, result: not-measured, indirect: [other-species]}\n"
    other = "  - {source: trial-2020/mice, stance: neutral, result: not-reported, indirect: [other-species]}\n"
    first = caffeine(("evidence:\n", "evidence:\n" + line + other))
    last = caffeine(("related:\n", line + other + "related:\n"))
    turned = caffeine(("evidence:\n", "evidence:\n" + other + line))
    assert first == last != turned


def test_keys_of_terms_are_not_in_the_digest_of_a_claim_but_their_identifiers_are() -> None:
    def renamed(old: str, new: str) -> str:
        files = {path: raw.replace(old.encode(), new.encode()) for path, raw in BASE.items()}
        corpus = assemble(files)
        return claim_digest(corpus.by_id["dmo:0a1b2c39"].value, corpus)

    assert renamed("caffeine:\n", "coffein:\n") != VECTORS["dmo:0a1b2c39"]  # an unknown key stands for itself
    assert renamed("CHEBI:27732", "CHEBI:27733") != VECTORS["dmo:0a1b2c39"]
    whole = {path: raw.replace(b"caffeine", b"coffein") for path, raw in BASE.items() if path != CAFFEINE}
    text = BASE[CAFFEINE].decode()
    for old in ("agent: caffeine", "- caffeine -|"):
        text = text.replace(old, old.replace("caffeine", "coffein"))
    corpus = assemble({**whole, CAFFEINE: text.encode()})
    assert claim_digest(corpus.by_id["dmo:0a1b2c39"].value, corpus) == VECTORS["dmo:0a1b2c39"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.0, 1), (-0.83, "-0.83"), (1e-7, "0.0000001"), (0.0, 0), (1.5e300, "15" + "0" * 299), (2.0**53, 2**53)],
)
def test_numbers_are_integers_or_plain_decimal_text(value: float, expected: int | str) -> None:
    assert plain_number(value) == expected
