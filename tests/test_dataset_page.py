"""docs/dataset.md says how many claims there are of each kind; here its numbers are counted anew."""

from __future__ import annotations

from collections import Counter

import claimkit
from claimkit.derive.levels import LEVELS
from conftest import REPOSITORY

VERDICTS = ("supported", "preclinical", "contested", "refuted", "asserted", "open", "withdrawn")
DOCUMENTS = ("osteoporosis-article", "exercise-summary", "reuteri-page")


def page() -> str:
    return (REPOSITORY / "docs/dataset.md").read_text()


def table() -> str:
    """Levels down, verdicts across; without what no claim has."""
    dataset = claimkit.load(REPOSITORY / "claims")
    counted = Counter((claim.evidence_level, dataset.verdict(claim.id).name) for claim in dataset)
    verdicts = [name for name in VERDICTS if any(verdict == name for _, verdict in counted)]
    levels = [level.name for level in LEVELS] + ["ungraded"]
    rows = [["level", *verdicts, "together"], ["---"] * (len(verdicts) + 2)]
    for level in levels:
        cells = [counted[level, verdict] for verdict in verdicts]
        if sum(cells):
            rows.append([level, *(str(cell or "") for cell in cells), str(sum(cells))])
    columns = [sum(counted[level, verdict] for level in levels) for verdict in verdicts]
    rows.append(["together", *map(str, columns), str(sum(columns))])
    return "\n".join("".join(f"| {cell} " if cell else "| " for cell in row) + "|" for row in rows)


def totals() -> str:
    dataset = claimkit.load(REPOSITORY / "claims")
    lines = [line for claim in dataset for line in claim.evidence]
    stances = Counter(line.stance for line in lines)
    none = sum(line.result == "no-effect" for line in lines)
    works = len(dataset.sources) - len(DOCUMENTS)
    return (
        f"{len(dataset)} claims rest on {len(lines)} lines of evidence from {works} works and the {len(DOCUMENTS)} "
        f"documents:\n{stances['supports']} support their claim, {stances['refutes']} refute it, "
        f"{stances['neutral']} are neutral; {none} are results of no effect."
    )


def test_the_counts_by_level_and_verdict_are_those_of_the_data() -> None:
    assert table() in page(), table()
    assert totals() in page(), totals()


def test_the_counts_of_the_documents_are_those_of_the_data() -> None:
    dataset = claimkit.load(REPOSITORY / "claims")
    for key in DOCUMENTS:
        cited = [line for claim in dataset for line in claim.evidence if line.source == key]
        claims = sum(any(line.source == key for line in claim.evidence) for claim in dataset)
        drifting = sum(line.drift is not None for line in cited)
        row = f"| {claims} | {drifting} of {len(cited)} | {len(dataset.sources[key].caveats)} |"
        assert any(f"`{key}`" in line and line.endswith(row) for line in page().splitlines()), f"{key}: {row}"
