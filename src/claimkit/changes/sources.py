"""Sources and studies in two states: their standing, the facts that levels rest on, and their description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claimkit import links
from claimkit.changes.caveats import caveat_changes
from claimkit.changes.change import Bump, Change
from claimkit.changes.terms import Terms
from claimkit.changes.users import Users
from claimkit.changes.wording import between, shown, turned
from claimkit.corpus import Corpus
from claimkit.derive.digest import source_content
from claimkit.model import Source

_IDENTIFIERS = ("DOI", "PMID", "PMCID", "ISBN")
_STUDY_FACTS = (
    *("design", "system", "host", "agent", "size", "dose", "duration"),
    *("registration", "sample", "pools"),
)
_READ = ("verified", "texts")


@dataclass(frozen=True)
class Sources:
    """The sources of two states."""

    terms: Terms
    before: Users
    after: Users

    @property
    def old(self) -> Corpus:
        return self.terms.old

    @property
    def new(self) -> Corpus:
        return self.terms.new

    @cached_property
    def touched(self) -> set[str]:
        """Keys of sources that differ, or whose studies name a term that is judged otherwise."""
        before, after = self.old.sources, self.new.sources
        found = {key for key in {**before, **after} if key not in before or key not in after}
        for key in before.keys() & after.keys():
            if before[key].value != after[key].value or self._named(after[key].value) & self.terms.reclassified:
                found.add(key)
        return found

    def _named(self, source: Source) -> set[str]:
        return {key for _, _, key in links.terms(source)}


def source_changes(sources: Sources, cited_anew: frozenset[str]) -> Iterator[Change]:
    """What changed in the sources. `cited_anew`: the works and studies of lines that came; these tell of them."""
    before, after = sources.old.sources, sources.new.sources
    touched = sources.touched
    for key in sorted(touched & after.keys()):
        if key in before:
            yield from _changed(before[key].value, after[key].value, key, sources, cited_anew)
        else:
            users = tuple(sorted(sources.after.of_source(key)))
            works = {reference.partition("/")[0] for reference in cited_anew}
            weight: Bump | None = "none" if key in works else None
            title = after[key].value.title
            yield Change("source-added", shown(title), source=key, new=title, claims=users, weight=weight)
    for key in sorted(touched & before.keys() - after.keys()):
        users = tuple(sorted(sources.before.of_source(key)))
        title = before[key].value.title
        yield Change("source-removed", shown(title), source=key, old=title, claims=users)


def _changed(old: Source, new: Source, key: str, sources: Sources, cited_anew: frozenset[str]) -> Iterator[Change]:
    before, after = source_content(old, sources.terms.aligned), source_content(new, sources.new)
    studies, other_studies = _by_id(before.pop("studies")), _by_id(after.pop("studies"))
    users = tuple(sorted(sources.after.of_source(key)))
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field) or None, after.get(field) or None
        if one == other or field == "standing":
            continue
        if field == "caveats":
            yield from caveat_changes(one or [], other or [], key, users)
            continue
        kind = _kind_of(field, one, other)
        yield Change(kind, _told(field, one, other), source=key, field=field, old=one, new=other, claims=users)
    if old.standing.status != new.standing.status:
        one, other = old.standing.status, new.standing.status
        told, field = turned(one, other), "standing.status"
        yield Change("source-standing", told, source=key, field=field, old=one, new=other, claims=users)
    yield from _read(old, new, key, users)
    for study in dict.fromkeys((*studies, *other_studies)):
        yield from _study(key, study, studies.get(study), other_studies.get(study), sources, cited_anew)


def _kind_of(field: str, one: Any, other: Any) -> str:
    if field in _IDENTIFIERS and one is None:
        return "source-identifier"
    if field in _IDENTIFIERS and _names_another(field, one, other):
        return "source-identity"
    return "source-facts" if field == "kind" else "source-described"


def _names_another(field: str, one: str, other: str | None) -> bool:
    """Whether an identifier changed or went, for the permanent address that is a source's key leads to one work.

    Registries do not regard case, nor the hyphens of an ISBN.
    """
    spelled = str.maketrans("", "", "- " if field == "ISBN" else "")
    return other is None or one.casefold().translate(spelled) != other.casefold().translate(spelled)


def _read(old: Source, new: Source, key: str, users: tuple[str, ...]) -> Iterator[Change]:
    """What was read and looked up: in no digest, but in every export."""
    for field in _READ:
        one, other = (
            [item.model_dump(mode="json", exclude_none=True) for item in getattr(source, field)]
            for source in (old, new)
        )
        if one != other:
            told = f"{field}: {between(one, other)}"
            yield Change("source-read", told, source=key, field=field, old=one, new=other, claims=users)
    checked, now = old.standing.checked, new.standing.checked
    if checked != now:
        told = f"standing looked up {turned(checked, now)}"
        yield Change("source-read", told, source=key, field="standing.checked", old=checked, new=now, claims=users)


def _study(
    key: str,
    study: str,
    old: dict[str, Any] | None,
    new: dict[str, Any] | None,
    sources: Sources,
    cited_anew: frozenset[str],
) -> Iterator[Change]:
    reference = f"{key}/{study}"
    if old is None:
        users = tuple(sorted(sources.after.of_study(reference)))
        weight: Bump | None = "none" if reference in cited_anew else None
        yield Change("study-added", reference, source=key, field=study, new=new, claims=users, weight=weight)
    elif new is None:
        users = tuple(sorted(sources.before.of_study(reference)))
        yield Change("study-removed", reference, source=key, field=study, old=old, claims=users)
    elif old != new:
        users = tuple(sorted(sources.after.of_study(reference)))
        for field in dict.fromkeys((*old, *new)):
            one, other = old.get(field) or None, new.get(field) or None
            if one != other:
                kind = "study-facts" if field in _STUDY_FACTS else "study-described"
                if field == "registration" and one is not None:
                    kind = "source-identity" if _names_another(field, one, other) else "study-described"
                name = f"{study}.{field}"
                yield Change(kind, _told(name, one, other), source=key, field=name, old=one, new=other, claims=users)


def _told(field: str, one: Any, other: Any) -> str:
    parts = isinstance(one, (dict, list)) and isinstance(other, (dict, list))
    return f"{field}: {between(one, other) if parts else turned(one, other)}"


def _by_id(studies: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {study["id"]: study for study in studies}
