"""Studies with one registration say that they share a sample.

Two papers of one trial are one independent study.

Fix: write `sample: <source>/<study>` on the later one, with the first report.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.diagnostics import Fix, quoted
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    first: dict[str, tuple[str, str | None]] = {}
    for key, entry in sorted(corpus.sources.items()):
        for index, study in enumerate(entry.value.studies):
            name = f"{key}/{study.id}"
            if study.registration is None:
                continue
            other, sample = first.setdefault(study.registration, (name, study.sample))
            if other == name or other == study.sample or sample == name or (sample and sample == study.sample):
                continue
            message = f"{quoted(study.registration)} is also the registration of {quoted(other)}"
            before = corpus.sources[other.partition("/")[0]]
            fix = Fix(other) if study.sample else None
            pointer = f"/studies/{index}/{'sample' if study.sample else 'registration'}"
            yield Finding(
                entry,
                pointer,
                message,
                f'where the same people were studied, add "sample: {other}"; else correct the number',
                fix,
                other=before,
            )


RULE = Rule("CK214", "shared-registration-is-said", Scope.CORPUS, check)
