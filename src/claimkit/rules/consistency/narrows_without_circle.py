"""`narrows` leads from a narrower claim to a wider one, and never back.

Fix: delete the tie of the circle that is wrong; the message prints the circle.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    wider = {
        entry.value.id: [tie.claim for tie in entry.value.related if tie.relation == "narrows"]
        for entry in corpus.by_id.values()
    }
    done: set[str] = set()
    for start in sorted(wider):
        path: list[str] = []
        circle = _circle(start, wider, done, path)
        if circle:
            last = corpus.by_id[max(circle)]
            index = next(k for k, tie in enumerate(last.value.related) if tie.relation == "narrows")
            message = "narrows leads in a circle: " + " -> ".join([*circle, circle[0]])
            yield Finding(
                last,
                f"/related/{index}/claim",
                message,
                "only the narrower claim says narrows: delete the tie that is wrong",
            )


def _circle(start: str, wider: dict[str, list[str]], done: set[str], path: list[str]) -> list[str] | None:
    """The first circle that is met from a claim on, walked without recursion; each claim is walked once."""
    stack = [(start, iter(wider.get(start, ())))] if start not in done else []
    path += [start] if stack else []
    while stack:
        _, following = stack[-1]
        step = next(following, None)
        if step is None:
            done.add(stack.pop()[0])
            path.pop()
        elif step in path:
            done.update(path)
            return path[path.index(step) :]
        elif step not in done:
            stack.append((step, iter(wider.get(step, ()))))
            path.append(step)
    return None


RULE = Rule("CK504", "narrows-without-circle", Scope.CORPUS, check, yields_to=("CK606",))
