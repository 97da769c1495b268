"""The nodes of a source: the work, its authorships in order, its studies, its caveats, and what was read of it."""

from __future__ import annotations

from claimkit.corpus import Corpus
from claimkit.derive.digest import source_digest
from claimkit.exporters.iris import Iris, doi_iri
from claimkit.exporters.nodes import Node, authorships, locator_properties, node, quote_properties, term
from claimkit.model import Caveat, Source, Study, TextAtHand, Verification
from claimkit.model.claim import NOT_STATED

_WORKS = {"article-journal": "ScholarlyArticle", "webpage": "WebPage"}


def source_node(source: Source, corpus: Corpus, iris: Iris) -> Node:
    address = iris.source(source.id)
    same = [doi_iri(source.doi)] if source.doi else []
    same += [f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}"] if source.pmid else []
    return node(
        address,
        ["Source", _WORKS.get(source.type, "CreativeWork")],
        identifier=source.id,
        part_of=iris.dataset.base_iri,
        type_of_work=source.type,
        title=source.title,
        author=authorships(source.author, f"{address}#author"),
        editor=authorships(source.editor, f"{address}#editor"),
        issued=source.issued,
        accessed=source.accessed,
        container_title=source.container_title,
        volume=source.volume,
        issue=source.issue,
        page=source.page,
        number=source.number,
        publisher=source.publisher,
        language=source.language,
        doi=source.doi,
        pmid=source.pmid,
        pmcid=source.pmcid,
        isbn=source.isbn,
        same_as=same,
        url=source.url,
        kind=source.kind,
        standing=source.standing.status,
        standing_checked=source.standing.checked,
        study=[_study(study, source.id, corpus, iris) for study in source.studies],
        cites=[iris.source(cited) for cited in source.cites],
        caveat=[_caveat(caveat, f"{address}#caveat-{k}", k) for k, caveat in enumerate(source.caveats, 1)],
        reading=[_reading(entry, f"{address}#reading-{k}", k) for k, entry in enumerate(source.verified, 1)],
        text=[_text(known, f"{address}#text-{k}", k) for k, known in enumerate(source.texts, 1)],
        content_digest=source_digest(source, corpus),
    )


def _caveat(caveat: Caveat, address: str, position: int) -> Node:
    return node(
        address,
        "Caveat",
        position=position,
        caveat_text=caveat.text,
        **locator_properties(caveat.locator),
        **quote_properties(caveat.quote),
    )


def _reading(entry: Verification, address: str, position: int) -> Node:
    return node(
        address,
        "Reading",
        position=position,
        field=list(entry.fields),
        read_from=entry.from_,
        read_via=entry.via,
        read_on=entry.date,
    )


def _text(known: TextAtHand, address: str, position: int) -> Node:
    return node(
        address,
        "TextAtHand",
        position=position,
        sha256=known.sha256,
        tokens=known.tokens,
        extent=known.extent,
        obtained=known.obtained,
        licence=known.licence,
    )


def _study(study: Study, source: str, corpus: Corpus, iris: Iris) -> Node:
    pool = study.pools
    stated = study.host != NOT_STATED
    return node(
        iris.source(f"{source}/{study.id}"),
        "Study",
        identifier=f"{source}/{study.id}",
        design=study.design,
        system=study.system,
        studied_host=term(study.host, corpus, iris) if stated else None,
        host_stated=None if stated else False,
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
