"""The prefix of each term's CURIE is declared in dataset.yaml.

Without it the CURIE stands for no address.

Fix: add the prefix to `prefixes` in dataset.yaml, or correct the CURIE.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, TermEntry
from claimkit.diagnostics import Skip, did_you_mean, quoted
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: TermEntry, corpus: Corpus) -> Iterator[Outcome]:
    if corpus.dataset is None:
        yield Skip("dataset.yaml could not be read")
        return
    prefixes = corpus.dataset.value.prefixes
    prefix = entry.value.id.partition(":")[0]
    if prefix not in prefixes:
        message = f"the prefix {quoted(prefix)} is not declared in dataset.yaml"
        hint = did_you_mean(prefix, prefixes) or "add it to prefixes in dataset.yaml"
        yield Finding(entry, "/id", message, hint)


RULE = Rule("CK309", "prefix-is-declared", Scope.RECORD, check, of=("term",))
