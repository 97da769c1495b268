"""The graph of a dataset: dataset, claims with their evidence, sources and terms, as nodes by the names of `context`.

Every node has an address, so there is no blank node and canonical RDF is a sort of lines. The core triple (subject,
predicate, object) stays true without its qualifiers: the direction is Biolink's object direction qualifier, no
effect is the negated triple. JSON-LD and N-Quads are two ways to write these nodes.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.derive.digest import claim_digest, term_digest
from claimkit.derive.lines import lines_of
from claimkit.derive.mechanism import edges_of
from claimkit.derive.verdict import verdict_of
from claimkit.exporters.context import BIOLINK, reference
from claimkit.exporters.evidence_nodes import evidence_node
from claimkit.exporters.iris import Iris, spdx_iri
from claimkit.exporters.nodes import Node, authorships, node, term
from claimkit.exporters.source_nodes import source_node
from claimkit.exporters.tables.claims import SIGNS, published_successor
from claimkit.exporters.tables.table import joined
from claimkit.model import Claim, Context
from claimkit.model.claim import NOT_STATED

PREDICATES = {
    "affects": BIOLINK + "affects",
    "correlates": BIOLINK + "correlated_with",
    "produces": BIOLINK + "produces",
    "contains": BIOLINK + "has_part",
    "binds": BIOLINK + "physically_interacts_with",
    "derives-from": BIOLINK + "derives_from",
}
_OBJECT_DIRECTIONS = {"increases": "increased", "decreases": "decreased"}
_NEGATIVE = ("no-effect", "does-not-hold")


def dataset_node(corpus: Corpus, iris: Iris, edition: str) -> Node:
    """The dataset itself, under its base address; a release has its own address and day, too."""
    dataset = iris.dataset
    released = corpus.released_as(edition)
    base = dataset.base_iri
    curators = [
        node(_curator(key, iris), "Curator", identifier=key, curator_label=curator.label, orcid=curator.orcid)
        for key, curator in sorted(dataset.curators.items())
    ]
    return node(
        base,
        "Dataset",
        dataset_name=dataset.name,
        title=dataset.title,
        description=dataset.description,
        version=edition,
        has_version=iris.dataset_version(edition) if released else None,
        issued=released.date if released else None,
        format=dataset.format,
        id_prefix=dataset.id_prefix,
        license=spdx_iri(dataset.license),
        creator=authorships(dataset.creators, f"{base}#creator"),
        curated_by=curators,
        keyword=list(dataset.keywords),
    )


def claim_nodes(corpus: Corpus, iris: Iris) -> Iterator[Node]:
    """Each claim that exports hold, by id, its evidence, paths and ties below it."""
    for entry in corpus.published:
        yield _claim(entry, corpus, iris)


def source_nodes(corpus: Corpus, iris: Iris) -> Iterator[Node]:
    """Each source, by key, its authorships, studies, caveats and readings below it."""
    for _, entry in sorted(corpus.sources.items()):
        yield source_node(entry.value, corpus, iris)


def term_nodes(corpus: Corpus, iris: Iris) -> Iterator[Node]:
    """Each term, by key."""
    for _, entry in sorted(corpus.terms.items()):
        yield _term(entry, corpus, iris)


def _claim(entry: Entry[Claim], corpus: Corpus, iris: Iris) -> Node:
    claim = entry.value
    verdict = verdict_of(claim, corpus)
    signed = claim.direction in _OBJECT_DIRECTIONS and claim.predicate == "affects"
    successor = published_successor(claim, corpus)
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
        subject=term(claim.acting_term, corpus, iris),
        predicate=PREDICATES[claim.predicate],
        qualified_predicate=BIOLINK + "causes" if signed else None,
        object_direction=_OBJECT_DIRECTIONS.get(claim.direction),
        object=term(claim.target, corpus, iris),
        negated=claim.direction in _NEGATIVE,
        direction=claim.direction,
        agent=term(claim.agent, corpus, iris),
        organism=term(claim.organism, corpus, iris),
        strain=term(claim.strain, corpus, iris),
        mechanism=sorted(path.written(corpus.curie) for path in claim.paths),
        mechanism_label=joined([path.written(corpus.label) for path in claim.paths]),
        path=_paths(claim, corpus, iris),
        **_scope(claim.context, corpus, iris),
        evidence_level=claim.evidence_level,
        verdict=verdict.name,
        supporting_studies=verdict.supporting_studies,
        refuting_studies=verdict.refuting_studies,
        evidence=[evidence_node(line, claim, corpus, iris) for line in lines_of(claim, corpus)],
        derived_from=_grounds(claim, iris),
        **_ties(claim, corpus, iris),
        withdrawal_reason=claim.withdrawal.reason if claim.withdrawal else None,
        withdrawn=claim.withdrawal.date if claim.withdrawal else None,
        replaced_by=iris.claim(successor) if successor else None,
        curator=_curator(claim.curation.curator, iris),
        created=claim.curation.created,
        reviewer=_curator(claim.curation.reviewer, iris) if claim.curation.reviewer else None,
        reviewed=claim.curation.reviewed,
        content_digest=claim_digest(claim, corpus),
    )


def _grounds(claim: Claim, iris: Iris) -> list[str]:
    """The works that support a claim; one that refutes it is evidence, and nothing it derives from."""
    keys = {line.source.partition("/")[0] for line in claim.evidence if line.stance == "supports"}
    return sorted(map(iris.source, keys))


def _curator(key: str, iris: Iris) -> str:
    return f"{iris.dataset.base_iri}#curator-{key}"


def _paths(claim: Claim, corpus: Corpus, iris: Iris) -> list[Node]:
    if not claim.mechanism:
        return []
    stated = {edge.step: edge.stated_by for edge in edges_of(claim, corpus)}
    nodes = []
    for number, path in enumerate(claim.paths, 1):
        address = f"{iris.claim(claim.id)}/path/{number}"
        steps = [
            node(
                f"{address}/step/{k}",
                "MechanismStep",
                position=k,
                origin=term(step.origin, corpus, iris),
                sign=SIGNS[step.sign],
                step_target=term(step.target, corpus, iris),
                stated_by=[iris.claim(other) for other in stated[step]],
            )
            for k, step in enumerate(path.steps, 1)
        ]
        nodes.append(node(address, "MechanismPath", position=number, step=steps))
    return nodes


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


def _ties(claim: Claim, corpus: Corpus, iris: Iris) -> Node:
    """Links to the other claims from whichever side they were written, and those written here with their notes."""
    links: dict[str, set[str]] = {}
    for tie in corpus.published_relations(claim.id):
        links.setdefault(tie.name, set()).add(iris.claim(tie.other))
    written = [
        node(
            f"{iris.claim(claim.id)}/tie/{tie.relation}-{tie.claim.partition(':')[2]}",
            "Tie",
            relation=tie.relation,
            other=iris.claim(tie.claim),
            note=tie.note,
        )
        for tie in claim.related
        if corpus.is_published(tie.claim)
    ]
    return {**{name: sorted(others) for name, others in sorted(links.items())}, "tie": written}


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
        content_digest=term_digest(entry, corpus),
    )
