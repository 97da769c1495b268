"""A mixture acts as a whole: beside it stands no organism.

What acts together is one term of mixtures; an organism named beside it would get the credit of all.

Fix: delete `organism` and `strain`; the mixture's `parts` name them.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    claim = entry.value
    agent = corpus.term(claim.agent)
    if agent is not None and agent.category == "mixtures" and claim.organism is not None:
        message = f"the mixture {quoted(claim.agent)} is what acts, and {quoted(claim.organism)} stands beside it"
        yield Finding(entry, "/organism", message, "delete organism and strain", on_key=True)


RULE = Rule("CK311", "mixture-without-organism", Scope.RECORD, check, requires=("CK303",))
