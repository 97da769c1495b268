"""A study's design fits its system and host, so that it has a level.

`experiment` is for animals and the bench: in humans in vivo a study is randomized or not, followed or compared.
`simulation` is in silico.

Fix: give the design by which the comparison was really made, or the right system and host.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.levels import level_of_study
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_IN_HUMANS = (
    "randomized-trial",
    "non-randomized-trial",
    "single-arm-trial",
    "cohort",
    "case-control",
    "cross-sectional",
    "case-series",
)


def check(entry: Entry[Source], corpus: Corpus) -> Iterator[Finding]:
    for index, study in enumerate(entry.value.studies):
        graded = level_of_study(study, corpus)
        if graded.level == "ungraded":
            hint = "write how the comparison was made: " + ", ".join(_IN_HUMANS)
            yield Finding(entry, f"/studies/{index}/design", graded.because, hint)


RULE = Rule("CK210", "design-has-level", Scope.RECORD, check, of=("source",), requires=("CK303", "CK310"))
