"""Levels, roles, verdicts, independence, stances and signs, held to the tables of the record model."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from cases import FOLDER, read
from claimkit.assembly import assemble
from claimkit.corpus import Corpus
from claimkit.derive.levels import LEVELS, level_of_claim, level_of_study, stronger
from claimkit.derive.lines import lines_of
from claimkit.derive.mechanism import contradicts_direction, edges_of
from claimkit.derive.sensitivity import changes
from claimkit.derive.stance import expected_stance
from claimkit.derive.verdict import verdict_of
from claimkit.model import Claim, Path

BASE = read(FOLDER / "_base")
SUBTILIS = "records/sleep/subtilis.yaml"
TRIAL = "sources/trial-2020.yaml"
LINE = "  - {source: trial-2020/mice, stance: supports, result: increase}\n"


def corpus_with(**edits: tuple[tuple[str, str], ...]) -> Corpus:
    paths = {"subtilis": SUBTILIS, "trial": TRIAL, "caffeine": "records/sleep/caffeine.yaml"}
    files = dict(BASE)
    for name, pairs in edits.items():
        text = files[paths[name]].decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        files[paths[name]] = text.encode()
    corpus = assemble(files)
    assert not corpus.diagnostics, corpus.diagnostics
    return corpus


def subtilis(corpus: Corpus) -> Claim:
    return corpus.by_id["dmo:h7k2m9p9"].value


def of_mice(design: str, system: str, host: str, more: str = "") -> Corpus:
    old = "design: experiment\n    system: in-vivo\n    host: mus-musculus\n"
    return corpus_with(trial=((old, f"design: {design}\n    system: {system}\n    host: {host}\n{more}"),))


@pytest.mark.parametrize(
    ("design", "system", "host", "level"),
    [
        ("randomized-trial", "in-vivo", "homo-sapiens", "randomized-trial"),
        ("non-randomized-trial", "in-vivo", "homo-sapiens", "cohort"),
        ("cohort", "in-vivo", "homo-sapiens", "cohort"),
        ("mendelian-randomization", "in-vivo", "homo-sapiens", "cohort"),
        ("case-control", "in-vivo", "homo-sapiens", "case-control"),
        ("cross-sectional", "in-vivo", "homo-sapiens", "case-control"),
        ("single-arm-trial", "in-vivo", "homo-sapiens", "case-control"),
        ("case-series", "in-vivo", "homo-sapiens", "case-control"),
        ("experiment", "in-vivo", "homo-sapiens", "ungraded"),
        ("simulation", "in-vivo", "homo-sapiens", "ungraded"),
        ("randomized-trial", "in-vivo", "mus-musculus", "animal"),
        ("meta-analysis", "in-vivo", "mus-musculus", "animal"),
        ("randomized-trial", "in-vitro", "homo-sapiens", "in-vitro"),
        ("experiment", "ex-vivo", "mus-musculus", "in-vitro"),
        ("experiment", "in-vitro", "not-stated", "in-vitro"),
        ("experiment", "in-vivo", "not-stated", "ungraded"),
        ("simulation", "in-silico", "homo-sapiens", "computational"),
        ("meta-analysis", "in-vivo", "homo-sapiens", "review"),
        ("systematic-review", "in-vivo", "homo-sapiens", "review"),
    ],
)
def test_level_of_a_study_follows_from_system_host_and_design(
    design: str, system: str, host: str, level: str
) -> None:
    corpus = of_mice(design, system, host)
    study = corpus.study("trial-2020/mice")
    assert study is not None
    assert level_of_study(study, corpus).level == level


@pytest.mark.parametrize(
    ("pooled", "level"),
    [
        ("randomized-trial", "meta-analysis"),
        ("cohort", "cohort"),
        ("case-series", "case-control"),
        ("experiment", "ungraded"),
    ],
)
@pytest.mark.parametrize("design", ["meta-analysis", "systematic-review"])
def test_a_synthesis_has_the_level_of_what_it_pools(design: str, pooled: str, level: str) -> None:
    corpus = of_mice(design, "in-vivo", "homo-sapiens", f"    pools: {{design: {pooled}, studies: 4}}\n")
    study = corpus.study("trial-2020/mice")
    assert study is not None
    assert level_of_study(study, corpus).level == level


@pytest.mark.parametrize(("includes", "level"), [("", "review"), (", includes: [trial-2020/inner]", "cohort")])
def test_a_synthesis_of_syntheses_has_the_weakest_level_of_those_known(includes: str, level: str) -> None:
    inner = "  - {id: inner, design: meta-analysis, system: in-vivo, host: homo-sapiens, agent: caffeine, "
    inner += "pools: {design: cohort}}\n"
    old = "    agent: strain-168\n"
    pools = f"    agent: strain-168\n    pools: {{design: meta-analysis{includes}}}\n"
    corpus = corpus_with(
        trial=(
            (
                "design: experiment\n    system: in-vivo\n    host: mus-musculus",
                "design: meta-analysis\n    system: in-vivo\n    host: homo-sapiens",
            ),
            (old, pools + inner),
        )
    )
    study = corpus.study("trial-2020/mice")
    assert study is not None
    assert level_of_study(study, corpus).level == level


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("primary", "review"),
        ("synthesis", "review"),
        ("review", "review"),
        ("lay", "assertion"),
        ("registry", "assertion"),
        ("product", "assertion"),
    ],
)
def test_a_work_that_only_says_it_is_a_review_or_an_assertion(kind: str, level: str) -> None:
    corpus = corpus_with(
        subtilis=((LINE, "  - {source: trial-2020, stance: supports}\n"),),
        trial=(("kind: primary", f"kind: {kind}"),),
    )
    assert level_of_claim(subtilis(corpus), corpus).level == level


def test_levels_are_ordered_strongest_first_and_ungraded_is_the_weakest() -> None:
    names = [level.name for level in LEVELS]
    assert names[0] == "meta-analysis"
    assert names[-1] == "assertion"
    assert all(stronger(one, other) for one, other in pairwise(names))
    assert stronger("assertion", "ungraded")
    assert not stronger("animal", "animal")


def test_the_level_of_a_claim_is_that_of_its_strongest_direct_supporting_line() -> None:
    blog = "  - {source: blog, stance: supports}\n"
    corpus = corpus_with(subtilis=((LINE, blog + LINE),))
    graded = level_of_claim(subtilis(corpus), corpus)
    assert (graded.level, graded.line) == ("animal", "trial-2020/mice/1")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        ((("{host: mus-musculus}", "{host: homo-sapiens}"),), "other-species"),
        ((("strain: strain-168\n", ""),), "other-agent"),
        ((("strain: strain-168", "strain: k-12"),), "other-strain"),
        ((("stance: supports", "indirect: [surrogate-outcome], stance: supports"),), "surrogate-outcome"),
    ],
)
def test_silence_makes_no_line_direct(edit: tuple[tuple[str, str], ...], reason: str) -> None:
    corpus = corpus_with(subtilis=edit)
    (line,) = lines_of(subtilis(corpus), corpus)
    assert line.indirect == (reason,)
    assert level_of_claim(subtilis(corpus), corpus).level == "ungraded"


def test_a_study_outside_the_body_is_indirect_for_a_claim_inside_it_and_direct_for_one_outside() -> None:
    corpus = of_mice("experiment", "in-vitro", "mus-musculus")
    assert lines_of(subtilis(corpus), corpus)[0].indirect == ("in-vitro-to-in-vivo",)
    old = "system: in-vivo\n    host: mus-musculus"
    outside = corpus_with(
        trial=((old, "system: in-vitro\n    host: mus-musculus"),),
        subtilis=(("{host: mus-musculus}", "{host: mus-musculus, system: in-vitro}"),),
    )
    assert lines_of(subtilis(outside), outside)[0].direct


def test_keys_count_the_lines_of_a_study_and_roles_follow_from_what_is_cited() -> None:
    more = LINE + "  - {source: blog, repeats: trial-2020/mice, stance: supports}\n" + LINE
    more += "  - {source: blog, stance: supports}\n"
    corpus = corpus_with(subtilis=((LINE, more),))
    found = [(line.key, line.role) for line in lines_of(subtilis(corpus), corpus)]
    assert found == [
        ("trial-2020/mice/1", "primary-result"),
        ("blog/1", "background"),
        ("trial-2020/mice/2", "primary-result"),
        ("blog/2", "assertion"),
    ]


@pytest.mark.parametrize(
    ("edits", "verdict", "counts"),
    [
        ({}, "preclinical", (1, 0)),
        ({"subtilis": (("status: accepted", "status: withdrawn"),)}, "withdrawn", (1, 0)),
        ({"subtilis": (("supports, result: increase", "refutes, result: decrease"),)}, "refuted", (0, 1)),
        ({"subtilis": (("supports, result: increase", "neutral, result: inconclusive"),)}, "open", (0, 0)),
        ({"subtilis": ((LINE, "  - {source: blog, stance: supports}\n"),)}, "asserted", (0, 0)),
        ({"subtilis": (("{host: mus-musculus}", "{host: homo-sapiens}"),)}, "asserted", (0, 0)),
        ({"trial": (("status: unknown", "status: retracted"),)}, "asserted", (0, 0)),
    ],
)
def test_verdict(edits: dict[str, tuple[tuple[str, str], ...]], verdict: str, counts: tuple[int, int]) -> None:
    corpus = corpus_with(**edits)
    found = verdict_of(subtilis(corpus), corpus)
    assert (found.name, (found.supporting_studies, found.refuting_studies)) == (verdict, counts)


def test_a_claim_with_a_direct_study_in_humans_in_vivo_is_supported() -> None:
    corpus = corpus_with()
    assert verdict_of(corpus.by_id["dmo:0a1b2c39"].value, corpus).name == "supported"


def test_studies_on_both_sides_contest_a_claim_and_one_registration_counts_once() -> None:
    study = (
        "  - {id: again, design: experiment, system: in-vivo, host: mus-musculus, agent: strain-168, "
        "registration: NCT00000009}\n"
    )
    third = study.replace("again", "third")
    fourth = study.replace("again", "fourth").replace("registration: NCT00000009", "sample: trial-2020/mice")
    lines = LINE + "".join(LINE.replace("/mice", f"/{name}") for name in ("again", "third", "fourth"))
    corpus = corpus_with(
        trial=(("verified:", study + third + fourth + "verified:"),),
        subtilis=((LINE, lines + LINE.replace("supports, result: increase", "refutes, result: no-effect")),),
    )
    found = verdict_of(subtilis(corpus), corpus)
    assert (found.name, found.supporting_studies, found.refuting_studies) == ("contested", 2, 1)


def test_a_pool_counts_once_with_the_studies_that_it_includes() -> None:
    pool = (
        "  - {id: pool, design: meta-analysis, system: in-vivo, host: mus-musculus, agent: strain-168, "
        "pools: {design: experiment, includes: [trial-2020/mice]}}\n"
    )
    corpus = corpus_with(
        trial=(("verified:", pool + "verified:"),), subtilis=((LINE, LINE + LINE.replace("/mice", "/pool")),)
    )
    assert verdict_of(subtilis(corpus), corpus).supporting_studies == 1


@pytest.mark.parametrize("writer", ["subtilis", "other"])
def test_support_of_a_contradicting_claim_refutes_whichever_record_writes_the_tie(writer: str) -> None:
    other = BASE[SUBTILIS].decode().replace("dmo:h7k2m9p9", "dmo:q4w5e6r2").replace("increases", "decreases")
    other = other.replace("result: increase", "result: decrease").replace("/mice", "/more")
    tie = "related: [{{claim: {}, relation: contradicts}}]\n"
    files = dict(BASE)
    files[TRIAL] += b""
    text = files[TRIAL].decode()
    more = "  - {id: more, design: experiment, system: in-vivo, host: mus-musculus, agent: strain-168}\n"
    files[TRIAL] = text.replace("verified:", more + "verified:").encode()
    own = files[SUBTILIS].decode()
    if writer == "subtilis":
        own += tie.format("dmo:q4w5e6r2")
    else:
        other += tie.format("dmo:h7k2m9p9")
    files |= {SUBTILIS: own.encode(), "records/sleep/other.yaml": other.encode()}
    corpus = assemble(files)
    found = verdict_of(subtilis(corpus), corpus)
    assert (found.name, found.supporting_studies, found.refuting_studies) == ("contested", 1, 1)
    files["records/sleep/other.yaml"] = other.replace("status: accepted", "status: draft").encode()
    draft = assemble(files)
    assert verdict_of(subtilis(draft), draft).name == "preclinical"


RESULTS = ["increase", "decrease", "found", "not-found", "no-effect", "inconclusive", "not-measured", "not-reported"]
STANCES = {
    ("affects", "increases"): "supports refutes neutral - refutes neutral neutral neutral",
    ("affects", "decreases"): "refutes supports neutral - refutes neutral neutral neutral",
    ("affects", "no-effect"): "refutes refutes refutes - supports neutral neutral neutral",
    ("correlates", "unspecified"): "supports supports supports - refutes neutral neutral neutral",
    ("produces", "holds"): "- - supports refutes - neutral neutral neutral",
    ("binds", "does-not-hold"): "- - refutes supports - neutral neutral neutral",
}


@pytest.mark.parametrize(("predicate", "direction"), STANCES)
def test_stance_follows_from_result_direction_and_predicate(predicate: str, direction: str) -> None:
    found = [expected_stance(result, direction, predicate) or "-" for result in RESULTS]  # type: ignore[arg-type]
    assert found == STANCES[predicate, direction].split()


@pytest.mark.parametrize(
    ("text", "sign"),
    [("a -> b", 1), ("a -| b", -1), ("a -| b -| c", 1), ("a -> b -| c -> d", -1), ("a -| b -- c", 0)],
)
def test_sign_of_a_path_is_the_product_of_its_arrows(text: str, sign: int) -> None:
    path = Path.parse(text)
    assert path.net_sign == sign
    assert path.written(str) == text
    assert contradicts_direction(path, "increases") == (sign == -1)
    assert contradicts_direction(path, "decreases") == (sign == 1)
    assert contradicts_direction(path, "no-effect") == (sign != 0)
    assert not contradicts_direction(path, "holds")


def test_an_edge_names_the_claims_that_state_it_with_its_sign(real_files: dict[str, bytes]) -> None:
    corpus = assemble(real_files)
    edges = edges_of(corpus.by_id["gbc:r7k05vrb"].value, corpus)
    stated = {(edge.step.origin, edge.step.target): edge.stated_by for edge in edges}
    assert stated["atcc-pta-6475", "cd4-t-cell"] == ("gbc:8gnvpcnw",)
    assert stated["osteoclast-differentiation", "bone-mass"] == ()


def test_what_would_change_is_what_follows_when_it_is_written_down(few_files: dict[str, bytes]) -> None:
    corpus = assemble(few_files)
    for source in corpus.sources:
        path = f"sources/{source}.yaml"
        standing = b'standing: {status: retracted, checked: "2026-11-21"}'
        retracted, replaced = re.subn(rb"standing: \{[^}]*\}", standing, few_files[path])
        assert replaced == 1, path
        then = assemble({**few_files, path: retracted})
        for entry in corpus.claims:
            claim = entry.value
            now = (level_of_claim(claim, corpus).level, verdict_of(claim, corpus).name)
            follows = (level_of_claim(claim, then).level, verdict_of(claim, then).name)
            said = {change.supposing: (change.level, change.verdict) for change in changes(claim, corpus)}
            assert said.get(f"if {source} were retracted", now) == follows


def test_one_study_on_the_other_side_makes_a_claim_contested(real_files: dict[str, bytes]) -> None:
    corpus = assemble(real_files)
    claim = corpus.by_id["gbc:7k3m9qxf"].value
    said = {change.supposing: (change.level, change.verdict) for change in changes(claim, corpus)}
    assert said["if one independent study found against it"] == ("randomized-trial", "contested")
    assert said["if a meta-analysis of randomized trials found it too"] == ("meta-analysis", "supported")
    assert "if a randomized trial found it too" not in said  # there is one already: nothing would change
