"""Every source and study that a claim or a source refers to is in the dataset.

Evidence that cites nothing known is no evidence.

Fix: take the source or study that the message names, or add `sources/<key>.yaml` with the study in it.
"""

import re
from collections.abc import Iterator

from claimkit import links
from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, Skip, did_you_mean, quoted, slip_of
from claimkit.model import Claim, Source
from claimkit.rules.rule import Finding, Outcome, Rule, Scope

_DIGITS = re.compile("[^0-9]")


def _digits(key: str) -> str:
    """Another year is another work, not a slip."""
    return _DIGITS.sub("", key)


def check(entry: Entry[Claim] | Entry[Source], corpus: Corpus) -> Iterator[Outcome]:
    for pointer, reference in links.sources(entry.value):
        key, _, study = reference.partition("/")
        source = corpus.source(key)
        if source is None:
            if corpus.source_is_broken(key):
                yield Skip("a source could not be read")
                continue
            near = slip_of(key, [other for other in corpus.sources if _digits(other) == _digits(key)])
            mended = near + reference[len(key) :] if near else ""
            fix = Fix(mended) if near and (not study or corpus.study(mended)) else None
            meant = did_you_mean(key, corpus.sources)
            hint = f"{meant} else add sources/{key}.yaml" if meant else f"add sources/{key}.yaml"
            yield Finding(entry, pointer, f"there is no source {quoted(key)}", hint, fix)
        elif study and corpus.study(reference) is None:
            known = [other.id for other in source.studies]
            near = slip_of(study, known)
            hint = "its studies are " + ", ".join(known) if known else f"add it to sources/{key}.yaml"
            message = f"the source {quoted(key)} has no study {quoted(study)}"
            yield Finding(entry, pointer, message, hint, Fix(f"{key}/{near}") if near else None)


RULE = Rule("CK304", "source-exists", Scope.RECORD, check, of=("claim", "source"))
