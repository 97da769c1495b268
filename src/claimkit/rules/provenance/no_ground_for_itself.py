"""A document is not cited as ground for itself.

Fix: `repeats` names the work that the passage rests on; where it names none, delete `repeats` and say so in `drift`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Claim, Source
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim] | Entry[Source], _: Corpus) -> Iterator[Finding]:
    if isinstance(entry.value, Claim):
        for index, line in enumerate(entry.value.evidence):
            own = line.source.partition("/")[0]
            if line.repeats and line.repeats.partition("/")[0] == own:
                message = f"{quoted(own)} is named as the ground of itself"
                yield Finding(entry, f"/evidence/{index}/repeats", message, "name the work that it rests on")
        return
    for index, cited in enumerate(entry.value.cites):
        if cited == entry.value.id:
            yield Finding(entry, f"/cites/{index}", f"{quoted(cited)} cites itself", "delete it")


RULE = Rule("CK220", "no-ground-for-itself", Scope.RECORD, check, of=("claim", "source"))
