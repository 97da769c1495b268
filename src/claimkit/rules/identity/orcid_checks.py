"""The check digit of each ORCID iD fits its other digits.

A mistyped iD credits somebody else.

Fix: compare the iD with the person's ORCID page.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import quoted
from claimkit.identifiers import orcid_holds
from claimkit.model import DatasetMetadata, Name, Source
from claimkit.rules.rule import Finding, Rule, Scope

_HINT = "copy it from the person's page at orcid.org"


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    entries: list[Entry[Any]] = [*([corpus.dataset] if corpus.dataset else []), *corpus.sources.values()]
    for entry in entries:
        for pointer, orcid in _orcids(entry.value):
            if not orcid_holds(orcid):
                yield Finding(
                    entry, pointer, f"the ORCID iD {quoted(orcid)} is mistyped: its check digit does not fit", _HINT
                )


def _orcids(value: DatasetMetadata | Source) -> Iterator[tuple[str, str]]:
    names: dict[str, tuple[Name, ...]] = {}
    if isinstance(value, Source):
        names = {"author": value.author, "editor": value.editor}
    else:
        names = {"creators": value.creators}
        for key, curator in value.curators.items():
            if curator.orcid:
                yield f"/curators/{key}/ORCID", curator.orcid
    for field, group in names.items():
        for index, name in enumerate(group):
            if name.orcid:
                yield f"/{field}/{index}/ORCID", name.orcid


RULE = Rule("CK313", "orcid-checks", Scope.CORPUS, check)
