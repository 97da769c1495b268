"""A small dataset and the edits of its history, each with the changes and the bump that it demands.

The expectations were written before the program was run on them. What it prints is held by tests/diff/<case>/.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from cases import FOLDER, read

GOLDEN = Path(__file__).parent / "diff"
Files = dict[str, bytes]
Edit = Callable[[Files], None]
Expected = tuple[str, str, str, str]
"""Kind, bump, what it is of, and its line of evidence or field."""

C, S, N, W, D, P = "dmo:0a1b2c39", "dmo:h7k2m9p9", "dmo:n0n0n0nm", "dmo:w1thdrwk", "dmo:draft00p", "dmo:p1p1p1p2"
A, K = "dmo:added001", "dmo:knt0000n"
CAFFEINE, SUBTILIS = "records/sleep/caffeine.yaml", "records/sleep/subtilis.yaml"
SIGNAL, GONE = "records/sleep/signal.yaml", "records/sleep/mistaken.yaml"
DRAFT, DEPTH = "records/sleep/draft.yaml", "records/sleep/depth.yaml"
TRIAL, BLOG, COHORT = "sources/trial-2020.yaml", "sources/blog.yaml", "sources/cohort-2021.yaml"
CURATION = 'curation: {curator: team, created: "2026-01-10"}\n'
MORE = {
    SIGNAL: f"""\
id: {N}
version: 1
status: accepted
statement: In adults, caffeine lowers adenosine signalling.
agent: caffeine
direction: decreases
target: adenosine-signalling
context: {{host: homo-sapiens}}
evidence_level: randomized-trial
evidence:
  - {{source: trial-2020/trial, stance: supports, result: decrease}}
  - {{source: cohort-2021/cohort, stance: supports, result: decrease, finding: {{measure: in saliva}}}}
  - {{source: cohort-2021/cohort, stance: neutral, result: inconclusive, finding: {{measure: in blood}}}}
{CURATION}""",
    GONE: f"""\
id: {W}
version: 1
status: withdrawn
statement: In mice, caffeine lengthens sleep.
agent: caffeine
direction: increases
target: sleep-duration
context: {{host: mus-musculus}}
evidence_level: assertion
evidence:
  - {{source: blog, stance: supports}}
withdrawal: {{reason: The table was misread., date: "2026-01-20"}}
{CURATION}""",
    DRAFT: f"""\
id: {D}
version: 1
status: draft
statement: In adults, caffeine may lengthen shallow sleep.
agent: caffeine
direction: increases
target: sleep-depth
context: {{host: homo-sapiens, condition: insomnia}}
evidence_level: assertion
evidence:
  - {{source: blog, stance: supports}}
{CURATION}""",
    DEPTH: f"""\
id: {P}
version: 1
status: accepted
statement: In adults, caffeine may lower the depth of sleep.
agent: caffeine
direction: decreases
target: sleep-depth
context: {{host: homo-sapiens}}
evidence_level: assertion
evidence:
  - {{source: blog, stance: supports, locator: {{lines: "4"}}}}
{CURATION}""",
    COHORT: """\
id: cohort-2021
type: article-journal
title: "[made-up cohort of drinkers of coffee]"
DOI: 10.1000/cohort
kind: primary
standing: {status: unknown}
studies:
  - {id: cohort, design: cohort, system: in-vivo, host: homo-sapiens, agent: caffeine, size: 500}
verified: [{fields: [title, cohort.findings], from: abstract, date: "2026-01-10"}]
""",
    "sources/leftover-2019.yaml": """\
id: leftover-2019
type: article-journal
title: "[made-up work that no claim rests on]"
kind: primary
standing: {status: unknown}
""",
    "terms/conditions.yaml": "insomnia: {id: dmt:insomnia, label: insomnia, searched: nowhere}\n",
    "terms/anatomy.yaml": "brain: {id: UBERON:0000955, label: brain}\n",
}
ADDED = f"""\
id: {A}
version: 1
status: accepted
statement: In mice, caffeine may shorten sleep.
agent: caffeine
direction: decreases
target: sleep-duration
context: {{host: mus-musculus}}
evidence_level: assertion
evidence:
  - {{source: blog, stance: supports}}
{CURATION}"""
CONTRADICTING = f"""\
id: {K}
version: 1
status: accepted
statement: In adults, caffeine leaves the duration of sleep as it is.
agent: caffeine
direction: no-effect
target: sleep-duration
context: {{host: homo-sapiens}}
evidence_level: cohort
evidence:
  - {{source: cohort-2021/cohort, stance: supports, result: no-effect}}
related: [{{claim: {C}, relation: contradicts}}]
{CURATION}"""
NEW_SOURCE = """\
id: page-2022
type: webpage
title: "[made-up page]"
kind: lay
standing: {status: unknown}
"""


def base() -> Files:
    """The dataset as of version 1.4.0."""
    files = {**read(FOLDER / "_base"), **{path: text.encode() for path, text in MORE.items()}}
    swap("dataset.yaml", "version: 0.1.0", "version: 1.4.0")(files)
    files["terms/measures.yaml"] += b"sleep-depth: {id: dmt:sleep-depth, label: depth of sleep, searched: nowhere}\n"
    return files


def swap(path: str, old: str, new: str) -> Edit:
    """A part of a file, which stands there once, for another."""

    def edit(files: Files) -> None:
        assert files[path].decode().count(old) == 1, (path, old)
        files[path] = files[path].decode().replace(old, new).encode()

    return edit


def put(path: str, text: str) -> Edit:
    def edit(files: Files) -> None:
        assert path not in files
        files[path] = text.encode()

    return edit


def drop(path: str) -> Edit:
    def edit(files: Files) -> None:
        del files[path]

    return edit


def more(path: str, text: str) -> Edit:
    def edit(files: Files) -> None:
        files[path] += text.encode()

    return edit


def move(path: str, to: str) -> Edit:
    def edit(files: Files) -> None:
        files[to] = files.pop(path)

    return edit


def as_json_upside_down(path: str) -> Edit:
    """The same record as JSON, its keys in the reverse order."""

    def upside_down(value: object) -> object:
        if isinstance(value, dict):
            return {key: upside_down(below) for key, below in reversed(value.items())}
        return [upside_down(one) for one in value] if isinstance(value, list) else value

    def edit(files: Files) -> None:
        files[path] = json.dumps(upside_down(yaml.safe_load(files[path])), indent=3).encode()

    return edit


def comments_and_line_ends(path: str) -> Edit:
    def edit(files: Files) -> None:
        files[path] = b"# another comment\r\n" + files[path].replace(b"\n", b"\r\n")

    return edit


@dataclass(frozen=True)
class Case:
    """Edits that are made at once, what they change, and the bump that this demands."""

    name: str
    edits: tuple[Edit, ...]
    expected: tuple[Expected, ...]
    bump: str

    def files(self) -> Files:
        files = base()
        for edit in self.edits:
            edit(files)
        return files


def case(name: str, bump: str, edits: list[Edit], *expected: Expected) -> Case:
    return Case(name, tuple(edits), expected, bump)


DISH = "  - {id: dish, design: experiment, system: in-vitro, host: not-stated, agent: caffeine}\n"
WITHDRAWN = 'status: withdrawn\nwithdrawal: {reason: "Mice slept in the light, @all.", date: "2026-03-01"'
RETRACTED = 'standing: {status: retracted, checked: "2026-03-01"}'
QUOTE = "    quote: {tokens: 16, sha256: 343039bb50774c33ffc95d17b4a0b3fede65500863c703af428ff21a208ca384}\n"
BLOG_LINE = f"""\
  - source: blog
    repeats: trial-2020/trial
    stance: supports
    locator: {{lines: "3"}}
{QUOTE}"""
TRIAL_LINE = """\
  - source: trial-2020/trial
    stance: supports
    result: decrease
    finding:
      measure: total sleep time
      effect: {type: mean-difference, value: -41, unit: min, ci: [-60.5, -21.5], ci_level: 0.95}
"""
CAVEAT = 'caveats:\n  - text: The page says that it is no medical advice.\n    locator: {lines: "5"}\n'
SALIVA = "  - {source: cohort-2021/cohort, stance: supports, result: decrease, finding: {measure: in saliva}}\n"
BLOOD = "  - {source: cohort-2021/cohort, stance: neutral, result: inconclusive, finding: {measure: in blood}}\n"
PATH = "  - caffeine -| adenosine-signalling -> sleep-duration\n"
RAISED = [
    swap(DEPTH, "evidence_level: assertion", "evidence_level: cohort"),
    swap(DEPTH, "curation:", "  - {source: cohort-2021/cohort, stance: supports, result: decrease}\ncuration:"),
]

NOTHING = (
    case("moved", "none", [move(CAFFEINE, "records/stimulants/coffee.yaml")]),
    case("reformatted", "none", [as_json_upside_down(CAFFEINE), as_json_upside_down(TRIAL)]),
    case("comments", "none", [comments_and_line_ends(CAFFEINE), comments_and_line_ends("terms/measures.yaml")]),
    case(
        "notes",
        "none",
        [
            more(CAFFEINE, "notes: Of the curator.\n"),
            more(BLOG, "notes: Of the curator.\n"),
            swap(TRIAL, "    size: 40\n", "    size: 40\n    notes: Of the curator.\n"),
            swap("terms/molecules.yaml", "  label: caffeine\n", "  label: caffeine\n  notes: Of the curator.\n"),
        ],
    ),
    case(
        "number-format",
        "none",
        [swap(CAFFEINE, "value: -41,", "value: -41.0,"), swap(CAFFEINE, "-60.5, -21.5", "-60.50, -2.15e+1")],
    ),
    case("draft-edited", "none", [swap(DRAFT, "direction: increases", "direction: decreases")]),
    case(
        "term-key-renamed",
        "none",
        [
            swap("terms/processes.yaml", "adenosine-signalling:\n", "adenosine-signal:\n"),
            swap(CAFFEINE, "-| adenosine-signalling", "-| adenosine-signal"),
            swap(SIGNAL, "target: adenosine-signalling", "target: adenosine-signal"),
        ],
    ),
    case(
        "versions",
        "none",
        [swap(CAFFEINE, "version: 1", "version: 2"), swap("dataset.yaml", "version: 1.4.0", "version: 1.5.0")],
    ),
    case("lines-in-another-order", "none", [swap(CAFFEINE, TRIAL_LINE + BLOG_LINE, BLOG_LINE + TRIAL_LINE)]),
    case("term-added", "none", [more("terms/anatomy.yaml", "liver: {id: UBERON:0002107, label: liver}\n")]),
    case("prefix-added", "none", [more("dataset.yaml", "  GO: http://purl.obolibrary.org/obo/GO_\n")]),
)

ALONE = (
    case("added", "minor", [put("records/sleep/mice.yaml", ADDED)], ("added", "minor", A, "")),
    case(
        "added-with-its-source",
        "minor",
        [
            put("records/sleep/mice.yaml", ADDED.replace("source: blog", "source: page-2022")),
            put("sources/page-2022.yaml", NEW_SOURCE),
        ],
        ("added", "minor", A, ""),
        ("source-added", "none", "source page-2022", ""),
    ),
    case("removed", "major", [drop(SUBTILIS)], ("removed", "major", S, "")),
    case("draft-accepted", "minor", [swap(DRAFT, "draft\n", "accepted\n")], ("added", "minor", D, "")),
    case("back-to-draft", "major", [swap(SUBTILIS, "accepted\n", "draft\n")], ("removed", "major", S, "")),
    case(
        "withdrawn",
        "major",
        [swap(SUBTILIS, "status: accepted", WITHDRAWN + "}")],
        ("withdrawn", "major", S, ""),
    ),
    case(
        "replaced",
        "major",
        [swap(SUBTILIS, "status: accepted", f"{WITHDRAWN}, replaced_by: {C}}}")],
        ("withdrawn", "major", S, ""),
        ("replaced", "minor", S, "withdrawal.replaced_by"),
    ),
    case(
        "successor-named-later",
        "minor",
        [swap(GONE, '"2026-01-20"', f'"2026-01-20", replaced_by: {S}')],
        ("replaced", "minor", W, "withdrawal.replaced_by"),
    ),
    case(
        "reason-of-withdrawal-reworded",
        "patch",
        [swap(GONE, "The table was misread.", "Table 2 was misread.")],
        ("withdrawal", "patch", W, "withdrawal.reason"),
    ),
    case(
        "revived",
        "minor",
        [
            swap(GONE, "status: withdrawn", "status: accepted"),
            swap(GONE, 'withdrawal: {reason: The table was misread., date: "2026-01-20"}\n', ""),
        ],
        ("revived", "minor", W, ""),
    ),
    case(
        "direction-turned",
        "major",
        [swap(SUBTILIS, "direction: increases", "direction: decreases")],
        ("direction", "major", S, "direction"),
    ),
    case(
        "target-changed",
        "major",
        [swap(SUBTILIS, "target: sleep-duration", "target: sleep-depth")],
        ("meaning", "major", S, "target"),
    ),
    # without its strain the claim is about the species, of which the study of the strain tells by inference alone
    case(
        "strain-dropped",
        "major",
        [swap(SUBTILIS, "strain: strain-168\n", ""), swap(SUBTILIS, "level: animal", "level: ungraded")],
        ("meaning", "major", S, "strain"),
        ("level-lowered", "major", S, "evidence_level"),
        ("verdict-lowered", "major", S, "verdict"),
    ),
    case(
        "scope-narrowed",
        "major",
        [swap(CAFFEINE, "  host: homo-sapiens\n", "  host: homo-sapiens\n  site: brain\n")],
        ("scope-narrowed", "major", C, "context.site"),
    ),
    case(
        "scope-widened",
        "minor",
        [swap(CAFFEINE, "  comparator: placebo\n", "")],
        ("scope-widened", "minor", C, "context.comparator"),
    ),
    case(
        "scope-changed",
        "major",
        [swap(CAFFEINE, "duration: P2W", "duration: P4W"), swap(CAFFEINE, "r: placebo", "r: water")],
        ("scope-changed", "major", C, "context.duration"),
        ("scope-changed", "major", C, "context.comparator"),
    ),
    case(
        "scope-reworded",
        "patch",
        [swap(CAFFEINE, "comparator: placebo", "comparator: a Placebo")],
        ("scope-reworded", "patch", C, "context.comparator"),
    ),
    case(
        "reworded",
        "patch",
        [swap(CAFFEINE, "caffeine in the evening shortens", "an evening's caffeine shortens")],
        ("reworded", "patch", C, "statement"),
    ),
    # another word for the same direction: none came that can turn the sentence
    case(
        "reworded-in-its-direction",
        "patch",
        [swap(SIGNAL, "caffeine lowers adenosine", "caffeine reduces adenosine")],
        ("reworded", "patch", N, "statement"),
    ),
    # the fields say what they said, and the sentence the opposite: a reader is made to look, so no patch
    case(
        "negation-came",
        "minor",
        [swap(DEPTH, "may lower the depth", "may not lower the depth")],
        ("reworded-turning", "minor", P, "statement"),
    ),
    # the direction in words against that of the field, which a rule cannot hold against each other
    case(
        "direction-in-words-turned",
        "minor",
        [swap(SIGNAL, "caffeine lowers adenosine", "caffeine raises adenosine")],
        ("reworded-turning", "minor", N, "statement"),
    ),
    # a number names a strain or counts something; either way it is not the same with another
    case(
        "number-in-words-changed",
        "minor",
        [swap(SUBTILIS, "Bacillus subtilis 168 lengthens", "Bacillus subtilis 160 lengthens")],
        ("reworded-turning", "minor", S, "statement"),
    ),
    case(
        "reviewed",
        "patch",
        [swap(SIGNAL, CURATION, CURATION[:-2] + ', reviewer: other-team, reviewed: "2026-02-01"}\n')],
        ("curation", "patch", N, "curation.reviewer"),
        ("curation", "patch", N, "curation.reviewed"),
    ),
    case(
        "evidence-added",
        "minor",
        [
            swap(
                CAFFEINE, "related:", "  - {source: cohort-2021/cohort, stance: supports, result: decrease}\nrelated:"
            )
        ],
        ("evidence-added", "minor", C, "cohort-2021/cohort/1"),
    ),
    case("evidence-removed", "major", [swap(CAFFEINE, BLOG_LINE, "")], ("evidence-removed", "major", C, "blog/1")),
    case(
        "evidence-restated",
        "minor",
        [swap(SIGNAL, "stance: neutral, result: inconclusive", "stance: supports, result: decrease")],
        ("evidence-restated", "minor", N, "cohort-2021/cohort/2"),
        ("evidence-restated", "minor", N, "cohort-2021/cohort/2"),
    ),
    case(
        "finding-corrected",
        "minor",
        [swap(CAFFEINE, "value: -41,", "value: -42.5,")],
        ("evidence-restated", "minor", C, "trial-2020/trial/1"),
    ),
    case(
        "ground-of-a-line-named",
        "minor",
        [swap(DEPTH, "source: blog,", "source: blog, repeats: cohort-2021,")],
        ("evidence-restated", "minor", P, "blog/1"),
    ),
    case(
        "passage-elsewhere",
        "patch",
        [swap(CAFFEINE, '{lines: "3"}', '{lines: "4"}\n    drift: says it of all ages')],
        ("evidence-passage", "patch", C, "blog/1"),
        ("evidence-passage", "patch", C, "blog/1"),
    ),
    # the line stands, and nobody can prove any more that its source says so: gone, as with a line that went
    case(
        "proof-removed",
        "major",
        [swap(CAFFEINE, QUOTE, "")],
        ("evidence-unproven", "major", C, "blog/1"),
    ),
    # another passage proves the line now
    case(
        "proof-replaced",
        "patch",
        [swap(CAFFEINE, "sha256: 343039bb", "sha256: 443039bb")],
        ("evidence-passage", "patch", C, "blog/1"),
    ),
    # the second line of the study is the first now: what /1 names is another line
    case(
        "first-of-two-lines-removed",
        "major",
        [swap(SIGNAL, SALIVA, "")],
        ("evidence-removed", "major", N, "cohort-2021/cohort/1"),
        ("evidence-renumbered", "major", N, "cohort-2021/cohort/1"),
    ),
    case(
        "lines-of-one-study-swapped",
        "major",
        [swap(SIGNAL, SALIVA + BLOOD, BLOOD + SALIVA)],
        ("evidence-renumbered", "major", N, "cohort-2021/cohort/1"),
        ("evidence-renumbered", "major", N, "cohort-2021/cohort/2"),
    ),
    case(
        "mechanism-added",
        "minor",
        [swap(CAFFEINE, PATH, PATH + "  - caffeine -- sleep-duration\n")],
        ("mechanism-added", "minor", C, "mechanism"),
    ),
    case(
        "mechanism-removed",
        "major",
        [swap(CAFFEINE, "mechanism:\n" + PATH, "")],
        ("mechanism-removed", "major", C, "mechanism"),
    ),
    case(
        "sign-in-mechanism-turned",
        "major",
        [swap(CAFFEINE, "-| adenosine", "-> adenosine")],
        ("mechanism-added", "minor", C, "mechanism"),
        ("mechanism-removed", "major", C, "mechanism"),
    ),
    case(
        "tie-added",
        "minor",
        [swap(SIGNAL, "curation:", f"related: [{{claim: {S}, relation: contrasts}}]\ncuration:")],
        ("related-added", "minor", N, "related"),
    ),
    case(
        "tie-removed",
        "minor",
        [
            swap(
                CAFFEINE,
                f"related:\n  - {{claim: {S}, relation: contrasts, note: another acting term in mice}}\n",
                "",
            )
        ],
        ("related-removed", "minor", C, "related"),
    ),
    case(
        "note-on-a-tie",
        "patch",
        [swap(CAFFEINE, "another acting term in mice", "a bacterium in mice")],
        ("related-note", "patch", C, "related"),
    ),
    case(
        "raised-by-a-study",
        "minor",
        RAISED,
        ("evidence-added", "minor", P, "cohort-2021/cohort/1"),
        ("level-raised", "minor", P, "evidence_level"),
        ("verdict-raised", "minor", P, "verdict"),
    ),
    # caffeine.yaml keeps the word of the blog, subtilis.yaml nothing direct, signal.yaml the cohort
    case(
        "source-retracted",
        "major",
        [
            swap(TRIAL, "standing: {status: unknown}", RETRACTED),
            swap(CAFFEINE, "level: randomized-trial", "level: assertion"),
            swap(SUBTILIS, "level: animal", "level: ungraded"),
            swap(SIGNAL, "level: randomized-trial", "level: cohort"),
        ],
        ("level-lowered", "major", C, "evidence_level"),
        ("verdict-lowered", "major", C, "verdict"),
        ("level-lowered", "major", S, "evidence_level"),
        ("verdict-lowered", "major", S, "verdict"),
        ("level-lowered", "major", N, "evidence_level"),
        ("source-standing", "minor", "source trial-2020", "standing.status"),
        ("source-read", "patch", "source trial-2020", "standing.checked"),
    ),
    case(
        "standing-looked-up",
        "patch",
        [swap(COHORT, "standing: {status: unknown}", 'standing: {status: unknown, checked: "2026-03-01"}')],
        ("source-read", "patch", "source cohort-2021", "standing.checked"),
    ),
    case(
        "design-corrected",
        "major",
        [
            swap(TRIAL, "design: randomized-trial", "design: non-randomized-trial"),
            swap(CAFFEINE, "level: randomized-trial", "level: cohort"),
            swap(SIGNAL, "level: randomized-trial", "level: cohort"),
        ],
        ("level-lowered", "major", C, "evidence_level"),
        ("level-lowered", "major", N, "evidence_level"),
        ("study-facts", "minor", "source trial-2020", "trial.design"),
    ),
    case(
        "size-corrected",
        "minor",
        [swap(COHORT, "size: 500", "size: 600")],
        ("study-facts", "minor", "source cohort-2021", "cohort.size"),
    ),
    case(
        "contradicted",
        "major",
        [put("records/sleep/no-effect.yaml", CONTRADICTING)],
        ("added", "minor", K, ""),
        ("verdict-lowered", "major", C, "verdict"),
    ),
    # the key is the permanent address of one work: with another DOI it leads to another
    case(
        "identifier-of-a-work",
        "major",
        [swap(COHORT, "DOI: 10.1000/cohort", "DOI: 10.1000/cohorts")],
        ("source-identity", "major", "source cohort-2021", "DOI"),
    ),
    # and without it nobody can say which work it was
    case(
        "identifier-went",
        "major",
        [swap(COHORT, "DOI: 10.1000/cohort\n", "")],
        ("source-identity", "major", "source cohort-2021", "DOI"),
    ),
    # what came is new, and the work the same
    case(
        "identifier-came",
        "minor",
        [swap(COHORT, "DOI: 10.1000/cohort\n", 'DOI: 10.1000/cohort\nPMID: "12345"\n')],
        ("source-identifier", "minor", "source cohort-2021", "PMID"),
    ),
    # registries do not regard the case of a DOI, so it is the same one
    case(
        "identifier-in-capitals",
        "patch",
        [swap(COHORT, "DOI: 10.1000/cohort", "DOI: 10.1000/COHORT")],
        ("source-described", "patch", "source cohort-2021", "DOI"),
    ),
    # another number in the registry is another trial, told under both claims that rest on it
    case(
        "registration-changed",
        "major",
        [swap(TRIAL, "NCT00000000", "NCT00000001")],
        ("source-identity", "major", "source trial-2020", "trial.registration"),
    ),
    case(
        "registration-came",
        "minor",
        [swap(COHORT, "size: 500}", "size: 500, registration: NCT00000002}")],
        ("study-facts", "minor", "source cohort-2021", "cohort.registration"),
    ),
    case(
        "work-described",
        "patch",
        [
            swap(COHORT, "cohort of drinkers of coffee", "cohort of coffee drinkers"),
            swap(BLOG, "it is no medical advice", "it gives no medical advice"),
        ],
        ("source-described", "patch", "source cohort-2021", "title"),
        ("source-described", "patch", "source blog", "caveats"),
    ),
    # a warning that stood with three claims is not there any more; no claim says anything else
    case(
        "caveat-removed",
        "minor",
        [swap(BLOG, CAVEAT, "")],
        ("caveat-removed", "minor", "source blog", "caveats"),
    ),
    # hardly a word is left of the first, so it went, and the second is another
    case(
        "caveat-replaced",
        "minor",
        [swap(BLOG, "The page says that it is no medical advice.", "It was written in a hurry.")],
        ("caveat-removed", "minor", "source blog", "caveats"),
        ("source-described", "patch", "source blog", "caveats"),
    ),
    case(
        "source-added",
        "minor",
        [put("sources/page-2022.yaml", NEW_SOURCE)],
        ("source-added", "minor", "source page-2022", ""),
    ),
    case(
        "source-removed",
        "major",
        [drop("sources/leftover-2019.yaml")],
        ("source-removed", "major", "source leftover-2019", ""),
    ),
    case(
        "study-added",
        "minor",
        [
            swap(
                COHORT,
                "size: 500}\n",
                "size: 500}\n" + DISH,
            )
        ],
        ("study-added", "minor", "source cohort-2021", "dish"),
    ),
    case(
        "study-removed",
        "major",
        [swap(TRIAL, "  - {id: coli, design: experiment, system: in-vivo, host: mus-musculus, agent: k-12}\n", "")],
        ("study-removed", "major", "source trial-2020", "coli"),
    ),
    case(
        "term-under-another-identifier",
        "major",
        [swap("terms/measures.yaml", "id: dmt:sleep-duration", "id: dmt:time-asleep")],
        ("term-identifier", "major", "term sleep-duration", "id"),
    ),
    case(
        "term-of-another-category",
        "minor",
        [
            drop("terms/molecules.yaml"),
            put("terms/mixtures.yaml", base()["terms/molecules.yaml"].decode()),
        ],
        ("term-category", "minor", "term caffeine", "category"),
    ),
    # no ontology says what a term of our own means: its label does, so another label may be another meaning
    case(
        "local-term-renamed",
        "minor",
        [swap("terms/measures.yaml", "label: sleep duration", "label: duration of sleep")],
        ("term-label", "minor", "term sleep-duration", "label"),
    ),
    # what CHEBI means by its identifier is not for us to say, however we call it
    case(
        "term-renamed",
        "patch",
        [
            swap("terms/molecules.yaml", "label: caffeine", "label: guaranine"),
            swap("terms/molecules.yaml", "[coffee's stimulant]", "[theine]"),
        ],
        ("term-names", "patch", "term caffeine", "label"),
        ("term-names", "patch", "term caffeine", "synonyms"),
    ),
    case(
        "term-removed",
        "major",
        [drop("terms/anatomy.yaml")],
        ("term-removed", "major", "term brain", ""),
    ),
    case(
        "kind-of-a-work",
        "minor",
        [swap(BLOG, "kind: lay", "kind: product")],
        ("source-facts", "minor", "source blog", "kind"),
    ),
    case(
        "funding-told",
        "patch",
        [swap(COHORT, "size: 500}", "size: 500, funding: nobody}")],
        ("study-described", "patch", "source cohort-2021", "cohort.funding"),
    ),
    case(
        "species-of-a-strain",
        "minor",
        [swap("terms/strains.yaml", "organism: bacillus-subtilis", "organism: escherichia-coli")],
        ("term-facts", "minor", "term strain-168", "organism"),
    ),
    case(
        "deposits-of-a-strain",
        "patch",
        [
            swap(
                "terms/strains.yaml",
                "  organism: bacillus-subtilis\n",
                "  organism: bacillus-subtilis\n  deposits: [DSM 1]\n",
            )
        ],
        ("term-described", "patch", "term strain-168", "deposits"),
    ),
    # two equal paths say nothing more, but are another content: told, so that no digest differs in silence
    case(
        "path-twice",
        "minor",
        [swap(CAFFEINE, PATH, PATH + PATH)],
        ("changed", "minor", C, "mechanism"),
    ),
    case(
        "licence",
        "major",
        [swap("dataset.yaml", "CC0-1.0", "CC-BY-4.0")],
        ("dataset-identity", "major", "dataset", "license"),
    ),
    case(
        "prefix-changed",
        "major",
        [swap("dataset.yaml", "https://example.org/demo/term/", "https://example.org/terms/")],
        ("dataset-prefix", "major", "dataset", "prefixes.dmt"),
    ),
    case(
        "dataset-described",
        "patch",
        [swap("dataset.yaml", "Made-up claims for tests", "Made-up claims")],
        ("dataset-described", "patch", "dataset", "title"),
    ),
)

MIXED = (
    case(
        "mixed-minor",
        "minor",
        [
            *RAISED,
            put("records/sleep/mice.yaml", ADDED),
            swap(CAFFEINE, "caffeine in the evening shortens", "an evening's caffeine shortens"),
            move(SUBTILIS, "records/mice/subtilis.yaml"),
            swap("terms/measures.yaml", "label: sleep duration", "label: duration of sleep"),
        ],
        ("added", "minor", A, ""),
        ("evidence-added", "minor", P, "cohort-2021/cohort/1"),
        ("level-raised", "minor", P, "evidence_level"),
        ("verdict-raised", "minor", P, "verdict"),
        ("reworded", "patch", C, "statement"),
        ("term-label", "minor", "term sleep-duration", "label"),
    ),
    case(
        "mixed-major",
        "major",
        [
            swap(SUBTILIS, "status: accepted", f"{WITHDRAWN}, replaced_by: {A}}}"),
            put("records/sleep/mice.yaml", ADDED),
            swap(CAFFEINE, "direction: decreases", "direction: unspecified"),
            swap(CAFFEINE, "comparator: placebo", "comparator: PLACEBO"),
            comments_and_line_ends(SIGNAL),
            swap(BLOG, "status: unknown", "status: current"),
        ],
        ("withdrawn", "major", S, ""),
        ("replaced", "minor", S, "withdrawal.replaced_by"),
        ("added", "minor", A, ""),
        ("direction", "major", C, "direction"),
        ("scope-reworded", "patch", C, "context.comparator"),
        ("source-standing", "minor", "source blog", "standing.status"),
    ),
)
CASES = (*NOTHING, *ALONE, *MIXED)


def write(files: Files, folder: Path) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def expected(name: str) -> Path:
    """The folder of what is printed for a case."""
    return GOLDEN / name


if __name__ == "__main__":
    # Writes what is printed now; read the difference before you commit it.
    import contextlib
    import io
    import os
    import sys
    import tempfile

    sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
    from claimkit.cli.main import invoke

    os.chdir(tempfile.mkdtemp())
    write(base(), Path("old"))
    for one in CASES:
        write(one.files(), Path(one.name))
        Path(one.name).rename("new")
        expected(one.name).mkdir(parents=True, exist_ok=True)
        for ending, form in (("txt", "text"), ("json", "json")):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                assert invoke(["diff", "old", "new", "--format", form, "--quiet"]) == 0
            (expected(one.name) / f"expected.{ending}").write_text(out.getvalue())
        Path("new").rename(one.name)
