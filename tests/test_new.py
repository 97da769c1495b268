"""`claimkit new`: complete drafts in their place, from flags, an entry, a registry's answer, an issue form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimkit.assembly import load
from claimkit.bibliography import Identifier, NotFoundError, UnreachableError, Work, crossref
from claimkit.cli.asking import Asker
from claimkit.cli.new import source as source_command
from claimkit.cli.new import study as study_command
from claimkit.cli.new.interview import Interview
from claimkit.drafts import naming, proposal
from claimkit.identifiers import claim_id_holds
from conftest import REPOSITORY, Command

RECORDED = Path(__file__).parent / "recorded"
CLAIM = (
    *("new", "claim", "--curator", "team"),
    *("--topic", "sleep", "--statement", "In mice, Bacillus subtilis 168 shortens sleep."),
    *("--acting", "strain-168", "--direction", "decreases", "--target", "sleep duration"),
)


def record(demo: Path, path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((demo.parent / path).read_text())
    return loaded


def test_a_claim_from_flags_is_complete_derived_and_in_its_place(claimkit: Command, demo: Path) -> None:
    result = claimkit(*CLAIM, "--evidence", "trial-2020/mice=decrease", "--evidence", "blog")
    assert result.code == 0
    assert result.out == "claims/records/sleep/strain-168-sleep-duration.yaml\n"
    assert "draft, evidence level animal (in vivo in Mus musculus)" in result.err
    text = (demo.parent / result.out.strip()).read_text()
    assert text.startswith("# yaml-language-server: $schema=../../../schema/claim.schema.json\nid: dmo:")
    made = record(demo, result.out.strip())
    assert claim_id_holds(made.pop("id"))
    assert made == {
        "version": 1,
        "status": "draft",
        "statement": "In mice, Bacillus subtilis 168 shortens sleep.",
        "organism": "bacillus-subtilis",
        "strain": "strain-168",
        "direction": "decreases",
        "target": "sleep-duration",
        "context": {"host": "mus-musculus"},
        "evidence_level": "animal",
        "evidence": [
            {"source": "trial-2020/mice", "stance": "supports", "result": "decrease"},
            {"source": "blog", "stance": "supports"},
        ],
        "curation": {"curator": "team", "created": made["curation"]["created"]},
    }
    assert claimkit("fmt", "--check", result.out.strip()).code == 0


def test_what_the_facts_say_of_directness_and_stance_is_filled_in(claimkit: Command, demo: Path) -> None:
    result = claimkit(
        *CLAIM, "--evidence", "trial-2020/coli=increase", "--host", "NCBITaxon:9606", "--curator", "team"
    )
    assert result.code == 0
    (line,) = record(demo, result.out.strip())["evidence"]
    assert line == {
        "source": "trial-2020/coli",
        "stance": "refutes",
        "result": "increase",
        "indirect": ["other-species", "other-strain"],
    }
    assert "evidence level ungraded" in result.err


def test_two_drafts_never_share_an_id_or_a_file(claimkit: Command, demo: Path) -> None:
    made = [claimkit(*CLAIM, "--host", "mus-musculus", "--dose", dose).out.strip() for dose in ("1 g", "2 g", "3 g")]
    assert made == [
        "claims/records/sleep/strain-168-sleep-duration.yaml",
        "claims/records/sleep/strain-168-sleep-duration-mus-musculus.yaml",
        "claims/records/sleep/strain-168-sleep-duration-mus-musculus-2.yaml",
    ]
    assert len({record(demo, path)["id"] for path in made}) == 3


def test_what_a_claim_says_already_is_not_written_again(claimkit: Command, demo: Path) -> None:
    again = [*CLAIM[:-3], "increases", *CLAIM[-2:], "--evidence", "trial-2020/mice=increase"]
    result = claimkit(*again)
    assert result.code == 2
    assert "dmo:h7k2m9p9 says the same: put the evidence there, into claims/records/sleep/subtilis.yaml" in result.err
    other = claimkit(*again, "--sex", "male")
    assert other.code == 0
    assert "on the same two: dmo:h7k2m9p9 increases, claims/records/sleep/subtilis.yaml" in other.err


def test_an_id_that_is_taken_is_drawn_again() -> None:
    drawn = iter("0000000" + "7k3m9qx")
    assert naming.mint("gbc", {"gbc:00000000"}, lambda _: next(drawn)) == "gbc:7k3m9qxf"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "claim"], "give --statement (the claim as one sentence in your own words), --acting"),
        ([*CLAIM], "give --host (the species in which it is claimed, or not-stated)"),
        ([*CLAIM, "--host", "mice"], 'claimkit: --host "mice": no term is called so'),
        ([*CLAIM, "--evidence", "trial-2020/mouse=decrease"], "the studies of trial-2020 are trial, mice, coli"),
        ([*CLAIM, "--evidence", "trial-2021/mice=decrease"], "add it: claimkit new source"),
        ([*CLAIM, "--evidence", "trial-2020/mice"], "write trial-2020/mice=increase"),
        ([*CLAIM, "--evidence", "{source: [}"], "write {source: KEY/STUDY, result: increase}"),
        ([*CLAIM, "--evidence", "trial-2020/mice=less"], "result "),
        ([*CLAIM, "--host", "mus-musculus", "--topic", "Sleep!"], "--topic"),
        ([*CLAIM, "--host", "mus-musculus", "--file", "../x"], "--file"),
        ([*CLAIM, "--host", "mus-musculus", "--curator", "nobody"], "the curators are other-team, team"),
        (["new", "claim", *CLAIM[4:], "--host", "mus-musculus"], "give --curator (other-team, team)"),
        ([*CLAIM, "--host", "mus-musculus", "--duration", "a year"], "duration"),
        ([*CLAIM, "--host", "mus-musculus", "--predicate", "binds"], "binds takes holds, does-not-hold"),
        ([*CLAIM[:6], "--statement", "=1+1", *CLAIM[8:], "--host", "mus-musculus"], "begin with a letter or digit"),
        (["new", "claim", "--proposal", "nowhere.md"], "No such file"),
        (["new", "term"], "give --label"),
        (
            ["new", "term", "Sleep  Duration", "--category", "measures"],
            "is there already: sleep-duration in claims/terms/",
        ),
        (["new", "term", "x", "--category", "measures"], "give --searched"),
        (["new", "term", "x", "--category", "measures", "--id", "nonsense"], "CURIE"),
        (["new", "source"], "give --entry (or a DOI, PMID, NCT number or address as argument)"),
        (["new", "source", "some words"], "is no DOI, PMID, PMCID or NCT number"),
        (["new", "source", "10.5555/x", "--offline"], "give --kind"),
        (["new", "source", "10.5555/x", "--offline", "--kind", "lay", "--study", "x"], "has no study of its own"),
        (["new", "source", "10.5555/x", "--offline", "--kind", "primary", "--design", "cohort"], "give --host"),
        (["new", "source", "@article{x", "--kind", "primary"], "BibTeX"),
        (["new", "source", "10.5555/x", "--offline", "--kind", "primary", "--key", "con"], "--key"),
        (["new", "term", "a\tb", "--category", "measures", "--searched", "no"], "a tab"),
        (["new", "term", "a\u202eb", "--category", "measures", "--searched", "no"], "U+202E"),
        (["new", "term", "a", "--category", "measures", "--id", "OBA:1", "--key", "../../x"], "--key"),
        (["new", "term", "a", "--category", "measures", "--id", "OBA:1", "--key", "con"], "--key"),
        (["new", "term", "Koffein", "--category", "molecules", "--id", "CHEBI:27732"], "it is that of caffeine"),
        (["new", "term", "骨密度", "--category", "measures", "--searched", "no"], "give --key"),
        ([*CLAIM, "--host", "mus-musculus", "--population", "a\u202eb"], "U+202E"),
        ([*CLAIM, "--host", "mus-musculus", "--population", "a\udcff"], "is not UTF-8"),
        ([*CLAIM, "--evidence", "{source: trial-2020/mice, result: [1]}"], "result"),
        ([*CLAIM, "--evidence", "{source: trial-2020/mice, result: decrease}\nextra: 1"], "no line of evidence"),
        (["new", "claim", "--proposal", "x.md", "--sex", "female"], "brings its own facts: leave out --sex"),
    ],
)
def test_what_is_missing_or_wrong_writes_nothing_and_says_what_to_type(
    claimkit: Command, demo: Path, arguments: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()}
    result = claimkit(*arguments)
    assert result.code == 2
    assert said in result.err
    assert {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()} == before


def test_a_term_goes_into_its_file_with_what_stands_there_kept(claimkit: Command, demo: Path) -> None:
    measures = demo / "terms/measures.yaml"
    measures.write_text("# our measures\n" + measures.read_text() + "# the end\n")
    result = claimkit(
        *("new", "term", "Sleep latency", "--category", "measures", "--searched", "EFO: none"),
        *("--synonym", "time to fall asleep", "--antonym", "quick sleep"),
    )
    assert (result.code, result.out) == (0, "claims/terms/measures.yaml\n")
    assert "sleep-latency: dmt:sleep-latency, Sleep latency\n" in result.err
    text = measures.read_text()
    assert text.startswith("# our measures\nsleep-duration:\n")
    assert text.endswith(
        "sleep-latency:\n  id: dmt:sleep-latency\n  label: Sleep latency\n  synonyms: [time to fall asleep]\n"
        '  antonyms: [quick sleep]\n  searched: "EFO: none"\n# the end\n'
    )
    new = claimkit("new", "term", "bone marrow", "--category", "anatomy", "--id", "UBERON:0002371")
    assert new.code == 0
    assert (demo / "terms/anatomy.yaml").read_text() == (
        "# yaml-language-server: $schema=../../schema/terms.schema.json\n"
        "bone-marrow:\n  id: UBERON:0002371\n  label: bone marrow\n"
    )


def test_a_pasted_entry_gives_a_source_that_says_where_it_was_read(claimkit: Command, demo: Path) -> None:
    entry = (
        "@article{x, title={On {S}leep}, author={Nobody, N{\\'o}ra}, year=2020, journal={Dreams}, doi={10.5555/A}}"
    )
    result = claimkit(
        *("new", "source", entry, "--kind", "primary", "--study", "mice", "--design", "experiment"),
        *("--host", "mus-musculus", "--agent", "caffeine", "--size", "12"),
    )
    assert (result.code, result.out) == (0, "claims/sources/nobody-2020.yaml\n")
    made = record(demo, result.out.strip())
    assert made["title"] == "On Sleep"
    assert made["author"] == [{"family": "Nobody", "given": "Nóra"}]
    assert made["DOI"] == "10.5555/a"
    assert made["standing"] == {"status": "unknown"}
    assert made["studies"] == [
        {
            **{"id": "mice", "design": "experiment", "system": "in-vivo", "host": "mus-musculus"},
            **{"agent": "caffeine", "size": 12},
        }
    ]
    (verified,) = made["verified"]
    assert (verified["from"], verified["via"]) == ("secondary", "a pasted BibTeX entry")
    assert "title" in verified["fields"]
    again = claimkit("new", "source", entry, "--kind", "primary")
    assert (again.code, "there already: claims/sources/nobody-2020.yaml" in again.err) == (2, True)


def recorded_work(name: str) -> tuple[str, Work]:
    answer = json.loads((RECORDED / "crossref" / name).read_text())
    doi = answer["message"]["DOI"].lower()
    return doi, crossref.work_of(answer, doi, f"https://api.crossref.org/works/{doi}")


def test_what_a_registry_says_is_filled_in_noted_and_pinned(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doi, work = recorded_work("retracted.json")
    asked: list[Identifier] = []

    def answering(identifier: Identifier, **_: Any) -> Work:
        asked.append(identifier)
        return work

    monkeypatch.setattr(source_command, "look_up", answering)
    result = claimkit("new", "source", f"https://doi.org/{doi.upper()}", "--kind", "primary")
    assert result.code == 0
    assert asked == [Identifier("DOI", doi)]
    assert "says of it: retracted" in result.err
    made = record(demo, result.out.strip())
    assert made["title"] == work.fields["title"]
    assert made["standing"]["status"] == "retracted"
    assert made["verified"][0]["from"] == "registry"
    assert doi in made["verified"][0]["via"]
    pinned = json.loads((demo / "snapshots/works.json").read_text())["works"]
    assert [(one["DOI"], one["standing"]) for one in pinned] == [(doi, "retracted")]


def test_without_a_network_it_says_so_and_goes_on(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: Any, **__: Any) -> Work:
        raise UnreachableError("the registry could not be reached")

    monkeypatch.setattr(source_command, "look_up", silent)
    monkeypatch.setattr(study_command, "look_up", silent)
    result = claimkit(
        *("new", "source", "10.5555/silent", "--kind", "primary", "--design", "randomized-trial"),
        *("--host", "homo-sapiens", "--agent", "caffeine", "--registration", "NCT00000001"),
    )
    assert result.code == 0
    assert result.err.count("could not be reached; going on without") == 2
    assert "its title is not known: type it into claims/sources/10-5555-silent.yaml" in result.err
    made = record(demo, result.out.strip())
    assert (made["DOI"], made["title"]) == ("10.5555/silent", "[title not looked up]")
    assert made["studies"][0]["registration"] == "NCT00000001"
    assert "verified" not in made


def test_what_no_registry_knows_is_not_written(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ignorant(*_: Any, **__: Any) -> Work:
        raise NotFoundError("Crossref and DataCite know no 10.5555/nothing")

    monkeypatch.setattr(source_command, "look_up", ignorant)
    result = claimkit("new", "source", "10.5555/nothing", "--kind", "primary")
    assert result.code == 2
    assert "with --offline it is written all the same" in result.err
    assert claimkit("new", "source", "10.5555/nothing", "--kind", "primary", "--offline").code == 0


def test_a_trial_gets_what_its_registry_says(claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimkit.bibliography import clinicaltrials

    answer = json.loads((RECORDED / "clinicaltrials/randomized.json").read_text())
    number = answer["protocolSection"]["identificationModule"]["nctId"]
    work = clinicaltrials.work_of(answer, number, f"https://clinicaltrials.gov/api/v2/studies/{number}")
    monkeypatch.setattr(study_command, "look_up", lambda *_, **__: work)
    monkeypatch.setattr(source_command, "look_up", lambda *_, **__: work)
    result = claimkit(
        *("new", "source", "https://example.org/trial", "--type", "article-journal", "--title", "A trial"),
        *("--kind", "primary", "--host", "homo-sapiens", "--agent", "caffeine", "--registration", number),
    )
    assert result.code == 0
    (study,) = record(demo, result.out.strip())["studies"]
    assert study["design"] == "randomized-trial"
    assert study["registration"] == number
    assert study.get("size") == work.study.get("size")
    entry = claimkit("new", "source", number)
    assert entry.code == 0
    made = record(demo, entry.out.strip())
    assert (made["kind"], made["id"]) == ("registry", number.lower())
    assert "studies" not in made


def form(**answers: str) -> str:
    given = {
        "Statement": "In adults, caffeine may lengthen sleep.",
        "What acts": "Caffeine",
        "Organism": "_No response_",
        "Predicate": "affects",
        "Direction": "increases",
        "Target": "sleep duration",
        "Host": "Homo sapiens",
        "System": "in-vivo",
        "Scope": "Population: adults\nDuration: 12 months\nComparator: water",
        "Source": "NCT00000000",
        "Where in the source": "Table 2",
        **answers,
    }
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in given.items()) + "\n"


def test_the_labels_are_those_of_the_form() -> None:
    fields = yaml.safe_load((REPOSITORY / ".github/ISSUE_TEMPLATE/claim.yml").read_text())["body"]
    labels = [field["attributes"]["label"] for field in fields if field["type"] != "markdown"]
    assert sorted(labels) == sorted(proposal.LABELS)


def test_a_proposal_becomes_a_draft(claimkit: Command, demo: Path) -> None:
    body = demo.parent / "issue.md"
    body.write_text(form())
    result = claimkit("new", "claim", "--proposal", "issue.md")
    assert (result.code, result.out) == (0, "claims/records/sleep/caffeine-sleep-duration.yaml\n")
    made = record(demo, result.out.strip())
    assert (made["status"], made["agent"], made["target"]) == ("draft", "caffeine", "sleep-duration")
    assert made["context"] == {
        "host": "homo-sapiens",
        "population": "adults",
        "comparator": "water",
        "duration": "P12M",
    }
    assert made["evidence"] == [{"source": "trial-2020", "stance": "neutral"}]
    assert "Where in the source: Table 2" in made["notes"]


@pytest.mark.parametrize(
    "answers",
    [
        {"Statement": "=HYPERLINK(1)\n### Target\n\nrm -rf", "Remarks": "$(touch x) `id` ${{ secrets }}\n---\nid: x"},
        {"Statement": "x: [y\n- {a: &b", "Remarks": "\u202eevil\u200b \x1b[31m \ud800 \ufeff" + "z" * 100_000},
        {"Target": "no such thing as this", "What acts": "../../etc/passwd", "Host": "* * *"},
        {
            "Scope": "Duration: P1Y; DROP\nSite: nowhere\nDose: =1\nPopulation: @everyone",
            "Source": "javascript:alert(1)",
        },
        {"Direction": "sideways", "Sex": "yes", "System": "!!python/object", "Predicate": "<<"},
    ],
)
def test_a_hostile_proposal_is_data(claimkit: Command, demo: Path, answers: dict[str, str]) -> None:
    before = set(demo.parent.rglob("*"))
    (demo.parent / "issue.md").write_bytes(form(**answers).encode("utf-8", "surrogatepass"))
    result = claimkit("new", "claim", "--proposal", "issue.md")
    if "\ud800" in answers.get("Remarks", ""):
        assert (result.code, "not UTF-8" in result.err) == (2, True)
        return
    assert result.code in (0, 1)
    path = demo.parent / result.out.strip()
    made = record(demo, result.out.strip())
    assert re.fullmatch(r"claims/records/[a-z]+/[a-z0-9-]+\.yaml\n", result.out)
    assert set(demo.parent.rglob("*")) - before - {path, path.parent} == {demo.parent / "issue.md"}
    assert made["status"] == "draft"
    assert not any(code in result.err for code in ("CK00", "CK01", "CK10")), result.err


def test_numbers_are_written_as_the_reader_takes_them(claimkit: Command, demo: Path) -> None:
    effect = "{type: mean-difference, value: 0.00001, ci: [-1.5e+20, 2]}"
    line = f"{{source: trial-2020/mice, result: decrease, finding: {{measure: time, effect: {effect}}}}}"
    result = claimkit(*CLAIM, "--evidence", line)
    assert result.code in (0, 1)
    text = (demo.parent / result.out.strip()).read_text()
    assert "value: 1.0e-05, ci: [-1.5e+20, 2]" in text


def test_decomposed_letters_are_composed(claimkit: Command, demo: Path) -> None:
    result = claimkit(*CLAIM, "--host", "mus-musculus", "--population", "Mu\u0308ller's mice ")
    assert result.code == 0
    assert record(demo, result.out.strip())["context"]["population"] == "M\u00fcller's mice"


def test_letters_of_other_alphabets_make_keys_where_they_can() -> None:
    assert naming.slug("β-carotene") == "beta-carotene"
    assert naming.slug("θ waves") == "theta-waves"
    assert naming.slug("Bäckhed's Ørsted") == "backheds-orsted"
    assert naming.slug("骨密度") == ""


def test_the_thirtieth_work_of_one_author_and_year_has_a_key() -> None:
    taken: set[str] = set()
    for _ in range(40):
        taken.add(naming.source_key("Li", "2007", "x", taken))
    assert len(taken) == 40


def test_a_vocabulary_that_cannot_be_read_is_not_called_empty(claimkit: Command, demo: Path) -> None:
    (demo / "terms/measures.yaml").write_text("sleep-duration: [\n")
    result = claimkit(*CLAIM, "--host", "mus-musculus")
    assert (result.code, "a file of terms could not be read" in result.err) == (2, True)


def test_what_acts_can_be_given_by_the_fields_of_the_record(claimkit: Command, demo: Path) -> None:
    rest = [*CLAIM[:8], *CLAIM[10:], "--host", "mus-musculus"]
    assert "--acting" not in rest
    made = record(demo, claimkit(*rest, "--strain", "strain-168", "--dose", "1 g").out.strip())
    assert (made["organism"], made["strain"], "agent" in made) == ("bacillus-subtilis", "strain-168", False)
    made = record(demo, claimkit(*rest, "--organism", "bacillus-subtilis", "--agent", "caffeine").out.strip())
    assert (made["organism"], made["agent"]) == ("bacillus-subtilis", "caffeine")
    both = claimkit(*rest, "--agent", "caffeine", "--acting", "caffeine")
    assert (both.code, "give it or them" in both.err) == (2, True)


def test_the_level_is_shown_as_the_facts_come_in(demo: Path) -> None:
    shown: list[str] = []
    answers = ["In mice it shortens sleep.", "strain-168", "", "decreases", "sleep-duration"]
    answers += ["blog", "supports", "trial-2020/mice", "decrease", ""]

    class Scripted(Asker):
        def ask(self, question: str, *, default: str = "", below: Any = None, **_: Any) -> str:
            if below:
                shown.append(below())
            return (answers.pop(0) if answers else "") or default

    facts = Interview(Scripted(True), load(demo), {}).facts()
    assert [line["source"] for line in facts["evidence"]] == ["blog", "trial-2020/mice"]
    assert [re.sub(r" \(.*", "", one) for one in shown] == [
        "evidence level so far: ungraded",
        "evidence level so far: assertion",
        "evidence level so far: animal",
    ]
