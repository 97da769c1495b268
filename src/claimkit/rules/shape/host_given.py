"""A claim that affects or correlates names its host.

An effect in mice is not an effect in people. Where the source does not say in which species, the host is
`not-stated`: not stated and not asked are different things.

Fix: add `host` to `context`: a term of organisms, or `not-stated`.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.stance import SIGNED_PREDICATES
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Rule, Scope


def check(entry: Entry[Claim], _: Corpus) -> Iterator[Finding]:
    if entry.value.predicate in SIGNED_PREDICATES and entry.value.context.host is None:
        hint = 'add "host: ..." (a term of organisms, or not-stated)'
        yield Finding(entry, "/context", '"host" is missing from the context', hint)


RULE = Rule("CK121", "host-given", Scope.RECORD, check)
