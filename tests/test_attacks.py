"""Attempts to get a claim past its evidence, on the real dataset: each is refused, its honest twin accepted."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cases import judge

ELBOW = "records/probiotics/reuteri-6475-tibia-density-older-women.yaml"
ELBOW_2 = "records/probiotics/reuteri-6475-tibia-density-early-postmenopause.yaml"
MICE = "records/probiotics/reuteri-6475-bone-mass-ovariectomized-mice.yaml"
VITRO = "records/probiotics/reuteri-6475-osteoclasts-in-vitro.yaml"
PAGE = "sources/reuteri-page.yaml"
NILSSON = "sources/nilsson-2018.yaml"
Files = dict[str, bytes]
BRITTON = "sources/britton-2014.yaml"
BRITTON_DOI = "10.1002/jcp.24636"
LI_DOI = "10.1182/blood-2006-07-037994"
STUDY = (
    b"studies:\n  - {id: own, design: randomized-trial, system: in-vivo, host: homo-sapiens, agent: atcc-pta-6475}\n"
)


@dataclass(frozen=True)
class Attack:
    """Edits (path, old, new) that are refused with a code, and edits that say the same honestly."""

    code: str
    edits: tuple[tuple[str, str, str], ...]
    twin: tuple[tuple[str, str, str], ...] = ()


SECOND_PAPER = """\
id: nilsson-2020
type: article-journal
title: "[made-up second paper of the same trial]"
kind: primary
standing: {status: unknown}
studies:
  - id: follow-up
    design: randomized-trial
    system: in-vivo
    host: homo-sapiens
    agent: atcc-pta-6475
    registration: NCT02422082
"""
OPPOSITE = """\
id: gbc:13hmm9ct
version: 1
status: accepted
statement: In ovariectomized mice, L. reuteri ATCC PTA 6475 may lower bone mass.
organism: limosilactobacillus-reuteri
strain: atcc-pta-6475
direction: decreases
target: bone-mass
context: {host: mus-musculus}
evidence_level: assertion
evidence:
  - {source: exercise-summary, stance: supports, drift: made up}
curation: {curator: gutbone-maintainers, created: "2026-11-21"}
"""
WAIVER = "waivers:\n  - {code: CK414, record: %s, reason: The page says so., until: '2027-01-01'}\n"
OTHER_HOST = ("host: mus-musculus", "host: homo-sapiens")
PAGE_LINE = "  - source: reuteri-page"
NULL_TRIAL = "  - {source: gregori-2024/trial, stance: %s, result: no-effect}\n"
MAY = ("protects against", "may protect against")

ATTACKS = {
    "a blog given a study": Attack("CK211", ((PAGE, "cites:", STUDY.decode() + "cites:"),)),
    "a review given a primary result": Attack(
        "CK211", ((NILSSON, "kind: primary", "kind: review"),), ((NILSSON, "kind: primary", "kind: synthesis"),)
    ),
    "a mouse study for a claim on people": Attack(
        "CK411",
        ((MICE, *OTHER_HOST), (MICE, "evidence_level: animal", "evidence_level: assertion"), (MICE, *MAY)),
        (
            (MICE, *OTHER_HOST),
            (MICE, "    result: increase\n    loc", "    result: increase\n    indirect: [other-species]\n    loc"),
            (MICE, "    result: increase\n    loc", "    result: increase\n    indirect: [other-species]\n    loc"),
            (MICE, "evidence_level: animal", "evidence_level: assertion"),
            (MICE, *MAY),
        ),
    ),
    "one trial under its two papers": Attack(
        "CK214",
        (("sources/nilsson-2020.yaml", "", SECOND_PAPER),),
        (("sources/nilsson-2020.yaml", "", SECOND_PAPER + "    sample: nilsson-2018/trial\n"),),
    ),
    "one paper under DOI and PMID": Attack(
        "CK213",
        (
            ("sources/nilsson-2020.yaml", "", SECOND_PAPER.replace("kind:", 'PMID: "29926979"\nkind:')),
            ("sources/nilsson-2020.yaml", "registration: NCT02422082", "sample: nilsson-2018/trial"),
        ),
        (
            ("sources/nilsson-2020.yaml", "", SECOND_PAPER.replace("kind:", 'PMID: "12345678"\nkind:')),
            ("sources/nilsson-2020.yaml", "registration: NCT02422082", "sample: nilsson-2018/trial"),
        ),
    ),
    "a number that nobody read": Attack(
        "CK217", ((NILSSON, ",\n      trial.findings]", "]"),), ((NILSSON, "trial.size, trial.dose", "trial.size"),)
    ),
    "a null trial left neutral": Attack(
        "CK403",
        ((ELBOW, PAGE_LINE, NULL_TRIAL % "neutral" + PAGE_LINE),),
        ((ELBOW, PAGE_LINE, NULL_TRIAL % "refutes" + PAGE_LINE),),
    ),
    "a second claim with the opposite direction": Attack(
        "CK501",
        (("records/probiotics/opposite.yaml", "", OPPOSITE),),
        (
            (
                "records/probiotics/opposite.yaml",
                "",
                OPPOSITE.replace("curation:", "related: [{claim: gbc:r7k05vrb, relation: contradicts}]\ncuration:"),
            ),
        ),
    ),
    "a retracted source": Attack(
        "CK218",
        (
            ("sources/jansson-2019.yaml", "{status: unknown}", '{status: retracted, checked: "2026-11-21"}'),
        ),
        (("sources/jansson-2019.yaml", "{status: unknown}", '{status: corrected, checked: "2026-11-21"}'),),
    ),
    "a strain's result told as the species'": Attack(
        "CK414",
        ((VITRO, "L. reuteri ATCC PTA 6475 holds", "L. reuteri holds"),),
        ((VITRO, "L. reuteri ATCC PTA 6475 holds", "L. reuteri 6475 holds"),),
    ),
    "proves, in vitro": Attack(
        "CK415",
        ((VITRO, "In cell culture, L. reuteri", "It is proven in cell culture that L. reuteri"),),
        ((VITRO, "In cell culture, L. reuteri", "It is seen in cell culture that L. reuteri"),),
    ),
    "a waiver without need": Attack(
        "CK190",
        (("waivers.yaml", "", WAIVER % "'gbc:ssthhzeg'"),),
        (
            ("waivers.yaml", "", WAIVER % "'gbc:ssthhzeg'"),
            (VITRO, "L. reuteri ATCC PTA 6475 holds", "L. reuteri holds"),
        ),
    ),
    "a total claimed where a site was measured": Attack(
        "CK416",
        ((ELBOW, "  site: tibia\n", ""), (ELBOW, "density\n  of the tibia", "density\n ")),
        ((ELBOW, "density\n  of the tibia", "density\n  of the shin bone"),),
    ),
    "a blog called a primary work": Attack(
        "CK226",
        ((PAGE, "cites:", STUDY.decode() + "cites:"), (PAGE, "kind: lay", "kind: primary")),
        ((PAGE, "kind: lay", "kind: product"),),
    ),
    "the DOI of another paper": Attack(
        "CK221",
        ((BRITTON, BRITTON_DOI, LI_DOI), ("sources/li-2007.yaml", LI_DOI, BRITTON_DOI)),
        ((BRITTON, "L. reuteri Treatment Prevents", "L. reuteri treatment prevents"),),
    ),
    "a deceptive address of a DOI": Attack(
        "CK215",
        ((NILSSON, "kind: primary", "URL: https://doi.org.example.com/10.1111/joim.12805\nkind: primary"),),
        ((NILSSON, "kind: primary", "URL: https://doi.org/10.1111/joim.12805\nkind: primary"),),
    ),
}  # fmt: skip


def edited(files: Files, edits: tuple[tuple[str, str, str], ...]) -> Files:
    changed = dict(files)
    for path, old, new in edits:
        text = changed.get(path, b"").decode()
        assert old in text, (path, old)
        changed[path] = text.replace(old, new, 1).encode() if old else new.encode()
    return changed


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_with_one_code(name: str, unreleased_files: Files) -> None:
    attack = ATTACKS[name]
    _, report = judge(edited(unreleased_files, attack.edits), texts=None)
    assert {finding.code for finding in report.diagnostics} == {attack.code}


@pytest.mark.parametrize("name", [name for name, attack in ATTACKS.items() if attack.twin])
def test_its_honest_twin_is_accepted(name: str, unreleased_files: Files) -> None:
    _, report = judge(edited(unreleased_files, ATTACKS[name].twin), texts=None)
    assert [finding.message for finding in report.diagnostics] == []
