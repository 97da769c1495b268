"""A result of no effect says how large the study was, or how wide the interval.

Absence of evidence is not evidence of absence: `no-effect` is for what was measured and concluded to be none, so the
line or its study carries a size or an interval. A bare "not significant" is `inconclusive`.

Fix: give `size` of the study or of the arms, or `ci` of the effect; or write `result: inconclusive` with
`stance: neutral`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.model import Claim, Evidence, Study
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    for index, line in enumerate(entry.value.evidence):
        if line.result == "no-effect" and not _measured(line, corpus.study(line.source)):
            message = 'the result "no-effect" needs a size or an interval to stand on'
            key = line.source.partition("/")[0]
            hint = (
                f'add "size: ..." to the study in sources/{key}.yaml, or to each arm here, or a ci to the effect; '
                'where the work gives none, write "result: inconclusive"'
            )
            yield Finding(entry, f"/evidence/{index}/result", message, hint)


def _measured(line: Evidence, study: Study | None) -> bool:
    finding = line.finding
    if finding and finding.effect and finding.effect.ci:
        return True
    if finding and finding.arms and all(arm.size for arm in finding.arms):
        return True
    return bool(study and study.size)


RULE = Rule("CK407", "no-effect-is-measured", Scope.RECORD, check, requires=("CK304",))
