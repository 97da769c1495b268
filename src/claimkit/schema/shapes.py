"""SHACL shapes that the graph satisfies: what every claim, line of evidence, source, study and term has.

They refuse what a reader of the graph must never meet: a claim without evidence, a direction that is none, a line
whose source is not there. Choices are the model's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from claimkit.derive.levels import LEVELS
from claimkit.derive.lines import Role
from claimkit.derive.verdict import VerdictName
from claimkit.exporters.context import BIOLINK, context
from claimkit.exporters.evidence_nodes import level_iri
from claimkit.exporters.graph import PREDICATES
from claimkit.exporters.iris import Iris
from claimkit.exporters.tables.claims import SIGNS
from claimkit.model import Category
from claimkit.model.claim import Direction, EvidenceLevel, Relation, System
from claimkit.model.dataset import FORMAT
from claimkit.model.evidence import Indirectness, Result, Stance
from claimkit.model.finding import EffectType
from claimkit.model.source import Kind, SourceType, StandingStatus
from claimkit.model.study import Design

_XSD = "http://www.w3.org/2001/XMLSchema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SHA256 = "^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True)
class _Property:
    """One constraint on a property: how often, and of which class, kind of value, choices or pattern."""

    name: str
    least: int = 0
    most: int | None = 1
    of: str = ""
    datatype: str = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""
    iri: bool = False
    addresses: tuple[str, ...] = ()
    """Choices that are addresses."""
    least_value: int | None = None


def _one(name: str, **more: object) -> _Property:
    return _Property(name, least=1, **more)  # type: ignore[arg-type]


def _some(name: str, of: str) -> _Property:
    return _Property(name, most=None, of=of)


_SHAPES: dict[str, tuple[_Property, ...]] = {
    "Claim": (
        _one("identifier", datatype="string"),
        _one("version", datatype="integer"),
        _one("status", choices=("accepted", "withdrawn")),
        _one("statement", datatype="string"),
        _one("subject", of="Concept"),
        _one("predicate", addresses=tuple(PREDICATES.values())),
        _Property("qualified_predicate", addresses=(BIOLINK + "causes",)),
        _one("part_of", of="Dataset"),
        _one("curator", of="Curator"),
        _Property("reviewer", of="Curator"),
        *(_Property(name, of="Concept") for name in ("agent", "organism", "strain")),
        *(_some(name, of="Claim") for name in ("contradicts", "contrasts", "narrows", "narrowed_by")),
        _one("object", of="Concept"),
        _one("negated", datatype="boolean"),
        _one("direction", choices=get_args(Direction)),
        _Property("object_direction", choices=("increased", "decreased")),
        _Property("host", of="Concept"),
        _one("system", choices=get_args(System)),
        _Property("site", of="Concept"),
        _Property("condition", of="Concept"),
        _one("evidence_level", choices=get_args(EvidenceLevel)),
        _one("verdict", choices=get_args(VerdictName)),
        _one("supporting_studies", datatype="integer", least_value=0),
        _one("refuting_studies", datatype="integer", least_value=0),
        _some("evidence", of="EvidenceLine"),
        _some("derived_from", of="Source"),
        _some("tie", of="Tie"),
        _some("path", of="MechanismPath"),
        _Property("replaced_by", of="Claim"),
        _Property("reviewed", datatype="date"),
        _one("created", datatype="date"),
        _one("content_digest", pattern=_SHA256),
    ),
    "EvidenceLine": (
        _one("source", of="Source"),
        _Property("study", of="Study"),
        _one("position", datatype="integer", least_value=1),
        _one("stance", choices=get_args(Stance)),
        _Property("supports", of="Claim"),
        _Property("disputes", of="Claim"),
        _Property("result", choices=get_args(Result)),
        _Property("direct", datatype="boolean"),
        _Property("indirect", most=None, choices=get_args(Indirectness)),
        _one("role", choices=get_args(Role)),
        _one("level", choices=get_args(EvidenceLevel)),
        _Property("evidence_type", addresses=tuple(sorted({level_iri(level) for level in LEVELS}))),
        _Property("quote_tokens", datatype="integer"),
        _Property("quote_sha256", pattern=_SHA256),
        _Property("finding", of="Finding"),
    ),
    "Finding": (_one("measure", datatype="string"), _some("arm", of="Arm"), _Property("effect", of="Effect")),
    "Arm": (
        _one("group", datatype="string"),
        _Property("size", datatype="integer"),
        _Property("value", datatype="decimal"),
    ),
    "Effect": (
        _one("effect_type", choices=get_args(EffectType)),
        *(_Property(name, datatype="decimal") for name in ("value", "ci_lower", "ci_upper", "ci_level")),
    ),
    "Authorship": (_one("position", datatype="integer", least_value=1),),
    "Curator": (_one("curator_label", datatype="string"),),
    "Dataset": (_one("title", datatype="string"), _one("version", datatype="string"), _one("license", iri=True)),
    "Reading": (_one("position", datatype="integer", least_value=1), _one("read_on", datatype="date")),
    "TextAtHand": (_one("sha256", pattern=_SHA256), _one("tokens", datatype="integer", least_value=0)),
    "MechanismPath": (_one("position", datatype="integer"), _Property("step", 1, None, "MechanismStep")),
    "MechanismStep": (
        _one("origin", of="Concept"),
        _one("sign", choices=tuple(SIGNS.values())),
        _one("step_target", of="Concept"),
        _some("stated_by", of="Claim"),
    ),
    "Tie": (_one("relation", choices=get_args(Relation)), _one("other", of="Claim")),
    "Source": (
        _one("identifier", datatype="string"),
        _one("title", datatype="string"),
        _one("type_of_work", choices=get_args(SourceType)),
        _one("kind", choices=get_args(Kind)),
        _one("standing", choices=get_args(StandingStatus)),
        _some("author", of="Authorship"),
        _some("study", of="Study"),
        _some("cites", of="Source"),
        _some("caveat", of="Caveat"),
        _one("content_digest", pattern=_SHA256),
    ),
    "Study": (
        _one("design", choices=get_args(Design)),
        _one("system", choices=get_args(System)),
        _one("agent", of="Concept"),
        _Property("studied_host", of="Concept"),
        _Property("size", datatype="integer", least_value=0),
        _Property("sample", of="Study"),
        _some("pooled_study", of="Study"),
    ),
    "Caveat": (_one("caveat_text", datatype="string"),),
    "Concept": (
        _one("label", datatype="string"),
        _one("notation", datatype="string"),
        _one("category", choices=get_args(Category)),
        _Property("organism", of="Concept"),
        _some("part", of="Concept"),
        _one("content_digest", pattern=_SHA256),
    ),
}


def document(iris: Iris) -> bytes:
    """The shapes in Turtle."""
    found = {name: one for name, one in context(iris).items() if not name.startswith("@")}
    meaning = {name: one["@id"] if isinstance(one, dict) else one for name, one in found.items()}
    lines = [
        "# Generated by: claimkit sync",
        "@prefix sh: <http://www.w3.org/ns/shacl#> .",
        f"@prefix xsd: <{_XSD}> .",
        "",
        f'<{iris.schema("shapes.ttl")}> a <{_OWL}Ontology> ; <{_OWL}versionInfo> "{FORMAT}" .',
        "",
    ]
    for name, properties in _SHAPES.items():
        lines += [
            f"<{iris.dataset.base_iri}vocab#{name}Shape>",
            "  a sh:NodeShape ;",
            f"  sh:targetClass <{meaning[name]}> ;",
        ]
        if name == "Claim":  # what was withdrawn may have lost its last line of evidence
            lines += [
                "  sh:or (",
                f"    [ sh:path <{meaning['evidence']}> ; sh:minCount 1 ]",
                f'    [ sh:path <{meaning["status"]}> ; sh:hasValue "withdrawn" ]',
                "  ) ;",
            ]
        if name == "Study":
            lines += ["  sh:or (", *_present(meaning, ("studied_host", "host_stated")), "  ) ;"]
        lines += [f"  sh:or ( {' '.join(f'[ {way} ]' for way in ways)} ) ;" for ways in _together(name, meaning)]
        if name in _OWNED:
            owner = meaning[_OWNED[name]]
            lines.append(f"  sh:property [ sh:path [ sh:inversePath <{owner}> ] ; sh:minCount 1 ; sh:maxCount 1 ] ;")
        lines += [f"  sh:property [ {_constraints(one, meaning)} ] ;" for one in properties]
        lines[-1] = lines[-1].removesuffix(" ;") + " ."
        lines.append("")
    return "\n".join(lines).encode()


_OWNED = {"EvidenceLine": "evidence", "Finding": "finding", "Arm": "arm", "Effect": "effect"}
"""What exactly one other node holds, and by which property."""


def _together(name: str, meaning: dict[str, str]) -> list[list[str]]:
    """Properties that go together: of each list one way must hold."""

    def has(field: str, value: str) -> str:
        return f"sh:property [ sh:path <{meaning[field]}> ; sh:hasValue {value} ]"

    def some(field: str) -> str:
        return f"sh:property [ sh:path <{meaning[field]}> ; sh:minCount 1 ]"

    def none(field: str) -> str:
        return f"sh:property [ sh:path <{meaning[field]}> ; sh:maxCount 0 ]"

    if name == "Claim":
        affects = f"<{PREDICATES['affects']}>"
        negative = [f"{has('direction', _q(d))} ; {has('negated', 'true')}" for d in ("no-effect", "does-not-hold")]
        positive = [
            f"{has('direction', _q(d))} ; {has('negated', 'false')}"
            for d in ("increases", "decreases", "unspecified", "holds")
        ]
        signed = [
            f"{has('direction', _q(direction))} ; {has('object_direction', _q(word))}"
            for direction, word in (("increases", "increased"), ("decreases", "decreased"))
        ]
        unsigned = [
            f"{has('direction', _q(d))} ; {none('object_direction')} ; {none('qualified_predicate')}"
            for d in ("no-effect", "unspecified", "holds", "does-not-hold")
        ]
        causal = [
            f"{has('predicate', affects)} ; {some('object_direction')} ; {some('qualified_predicate')}",
            none("qualified_predicate") + " ; " + none("object_direction"),
            f"{none('qualified_predicate')} ; {has('predicate', '<' + PREDICATES['correlates'] + '>')}",
        ]
        others = [has("predicate", f"<{PREDICATES[p]}>") for p in PREDICATES if p not in ("affects", "correlates")]
        return [negative + positive, signed + unsigned, causal, [some("host"), some("host_stated"), *others]]
    if name == "EvidenceLine":
        stances = [
            f"{has('stance', _q('supports'))} ; {some('supports')} ; {none('disputes')}",
            f"{has('stance', _q('refutes'))} ; {some('disputes')} ; {none('supports')}",
            f"{has('stance', _q('neutral'))} ; {none('disputes')} ; {none('supports')}",
        ]
        found = [
            f"{some('study')} ; {some('result')} ; {some('direct')}",
            f"{none('study')} ; {none('result')} ; {none('direct')}",
        ]
        grounds = [
            none("repeats"),
            *(
                f"sh:property [ sh:path <{meaning['repeats']}> ; sh:class <{meaning[c]}> ]"
                for c in ("Source", "Study")
            ),
        ]
        return [stances, found, grounds]
    return []


def _q(text: str) -> str:
    return f'"{text}"'


def _present(meaning: dict[str, str], names: Iterable[str]) -> list[str]:
    return [f"    [ sh:path <{meaning[name]}> ; sh:minCount 1 ]" for name in names]


def _constraints(one: _Property, meaning: dict[str, str]) -> str:
    parts = [f"sh:path <{meaning[one.name]}>"]
    if one.least:
        parts.append(f"sh:minCount {one.least}")
    if one.most is not None:
        parts.append(f"sh:maxCount {one.most}")
    if one.of:
        parts.append(f"sh:class <{meaning[one.of]}>")
    if one.iri:
        parts.append("sh:nodeKind sh:IRI")
    if one.datatype:
        parts.append(f"sh:datatype xsd:{one.datatype}")
    if one.choices:
        parts.append("sh:in ( " + " ".join(f'"{choice}"' for choice in one.choices) + " )")
    if one.addresses:
        parts.append("sh:in ( " + " ".join(f"<{address}>" for address in one.addresses) + " )")
    if one.least_value is not None:
        parts.append(f"sh:minInclusive {one.least_value}")
    if one.pattern:
        parts.append(f'sh:pattern "{one.pattern}"')
    return " ; ".join(parts)
