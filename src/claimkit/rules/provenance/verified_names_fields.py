"""`verified` names fields that the source has.

What was read is only said where the field is there: a name of a field of the source that is given, `<study>.<field>`
for one of a study, or `<study>.findings` for the results that records cite.

Fix: correct the name, or delete it.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import did_you_mean, quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Source], _: Corpus) -> Iterator[Finding]:
    known = set(_fields(entry.value))
    for index, verification in enumerate(entry.value.verified):
        for k, field in enumerate(verification.fields):
            if field not in known:
                message = f"verified names {quoted(field)}, which the source does not have"
                hint = did_you_mean(field, known) or "delete it, or add what was read to the source"
                yield Finding(entry, f"/verified/{index}/fields/{k}", message, hint)


def _fields(source: Source) -> Iterator[str]:
    yield from source.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for study in source.studies:
        yield f"{study.id}.findings"
        for field in study.model_dump(mode="json", exclude_none=True, exclude_defaults=True):
            yield f"{study.id}.{field}"


RULE = Rule("CK216", "verified-names-fields", Scope.RECORD, check, of=("source",), requires=("CK312",))
