"""Every address has one way to be written as a CURIE, and every CURIE one address.

Two prefixes for one namespace split the data of those who join by CURIE; a namespace inside another makes it a matter
of luck which prefix a program takes; prefixes that differ in case alone are one prefix to many programs. Below the
dataset's own address only `term/` is free for terms: the rest belongs to claims and sources.

Fix: keep one of the two prefixes, and write the terms of the other with it.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.diagnostics import quoted
from claimkit.rules.rule import Finding, Rule, Scope
from claimkit.yamlio import pointer_step


def check(corpus: Corpus, _: datetime.date) -> Iterator[Finding]:
    if corpus.dataset is None:
        return
    dataset = corpus.dataset.value
    seen: dict[str, str] = {}
    for prefix, namespace in dataset.prefixes.items():
        message = hint = ""
        twin = next((other for other in seen if other.lower() == prefix.lower()), None)
        inside = next((o for o, n in seen.items() if namespace.startswith(n) or n.startswith(namespace)), None)
        if prefix == dataset.id_prefix:
            message = f"the prefix {quoted(prefix)} is that of the claim ids"
            hint = "give the vocabulary another prefix"
        elif twin is not None:
            message, hint = f"{quoted(prefix)} and {quoted(twin)} differ in case alone", "keep one of the two"
        elif inside is not None:
            same = seen[inside] == namespace
            message = f"{quoted(prefix)} and {quoted(inside)} " + (
                "stand for the same address" if same else "stand for addresses of which one begins with the other"
            )
            hint = "keep one of the two"
        elif namespace.startswith(dataset.base_iri) and not namespace.startswith(f"{dataset.base_iri}term/"):
            message = f"the terms of {quoted(prefix)} would stand among the addresses of claims and sources"
            hint = f"write: {prefix}: {dataset.base_iri}term/"
        if message:
            yield Finding(corpus.dataset, f"/prefixes{pointer_step(prefix)}", message, hint)
        seen[prefix] = namespace


RULE = Rule("CK326", "prefix-map-is-sound", Scope.CORPUS, check)
