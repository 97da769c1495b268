"""Curator and reviewer are listed in dataset.yaml, and are not the same.

Somebody answers for each record; who reviews it is somebody else.

Fix: add the curator to `curators` in dataset.yaml, or take the one that the message names.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, Skip, quoted, slip_of
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Outcome]:
    if corpus.dataset is None:
        yield Skip("dataset.yaml could not be read")
        return
    listed = corpus.dataset.value.curators
    curation = entry.value.curation
    for role, key in (("curator", curation.curator), ("reviewer", curation.reviewer)):
        if key is not None and key not in listed:
            near = slip_of(key, listed)
            message = f"the {role} {quoted(key)} is not listed in dataset.yaml"
            hint = "the curators are " + ", ".join(sorted(listed))
            yield Finding(entry, f"/curation/{role}", message, hint, Fix(near) if near else None)
    if curation.reviewer == curation.curator:
        yield Finding(entry, "/curation/reviewer", "the reviewer is the curator", "let somebody else review it")


RULE = Rule("CK308", "curator-is-listed", Scope.RECORD, check)
