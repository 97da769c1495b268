"""The target is a quantity, process or entity, never its loss or lack.

"Slows bone loss" is an increase of bone mass. A loss as target turns the meaning of every direction.

Fix: take the neutral term and turn the direction; names of the loss belong under the term's `antonyms`.
"""

import re
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope

_LOSS = re.compile(r"\b(loss|losses|lack|absence|deficiency|deficit|depletion|decline|reduced|decreased|decrease)\b")


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    target = corpus.term(entry.value.target)
    # a disease or state may have a lack in its name and still be what is acted on
    if target is not None and target.category != "conditions" and _LOSS.search(target.value.label.lower()):
        message = f"the target {quoted(target.value.label)} is a loss or lack: two negatives mislead"
        yield Finding(entry, "/target", message, "take the term of what is lost, and turn the direction")


RULE = Rule("CK413", "target-is-no-loss", Scope.RECORD, check, requires=("CK303",), waivable=True)
