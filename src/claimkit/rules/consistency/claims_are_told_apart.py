"""Two claims that say nearly the same are tied, or one of them is wider than it need be.

Where acting term, predicate, target, direction and host are the same, and no field of the context tells the two apart
but one that only one of them states, or a text that is merely spelled otherwise, evidence for the one may be evidence
for the other and would then be counted in neither. The same statement in two claims is a copy that was not edited.

Each claim is compared with at most a hundred of its kind, so that a flood of records cannot stall a run.

Fix: put the evidence into one of the two; or tie the narrower one to the wider with `narrows`; or write into
`context` what tells them apart.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.titles import near_equal
from claimkit.model import Claim, Context
from claimkit.rules.rule import Finding, Rule, Scope

_MOST_COMPARED = 100
_FIELDS = tuple(name for name in Context.model_fields if name != "host")
_FREE_TEXT = frozenset({"host_strain", "population", "model", "comparator", "dose"})


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    said: dict[str, Entry[Claim]] = {}
    alike: dict[tuple[object, ...], list[Entry[Claim]]] = {}
    for _id, entry in sorted(corpus.by_id.items()):
        claim = entry.value
        if claim.status != "accepted":
            continue
        copied = said.setdefault(claim.statement.casefold(), entry)
        if copied is not entry:
            message = f"has the statement of {copied.value.id} ({copied.file.path})"
            hint = "say what this claim says; or put the evidence into one of the two"
            yield Finding(entry, "/statement", message, hint, other=copied)
            continue
        kind = (claim.agent, claim.strain, claim.organism, claim.predicate, claim.target, claim.direction)
        others = alike.setdefault((*kind, claim.context.host), [])
        for other in others:
            differing = _differing(claim.context, other.value.context)
            if differing and not _tied(claim, other.value, corpus):
                message = (
                    f"says nearly the same as {other.value.id} ({other.file.path}): only {', '.join(differing)} "
                    "differs"
                )
                hint = "put the evidence into one of the two, " + _way_out(entry, other, differing)
                yield Finding(entry, "/context", message, hint, on_key=True, other=other)
                break
        if len(others) < _MOST_COMPARED:
            others.append(entry)


def _differing(one: Context, other: Context) -> list[str]:
    """The fields in which two contexts differ without being told apart; none where some field tells them apart."""
    differing = []
    for name in _FIELDS:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine == theirs:
            continue
        if mine is not None and theirs is not None and not (name in _FREE_TEXT and near_equal(mine, theirs)):
            return []
        differing.append(name)
    return differing


def _way_out(entry: Entry[Claim], other: Entry[Claim], differing: list[str]) -> str:
    """How to keep both: the one that states more narrows the other."""
    mine, theirs = entry.value, other.value
    if all(getattr(theirs.context, name) is None for name in differing):
        return f"or add: related: [{{claim: {theirs.id}, relation: narrows}}]"
    if all(getattr(mine.context, name) is None for name in differing):
        return f"or add to the other: related: [{{claim: {mine.id}, relation: narrows}}]"
    return "or write what tells them apart"


def _tied(claim: Claim, other: Claim, corpus: Corpus) -> bool:
    return any(tie.other == other.id for tie in corpus.relations.get(claim.id, ()))


RULE = Rule(
    "CK505",
    "claims-are-told-apart",
    Scope.CORPUS,
    check,
    severity="warning",
    requires=("CK303", "CK403", "CK406", "CK502"),
    yields_to=("CK606",),
    waivable=True,
)
