"""What replaces a withdrawn claim is another claim, and the way from one to the next never comes back.

Who follows an old id is led to what stands in its place; a circle would lead nowhere.

Fix: name the claim that stands under `replaced_by`, or delete it where none does; the message prints the circle.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    successor = {
        claim_id: entry.value.withdrawal.replaced_by
        for claim_id, entry in corpus.by_id.items()
        if entry.value.withdrawal and entry.value.withdrawal.replaced_by
    }
    led: set[str] = set()
    for start in sorted(successor):
        path: list[str] = []
        step: str | None = start
        while step is not None and step not in led and step not in path:
            path.append(step)
            step = successor.get(step)
        led.update(path)
        if step is not None and step in path:
            circle = path[path.index(step) :]
            message = "replaced_by leads in a circle: " + " -> ".join([*circle, circle[0]])
            hint = "name the claim that stands, or delete replaced_by"
            yield Finding(corpus.by_id[max(circle)], "/withdrawal/replaced_by", message, hint)


RULE = Rule("CK507", "replacement-leads-on", Scope.CORPUS, check)
