"""A name means one term: no synonym or antonym is another term's label, synonym or antonym.

Passages are searched for names of terms; a name of two terms proves neither.

Fix: delete the name from the term that it does not mean.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus, TermEntry
from claimkit.diagnostics import quoted
from claimkit.fingerprint import tokens
from claimkit.rules.rule import Finding, Rule, Scope


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    first: dict[str, TermEntry] = {}
    ordered = sorted(corpus.terms.values(), key=lambda entry: entry.key)
    for entry in ordered:
        first.setdefault(_alike(entry.value.label), entry)
    for entry in ordered:
        for field, names in (("synonyms", entry.value.synonyms), ("antonyms", entry.value.antonyms)):
            for index, name in enumerate(names):
                other = first.setdefault(_alike(name), entry)
                own_label = field == "antonyms" and _alike(name) == _alike(entry.value.label)
                if other is not entry or own_label:
                    meant = "its own label" if other is entry else f"a name of {quoted(other.key)} too"
                    message = f"{quoted(name)}, among the {field} of {quoted(entry.key)}, is {meant}"
                    hint = "delete it from the one of the two that it does not mean"
                    yield Finding(entry, f"/{field}/{index}", message, hint, other=other)


def _alike(name: str) -> str:
    return " ".join(tokens(name)) or name


RULE = Rule("CK321", "name-means-one-term", Scope.CORPUS, check)
