"""The JSON-LD context: the one definition of which property each name stands for.

Terms of schema.org, Biolink, PROV, CiTO, Dublin Core, BIBO and SKOS where one fits; our own (`vocab#`) where none
does. Names are spelled out in full, so that only the dataset's own prefixes are prefixes. In JSON-LD 1.1 a prefix
whose IRI ends in `_`, as those of OBO do, is ignored unless it says `@prefix`; all processors then agree on the same
wrong IRI.
"""

from __future__ import annotations

from typing import Any

from claimkit.exporters.iris import Iris

SCHEMA = "https://schema.org/"
BIOLINK = "https://w3id.org/biolink/vocab/"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
CITO = "http://purl.org/spar/cito/"
BIBO = "http://purl.org/ontology/bibo/"
OBO = "http://purl.obolibrary.org/obo/"
XSD = "http://www.w3.org/2001/XMLSchema#"

_IRI = "@id"
_DATE = XSD + "date"
_DECIMAL = XSD + "decimal"
DATATYPES = frozenset({_DATE, _DECIMAL})
"""Datatypes that the context gives to text."""

_CLASSES = {
    "Association": BIOLINK + "Association",
    "Claim": SCHEMA + "Claim",
    "Concept": SKOS + "Concept",
    "CreativeWork": SCHEMA + "CreativeWork",
    "Dataset": SCHEMA + "Dataset",
    "ScholarlyArticle": SCHEMA + "ScholarlyArticle",
    "WebPage": SCHEMA + "WebPage",
}
OWN_CLASSES = (
    *(
        "Arm",
        "Authorship",
        "Caveat",
        "Curator",
        "Effect",
        "EvidenceLine",
        "Finding",
        "MechanismPath",
        "MechanismStep",
    ),
    *("Reading", "Source", "Study", "TextAtHand", "Tie"),
)

_KNOWN: dict[str, tuple[str, str | None]] = {
    # of claims
    "cites": (CITO + "cites", _IRI),
    "creator": (SCHEMA + "creator", _IRI),
    "created": (DCTERMS + "created", _DATE),
    "description": (DCTERMS + "description", None),
    "disputes": (CITO + "disputes", _IRI),
    "evidence_type": (DCTERMS + "type", _IRI),
    "has_version": (DCTERMS + "hasVersion", _IRI),
    "host": (BIOLINK + "species_context_qualifier", _IRI),
    "identifier": (DCTERMS + "identifier", None),
    "negated": (BIOLINK + "negated", None),
    "note": (SKOS + "note", None),
    "object": (BIOLINK + "object", _IRI),
    "object_direction": (BIOLINK + "object_direction_qualifier", None),
    "part_of": (DCTERMS + "isPartOf", _IRI),
    "position": (SCHEMA + "position", None),
    "predicate": (BIOLINK + "predicate", _IRI),
    "qualified_predicate": (BIOLINK + "qualified_predicate", _IRI),
    "replaced_by": (DCTERMS + "isReplacedBy", _IRI),
    "site": (BIOLINK + "anatomical_context_qualifier", _IRI),
    "source": (DCTERMS + "source", _IRI),
    "statement": (SCHEMA + "text", None),
    "status": (SCHEMA + "creativeWorkStatus", None),
    "subject": (BIOLINK + "subject", _IRI),
    "supports": (CITO + "supports", _IRI),
    "version": (SCHEMA + "version", None),
    "derived_from": (PROV + "wasDerivedFrom", _IRI),
    # of sources
    "author": (SCHEMA + "author", _IRI),
    "doi": (BIBO + "doi", None),
    "editor": (SCHEMA + "editor", _IRI),
    "family": (SCHEMA + "familyName", None),
    "given": (SCHEMA + "givenName", None),
    "isbn": (BIBO + "isbn", None),
    "issue": (BIBO + "issue", None),
    "issued": (DCTERMS + "issued", None),
    "keyword": (SCHEMA + "keywords", None),
    "language": (SCHEMA + "inLanguage", None),
    "license": (DCTERMS + "license", _IRI),
    "literal": (SCHEMA + "name", None),
    "number": (BIBO + "number", None),
    "page": (BIBO + "pages", None),
    "pmid": (BIBO + "pmid", None),
    "publisher": (SCHEMA + "publisher", None),
    "same_as": (SCHEMA + "sameAs", _IRI),
    "title": (DCTERMS + "title", None),
    "url": (SCHEMA + "url", _IRI),
    "volume": (BIBO + "volume", None),
    # of terms
    "alt_label": (SKOS + "altLabel", None),
    "label": (SKOS + "prefLabel", None),
    "notation": (SKOS + "notation", None),
    "part": (DCTERMS + "hasPart", _IRI),
}

_OWN_TEXT = """
    antonym category caveat_text comparator conflicts container_title content_digest curator_label dataset_name
    deposit design direct direction dose drift duration effect_type evidence_level extent field format funding
    group host_stated host_strain id_prefix indirect kind level licence line_key locator_figure locator_lines
    locator_page locator_paragraph locator_section locator_table measure mechanism mechanism_label model orcid
    p_value particle pmcid pooled_design pooled_size pooled_studies population product quote_sha256 quote_tokens
    read_from read_via refuting_studies registration relation result role searched sex sha256 sign size stance
    standing suffix supporting_studies system term_key timepoint tokens topic type_of_work unit verdict
    withdrawal_reason
"""
_OWN_LINKS = """
    agent arm caveat condition contradicts contrasts curated_by curator effect evidence finding narrowed_by
    narrows organism origin other path pooled_study reading repeats reviewer sample stated_by step step_target
    strain studied_host study text tie
"""
_OWN_DATES = "accessed obtained read_on reviewed standing_checked withdrawn"
_OWN_DECIMALS = "ci_level ci_lower ci_upper value"
OWN_PROPERTIES: dict[str, str | None] = {
    name: kind
    for names, kind in ((_OWN_TEXT, None), (_OWN_LINKS, _IRI), (_OWN_DATES, _DATE), (_OWN_DECIMALS, _DECIMAL))
    for name in names.split()
}


NAMES = frozenset({*_CLASSES, *OWN_CLASSES, *OWN_PROPERTIES, *_KNOWN})
"""Names that the context gives a meaning; a prefix of the dataset that is called so is written out in full."""


def reference(curie: str, iris: Iris) -> str:
    """A term as the graph refers to it: its CURIE, or its address where the prefix would be taken for a name."""
    return iris.term(curie) if curie.partition(":")[0] in NAMES else curie


def context(iris: Iris) -> dict[str, Any]:
    """The context of a dataset: its prefixes, and what each name stands for."""
    plain: dict[str, Any] = {"@version": 1.1}
    for prefix, namespace in sorted(iris.dataset.prefixes.items()):
        if prefix not in NAMES:
            plain[prefix] = {"@id": namespace, "@prefix": True}
    plain.update(sorted(_CLASSES.items()))
    plain.update((name, iris.vocabulary(name)) for name in OWN_CLASSES)
    own = {name: (iris.vocabulary(name), kind) for name, kind in OWN_PROPERTIES.items()}
    for name, (iri, kind) in sorted({**own, **_KNOWN}.items()):
        plain[name] = {"@id": iri, "@type": kind} if kind else iri
    return plain
