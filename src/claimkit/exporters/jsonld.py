"""One JSON-LD graph of dataset, claims with their evidence, sources and terms, its context inline.

Every node has an address, so there is no blank node and canonical RDF is a sort of lines. The core triple (subject,
predicate, object) stays true without its qualifiers: the direction is Biolink's object direction qualifier, no
effect is the negated triple.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.derive.digest import claim_digest
from claimkit.derive.levels import LEVELS, level_of_line
from claimkit.derive.lines import Line, lines_of
from claimkit.derive.verdict import verdict_of
from claimkit.exporters.context import BIOLINK, OBO, context
from claimkit.exporters.iris import Iris, doi_iri, spdx_iri
from claimkit.model import Arm, Claim, Context, Effect, Evidence, Finding, Locator, Name, Quote, Source, Study
from claimkit.model.claim import NOT_STATED

Node = dict[str, Any]

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
_ECO = {level.name: OBO + level.eco.replace(":", "_") for level in LEVELS}
_WORKS = {"article-journal": "ScholarlyArticle", "webpage": "WebPage"}
_TIES = {
    ("contradicts", False): "contradicts",
    ("contradicts", True): "contradicts",
    ("contrasts", False): "contrasts",
    ("contrasts", True): "contrasts",
    ("narrows", False): "narrows",
    ("narrows", True): "narrowed_by",
}


def build(corpus: Corpus, edition: str) -> dict[str, bytes]:
    """`claims.jsonld`."""
    iris = Iris.of(corpus)
    graph = [
        _dataset(iris, edition),
        *(_claim(entry, corpus, iris) for entry in corpus.published),
        *(_source(entry.value, corpus, iris) for _, entry in sorted(corpus.sources.items())),
        *(_term(entry, corpus, iris) for _, entry in sorted(corpus.terms.items())),
    ]
    document = {"@context": context(iris), "@graph": graph}
    return {"claims.jsonld": (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()}


def _dataset(iris: Iris, edition: str) -> Node:
    dataset = iris.dataset
    return _node(
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
    return _node(
        iris.claim(claim.id),
        ["Claim", "Association"],
        identifier=claim.id,
        version=claim.version,
        has_version=iris.claim_version(claim.id, claim.version),
        part_of=iris.dataset.base_iri,
        status=claim.status,
        statement=claim.statement,
        topic=entry.file.folder,
        subject=corpus.curie(acting) if acting else None,
        predicate=_PREDICATES[claim.predicate],
        qualified_predicate=BIOLINK + "causes" if signed else None,
        object_direction=_OBJECT_DIRECTIONS.get(claim.direction),
        object=corpus.curie(claim.target),
        negated=claim.direction in _NEGATIVE,
        direction=claim.direction,
        agent=_curie(claim.agent, corpus),
        organism=_curie(claim.organism, corpus),
        strain=_curie(claim.strain, corpus),
        mechanism=[path.written(corpus.curie) for path in claim.paths],
        **_scope(claim.context, corpus),
        evidence_level=claim.evidence_level,
        verdict=verdict.name,
        supporting_studies=verdict.supporting_studies,
        refuting_studies=verdict.refuting_studies,
        evidence=[_line(line, claim, corpus, iris) for line in lines_of(claim, corpus)],
        derived_from=sorted({iris.source(line.source.partition("/")[0]) for line in claim.evidence}),
        **_ties(claim, corpus, iris),
        withdrawal_reason=claim.withdrawal.reason if claim.withdrawal else None,
        withdrawn=claim.withdrawal.date if claim.withdrawal else None,
        replaced_by=_replacement(claim, iris),
        curator=claim.curation.curator,
        created=claim.curation.created,
        reviewer=claim.curation.reviewer,
        reviewed=claim.curation.reviewed,
        content_digest=claim_digest(claim, corpus),
    )


def _scope(scope: Context, corpus: Corpus) -> Node:
    stated = scope.host != NOT_STATED
    return {
        "host": _curie(scope.host, corpus) if stated else None,
        "host_stated": None if stated else False,
        "system": scope.system,
        "site": _curie(scope.site, corpus),
        "condition": _curie(scope.condition, corpus),
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
    for tie in corpus.relations.get(claim.id, ()):
        if tie.other in corpus.published_ids:
            ties.setdefault(_TIES[tie.relation, tie.inverse], set()).add(iris.claim(tie.other))
    return {name: sorted(others) for name, others in sorted(ties.items())}


def _replacement(claim: Claim, iris: Iris) -> str | None:
    successor = claim.withdrawal.replaced_by if claim.withdrawal else None
    return iris.claim(successor) if successor else None


def _line(line: Line, claim: Claim, corpus: Corpus, iris: Iris) -> Node:
    evidence: Evidence = line.evidence
    address = iris.evidence(claim.id, line.key)
    graded = level_of_line(line, corpus)
    about = iris.claim(claim.id)
    return _node(
        address,
        "EvidenceLine",
        source=iris.source(evidence.source.partition("/")[0]),
        study=iris.source(evidence.source) if line.study else None,
        repeats=iris.source(evidence.repeats) if evidence.repeats else None,
        stance=evidence.stance,
        supports=about if evidence.stance == "supports" else None,
        disputes=about if evidence.stance == "refutes" else None,
        result=evidence.result,
        indirect=list(line.indirect),
        role=line.role,
        level=graded.level,
        evidence_type=_ECO.get(graded.level),
        drift=evidence.drift,
        **_locator(evidence.locator),
        **_quote(evidence.quote),
        finding=_finding(evidence.finding, address) if evidence.finding else None,
    )


def _locator(locator: Locator | None) -> Node:
    fields = locator.model_dump() if locator else {}
    return {f"locator_{name}": value for name, value in fields.items()}


def _quote(quote: Quote | None) -> Node:
    return {"quote_tokens": quote.tokens, "quote_sha256": quote.sha256} if quote else {}


def _finding(finding: Finding, owner: str) -> Node:
    address = f"{owner}/finding"
    return _node(
        address,
        "Finding",
        measure=finding.measure,
        timepoint=finding.timepoint,
        arm=[_arm(arm, f"{address}/arm/{k}", k) for k, arm in enumerate(finding.arms, 1)],
        effect=_effect(finding.effect, f"{address}/effect") if finding.effect else None,
    )


def _arm(arm: Arm, address: str, position: int) -> Node:
    return _node(
        address,
        "Arm",
        position=position,
        group=arm.label,
        size=arm.size,
        value=_decimal(arm.value),
        unit=arm.unit,
        **_interval(arm.ci),
    )


def _effect(effect: Effect, address: str) -> Node:
    return _node(
        address,
        "Effect",
        effect_type=effect.type,
        value=_decimal(effect.value),
        unit=effect.unit,
        **_interval(effect.ci),
        ci_level=_decimal(effect.ci_level),
        p_value=effect.p,
    )


def _interval(ci: tuple[float, float] | None) -> Node:
    return {"ci_lower": _decimal(ci[0]), "ci_upper": _decimal(ci[1])} if ci else {}


def _source(source: Source, corpus: Corpus, iris: Iris) -> Node:
    address = iris.source(source.id)
    same = [doi_iri(source.doi)] if source.doi else []
    same += [f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}"] if source.pmid else []
    return _node(
        address,
        _WORKS.get(source.type, "CreativeWork"),
        identifier=source.id,
        part_of=iris.dataset.base_iri,
        type_of_work=source.type,
        title=source.title,
        author=[_authorship(name, f"{address}#author-{k}", k) for k, name in enumerate(source.author, 1)],
        issued=source.issued,
        accessed=source.accessed,
        container_title=source.container_title,
        volume=source.volume,
        issue=source.issue,
        page=source.page,
        publisher=source.publisher,
        doi=source.doi,
        pmid=source.pmid,
        pmcid=source.pmcid,
        same_as=same,
        url=source.url,
        kind=source.kind,
        standing=source.standing.status,
        standing_checked=source.standing.checked,
        study=[_study(study, source.id, corpus, iris) for study in source.studies],
        cites=[iris.source(cited) for cited in source.cites],
        caveat=[
            _node(f"{address}#caveat-{k}", "Caveat", caveat_text=c.text, **_locator(c.locator), **_quote(c.quote))
            for k, c in enumerate(source.caveats, 1)
        ],
    )


def _authorship(name: Name, address: str, position: int) -> Node:
    return _node(
        address,
        "Authorship",
        position=position,
        family=" ".join(part for part in (name.non_dropping_particle, name.family) if part) or None,
        given=name.given,
        literal=name.literal,
        suffix=name.suffix,
        orcid=name.orcid,
    )


def _study(study: Study, source: str, corpus: Corpus, iris: Iris) -> Node:
    pool = study.pools
    return _node(
        iris.source(f"{source}/{study.id}"),
        "Study",
        design=study.design,
        system=study.system,
        host=corpus.curie(study.host) if study.host != NOT_STATED else None,
        agent=corpus.curie(study.agent),
        size=study.size,
        dose=study.dose,
        duration=study.duration,
        registration=study.registration,
        sample=iris.source(study.sample) if study.sample else None,
        pooled_design=pool.design if pool else None,
        pooled_size=pool.size if pool else None,
        pooled_studies=pool.studies if pool else None,
        pooled_study=[iris.source(included) for included in pool.includes] if pool else [],
        funding=study.funding,
        conflicts=study.conflicts,
    )


def _term(entry: TermEntry, corpus: Corpus, iris: Iris) -> Node:
    term = entry.value
    iris.term(term.id)  # an undeclared prefix must not become an address
    return _node(
        term.id,
        "Concept",
        notation=term.id,
        term_key=entry.key,
        category=entry.category,
        label=term.label,
        alt_label=list(term.synonyms),
        antonym=list(term.antonyms),
        organism=_curie(term.organism, corpus),
        deposit=list(term.deposits),
        product=list(term.products),
        part=[corpus.curie(part) for part in term.parts],
        searched=term.searched,
    )


def _node(address: str, types: str | list[str], **properties: Any) -> Node:
    """A node without its absent properties: neither None nor an empty list says anything in RDF."""
    return {"@id": address, "@type": types} | {k: v for k, v in properties.items() if v is not None and v != []}


def _curie(key: str | None, corpus: Corpus) -> str | None:
    return corpus.curie(key) if key else None


def _decimal(value: float | None) -> str | None:
    """Plain decimal text: a JSON number would become a double."""
    if value is None:
        return None
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def _parts(name: Name) -> Iterator[str]:
    yield from (part for part in (name.family, name.given) if part)
