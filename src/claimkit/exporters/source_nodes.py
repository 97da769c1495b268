"""The nodes of a source: the work, its authorships in order, its studies and caveats."""

from __future__ import annotations

from claimkit.corpus import Corpus
from claimkit.exporters.iris import Iris, doi_iri
from claimkit.exporters.nodes import Node, locator_properties, node, quote_properties, term
from claimkit.model import Name, Source, Study
from claimkit.model.claim import NOT_STATED

_WORKS = {"article-journal": "ScholarlyArticle", "webpage": "WebPage"}


def source_node(source: Source, corpus: Corpus, iris: Iris) -> Node:
    address = iris.source(source.id)
    same = [doi_iri(source.doi)] if source.doi else []
    same += [f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}"] if source.pmid else []
    return node(
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
            node(
                f"{address}#caveat-{k}",
                "Caveat",
                caveat_text=c.text,
                **locator_properties(c.locator),
                **quote_properties(c.quote),
            )
            for k, c in enumerate(source.caveats, 1)
        ],
    )


def _authorship(name: Name, address: str, position: int) -> Node:
    return node(
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
    return node(
        iris.source(f"{source}/{study.id}"),
        "Study",
        design=study.design,
        system=study.system,
        host=term(study.host, corpus, iris) if study.host != NOT_STATED else None,
        agent=term(study.agent, corpus, iris),
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
