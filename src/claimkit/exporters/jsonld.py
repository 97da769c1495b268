"""One JSON-LD graph of dataset, claims with their evidence, sources and terms, its context inline.

Every node has an address, so there is no blank node and canonical RDF is a sort of lines. The core triple (subject,
predicate, object) stays true without its qualifiers: the direction is Biolink's object direction qualifier, no
effect is the negated triple.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.derive.digest import claim_digest
from claimkit.derive.lines import lines_of
from claimkit.derive.verdict import verdict_of
from claimkit.exporters.context import BIOLINK, context, reference
from claimkit.exporters.evidence_nodes import evidence_node
from claimkit.exporters.iris import Iris, spdx_iri
from claimkit.exporters.nodes import Node, node, term
from claimkit.exporters.source_nodes import source_node
from claimkit.model import Claim, Context, Name
from claimkit.model.claim import NOT_STATED

_PREDICATES = {
    "affects": BIOLINK + "affects",
    "correlates": BIOLINK + "correlated_with",
    "produces": BIOLINK + "produces",
    "contains": BIOLINK + "has_part",
    "binds": BIOLINK + "physically_interacts_with",
    "derives-from": BIOLINK + "derives_from",
}
_OBJECT_DIRECTIONS = {"increases": "increased", "decreases": "decreased"}
_NEGATIVE = ("no-effect", "does-not-hold")


def build(corpus: Corpus, edition: str) -> dict[str, bytes]:
    """`claims.jsonld`."""
    iris = Iris.of(corpus)
    graph = [
        _dataset(iris, edition),
        *(_claim(entry, corpus, iris) for entry in corpus.published),
        *(source_node(entry.value, corpus, iris) for _, entry in sorted(corpus.sources.items())),
        *(_term(entry, corpus, iris) for _, entry in sorted(corpus.terms.items())),
    ]
    document = {"@context": context(iris), "@graph": graph}
    return {"claims.jsonld": (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()}


def _dataset(iris: Iris, edition: str) -> Node:
    dataset = iris.dataset
    return node(
        dataset.base_iri,
        "Dataset",
        dataset_name=dataset.name,
        title=dataset.title,
        description=dataset.description,
        version=edition,
        license=spdx_iri(dataset.license),
        creator=[creator.literal or ", ".join(_parts(creator)) for creator in dataset.creators],
    )


def _claim(entry: Entry[Claim], corpus: Corpus, iris: Iris) -> Node:
    claim = entry.value
    verdict = verdict_of(claim, corpus)
    acting = claim.acting_term
    signed = claim.direction in _OBJECT_DIRECTIONS and claim.predicate == "affects"
    return node(
        iris.claim(claim.id),
        ["Claim", "Association"],
        identifier=claim.id,
        version=claim.version,
        has_version=iris.claim_version(claim.id, claim.version),
        part_of=iris.dataset.base_iri,
        status=claim.status,
        statement=claim.statement,
        topic=entry.file.folder,
        subject=term(acting, corpus, iris),
        predicate=_PREDICATES[claim.predicate],
        qualified_predicate=BIOLINK + "causes" if signed else None,
        object_direction=_OBJECT_DIRECTIONS.get(claim.direction),
        object=term(claim.target, corpus, iris),
        negated=claim.direction in _NEGATIVE,
        direction=claim.direction,
        agent=term(claim.agent, corpus, iris),
        organism=term(claim.organism, corpus, iris),
        strain=term(claim.strain, corpus, iris),
        mechanism=[path.written(corpus.curie) for path in claim.paths],
        **_scope(claim.context, corpus, iris),
        evidence_level=claim.evidence_level,
        verdict=verdict.name,
        supporting_studies=verdict.supporting_studies,
        refuting_studies=verdict.refuting_studies,
        evidence=[evidence_node(line, claim, corpus, iris) for line in lines_of(claim, corpus)],
        derived_from=sorted({iris.source(line.source.partition("/")[0]) for line in claim.evidence}),
        **_ties(claim, corpus, iris),
        withdrawal_reason=claim.withdrawal.reason if claim.withdrawal else None,
        withdrawn=claim.withdrawal.date if claim.withdrawal else None,
        replaced_by=_replacement(claim, corpus, iris),
        curator=claim.curation.curator,
        created=claim.curation.created,
        reviewer=claim.curation.reviewer,
        reviewed=claim.curation.reviewed,
        content_digest=claim_digest(claim, corpus),
    )


def _scope(scope: Context, corpus: Corpus, iris: Iris) -> Node:
    stated = scope.host != NOT_STATED
    return {
        "host": term(scope.host, corpus, iris) if stated else None,
        "host_stated": None if stated else False,
        "system": scope.system,
        "site": term(scope.site, corpus, iris),
        "condition": term(scope.condition, corpus, iris),
        "sex": scope.sex,
        "host_strain": scope.host_strain,
        "population": scope.population,
        "model": scope.model,
        "comparator": scope.comparator,
        "dose": scope.dose,
        "duration": scope.duration,
    }


def _ties(claim: Claim, corpus: Corpus, iris: Iris) -> dict[str, list[str]]:
    ties: dict[str, set[str]] = {}
    for tie in corpus.published_relations(claim.id):
        ties.setdefault(tie.name, set()).add(iris.claim(tie.other))
    return {name: sorted(others) for name, others in sorted(ties.items())}


def _replacement(claim: Claim, corpus: Corpus, iris: Iris) -> str | None:
    successor = claim.withdrawal.replaced_by if claim.withdrawal else None
    return iris.claim(successor) if successor and corpus.is_published(successor) else None


def _term(entry: TermEntry, corpus: Corpus, iris: Iris) -> Node:
    plain = entry.value
    iris.term(plain.id)  # an undeclared prefix must not become an address
    return node(
        reference(plain.id, iris),
        "Concept",
        notation=plain.id,
        term_key=entry.key,
        category=entry.category,
        label=plain.label,
        alt_label=list(plain.synonyms),
        antonym=list(plain.antonyms),
        organism=term(plain.organism, corpus, iris),
        deposit=list(plain.deposits),
        product=list(plain.products),
        part=[term(part, corpus, iris) for part in plain.parts],
        searched=plain.searched,
    )


def _parts(name: Name) -> Iterator[str]:
    yield from (part for part in (name.family, name.given) if part)
