"""Citations: each format read back by a program that nobody here wrote, and every field held to record and ledger."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import FOLDER, read
from citations import bib, csl, ris, typeset
from claimkit import ledger
from claimkit.assembly import assemble
from claimkit.citing import FORMATS, cite, works
from claimkit.citing.citation import NotCitableError
from claimkit.corpus import Corpus
from claimkit.model import LedgerEntry
from claimkit.release import redirects
from conftest import REPOSITORY, Command
from independent_digest import Program

BASE = read(FOLDER / "_base")
FIRST = "releases/0.1.0.json"
CAFFEINE, SUBTILIS = "records/sleep/caffeine.yaml", "records/sleep/subtilis.yaml"
RELEASED = {**BASE, FIRST: read(FOLDER / "_released")[FIRST]}
"""Exactly what 0.1.0 released."""
SINCE = {**BASE, **read(FOLDER / "_released")}
"""The same on the way to 0.2.0."""
TWICE = {**BASE, **read(FOLDER / "_twice")}
"""Released twice, and on the way to 0.3.0; caffeine has version 2 since 0.2.0."""
WITHDRAWN = {**SINCE, CAFFEINE: read(FOLDER / "_withdrawn")[CAFFEINE]}
"""The same, with caffeine withdrawn since."""
ENTRY = json.loads(RELEASED[FIRST])
CLAIM = "dmo:0a1b2c39"
DIGEST = ENTRY["claims"][CLAIM]["digest"]
STATEMENT = yaml.safe_load(BASE[CAFFEINE])["statement"]
Files = dict[str, bytes]


def edited(files: Files, path: str, *edits: tuple[str, str]) -> Files:
    text = files[path].decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return {**files, path: text.encode()}


def laid(files: Files, root: Path) -> Path:
    for path, raw in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    return root


def refusal(corpus: Corpus, *arguments: Any, of: Callable[..., Any] = cite) -> str:
    with pytest.raises(NotCitableError) as refused:
        of(corpus, *arguments)
    return str(refused.value)


# What a citation holds


def test_a_released_claim_in_bibtex() -> None:
    (entry,) = bib(FORMATS["bibtex"]([cite(assemble(RELEASED), CLAIM, accessed="2026-12-05")]))
    assert entry == {
        "ENTRYTYPE": "misc",
        "ID": "dmo-0a1b2c39-v1",
        "author": "{Nobody}",
        "title": f"{{{STATEMENT}}}",
        "howpublished": f"Claim {CLAIM}, version 1, in: Made-up claims for tests, version 0.1.0",
        "year": "2026",
        "month": "February",
        "day": "1",
        "note": f"licence CC0-1.0; sha256:{DIGEST}",
        "url": "https://example.org/demo/claim/0a1b2c39/v1",
        "urldate": "2026-12-05",
    }


def test_a_released_claim_in_ris() -> None:
    (entry,) = ris(FORMATS["ris"]([cite(assemble(RELEASED), CLAIM, accessed="2026-12-05")]))
    assert entry == {
        "type_of_reference": "DATA",
        "id": "dmo-0a1b2c39-v1",
        "title": STATEMENT,
        "authors": ["Nobody"],
        "year": "2026",
        "date": "2026/02/01/",
        "secondary_title": "Made-up claims for tests, version 0.1.0",
        "edition": "1",
        "type_of_work": "claim",
        "accession_number": CLAIM,
        "urls": ["https://example.org/demo/claim/0a1b2c39/v1"],
        "access_date": "2026/12/05/",
        "notes": ["licence CC0-1.0", f"sha256:{DIGEST}"],
    }


def test_a_released_claim_in_csl_json() -> None:
    (item,) = csl(FORMATS["csl-json"]([cite(assemble(RELEASED), CLAIM, accessed="2026-12-05")]))
    assert item == {
        "id": "dmo-0a1b2c39-v1",
        "type": "entry",
        "genre": "claim",
        "number": CLAIM,
        "version": "1",
        "author": [{"literal": "Nobody"}],
        "title": STATEMENT,
        "container-title": "Made-up claims for tests, version 0.1.0",
        "issued": {"date-parts": [[2026, 2, 1]]},
        "accessed": {"date-parts": [[2026, 12, 5]]},
        "URL": "https://example.org/demo/claim/0a1b2c39/v1",
        "note": f"licence CC0-1.0; sha256:{DIGEST}",
    }
    (line,) = typeset([item])
    for shown in ("Nobody", "2026", STATEMENT.rstrip("."), "Made-up claims for tests, version 0.1.0", item["URL"]):
        assert shown in line


def test_a_released_claim_in_a_line_of_text() -> None:
    assert FORMATS["text"]([cite(assemble(RELEASED), CLAIM, accessed="2026-12-05")]) == (
        f"Nobody. In adults, caffeine in the evening shortens sleep (claim {CLAIM}, version 1). 2026-02-01. "
        "In: Made-up claims for tests, version 0.1.0. https://example.org/demo/claim/0a1b2c39/v1. "
        f"sha256:{DIGEST}. CC0-1.0. Accessed 2026-12-05.\n"
    )


def test_a_released_dataset_in_each_format() -> None:
    cited = [cite(assemble(RELEASED))]
    (item,), (entry,), (tags,) = (
        csl(FORMATS["csl-json"](cited)),
        bib(FORMATS["bibtex"](cited)),
        ris(FORMATS["ris"](cited)),
    )
    address, note = "https://example.org/demo/release/0.1.0", f"licence CC0-1.0; sha256:{ENTRY['sha256']}"
    assert item == {
        "id": "demo-claims-0.1.0",
        "type": "dataset",
        "genre": "dataset",
        "title": "Made-up claims for tests",
        "author": [{"literal": "Nobody"}],
        "version": "0.1.0",
        "issued": {"date-parts": [[2026, 2, 1]]},
        "URL": address,
        "note": note,
    }
    assert (entry["title"], entry["howpublished"]) == ("{Made-up claims for tests}", "Dataset, version 0.1.0")
    assert (entry["url"], entry["note"], entry["year"], entry["month"]) == (address, note, "2026", "February")
    assert (tags["title"], tags["edition"], tags["urls"]) == ("Made-up claims for tests", "0.1.0", [address])
    assert FORMATS["text"](cited) == (
        f"Nobody. Made-up claims for tests (dataset, version 0.1.0). 2026-02-01. {address}. "
        f"sha256:{ENTRY['sha256']}. CC0-1.0.\n"
    )
    assert all(one in typeset([item])[0] for one in ("Nobody", "2026", "Made-up claims for tests"))


def test_nothing_is_dated_that_was_not_released_or_looked_up() -> None:
    for cited in (cite(assemble(BASE)), cite(assemble(BASE), CLAIM)):
        assert (cited.issued, cited.accessed) == (None, None)
        assert {"year", "month", "day", "urldate"}.isdisjoint(bib(FORMATS["bibtex"]([cited]))[0])
        assert {"issued", "accessed"}.isdisjoint(csl(FORMATS["csl-json"]([cited]))[0])


# What is no release, and what it says of it


def test_without_a_ledger_nothing_is_a_release() -> None:
    corpus = assemble(BASE)
    whole, claim = cite(corpus), cite(corpus, CLAIM)
    assert (whole.version, whole.url, whole.digest) == ("0.1.0-dev", "https://example.org/demo/", None)
    assert whole.notes == ("not a release",)
    assert (claim.container_version, claim.version) == ("0.1.0-dev", "1")
    assert claim.digest == Program(FOLDER / "_base").claims()[CLAIM]
    assert claim.notes == ("not a release", "this claim was never released")
    assert claim.url == "https://example.org/demo/claim/0a1b2c39/v1"


def test_between_two_releases_the_claim_says_whether_it_is_as_released() -> None:
    same = cite(assemble(SINCE), CLAIM)
    assert (same.container_version, same.digest) == ("0.2.0-dev", DIGEST)
    assert same.notes == ("not a release", "this claim is as released in 0.1.0 (version 1)")
    changed = cite(assemble(edited(SINCE, CAFFEINE, ("shortens", "cuts"), ("version: 1", "version: 2"))), CLAIM)
    assert changed.notes == ("not a release", "this claim differs from what 0.1.0 released (version 1)")
    assert (changed.version, changed.url) == ("2", "https://example.org/demo/claim/0a1b2c39/v2")
    assert changed.digest != DIGEST


def test_an_address_that_means_what_was_released_is_not_given_to_something_else() -> None:
    changed = cite(assemble(edited(SINCE, CAFFEINE, ("shortens", "cuts"))), CLAIM)
    assert changed.version == "1"
    assert changed.url == "https://example.org/demo/claim/0a1b2c39"
    assert "this claim differs from what 0.1.0 released (version 1)" in changed.notes


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CAFFEINE, "shortens", "cuts"),
        ("sources/blog.yaml", "[made-up page", "[another page"),
        ("terms/measures.yaml", "label: sleep duration", "label: duration of sleep"),
        ("dataset.yaml", "literal: Nobody", "literal: Somebody"),
        (SUBTILIS, "version: 2", "version: 3"),
    ],
)
def test_under_a_released_version_any_change_is_no_release(path: str, old: str, new: str) -> None:
    assert cite(assemble(edited(RELEASED, path, (old, new)))).notes == (
        "not a release: it differs from what was released as 0.1.0",
    )


def test_what_no_release_holds_changes_nothing() -> None:
    draft = RELEASED[SUBTILIS].replace(b"id: dmo:h7k2m9p9", b"id: dmo:7k3m9qxf").replace(b"accepted", b"draft")
    more = {**edited(RELEASED, CAFFEINE, ("# A comment", "# Another one")), "records/sleep/draft.yaml": draft}
    whole = cite(assemble(more))
    assert (whole.version, whole.digest, whole.notes) == ("0.1.0", ENTRY["sha256"], ())


@pytest.mark.parametrize("gone", [SUBTILIS, "sources/blog.yaml", "terms/processes.yaml", "terms/measures.yaml"])
def test_what_lacks_something_is_no_release(gone: str) -> None:
    assert cite(assemble({path: raw for path, raw in RELEASED.items() if path != gone})).version == "0.1.0-dev"


# A release of the ledger


def test_a_release_asked_for_is_cited_as_it_was() -> None:
    corpus = assemble(TWICE)
    second = json.loads(TWICE["releases/0.2.0.json"])
    whole = cite(corpus, None, "0.1.0")
    assert (whole.version, whole.issued, whole.digest) == ("0.1.0", "2026-02-01", ENTRY["sha256"])
    assert whole.notes == ()
    then = cite(corpus, CLAIM, "0.1.0")
    assert (then.version, then.digest, then.issued, then.container_version) == ("1", DIGEST, "2026-02-01", "0.1.0")
    assert then.url == "https://example.org/demo/claim/0a1b2c39/v1"
    assert then.title == f"[Claim {CLAIM}]"  # the ledger holds no statement, and the record has another by now
    assert then.notes == ("this claim says something else by now: its words then stand in the release 0.1.0 itself",)
    newer = cite(corpus, CLAIM, "0.2.0")
    assert (newer.version, newer.digest) == ("2", second["claims"][CLAIM]["digest"])
    assert (newer.title, newer.issued) == (yaml.safe_load(TWICE[CAFFEINE])["statement"], "2026-03-01")
    assert newer.notes == ()


def test_a_release_whose_title_may_have_been_another_says_so() -> None:
    corpus = assemble(edited(SINCE, "dataset.yaml", ("literal: Nobody", "literal: Somebody")))
    assert cite(corpus, CLAIM, "0.1.0").notes == (
        "title, creators and licence as they are now; dataset.yaml was another in 0.1.0",
    )


def test_what_no_release_holds_is_refused_with_what_there_is() -> None:
    corpus = assemble(edited(TWICE, SUBTILIS, ("id: dmo:h7k2m9p9", "id: dmo:7k3m9qxf")))
    assert refusal(corpus, None, "0.9.0") == 'there is no release "0.9.0"; released are 0.1.0, 0.2.0'
    assert refusal(assemble(BASE), None, "0.1.0") == 'there is no release "0.1.0"; none was released yet'
    assert refusal(corpus, "dmo:7k3m9qxf", "0.1.0") == (
        "the release 0.1.0 holds no claim dmo:7k3m9qxf; there are dmo:0a1b2c39, dmo:h7k2m9p9"
    )
    assert refusal(corpus, "dmo:0a1b2c93", "0.1.0").endswith('; did you mean "dmo:0a1b2c39"?')
    entry = LedgerEntry.model_validate_json(RELEASED[FIRST])
    later = edited(SINCE, SUBTILIS, ("id: dmo:h7k2m9p9", "id: dmo:7k3m9qxf"), ("version: 2", "version: 1"))
    later["releases/0.2.0.json"] = ledger.entry_of(assemble(later), "0.2.0", "2026-03-01", entry)
    assert refusal(assemble(later), "dmo:7k3m9qxf", "0.1.0").endswith("; 0.2.0 was the first that did")


def test_a_record_that_is_gone_is_still_cited_from_the_ledger() -> None:
    gone = assemble({path: raw for path, raw in SINCE.items() if path != SUBTILIS})
    cited = cite(gone, "dmo:h7k2m9p9", "0.1.0")
    assert (cited.title, cited.version) == ("[Claim dmo:h7k2m9p9]", "2")
    assert cited.digest == ENTRY["claims"]["dmo:h7k2m9p9"]["digest"]
    assert refusal(gone, "dmo:h7k2m9p9").startswith("there is no claim dmo:h7k2m9p9")


def test_what_is_gone_is_told_with_the_release_that_held_it_last() -> None:
    base = "https://example.org/demo/"
    blog = SINCE[CAFFEINE].decode().partition("  - source: blog")[2].partition("related:")[0]
    files = edited(SINCE, CAFFEINE, ("  - source: blog" + blog, ""), ("version: 1", "version: 2"))
    files = edited(files, "sources/trial-2020.yaml", ("  - {id: coli, design: experiment, system: in-vivo, ", "# {"))
    k12 = files["terms/strains.yaml"].decode().partition("k-12:")[2].partition("strain-168:")[0]
    files = edited(files, "terms/strains.yaml", ("k-12:" + k12, ""))
    del files["sources/blog.yaml"]
    corpus = assemble(files)
    assert corpus.diagnostics == ()
    last = "; 0.1.0 is the last release that held it: ask that one for it"
    line, study = f"{base}claim/0a1b2c39/evidence/blog/1", f"{base}source/trial-2020/coli"
    assert refusal(corpus, line) == f"{CLAIM} has no line of evidence blog/1{last}"
    assert refusal(corpus, study) == f"the source trial-2020 has no study coli{last}"
    assert refusal(corpus, f"{base}source/blog") == f"there is no source blog{last}"
    assert refusal(corpus, f"{base}term/k-12") == f"there is no term dmt:k-12{last}"
    entry = ledger.entry_of(corpus, "0.2.0", "2026-03-01", LedgerEntry.model_validate_json(RELEASED[FIRST]))
    again = assemble({**files, "releases/0.2.0.json": entry})
    assert refusal(again, line) == f"{CLAIM} has no line of evidence blog/1{last}"
    assert refusal(again, line, "0.2.0") == f"{CLAIM} has no line of evidence blog/1 in 0.2.0{last}"
    assert refusal(again, study, "0.2.0") == f"the source trial-2020 has no study coli in 0.2.0{last}"
    assert (
        refusal(again, line, "0.1.0")
        == f"{CLAIM} says something else by now; ask the release 0.1.0 itself for blog/1"
    )
    assert cite(again, f"{base}source/blog", "0.1.0").notes == (
        "this record is gone by now: its words stand in the release 0.1.0 itself",
    )
    assert cite(again, study, "0.1.0").title == "[Record of trial-2020/coli]"  # its digest then is in the ledger
    nothing = refusal(again, f"{base}source/trial-2020/cats", "0.1.0")
    assert nothing == "the source trial-2020 has no study cats in 0.1.0; there are coli, mice, trial"


def test_a_ledger_that_was_edited_proves_nothing() -> None:
    forged = edited(SINCE, FIRST, (DIGEST, "0" * 64))
    message = "the ledger entry 0.1.0 is not as it was made; run: claimkit validate"
    assert refusal(assemble(forged), CLAIM, "0.1.0") == message
    assert refusal(assemble(forged), CLAIM) == message
    foreign = edited(SINCE, "dataset.yaml", ("name: demo-claims", "name: other-claims"))
    assert refusal(assemble(foreign)) == 'the ledger entry 0.1.0 is of another dataset: "demo-claims"'
    cut = {path: raw for path, raw in TWICE.items() if path != FIRST}
    assert refusal(assemble(cut), CLAIM) == "the ledger entry 0.2.0 is not as it was made; run: claimkit validate"


# Withdrawn, draft, unknown


def test_a_withdrawn_claim_says_why_and_what_stands_in_its_place() -> None:
    files = edited(
        WITHDRAWN,
        CAFFEINE,
        ('made up., date: "2026-01-20"', 'made up., date: "2026-01-20", replaced_by: dmo:h7k2m9p9'),
    )
    gone = "withdrawn on 2026-01-20: The trial was made up"
    led = f"{gone}; replaced by dmo:h7k2m9p9, https://example.org/demo/claim/h7k2m9p9"
    now = cite(assemble(files), CLAIM)
    assert now.notes == ("not a release", "this claim differs from what 0.1.0 released (version 1)", led)
    assert led in bib(FORMATS["bibtex"]([now]))[0]["note"]
    assert led in ris(FORMATS["ris"]([now]))[0]["notes"]
    assert cite(assemble(WITHDRAWN), CLAIM).notes[-1] == gone


def test_a_claim_withdrawn_since_is_cited_with_its_statement_and_the_withdrawal() -> None:
    """That nothing but the withdrawal changed follows from the digest that the release holds."""
    then = cite(assemble(WITHDRAWN), CLAIM, "0.1.0")
    assert (then.title, then.digest, then.version) == (STATEMENT, DIGEST, "1")
    assert then.notes == ("withdrawn on 2026-01-20: The trial was made up",)
    reworded = cite(assemble(edited(WITHDRAWN, CAFFEINE, ("shortens", "cuts"))), CLAIM, "0.1.0")
    assert reworded.title == f"[Claim {CLAIM}]"
    assert reworded.notes[-1].startswith("withdrawn on")


def test_the_command_refuses_drafts_and_names_the_claim_that_was_meant(claimkit: Command, demo: Path) -> None:
    laid(edited(BASE, SUBTILIS, ("status: accepted", "status: draft")), demo)
    for arguments, message in (
        (["dmo:h7k2m9p9"], "dmo:h7k2m9p9 is a draft, which nobody can look up; it can be cited once it is accepted"),
        (["dmo:0a1b2c93"], 'there is no claim dmo:0a1b2c93; did you mean "dmo:0a1b2c39"?'),
        (["DMO:0A1B2C39"], 'there is no claim DMO:0A1B2C39; did you mean "dmo:0a1b2c39"?'),
        (["0a1b2c39"], 'there is no claim 0a1b2c39; did you mean "dmo:0a1b2c39"?'),
        (["--release", "0.1.0"], 'there is no release "0.1.0"; none was released yet'),
        (["--accessed", "2026-02-30"], "--accessed 2026-02-30: not a date like 2026-11-21"),
        (["--as-of", "today"], "--as-of today: not a date like 2026-11-21"),
    ):
        outcome = claimkit("cite", *arguments)
        assert (outcome.code, outcome.out, outcome.err) == (2, "", f"claimkit: {message}\n")
    assert claimkit("cite", CLAIM, "--sources", "--accessed", "2026-12-01").code == 2


# Addresses


@pytest.mark.parametrize(
    ("below", "genre", "title", "url"),
    [
        ("", "dataset", "Made-up claims for tests", "release/0.1.0"),
        ("release/0.1.0", "dataset", "Made-up claims for tests", "release/0.1.0"),
        ("claim/0a1b2c39", "claim", STATEMENT, "claim/0a1b2c39/v1"),
        ("claim/0a1b2c39/", "claim", STATEMENT, "claim/0a1b2c39/v1"),
        ("claim/0a1b2c39/v1", "claim", STATEMENT, "claim/0a1b2c39/v1"),
        (
            "claim/0a1b2c39/evidence/trial-2020/trial/1",
            "line of evidence",
            f"Evidence trial-2020/trial/1 on: {STATEMENT}",
            "claim/0a1b2c39/evidence/trial-2020/trial/1",
        ),
        ("source/blog", "record of the source", "Record of [made-up page on sleep]", "source/blog"),
        (
            "source/trial-2020/mice",
            "record of the study",
            "Record of [made-up trial of caffeine and sleep]",
            "source/trial-2020/mice",
        ),
        ("term/sleep-duration", "term", "sleep duration", "term/sleep-duration"),
    ],
)
def test_each_kind_of_address_is_cited(below: str, genre: str, title: str, url: str) -> None:
    digests = {
        "dataset": ENTRY["sha256"],
        "term": ENTRY["terms"]["sleep-duration"]["digest"],
        "record of the source": ENTRY["sources"]["blog"]["digest"],
        "record of the study": ENTRY["sources"]["trial-2020"]["digest"],
    }
    base = "https://example.org/demo/"
    for files, release in ((RELEASED, None), (SINCE, "0.1.0")):
        cited = cite(assemble(files), base + below, release)
        assert (cited.genre, cited.title, cited.url) == (genre, title, base + url)
        assert cited.digest == digests.get(genre, DIGEST)
        assert cited.issued == "2026-02-01"
        assert (cited.container or cited.version or "").endswith("0.1.0")
        assert csl(FORMATS["csl-json"]([cited]))[0]["type"] == ("dataset" if genre == "dataset" else "entry")


def test_each_part_of_what_is_no_release_says_so() -> None:
    changed = edited(SINCE, "sources/blog.yaml", ("[made-up page", "[another page"))
    changed = edited(changed, "terms/measures.yaml", ("label: sleep duration", "label: duration of sleep"))
    for address, note, then in (
        ("source/blog", "this record differs from what 0.1.0 released", "[Record of blog]"),
        ("term/sleep-duration", "this term differs from what 0.1.0 released", "[Term sleep-duration]"),
    ):
        assert cite(assemble(changed), f"https://example.org/demo/{address}").notes == ("not a release", note)
        assert cite(assemble(changed), f"https://example.org/demo/{address}", "0.1.0").title == then
    line = cite(assemble(SINCE), "https://example.org/demo/claim/0a1b2c39/evidence/blog/1")
    assert line.notes == (
        "not a release",
        f"the digest is that of {CLAIM}, version 1",
        "this claim is as released in 0.1.0 (version 1)",
    )


def test_the_address_of_a_version_leads_to_the_release_that_first_held_it() -> None:
    corpus, base = assemble(TWICE), "https://example.org/demo/claim/0a1b2c39"
    assert cite(corpus, f"{base}/v1") == cite(corpus, CLAIM, "0.1.0")
    assert cite(corpus, f"{base}/v2") == cite(corpus, CLAIM)
    assert cite(corpus, "https://example.org/demo/claim/h7k2m9p9/v2", "0.2.0").container_version == "0.2.0"
    reworded = assemble(edited(SINCE, CAFFEINE, ("shortens", "cuts")))  # its version was not raised yet
    assert cite(reworded, f"{base}/v1").digest == DIGEST
    assert refusal(corpus, f"{base}/v3") == f"there is no version 3 of {CLAIM}; there is 1, 2"
    assert refusal(corpus, f"{base}/v2", "0.1.0") == f"the release 0.1.0 holds version 1 of {CLAIM}"


def test_an_address_of_nothing_says_what_there_is() -> None:
    corpus = assemble(TWICE)
    elsewhere = refusal(corpus, "https://example.com/claim/0a1b2c39")
    assert elsewhere.endswith("lies not below the address of this dataset, https://example.org/demo/")
    for below in ("vocab#Claim", "schema/1/claim.schema.json", "claim/xyz", "term/nothing", "claim/0a1b2c39/v0"):
        assert "claim/<id>/evidence/<line>" in refusal(corpus, f"https://example.org/demo/{below}")
    for below, message in (
        (
            "claim/0a1b2c39/evidence/blog/2",
            f'{CLAIM} has no line of evidence blog/2; did you mean "blog/1"?',
        ),
        ("source/trail-2020", 'there is no source trail-2020; did you mean "trial-2020"?'),
        ("source/trial-2020/mouse", "the source trial-2020 has no study mouse; there are coli, mice, trial"),
        ("release/0.3.0", 'there is no release "0.3.0"; released are 0.1.0, 0.2.0'),
    ):
        assert refusal(corpus, f"https://example.org/demo/{below}") == message
    address = "https://example.org/demo/claim/0a1b2c39/evidence/trial-2020/trial/1"
    assert "ask the release 0.1.0 itself" in refusal(corpus, address, "0.1.0")
    assert "--release says 0.2.0" in refusal(corpus, "https://example.org/demo/release/0.1.0", "0.2.0")


# Works


def test_the_works_of_a_claim_are_those_of_its_lines() -> None:
    corpus = assemble(RELEASED)
    assert [work.key for work in works(corpus, CLAIM)] == ["blog", "trial-2020"]
    assert [work.key for work in works(corpus, "dmo:h7k2m9p9")] == ["trial-2020"]
    assert [work.key for work in works(corpus)] == ["blog", "trial-2020"]
    line = "https://example.org/demo/claim/0a1b2c39/evidence/blog/1"
    assert [work.key for work in works(corpus, line)] == ["blog"]
    assert [work.key for work in works(corpus, "https://example.org/demo/source/trial-2020/mice")] == ["trial-2020"]
    assert "rests on no work" in refusal(corpus, "https://example.org/demo/term/sleep-duration", of=works)


def test_the_works_of_a_release_are_given_only_where_they_are_known() -> None:
    corpus = assemble(TWICE)
    assert [work.key for work in works(corpus, "dmo:h7k2m9p9", "0.1.0")] == ["trial-2020"]
    for subject in (CLAIM, None):
        message = refusal(corpus, subject, "0.1.0", of=works)
        assert message.startswith(f"{CLAIM} did not say the same in 0.1.0; ")
    assert [work.key for work in works(corpus, None, "0.2.0")] == ["blog", "trial-2020"]


@pytest.mark.parametrize(
    ("standing", "note"),
    [
        ('{status: retracted, checked: "2026-11-21"}', "retracted (looked up on 2026-11-21)"),
        ('{status: concern, checked: "2026-11-21"}', "under an expression of concern (looked up on 2026-11-21)"),
        ("{status: unknown}", None),
        ('{status: current, checked: "2026-11-21"}', None),
    ],
)
def test_a_work_that_does_not_stand_says_so(standing: str, note: str | None) -> None:
    files = edited(BASE, "sources/trial-2020.yaml", ("{status: unknown}", standing))
    (cited,) = works(assemble(files), "dmo:h7k2m9p9")
    assert cited.notes == ((note,) if note else ())
    assert bib(FORMATS["bibtex"]([cited]))[0].get("note") == note
    assert csl(FORMATS["csl-json"]([cited]))[0].get("note") == note
    assert ris(FORMATS["ris"]([cited]))[0].get("notes") == ([note] if note else None)


# The command


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_what_the_library_writes(claimkit: Command, demo: Path, form: str) -> None:
    laid(RELEASED, demo)
    corpus = assemble(RELEASED)
    outcome = claimkit("cite", CLAIM, "--format", form, "--accessed", "2026-12-05")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == FORMATS[form]([cite(corpus, CLAIM, None, "2026-12-05")])
    assert claimkit("cite", "--format", form, demo).out == FORMATS[form]([cite(corpus)])
    assert claimkit("cite", CLAIM, "--format", form, "--sources").out == FORMATS[form](works(corpus, CLAIM))


@pytest.mark.parametrize("released", [False, True])
def test_a_claim_is_cited_from_a_release_as_from_its_dataset(
    released: bool, claimkit: Command, demo: Path, tmp_path: Path
) -> None:
    laid(RELEASED if released else edited(BASE, CAFFEINE, ("shortens", "shortens 5% {of}")), demo)
    assert claimkit("build", "--out", tmp_path / "out", "--as-of", "2026-11-21", demo).code == 0
    folder = tmp_path / "out/demo-claims-0.1.0-dev"
    packed = tmp_path / "release.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"{folder.name}/{path.relative_to(folder)}")
    for arguments in ([], [CLAIM], [CLAIM, "--sources"], ["https://example.org/demo/term/sleep-duration"]):
        expected = claimkit("cite", "--format", "bibtex", *arguments).out
        assert ("0.1.0-dev" in expected) == (not released and "--sources" not in arguments)
        for place in (folder, tmp_path / "out", packed):
            assert claimkit("cite", "--format", "bibtex", *arguments, place).out == expected
    (folder / "claims.jsonld").write_text("{}")
    outcome = claimkit("cite", CLAIM, folder)
    assert outcome.code == 2
    assert "is not the one that manifest.json names" in outcome.err


def test_every_address_that_is_cited_is_one_that_is_redirected() -> None:
    rows = (row.partition(",")[0] for row in redirects.table(assemble(SINCE), "0.2.0-dev", ()).decode().splitlines())
    paths, base = set(rows), "https://example.org/demo/"
    parts = ("", "claim/0a1b2c39/evidence/blog/1", "source/blog", "source/trial-2020/mice", "term/sleep-duration")
    cited = [cite(assemble(SINCE), base + part) for part in (*parts, "claim/0a1b2c39", "release/0.1.0")]
    assert {one.url.removeprefix(base) for one in cited if one.url} == {*parts, "claim/0a1b2c39/v1", "release/0.1.0"}
    assert {one.url.removeprefix(base) for one in cited if one.url} <= paths


def test_what_cannot_be_read_whole_is_not_cited(claimkit: Command, demo: Path) -> None:
    record = demo / SUBTILIS
    right = record.read_text()
    record.write_text(right.replace("status: accepted", "status: gone"))
    outcome = claimkit("cite", CLAIM)
    assert outcome.code == 2
    assert "cannot be read whole" in outcome.err
    assert SUBTILIS in outcome.err
    record.write_text(right.replace("dmo:h7k2m9p9", CLAIM))
    outcome = claimkit("cite", CLAIM)
    assert (outcome.code, outcome.err) == (2, f"claimkit: two records have the id {CLAIM}; run: claimkit validate\n")


def test_a_citation_is_followed_from_its_address_to_the_record_and_its_digest(
    claimkit: Command, demo: Path, tmp_path: Path
) -> None:
    (item,) = csl(claimkit("cite", CLAIM, "--format", "csl-json").out)
    claimkit("build", "--out", tmp_path / "out", "--as-of", "2026-11-21", demo)
    graph = json.loads((tmp_path / "out/demo-claims-0.1.0-dev/claims.jsonld").read_text())["@graph"]
    (node,) = [node for node in graph if node.get("has_version") == item["URL"]]
    assert (node["identifier"], node["statement"]) == (item["number"], item["title"])
    assert f"sha256:{node['content_digest']}" in item["note"]
    assert node["content_digest"] == Program(demo).claims()[CLAIM]


def test_the_page_on_citing_shows_what_is_printed(claimkit: Command, tmp_path: Path, unreleased_files: Files) -> None:
    page = (REPOSITORY / "docs/citing.md").read_text()
    shown = re.findall(r"^```console\n\$ claimkit (cite .*)\n((?:.*\n)*?)```$", page, re.MULTILINE)
    assert len(shown) == 3
    (date,) = set(re.findall(r"\. (\d{4}-\d{2}-\d{2})\. (?:https://w3id|In: Claims)", page))
    dated = re.sub(rb"(?m)^version: .*$", b"version: 0.1.0", unreleased_files["dataset.yaml"])
    files = unreleased_files | {"dataset.yaml": dated}
    files[FIRST] = ledger.entry_of(assemble(files), "0.1.0", date, None)
    laid(files, tmp_path / "claims")
    for command, printed in shown:
        outcome = claimkit(*command.split())
        assert outcome.code == 0
        assert re.sub("[0-9a-f]{64}", "…", outcome.out) == printed
