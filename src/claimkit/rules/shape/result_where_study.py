"""A line of evidence has a result exactly where its source names a study.

A result is what a study found. A work that only says something has found nothing, and a study without a result says
nothing about the claim.

Fix: write `source: <source>/<study>` for a study and give its `result`; for a work that only says it, delete
`result`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.stance import NEUTRAL_RESULTS, SIGNED_PREDICATES
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_SIGNED = ("increase", "decrease", "no-effect")
_UNSIGNED = ("found", "not-found")


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    for index, line in enumerate(entry.value.evidence):
        below = f"/evidence/{index}"
        if "/" in line.source and line.result is None:
            message = f"{quoted(line.source)} is a study, and its result is missing"
            fitting = _SIGNED if entry.value.predicate in SIGNED_PREDICATES else _UNSIGNED
            hint = f'add "result: ..." with one of {", ".join((*fitting, *NEUTRAL_RESULTS))}'
            yield Finding(entry, below, message, hint)
        elif "/" not in line.source and line.result is not None:
            message = f"{quoted(line.source)} is a work, not a study of it, so it has no result"
            hint = f'name the study, as in "{line.source}/trial", or delete the result'
            yield Finding(entry, f"{below}/result", message, hint, on_key=True)


RULE = Rule("CK122", "result-where-study", Scope.RECORD, check)
