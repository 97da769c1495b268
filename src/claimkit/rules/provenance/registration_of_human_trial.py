"""A trial registration belongs to a study of humans in vivo.

Fix: move the registration to the trial, or correct host, system or design.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope

_BENCH = ("experiment", "simulation")


def check(entry: Entry[Source], corpus: Corpus) -> Iterator[Finding]:
    for index, study in enumerate(entry.value.studies):
        human = corpus.is_human(study.host) and study.system == "in-vivo" and study.design not in _BENCH
        if study.registration is not None and not human:
            message = f"the registration {quoted(study.registration)} is on a study that is no trial in humans"
            hint = "delete it, or correct design, system or host"
            yield Finding(entry, f"/studies/{index}/registration", message, hint)


RULE = Rule("CK212", "registration-of-human-trial", Scope.RECORD, check, of=("source",), requires=("CK210", "CK303"))
