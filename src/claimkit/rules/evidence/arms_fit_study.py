"""The arms of a finding hold no more than the study enrolled.

Fix: `size` of a study is how many were enrolled, that of an arm how many were analysed; correct the one that is
wrong. A comparison of a part is a study of its own.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    for index, line in enumerate(entry.value.evidence):
        study = corpus.study(line.source)
        if line.finding is None or study is None or study.size is None:
            continue
        analysed = sum(arm.size or 0 for arm in line.finding.arms)
        if analysed > study.size:
            message = f"the arms add up to {analysed}, but {study.size} were enrolled in {line.source}"
            hint = "correct the arms, or the size of the study"
            yield Finding(entry, f"/evidence/{index}/finding/arms", message, hint, on_key=True)


RULE = Rule("CK410", "arms-fit-study", Scope.RECORD, check, requires=("CK304",))
