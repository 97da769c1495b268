"""The nodes of a line of evidence: the line, its finding, arms and effect, each at an address below its owner's."""

from __future__ import annotations

from claimkit.corpus import Corpus
from claimkit.derive.levels import LEVELS, Level, level_of_line
from claimkit.derive.lines import Line
from claimkit.exporters.context import OBO
from claimkit.exporters.iris import Iris
from claimkit.exporters.nodes import Node, decimal, locator_properties, node, quote_properties
from claimkit.model import Arm, Claim, Effect, Evidence, Finding


def level_iri(level: Level) -> str:
    """The address of the ECO term of a level."""
    return OBO + level.eco.replace(":", "_")


_ECO = {level.name: level_iri(level) for level in LEVELS}


def evidence_node(line: Line, claim: Claim, corpus: Corpus, iris: Iris) -> Node:
    evidence: Evidence = line.evidence
    address = iris.evidence(claim.id, line.key)
    graded = level_of_line(line, corpus)
    about = iris.claim(claim.id)
    return node(
        address,
        "EvidenceLine",
        position=line.index + 1,
        line_key=line.key,
        source=iris.source(evidence.source.partition("/")[0]),
        study=iris.source(evidence.source) if line.study else None,
        repeats=iris.source(evidence.repeats) if evidence.repeats else None,
        stance=evidence.stance,
        supports=about if evidence.stance == "supports" else None,
        disputes=about if evidence.stance == "refutes" else None,
        result=evidence.result,
        direct=line.direct if line.study else None,
        indirect=list(line.indirect),
        role=line.role,
        level=graded.level,
        evidence_type=_ECO.get(graded.level),
        drift=evidence.drift,
        **locator_properties(evidence.locator),
        **quote_properties(evidence.quote),
        finding=_finding(evidence.finding, address) if evidence.finding else None,
    )


def _finding(finding: Finding, owner: str) -> Node:
    address = f"{owner}/finding"
    return node(
        address,
        "Finding",
        measure=finding.measure,
        timepoint=finding.timepoint,
        arm=[_arm(arm, f"{address}/arm/{k}", k) for k, arm in enumerate(finding.arms, 1)],
        effect=_effect(finding.effect, f"{address}/effect") if finding.effect else None,
    )


def _arm(arm: Arm, address: str, position: int) -> Node:
    return node(
        address,
        "Arm",
        position=position,
        group=arm.label,
        size=arm.size,
        value=decimal(arm.value),
        unit=arm.unit,
        **_interval(arm.ci),
    )


def _effect(effect: Effect, address: str) -> Node:
    return node(
        address,
        "Effect",
        effect_type=effect.type,
        value=decimal(effect.value),
        unit=effect.unit,
        **_interval(effect.ci),
        ci_level=decimal(effect.ci_level),
        p_value=effect.p,
    )


def _interval(ci: tuple[float, float] | None) -> Node:
    return {"ci_lower": decimal(ci[0]), "ci_upper": decimal(ci[1])} if ci else {}
