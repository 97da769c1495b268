"""The real dataset cut down to some claims and all that they lean on: for tests that judge it again and again."""

from __future__ import annotations

import re

from cases import assemble
from claimkit import links
from claimkit.corpus import Corpus

Files = dict[str, bytes]


def fewer(files: Files, *always: str, of_each_kind: bool = True) -> Files:
    """The claims that are the first of their kind by id, those named, and those that they are tied to.

    A kind is a level, predicate, direction, or path with or without a sign that no claim before had. Files of
    claims and sources are as they stand; of the vocabulary the entries stay that something left names. The ledger is
    left out: it holds what was released of all of them.
    """
    corpus = assemble(files)
    chosen = _first_of_each_kind(corpus) if of_each_kind else set()
    claims = _tied(chosen | set(always), corpus)
    sources = _leaned_on(claims, corpus)
    terms = _named(claims, sources, corpus)
    kept = {
        *(corpus.by_id[claim].file.path for claim in claims),
        *(f"sources/{key}.yaml" for key in sources),
    }
    return {
        path: _blocks(raw, terms) if path.startswith("terms/") else raw
        for path, raw in files.items()
        if path in kept or not path.startswith(("records/", "sources/", "releases/"))
        if not path.startswith("terms/") or _blocks(raw, terms)
    }


def _first_of_each_kind(corpus: Corpus) -> set[str]:
    seen: set[tuple[str, object]] = set()
    chosen = set()
    for claim_id, entry in sorted(corpus.by_id.items()):
        claim = entry.value
        kinds: set[tuple[str, object]] = {
            ("level", claim.evidence_level),
            ("predicate", claim.predicate),
            ("direction", claim.direction),
            *(("signed", bool(path.net_sign)) for path in claim.paths),
        }
        if kinds - seen:
            chosen.add(claim_id)
            seen |= kinds
    return chosen


def _tied(claims: set[str], corpus: Corpus) -> set[str]:
    while more := {tie.other for claim in claims for tie in corpus.relations.get(claim, ())} - claims:
        claims |= more
    return claims


def _leaned_on(claims: set[str], corpus: Corpus) -> set[str]:
    found = {name.partition("/")[0] for claim in claims for _, name in links.sources(corpus.by_id[claim].value)}
    while (
        more := {name.partition("/")[0] for key in found for _, name in links.sources(corpus.sources[key].value)}
        - found
    ):
        found |= more
    return found


def _named(claims: set[str], sources: set[str], corpus: Corpus) -> set[str]:
    values = [corpus.by_id[claim].value for claim in claims] + [corpus.sources[key].value for key in sources]
    found = {key for value in values for _, _, key in links.terms(value)}
    while (
        more := {key for term in found if term in corpus.terms for _, _, key in links.terms(corpus.terms[term].value)}
        - found
    ):
        found |= more
    return found


def _blocks(raw: bytes, terms: set[str]) -> bytes:
    """Of a file of terms, the entries with these keys, as they stand."""
    head, *blocks = re.split(r"(?m)^(?=[a-z0-9])", raw.decode())
    kept = [block for block in blocks if block.partition(":")[0] in terms]
    return (head + "".join(kept)).encode() if kept else b""
