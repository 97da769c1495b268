"""From each full export alone every record can be rebuilt: the same digest, and the same record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cases import FOLDER, dataset, read
from claimkit.assembly import assemble
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_digest, source_digest, term_digest
from claimkit.exporters import build_all
from claimkit.release.reading import files_of
from conftest import REPOSITORY
from rebuild import from_tables

NOT_EXPORTED = "notes"  # and layout, comments, file names below their topic
RICH = {
    "records/sleep/rich.yaml": """\
id: dmo:q4w5e6r2
version: 3
status: withdrawn
statement: In mice, a mixture with "quotes", commas, and a line that ends in \u00e9 leaves sleep as it is.
agent: tonic
predicate: affects
direction: no-effect
target: sleep-duration
mechanism: [tonic -- adenosine-signalling -- sleep-duration, tonic -> sleep-duration]
context: {host: not-stated, system: in-vitro, site: brain, condition: insomnia, sex: both, host_strain: C57BL/6,
  population: young, model: a model, comparator: water, dose: "1e9 CFU | day", duration: P6M..}
evidence_level: ungraded
evidence:
  - source: pool-2021/pooled
    stance: supports
    result: no-effect
    indirect: [surrogate-outcome, in-vitro-to-in-vivo]
    locator: {section: A, page: "1-2", figure: "3", table: "4", paragraph: "5", lines: "6"}
    finding:
      measure: time asleep
      timepoint: week 4
      arms:
        - {label: tonic, size: 20, value: -0.00001, unit: min, ci: [-1, 1.5]}
        - {label: water}
        - {label: much, value: -1.5e+300, unit: min, ci: [-2.0e+300, 1.0e-300]}
        - {label: more than any integer of JavaScript, value: 1.0e+16}
      effect: {type: ratio, value: 1.0, ci: [0.5, 2], ci_level: 0.9, p: "<0.05"}
  - {source: pool-2021/pooled, stance: neutral, result: inconclusive}
  - {source: pool-2021, stance: supports, drift: says it of all}
related: [{claim: dmo:0a1b2c39, relation: contrasts, note: another thing}]
withdrawal: {reason: It was made up., date: "2026-02-01", replaced_by: dmo:0a1b2c39}
curation: {curator: team, created: "2026-01-10"}
""",
    "sources/pool-2021.yaml": """\
id: pool-2021
type: chapter
title: "Sleep: a \\"pooled\\" view, with <b>marks</b>"
author:
  - {family: Gogh, given: V., non-dropping-particle: van, suffix: Jr., ORCID: 0000-0002-1825-0097}
  - {literal: A group}
editor: [{family: Nobody}]
issued: "2021-03"
accessed: "2026-01-01"
container-title: A book
volume: "1"
issue: "2"
page: 3-4
number: e5
publisher: A house
language: en
DOI: 10.1000/(SICI)1;2-A<b>
PMID: "12"
PMCID: PMC12
ISBN: "978"
URL: https://example.org/a?b=c#d
kind: synthesis
standing: {status: corrected, checked: "2026-01-02"}
studies:
  - id: pooled
    design: systematic-review
    system: in-vitro
    host: not-stated
    agent: tonic
    size: 7
    dose: some
    duration: P1W
    sample: trial-2020/trial
    pools: {design: experiment, size: 9, studies: 2, includes: [trial-2020/mice]}
    funding: nobody
    conflicts: none
verified:
  - {fields: [title, pooled.size], from: abstract, via: a page, date: "2026-01-03"}
  - {fields: [DOI], from: secondary, date: "2026-01-04"}
texts: [{sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, tokens: 5, extent: excerpt,
  obtained: "2026-01-05", licence: CC-BY-4.0}]
cites: [trial-2020, blog]
caveats:
  - text: Not for children.
    locator: {page: "9"}
    quote: {tokens: 11, sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}
""",
    "terms/mixtures.yaml": "tonic: {id: dmt:tonic, label: tonic, searched: nowhere, parts: [caffeine, strain-168]}\n",
    "terms/anatomy.yaml": "brain: {id: UBERON:0000955, label: brain}\n",
    "terms/conditions.yaml": "insomnia: {id: dmt:insomnia, label: insomnia, searched: nowhere}\n",
}


def rich() -> dict[str, bytes]:
    """The made-up dataset with every field of the model in use."""
    strains = read(FOLDER / "_base")["terms/strains.yaml"] + b"  deposits: [ATCC 1, DSM 2]\n  products: [A tonic]\n"
    more = {path: text.encode() for path, text in RICH.items()}
    return dataset({**read(FOLDER / "_base"), **more, "terms/strains.yaml": strains})


DATASETS = {"rich": rich(), "real": dataset(read(REPOSITORY / "claims", but=("LICENSE",)))}


def rebuilt(way: str, files: dict[str, bytes], tmp_path: Path) -> Corpus:
    built = build_all(assemble(files), "0.1.0-dev")
    if way == "graph":
        return assemble(files_of(built["claims.jsonld"]))
    for name, content in built.items():
        if name.startswith("csv/"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(content)
    return assemble(from_tables(tmp_path / "csv", files["dataset.yaml"]))


def digests(corpus: Corpus) -> dict[str, str]:
    return {
        **{entry.value.id: claim_digest(entry.value, corpus) for entry in corpus.published},
        **{key: source_digest(entry.value, corpus) for key, entry in corpus.sources.items()},
        **{key: term_digest(entry, corpus) for key, entry in corpus.terms.items()},
    }


def plain(value: Any) -> Any:
    """A record as a set of what it says: lists whose order means nothing are sorted, notes are dropped."""
    if isinstance(value, dict):
        return {name: plain(below) for name, below in value.items() if name != NOT_EXPORTED}
    if isinstance(value, list):
        return sorted((plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def records(corpus: Corpus) -> dict[str, Any]:
    entries = {
        **{f"{entry.file.folder}/{entry.value.id}": entry for entry in corpus.published},
        **{f"sources/{key}": entry for key, entry in corpus.sources.items()},
        **{f"terms/{entry.category}/{key}": entry for key, entry in corpus.terms.items()},
    }
    return {name: plain(entry.value.model_dump(mode="json", exclude_none=True)) for name, entry in entries.items()}


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("way", ["tables", "graph"])
def test_every_record_can_be_rebuilt_with_its_digest(way: str, name: str, tmp_path: Path) -> None:
    files = DATASETS[name]
    before = assemble(files)
    assert before.diagnostics == ()
    after = rebuilt(way, files, tmp_path)
    assert [finding.message for finding in after.diagnostics] == []
    assert digests(after) == digests(before)
    assert len(digests(before)) > 15
    assert records(after) == records(before)


def test_every_field_of_the_model_is_in_use_in_the_rich_dataset() -> None:
    """So that a field that the exports forget is a red test."""
    corpus = assemble(DATASETS["rich"])
    used: set[str] = set()

    def gather(model: Any) -> None:
        for field in type(model).model_fields:
            value = getattr(model, field)
            if value not in (None, ()):
                used.add(f"{type(model).__name__}.{field}")
            for below in value if isinstance(value, tuple) else (value,):
                if hasattr(type(below), "model_fields"):
                    gather(below)

    everything = [*corpus.published, *corpus.sources.values(), *corpus.terms.values()]
    for entry in everything:
        gather(entry.value)
    from claimkit import model

    kinds = [
        *("Claim", "Context", "Curation", "Related", "Withdrawal", "Evidence", "Locator", "Quote", "Finding", "Arm"),
        *("Effect", "Source", "Name", "Standing", "Verification", "TextAtHand", "Caveat", "Study", "Pool", "Term"),
    ]
    wanted = {f"{kind}.{field}" for kind in kinds for field in getattr(model, kind).model_fields}
    assert {field for field in wanted - used if not field.endswith(f".{NOT_EXPORTED}")} == set()
