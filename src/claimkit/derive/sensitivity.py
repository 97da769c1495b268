"""What would change a claim's level or verdict: the same derivation over a corpus in which one fact is another.

Asked are the retraction of each source, one more direct study for the claim of the strongest design that its host and
system allow, and one direct study against it. Nothing is estimated: each answer is what the rules would then give.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimkit.corpus import Corpus, Entry
from claimkit.derive.levels import level_of_claim
from claimkit.derive.verdict import verdict_of
from claimkit.model import Claim, Evidence, Pool, Source, Standing, Study
from claimkit.model.claim import NOT_STATED
from claimkit.model.evidence import Stance

_NEW = "not-yet-there"


@dataclass(frozen=True, slots=True)
class Change:
    """What would follow if something came to be known."""

    supposing: str
    level: str
    verdict: str


def changes(claim: Claim, corpus: Corpus) -> list[Change]:
    """The suppositions that would change the level or the verdict of a claim that is not withdrawn."""
    now = (level_of_claim(claim, corpus).level, verdict_of(claim, corpus).name)
    found = [] if claim.status == "withdrawn" else list(_suppositions(claim, corpus))
    return [change for change in found if (change.level, change.verdict) != now]


def _suppositions(claim: Claim, corpus: Corpus) -> Iterator[Change]:
    for key in dict.fromkeys(line.source.partition("/")[0] for line in claim.evidence):
        entry = corpus.sources.get(key)
        if entry is not None and entry.value.standing.status != "retracted":
            retracted = entry.value.model_copy(update={"standing": Standing(status="retracted")})
            yield _change(f"{key} were retracted", claim, _with_source(corpus, key, replace(entry, value=retracted)))
    for name, study in _studies(claim, corpus):
        yield _with_study(f"{name} found it too", claim, study, corpus, "supports")
    against = next(iter(_studies(claim, corpus)), None)
    if against is not None:
        yield _with_study("one independent study found against it", claim, against[1], corpus, "refutes")


def _studies(claim: Claim, corpus: Corpus) -> list[tuple[str, Study]]:
    """Direct studies of the strongest designs that the host and system of a claim allow, the weaker first."""
    host, acting, system = claim.context.host, claim.acting_term, claim.context.system
    if host is None or acting is None:
        return []
    if host == NOT_STATED and system == "in-vivo":
        return []
    one = Study(id="one", design="experiment", system=system, host=host, agent=acting)
    if system == "in-vivo" and corpus.is_human(host):
        trial = one.model_copy(update={"design": "randomized-trial"})
        pooled = one.model_copy(update={"design": "meta-analysis", "pools": Pool(design="randomized-trial")})
        return [("a randomized trial", trial), ("a meta-analysis of randomized trials", pooled)]
    return [(f"a study {system} in {corpus.label(host)}" if host != NOT_STATED else f"a study {system}", one)]


def _with_study(supposing: str, claim: Claim, study: Study, corpus: Corpus, stance: Stance) -> Change:
    source = Source(
        id=_NEW,
        type="article-journal",
        title=_NEW,
        kind="primary",
        standing=Standing(status="unknown"),
        studies=(study,),
    )
    line = Evidence.model_construct(source=f"{_NEW}/{study.id}", stance=stance, indirect=())
    more = claim.model_copy(update={"evidence": (*claim.evidence, line)})
    somewhere = next(iter(corpus.sources.values()), None) or next(iter(corpus.claims))
    return _change(supposing, more, _with_source(corpus, _NEW, Entry(source, somewhere.file)))


def _with_source(corpus: Corpus, key: str, entry: Entry[Source]) -> Corpus:
    return replace(corpus, sources={**corpus.sources, key: entry})


def _change(supposing: str, claim: Claim, corpus: Corpus) -> Change:
    return Change(f"if {supposing}", level_of_claim(claim, corpus).level, verdict_of(claim, corpus).name)
