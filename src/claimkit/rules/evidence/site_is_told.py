"""A result at one place is claimed of that place.

A density at the tibia says nothing of the hip, and nothing of the whole. Where the measure of a finding names a place
(a term of anatomy, or a synonym of it) that is neither the claim's `context.site` nor part of the target's name, the
claim is wider than the finding.

Fix: add the place as `site` under `context`, and say it in the statement; or correct the measure.
"""

from collections.abc import Iterator
from functools import lru_cache

from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.derive.lines import lines_of
from claimkit.diagnostics import quoted
from claimkit.fingerprint import tokens
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    if not corpus.anatomy:
        return
    claim = entry.value
    site, target = corpus.term(claim.context.site), corpus.term(claim.target)
    own = [*_names(site), *_names(target)]
    for line in lines_of(claim, corpus):
        finding = line.evidence.finding
        if finding is None or line.evidence.stance == "neutral" or "surrogate-outcome" in line.indirect:
            continue
        measure = tokens(finding.measure)
        if site is not None and any(_within(name, measure) for name in _names(site)):
            continue
        for term in corpus.anatomy:
            named = [name for name in _names(term) if _within(name, measure)]
            if named and not any(_within(name, mine) for name in named for mine in own):
                said = f"the claim has the site {quoted(site.key)}" if site else "the claim has no site"
                message = f"the measure names {quoted(term.value.label)}, {said}"
                hint = f'write "site: {term.key}" under context, and say it in the statement'
                yield Finding(entry, f"/evidence/{line.index}/finding/measure", message, hint)
                break


def _names(term: TermEntry | None) -> tuple[tuple[str, ...], ...]:
    """The names of a term as tokens."""
    return _as_tokens((term.value.label, *term.value.synonyms)) if term else ()


@lru_cache(maxsize=1024)
def _as_tokens(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(tokens(name)) for name in names)


def _within(name: tuple[str, ...], words: tuple[str, ...] | list[str]) -> bool:
    size = len(name)
    return size > 0 and any(tuple(words[k : k + size]) == name for k in range(len(words) - size + 1))


RULE = Rule("CK416", "site-is-told", Scope.RECORD, check, requires=("CK303", "CK304", "CK310"), waivable=True)
