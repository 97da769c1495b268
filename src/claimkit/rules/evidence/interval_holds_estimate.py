"""An interval runs from its lower to its upper end and holds its estimate.

Ends that are turned, or an estimate outside, are slips in copying, often a lost minus sign.

Fix: compare the numbers with the source.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.model import Finding as Measured
from claimkit.rules.rule import Finding, Rule, Scope

Interval = tuple[str, float | None, tuple[float, float]]


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    for index, line in enumerate(entry.value.evidence):
        for pointer, value, (lower, upper) in _intervals(line.finding):
            below = f"/evidence/{index}/finding{pointer}/ci"
            if lower > upper:
                message = f"the interval runs from {lower:g} down to {upper:g}"
                yield Finding(entry, below, message, "write the lower end first")
            elif value is not None and not lower <= value <= upper:
                message = f"the interval from {lower:g} to {upper:g} does not hold its estimate {value:g}"
                yield Finding(entry, below, message, "compare the numbers with the source")


def _intervals(finding: Measured | None) -> Iterator[Interval]:
    if finding is None:
        return
    for index, arm in enumerate(finding.arms):
        if arm.ci:
            yield f"/arms/{index}", arm.value, arm.ci
    if finding.effect and finding.effect.ci:
        yield "/effect", finding.effect.value, finding.effect.ci


RULE = Rule("CK408", "interval-holds-estimate", Scope.RECORD, check)
