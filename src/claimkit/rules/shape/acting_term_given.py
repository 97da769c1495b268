"""A claim says what acts: at least one of agent and organism.

Without an acting term nothing is claimed of anything.

Fix: give `organism` for a microbe that acts itself, `agent` for a molecule, cell, exposure or condition; both where
the organism makes the agent.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_WHAT_ACTS = 'add "organism: ..." for a microbe, "agent: ..." for anything else that acts'


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    if entry.value.organism is not None or entry.value.agent is not None:
        return
    strain = corpus.term(entry.value.strain)
    if entry.value.strain is not None:
        hint = f'add "organism: {strain.value.organism if strain and strain.value.organism else "..."}"'
        yield Finding(entry, "", "the claim names a strain, and not its organism", hint)
    else:
        yield Finding(entry, "", "the claim does not name what acts", _WHAT_ACTS)


RULE = Rule("CK120", "acting-term-given", Scope.RECORD, check)
