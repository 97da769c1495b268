"""The vocabulary document: what each class and property of our own means, at the address `vocab#<name>`.

Where a property is a field of the record model, its description is the field's.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from claimkit.exporters.context import OWN_CLASSES, OWN_PROPERTIES, XSD
from claimkit.exporters.iris import Iris
from claimkit.model import (
    Arm,
    Claim,
    Context,
    Curation,
    Effect,
    Evidence,
    Finding,
    Related,
    Source,
    Study,
    Term,
    TextAtHand,
)
from claimkit.model.dataset import FORMAT

_MODELS: tuple[type[BaseModel], ...] = (
    *(Claim, Context, Evidence, Finding, Effect, Arm, Study, Source, TextAtHand, Term, Curation, Related),
)
_CLASSES = {
    "Arm": "A group of a comparison.",
    "Authorship": "The place of a person or group among the authors or editors of a work.",
    "Caveat": "What a document says against overreading it, in the curators' words.",
    "Curator": "A team or person that answers for records.",
    "Effect": "The size of a difference or association.",
    "EvidenceLine": "One piece of evidence and its stance towards a claim.",
    "Finding": "One result of a study that bears on a claim.",
    "MechanismPath": "One path from what acts to the target, as the strongest supporting evidence reports it.",
    "MechanismStep": "One step of a path: what acts, with which sign, on what.",
    "Reading": "What somebody read of a work, and in how much of it.",
    "Source": "A work on which claims rest, whatever it is.",
    "Study": "A study of a work: the facts that levels of evidence are computed from.",
    "TextAtHand": "A text of a work that a curator had; its digest proves later that it is the same text.",
    "Tie": "How a claim goes together with another, as it was written on one of them.",
}
_PROPERTIES = {
    "antonym": "A name of the term's loss or lack.",
    "arm": "A group that was compared.",
    "caveat": "What the work says against overreading it.",
    "caveat_text": "The caveat, in the curators' words.",
    "ci_lower": "Lower end of the confidence interval.",
    "ci_upper": "Upper end of the confidence interval.",
    "content_digest": "SHA-256 of what the record says, whatever its layout, file name or comments.",
    "contradicts": "The two claims have the same scope and cannot both be true.",
    "contrasts": "The two claims have another scope and another answer.",
    "curated_by": "A curator of the dataset.",
    "curator": "Who wrote the record.",
    "curator_label": "Name of the team or person.",
    "dataset_name": "Short name of the dataset.",
    "deposit": "Number of the strain in a culture collection.",
    "direct": "Whether the study bears on the claim without inference.",
    "effect_type": "What kind of effect size the value is.",
    "evidence": "A line of evidence for or against the claim.",
    "field": "A field of the source or of one of its studies that was read.",
    "format": "Version of the record model.",
    "group": "What the group received, or what it is.",
    "host_stated": "False where the work does not say in which species.",
    "id_prefix": "What stands before the colon of each claim id.",
    "level": "Level of evidence of one line.",
    "line_key": "Key of the line in its record.",
    "mechanism_label": "All paths in arrow notation, with labels, as a reader wants them.",
    "narrowed_by": "The other claim is a part of this one.",
    "narrows": "This claim is a part of the other.",
    "obtained": "When the text was obtained.",
    "orcid": "ORCID iD.",
    "organism": "The microbe that acts, or that makes the agent; of a strain its species.",
    "origin": "What acts in the step.",
    "other": "The other claim of a tie.",
    "p_value": "The p value as printed.",
    "particle": "Non-dropping particle of a family name.",
    "path": "A path from what acts to the target.",
    "pooled_design": "The weakest design among the pooled studies.",
    "pooled_size": "People or animals in all pooled studies.",
    "pooled_studies": "How many studies were pooled.",
    "pooled_study": "A pooled study that is in the dataset.",
    "product": "A product that contains the strain.",
    "quote_sha256": "Digest of the tokens of the passage under claimkit-words/1.",
    "quote_tokens": "How many tokens the passage has.",
    "read_from": "How much of the work was read.",
    "read_on": "When it was read.",
    "read_via": "The secondary place where it was read.",
    "reading": "What was read of the work.",
    "refuting_studies": "Independent studies that refute the claim directly, or support one that contradicts it.",
    "result": "What the study found, in its own terms.",
    "relation": "How the two claims go together.",
    "reviewer": "Who checked the record against its sources.",
    "role": "What the line is to the claim.",
    "size": "How many: of a study those enrolled, of a group those analysed.",
    "sign": "What the step does to its target.",
    "standing": "Whether the work still stands.",
    "standing_checked": "When its standing was looked up.",
    "stated_by": "Another accepted claim that states the step with the same sign.",
    "step": "A step of the path.",
    "step_target": "What is acted on in the step.",
    "studied_host": "The species studied, or from which cells were taken.",
    "study": "A study of a work.",
    "supporting_studies": "Independent studies that support the claim directly.",
    "system": "In the living body, in tissue outside it, in cells or molecules, or computed.",
    "term_key": "The key that records use.",
    "text": "A text of the work that was at hand.",
    "tie": "A tie to another claim that is written on this one.",
    "topic": "What the claim is filed under.",
    "type_of_work": "What the work is, in the terms of the Citation Style Language.",
    "unit": "The unit of the value and its interval.",
    "value": "Of a group its value of the measure, of an effect the estimate.",
    "verdict": "Whether the claim stands on direct evidence; it says nothing of the direction.",
    "withdrawn": "When the claim was withdrawn.",
    "withdrawal_reason": "What was wrong with a withdrawn claim.",
    "category": "What kind of thing the term is.",
    "locator_figure": "Figure, as numbered in the source.",
    "locator_lines": "Line or lines of a plain text.",
    "locator_page": "Page or pages.",
    "locator_paragraph": "Paragraph, counted in its section.",
    "locator_section": "Heading of the section.",
    "locator_table": "Table, as numbered in the source.",
    "suffix": "Such as Jr. or III.",
}


def document(iris: Iris) -> bytes:
    """The vocabulary as JSON-LD, to be served at `<base_iri>vocab`."""
    whole = f"{iris.dataset.base_iri}vocab"
    nodes = [
        {
            "@id": whole,
            "@type": "owl:Ontology",
            "dcterms:title": f"Vocabulary of {iris.dataset.title}",
            "owl:versionIRI": {"@id": iris.schema("vocabulary.jsonld")},
            "owl:versionInfo": str(FORMAT),
        },
        *(_node(iris, name, "rdfs:Class", _CLASSES[name], whole) for name in OWN_CLASSES),
        *(
            _node(
                iris, name, "owl:ObjectProperty" if kind == "@id" else "owl:DatatypeProperty", described(name), whole
            )
            | ({"rdfs:range": {"@id": kind}} if kind and kind.startswith(XSD) else {})
            for name, kind in sorted(OWN_PROPERTIES.items())
        ),
    ]
    context = {
        "dcterms": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    }
    return (json.dumps({"@context": context, "@graph": nodes}, indent=1, ensure_ascii=False) + "\n").encode()


def described(name: str) -> str:
    """What a property of our own means. Raises KeyError where nobody wrote it down."""
    if name in _PROPERTIES:
        return _PROPERTIES[name]
    for model in _MODELS:
        for field, info in model.model_fields.items():
            if field == name and info.description:
                return info.description.split("\n")[0]
    raise KeyError(name)


def _node(iris: Iris, name: str, kind: str, comment: str, whole: str) -> dict[str, Any]:
    return {
        "@id": iris.vocabulary(name),
        "@type": kind,
        "rdfs:label": name.replace("_", " "),
        "rdfs:comment": comment,
        "rdfs:isDefinedBy": {"@id": whole},
    }
