"""A document that says more than the study it repeats says so under `drift`.

Where the claim that a line supports is wider than, or other than, what the study shows that it repeats (another host,
strain, agent or system, another stance), the reader must be told.

Fix: write under `drift` how the document differs from its ground.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.lines import reasons_for_indirectness
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    claim = entry.value
    stances = {line.source: line.stance for line in claim.evidence}
    for index, line in enumerate(claim.evidence):
        study = corpus.study(line.repeats) if line.repeats else None
        if study is None or line.drift is not None or line.repeats is None:
            continue
        differences = list(reasons_for_indirectness(claim, study, corpus))
        if stances.get(line.repeats, line.stance) != line.stance:
            differences.append("other stance")
        if differences:
            message = f"the passage says something else than {quoted(line.repeats)}: {', '.join(differences)}"
            hint = 'correct the line; or add "drift: ...", a sentence on what the passage says and the study does not'
            yield Finding(entry, f"/evidence/{index}/repeats", message, hint)


RULE = Rule(
    "CK412",
    "drift-is-stated",
    Scope.RECORD,
    check,
    requires=("CK120", "CK121", "CK303", "CK304", "CK306", "CK310", "CK404", "CK403"),
)
