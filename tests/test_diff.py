"""`claimkit diff`: what a scripted history changes in the claims, and the version that each edit demands."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from cases import judge
from claimkit.assembly import assemble
from claimkit.changes import Change, Comparison, compare, document, markdown, text
from claimkit.changes.change import BUMPS, KINDS
from claimkit.changes.turning import turning
from claimkit.changes.wording import alike, same_but_for_spelling, turned
from conftest import REPOSITORY, Command
from history import (
    ADDED,
    BLOG,
    CAFFEINE,
    CASES,
    COHORT,
    CONTRADICTING,
    DEPTH,
    RAISED,
    SIGNAL,
    TRIAL,
    C,
    Case,
    Edit,
    Expected,
    K,
    N,
    P,
    base,
    drop,
    expected,
    put,
    swap,
    write,
)

ONE_WAY = ("term-added", "term-removed", "prefix-added")
"""What comes with a claim that uses it changes nothing by itself; what goes breaks an address."""
NO_EFFECT = "records/sleep/no-effect.yaml"
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def told(change: Change) -> Expected:
    """A change as an expectation names it."""
    return (change.kind, change.bump, change.subject, change.line or change.field or "")


def after(*edits: Edit, before: tuple[Edit, ...] = ()) -> Comparison:
    """What edits change in the base, to which `before` was done."""
    old = base()
    for edit in before:
        edit(old)
    new = dict(old)
    for edit in edits:
        edit(new)
    corpora = assemble(old), assemble(new)
    assert [finding for corpus in corpora for finding in corpus.diagnostics] == []
    return compare(*corpora)


def cause(comparison: Comparison, kind: str, claim: str) -> str | None:
    (found,) = [change for change in comparison.changes if (change.kind, change.claim) == (kind, claim)]
    return found.cause


# The history


def test_the_base_is_sound_and_every_kind_is_in_the_history() -> None:
    _, report = judge(base(), texts=None)
    assert [finding for finding in report.diagnostics if finding.severity == "error"] == []
    assert {kind for case in CASES for kind, *_ in case.expected} == KINDS.keys()


@each_case
def test_an_edit_changes_what_was_thought_and_demands_its_bump(case: Case) -> None:
    found = after(*case.edits)
    assert Counter(map(told, found.changes)) == Counter(case.expected)
    assert found.bump == case.bump


@each_case
def test_what_is_printed_is_the_text_and_the_json_that_was_read(
    case: Case, claimkit: Command, tmp_path: Path
) -> None:
    """`python tests/history.py` writes them anew."""
    write(base(), tmp_path / "old")
    write(case.files(), tmp_path / "new")
    assert claimkit("diff", "old", "new").out == (expected(case.name) / "expected.txt").read_text()
    outcome = claimkit("diff", "old", "new", "--format", "json")
    assert outcome.out == (expected(case.name) / "expected.json").read_text()
    assert outcome.code == 0


def test_each_folder_of_what_is_printed_is_of_a_case() -> None:
    assert {path.name for path in expected("").iterdir()} == {case.name for case in CASES}


@pytest.mark.parametrize("case", [one for one in CASES if one.name not in ONE_WAY], ids=lambda case: case.name)
def test_the_way_back_demands_a_bump_wherever_the_way_there_does(case: Case) -> None:
    old, new = assemble(base()), assemble(case.files())
    back = compare(new, old)
    assert (back.bump == "none") == (case.bump == "none")
    assert compare(new, new).changes == ()


# The bump


def test_below_1_0_0_a_major_change_demands_a_minor_bump_and_says_so() -> None:
    early = swap("dataset.yaml", "version: 1.4.0", "version: 0.3.0")
    turned_round = swap(CAFFEINE, "direction: decreases", "direction: increases")
    found = after(turned_round, before=(early,))
    assert [change.bump for change in found.changes] == ["major"]
    assert found.bump == "minor"
    assert found.because == (
        f"{C}: direction turned: decreases -> increases",
        "major changes, which demand a minor bump while the version is 0.3.0",
    )
    assert after(swap(COHORT, "500", "600"), before=(early,)).bump == "minor"
    assert after(swap(CAFFEINE, "shortens sleep", "cuts sleep"), before=(early,)).bump == "patch"


def test_the_version_that_counts_is_that_of_the_older_side() -> None:
    """A pull request that raises 0.3.0 to 1.0.0 does not make its own rules harder."""
    early = swap("dataset.yaml", "version: 1.4.0", "version: 0.3.0")
    to_1_0_0 = swap("dataset.yaml", "version: 0.3.0", "version: 1.0.0")
    assert after(to_1_0_0, drop(CAFFEINE), before=(early,)).bump == "minor"


def test_ten_deciding_changes_are_told_and_the_rest_counted() -> None:
    many = [put(f"records/many/a-{k}.yaml", ADDED.replace("dmo:added001", f"dmo:many00{k:02}")) for k in range(12)]
    found = after(*many, swap(CAFFEINE, "shortens sleep", "cuts sleep"))
    assert found.because == (*(f"dmo:many00{k:02}: claim added" for k in range(10)), "and 2 more")


# Causes


def test_a_claim_that_contradicts_weighs_until_it_is_withdrawn() -> None:
    gone = 'withdrawn\nwithdrawal: {reason: Wrong., date: "2026-03-01"}'
    there = put(NO_EFFECT, CONTRADICTING)
    for edit, why in (
        (
            swap(NO_EFFECT, "status: accepted", f"status: {gone}"),
            f"{K}, which contradicted it, was withdrawn",
        ),
        (drop(NO_EFFECT), f"{K}, which contradicted it, was removed"),
        (swap(NO_EFFECT, "contradicts", "contrasts"), f"{K} does not contradict it any more"),
        (
            swap(COHORT, "standing: {status: unknown}", "standing: {status: retracted}"),
            f"of {K}, which contradicts it: cohort-2021 is retracted",
        ),
    ):
        assert cause(after(edit, before=(there,)), "verdict-raised", C) == why


def test_a_tie_makes_a_known_claim_one_against() -> None:
    contrasting = put(NO_EFFECT, CONTRADICTING.replace("contradicts", "contrasts"))
    found = after(swap(NO_EFFECT, "contrasts", "contradicts"), before=(contrasting,))
    assert cause(found, "verdict-lowered", C) == f"{K} contradicts it now"
    assert {change.claim for change in found.changes} == {C, K}


def test_a_cause_is_the_line_that_decides_and_no_other() -> None:
    """Of two lines that came with a level, the one by which it was raised."""
    lines = (
        "  - {source: cohort-2021/cohort, stance: supports, result: decrease}\n"
        "  - {source: trial-2020/trial, stance: supports, result: decrease}\n"
    )
    found = after(
        swap(DEPTH, "level: assertion", "level: randomized-trial"), swap(DEPTH, "curation:", lines + "curation:")
    )
    assert cause(found, "level-raised", P) == "trial-2020/trial/1 was added"
    assert cause(found, "verdict-raised", P) == "cohort-2021/cohort/1 was added; trial-2020/trial/1 was added"


def test_a_restated_line_and_a_removed_one_are_causes() -> None:
    line = "cohort-2021/cohort, stance: supports, result: decrease"
    restated = after(
        swap(DEPTH, line, line.replace("supports", "neutral").replace("decrease", "inconclusive")),
        swap(DEPTH, "level: cohort", "level: assertion"),
        before=tuple(RAISED),
    )
    why = (
        "cohort-2021/cohort/1 was restated (stance: supports -> neutral); "
        "cohort-2021/cohort/1 was restated (result: decrease -> inconclusive)"
    )
    assert cause(restated, "level-lowered", P) == why
    assert cause(restated, "verdict-lowered", P) == why
    removed = after(
        swap(DEPTH, f"  - {{source: {line}}}\n", ""),
        swap(DEPTH, "level: cohort", "level: assertion"),
        before=tuple(RAISED),
    )
    assert cause(removed, "level-lowered", P) == "cohort-2021/cohort/1 was removed"


def test_a_level_that_the_facts_do_not_give_is_said_to_be_typed() -> None:
    found = after(swap(CAFFEINE, "level: randomized-trial", "level: meta-analysis"))
    assert cause(found, "level-raised", C) == "the record says so, where the facts give randomized-trial"


def test_a_verdict_changes_with_a_term_alone() -> None:
    """Another CURIE for the people studied: nobody is human any more, and the one record that says so changed not."""
    found = after(swap("terms/organisms.yaml", "NCBITaxon:9606", "NCBITaxon:9605"))
    assert ("verdict-lowered", "major", C, "verdict") in set(map(told, found.changes))
    (term,) = [change for change in found.changes if change.term]
    assert (term.kind, set(term.claims)) == ("term-identifier", {C, N, P})


# Lines of evidence


def test_lines_are_matched_by_what_they_say_and_not_by_where_they_stand() -> None:
    blood = "{source: cohort-2021/cohort, stance: neutral, result: inconclusive, finding: {measure: in blood}}"
    plasma = blood.replace("in blood", "in plasma")
    found = after(swap(SIGNAL, f"  - {blood}\n", f"  - {plasma}\n  - {blood}\n"))
    assert sorted(map(told, found.changes)) == [
        ("evidence-added", "minor", N, "cohort-2021/cohort/2"),
        ("evidence-renumbered", "major", N, "cohort-2021/cohort/3"),
    ]


def test_the_line_with_most_equal_facts_is_the_same_line() -> None:
    saliva = "stance: supports, result: decrease, finding: {measure: in saliva}"
    blood = "stance: neutral, result: inconclusive, finding: {measure: in blood}"
    found = after(
        swap(SIGNAL, saliva, saliva.replace("saliva", "tears")), swap(SIGNAL, blood, blood + ", drift: more")
    )
    assert sorted(map(told, found.changes)) == [
        ("evidence-passage", "patch", N, "cohort-2021/cohort/2"),
        ("evidence-restated", "minor", N, "cohort-2021/cohort/1"),
    ]


# Words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("placebo", "Placebo"),
        ("age 75 to 80", "age 75-80"),
        ("estrogen-deficient women", "oestrogen-deficient women"),
        ("randomised to placebo", "randomized to placebo"),
        ("ovariectomized mice", "ovariectomzied mice"),
    ],
)
def test_a_scope_in_another_spelling_is_the_same(one: str, other: str) -> None:
    assert same_but_for_spelling(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("osteoblast culture", "osteoclast culture"),
        ("age 75 to 80", "age 75 to 85"),
        ("T-score below -1", "T-score below 1"),
        ("HIV- adults", "HIV adults"),
        ("p < 0.05", "p > 0.05"),
        ("women after menopause", "women after menopause with osteoporosis"),
        ("women after the menopause in five countries: osteoporotic", "women after the menopause in five countries"),
        ("…", "§"),
    ],
)
def test_a_scope_of_other_words_is_another(one: str, other: str) -> None:
    assert not same_but_for_spelling(one, other)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("cells may raise RANKL", "cells may not raise RANKL", "came: not"),
        ("cells don't raise RANKL", "cells raise RANKL", "went: not"),
        ("tea fails to raise X", "tea does raise X", "went: fails to"),
        ("with or without X", "with X", "went: without"),
        ("X has no effect on Y", "X has an effect on Y", "went: no"),
        ("a non-significant rise", "a significant rise", "went: non"),
        ("X raises Y", "X lowers Y", "came: lowers; went: raises"),
        ("increased Y", "reduced Y", "came: reduced; went: increased"),
        ("more Blautia", "less Blautia", "came: less; went: more"),
        ("women with low bone mass", "women with high bone mass", "came: high; went: low"),
        ("up-regulates Y", "down-regulates Y", "came: down regulates; went: up regulates"),
        ("slows the loss of bone", "slows the turnover of bone", "went: loss"),
        ("X raises Y", "X affects Y", "went: raises"),
        ("by 41 min", "by 14 min", "came: 14; went: 41"),
        ("two weeks", "three weeks", "came: three; went: two"),
        ("a T-score of -1", "a T-score of 1", "came: 1; went: -1"),
        ("10\u2079 CFU", "10\u2078 CFU", "came: 8; went: 9"),
        ("by 5%", "by 5", "went: %"),
        ("CD4-positive cells", "CD8-positive cells", "came: cd8; went: cd4"),
        ("CD4+ cells", "CD4- cells", "went: +"),
        ("p < 0.05", "p > 0.05", "came: >; went: <"),
        ("raises X and lowers Y", "lowers X and raises Y", "in another order: lowers, raises"),
        ("does not raise X but lowers Y", "does raise X but not lower Y", "in another order: raise, not, lower"),
        ("from 2 to 3", "from 3 to 2", "in another order: 3, 2"),
    ],
)
def test_words_that_can_turn_a_statement_are_named(one: str, other: str, told: str) -> None:
    assert turning(one, other) == told
    assert turning(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("X raises Y in mice", "In mice, X increases Y"),
        ("lowers Y by 41%", "reduces Y by 41 per cent"),
        ("does not raise Y", "doesn\u2019t raise Y"),
        ("does not raise Y", "cannot raise Y"),
        ("holds back the formation of Y", "lessens the formation of Y"),
        ("after two weeks", "after 2 weeks"),
        ("1,000 CFU of IL-6", "1000 CFU of IL6"),
        ("ages 75\u201380", "ages 75 to 80"),
        ("up-regulates Y", "Upregulates Y"),
        ("in adults over 65, X raises Y", "X raises Y in adults over 65"),
        # they begin as words of the list do
        ("it highlights Y, moreover, of the nose", "it shows Y of the lesson"),
        ("a cutaneous notion", "a droplet of the nonet"),
    ],
)
def test_a_statement_in_other_words_is_reworded_only(one: str, other: str) -> None:
    assert turning(one, other) == ""
    assert turning(other, one) == ""


def test_a_caveat_is_the_same_by_most_of_its_words() -> None:
    text = "The page says that it is no medical advice."
    assert alike(text, "It is no medical advice, says the page that")
    assert not alike("one two three four", "one two five six")
    assert not alike(
        text, f"{text} " + "And then some more of it, at a length that leaves little of the first one behind."
    )


def test_of_two_equal_caveats_one_that_went_is_told() -> None:
    caveat = "  - text: The page says that it is no medical advice.\n"
    twice = swap(BLOG, caveat, caveat + '    locator: {lines: "5"}\n' + caveat)
    found = after(swap(BLOG, caveat + '    locator: {lines: "5"}\n' + caveat, caveat), before=(twice,))
    assert list(map(told, found.changes)) == [("caveat-removed", "minor", "source blog", "caveats")]


def test_a_caveat_without_its_proof_is_more_than_described() -> None:
    quote = f"    quote: {{tokens: 12, sha256: {'a' * 64}}}\n"
    there = swap(BLOG, 'locator: {lines: "5"}\n', 'locator: {lines: "5"}\n' + quote)
    found = after(swap(BLOG, quote, ""), before=(there,))
    assert list(map(told, found.changes)) == [("source-described", "minor", "source blog", "caveats")]
    assert [change.bump for change in after(there).changes] == ["patch"]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("DOI: 10.1000/co-hort", "DOI: 10.1000/cohort", "source-identity"),
        ("ISBN: 978-3-16-148410-0", 'ISBN: "9783161484100"', "source-described"),
        ("ISBN: 978-3-16-148410-0", "ISBN: 978-3-16-148410-1", "source-identity"),
        ('PMID: "12345"', 'PMID: "12346"', "source-identity"),
        ("PMCID: PMC12345", "", "source-identity"),
        ("", "PMCID: PMC12345", "source-identifier"),
    ],
)
def test_an_identifier_is_another_where_its_registry_says_so(one: str, other: str, kind: str) -> None:
    there = swap(COHORT, "DOI: 10.1000/cohort\n", f"# of the work\n{one}\n")
    found = after(swap(COHORT, f"# of the work\n{one}\n", f"# of the work\n{other}\n"), before=(there,))
    assert [(change.kind, change.claims) for change in found.changes] == [(kind, (N,))]


def test_a_registration_in_other_letters_is_the_same_trial() -> None:
    found = after(swap(TRIAL, "NCT00000000", "nct00000000"))
    assert list(map(told, found.changes)) == [("study-described", "patch", "source trial-2020", "trial.registration")]
    gone = after(swap(TRIAL, "    registration: NCT00000000\n", ""))
    assert [(change.kind, change.bump, change.claims) for change in gone.changes] == [
        ("source-identity", "major", (C, N))
    ]


def test_of_long_texts_the_words_that_differ_are_shown() -> None:
    old = "in one two three four five six mice of eight nine ten eleven twelve"
    assert turned(old, old.replace("mice", "rats")) == (
        "… four five six mice of eight nine … -> … four five six rats of eight nine …"
    )
    assert turned("mice", "mice and rats") == "mice -> mice and rats"
    assert turned("a a", "a a a") == "a a -> a a a"
    assert len(turned("x" * 5000, "y" * 5000)) < 450


# What a stranger's text may do


HOSTILE = (
    "Text @everyone closes #1 ```` ``` ` <img src=x onerror=alert(1)> ![a](https://example.org/track.png) "
    "[b](javascript:alert(1)) https://example.org/x | a | **b** &lt; \\` ~~~ ::error::x $(id) ${{ x }}"
)


def hostile() -> Comparison:
    """Changes in which a hostile text stands wherever a record holds free text."""
    quoted = json.dumps(HOSTILE)
    return after(
        swap(CAFFEINE, "statement: In adults, caffeine in the evening shortens sleep.", f"statement: {quoted}"),
        swap(CAFFEINE, "comparator: placebo", f"comparator: {quoted}"),
        swap(CAFFEINE, "note: another acting term in mice", f"note: {quoted}"),
        swap(CAFFEINE, "measure: total sleep time", f"measure: {quoted}"),
        swap(SIGNAL, "status: accepted", f'status: withdrawn\nwithdrawal: {{reason: {quoted}, date: "2026-03-01"}}'),
        swap(TRIAL, '"[made-up trial of caffeine and sleep]"', quoted),
        swap("terms/molecules.yaml", "label: caffeine", f"label: {quoted}"),
        swap("dataset.yaml", "title: Made-up claims for tests", f"title: {quoted}"),
    )


def test_text_of_records_does_not_act_in_markdown() -> None:
    """A parser of CommonMark finds nothing but headings, lists and code; no mention stands outside of code."""
    page = markdown.document(hostile(), lambda path: path)
    blocks = MarkdownIt("commonmark").parse(page)
    assert {block.type.removesuffix("_open").removesuffix("_close") for block in blocks} == {
        "heading", "inline", "paragraph", "bullet_list", "list_item"
    }  # fmt: skip
    inline = [token for block in blocks for token in block.children or ()]
    kinds = {"text", "code_inline", "strong_open", "strong_close", "hardbreak"}
    assert {token.type for token in inline} <= kinds
    assert sum(HOSTILE[:60] in token.content for token in inline if token.type == "code_inline") > 8
    prose = " ".join(token.content for token in inline if token.type == "text")
    assert not set(prose) & set("@#<>[]!&`|$"), prose


def test_code_cannot_be_left_and_no_line_can_be_ended() -> None:
    for plain in ("`", "``", "a`b``c```", " ", "x\n# heading", "a\u2028b\u202ec", "\\`", "y" * 500):
        (paragraph,) = [block for block in MarkdownIt("commonmark").parse(markdown.code(plain)) if block.children]
        assert [token.type for token in paragraph.children or ()] == ["code_inline"]
        assert len(markdown.code(plain).splitlines()) == 1
    assert len(markdown.code("y" * 500)) == 202


def test_nothing_acts_in_a_terminal_either() -> None:
    found = hostile()
    for _, line in text.lines(found, lambda path: path):
        assert line.isprintable()
    odd = Comparison((Change("reworded", "a\x1b[31m\n::error::b", claim=C),), "patch", ("\x1b]0;x\x07",), {})
    assert all(line.isprintable() for _, line in text.lines(odd, lambda path: path))
    assert document.document(odd).isascii()


def test_a_long_comparison_is_cut_with_what_demands_most_first() -> None:
    changes = [Change("reworded", "old -> new" * 30, claim=f"dmo:{k:08}") for k in range(900)]
    changes.append(Change("removed", claim="dmo:zzzzzzzz"))
    page = markdown.document(Comparison(tuple(changes), "major", (), {}), lambda path: path)
    assert len(page) <= markdown.LIMIT
    shown = page.count("- **")
    assert page.index("dmo:zzzzzzzz") < page.index("dmo:00000000")
    assert page.endswith(f"\nand {901 - shown:,} more, in the text form of the comparison\n")


# The command


def test_colours_follow_the_sign_and_only_where_they_are_wanted(claimkit: Command, tmp_path: Path) -> None:
    write(base(), tmp_path / "old")
    (case,) = [case for case in CASES if case.name == "first-of-two-lines-removed"]
    write(case.files(), tmp_path / "new")
    lines = claimkit("diff", "old", "new", "--color", "always").out.splitlines()
    assert [line[:5] for line in lines if "evidence re" in line and line.startswith("\x1b")] == [
        "\x1b[33m",
        "\x1b[31m",
    ]
    assert "\x1b" not in claimkit("diff", "old", "new").out


def test_the_summary_is_on_standard_error(claimkit: Command, tmp_path: Path) -> None:
    write(base(), tmp_path / "old")
    outcome = claimkit("diff", "old", "old")
    assert outcome.out == "nothing changed in what the claims say\n"
    assert outcome.err == "0 changes in 0 claims; 5 claims before, 5 after\n"
    assert claimkit("diff", "old", "old", "--quiet").err == ""
    assert json.loads(claimkit("diff", "old", "old", "--format", "json").out) == {
        "bump": "none", "because": [], "changes": []
    }  # fmt: skip
    assert "**none**; nothing changed" in claimkit("diff", "old", "old", "--format", "markdown").out


def test_the_page_lists_every_kind_with_its_bump() -> None:
    page = (REPOSITORY / "docs/diff.md").read_text()
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    listed = {kind: row[2].strip() for row in rows for kind in row[1].replace("`", "").replace(",", " ").split()}
    assert listed == {kind: one.bump for kind, one in KINDS.items()}
    assert {one.bump for one in KINDS.values()} <= set(BUMPS)
