"""From an identifier or a pasted entry to the fields of a source: recorded answers, and what a registry may do."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import responses

from claimkit import __version__
from claimkit.bibliography import (
    EntryError,
    Identifier,
    LookUpError,
    NotFoundError,
    UnreachableError,
    Work,
    as_work_row,
    clinicaltrials,
    crossref,
    datacite,
    dates,
    identify,
    look_up,
    names,
    pmc,
    pubmed,
    read,
)
from claimkit.bibliography.client import LARGEST
from claimkit.bibliography.plain import plain
from claimkit.bibliography.registries import Addresses
from claimkit.model import LookedUpWork, Source, Study
from claimkit.shapes import check
from claimkit.yamlio import Positions

RECORDED = Path(__file__).parent / "recorded"
ASKED = "https://registry.example/work"
ANSI = "\x1b[31m\x1b]0;title\x07"
BIDI = "\u202e\u2066\u200b"


def answer(path: str) -> Any:
    return json.loads((RECORDED / path).read_text())


def sound(work: Work) -> Work:
    """The work itself, after its fields have loaded as a source and its study as a study."""
    data = {"id": "work", **work.fields, "kind": "primary", "standing": {"status": "unknown"}}
    source, problems = check(Source, data, Positions(), "")
    assert source is not None, problems
    if work.study:
        minimal = {"id": "trial", "design": "cohort", "system": "in-vivo", "host": "homo-sapiens", "agent": "a"}
        study, problems = check(Study, {**minimal, **work.study}, Positions(), "")
        assert study is not None, problems
    for text in json.dumps([work.fields, work.study], ensure_ascii=False).splitlines():
        assert text.isprintable()
    return work


def clean(message: str) -> None:
    """One line that a terminal may show, and that says after a colon what to do."""
    assert message.isprintable()
    assert ": " in message
    for jargon in ("Exception", "urllib3", "HTTPConnection", "Errno", "Traceback", "bibtexparser", "Max retries"):
        assert jargon not in message


# --- identifiers


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.1111/JOIM.12805", "DOI", "10.1111/joim.12805"),
        (" doi:10.1111/joim.12805 ", "DOI", "10.1111/joim.12805"),
        ("DOI 10.1111/joim.12805.", "DOI", "10.1111/joim.12805"),
        ("https://doi.org/10.1111/joim.12805", "DOI", "10.1111/joim.12805"),
        ("http://dx.doi.org/10.1111/joim.12805", "DOI", "10.1111/joim.12805"),
        ("doi.org/10.1111/joim.12805", "DOI", "10.1111/joim.12805"),
        ("doi: https://doi.org/10.1111/joim.12805", "DOI", "10.1111/joim.12805"),
        ("10.1016/S0140-6736(97)11096-0", "DOI", "10.1016/s0140-6736(97)11096-0"),
        ("10.5555/a(b).", "DOI", "10.5555/a(b)"),
        ("10.5555/a)", "DOI", "10.5555/a"),
        ("https://doi.org/10.5555/a%3Cb%3E1", "DOI", "10.5555/a<b>1"),
        ("10.5555/ÄÖ", "DOI", "10.5555/ÄÖ"),
        ("29926979", "PMID", "29926979"),
        ("PMID: 29926979", "PMID", "29926979"),
        ("pmid:029926979", "PMID", "29926979"),
        ("https://pubmed.ncbi.nlm.nih.gov/29926979/", "PMID", "29926979"),
        ("pubmed.ncbi.nlm.nih.gov/29926979", "PMID", "29926979"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/29926979", "PMID", "29926979"),
        ("PMC4129456", "PMCID", "PMC4129456"),
        ("PMCID: pmc4129456.2", "PMCID", "PMC4129456"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC4129456/", "PMCID", "PMC4129456"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4129456/pdf/x.pdf", "PMCID", "PMC4129456"),
        ("nct02422082", "NCT", "NCT02422082"),
        ("https://clinicaltrials.gov/study/NCT02422082?cond=x", "NCT", "NCT02422082"),
        ("https://clinicaltrials.gov/ct2/show/NCT02422082", "NCT", "NCT02422082"),
    ],
)
def test_an_identifier_is_recognised_however_it_was_copied(text: str, kind: str, value: str) -> None:
    found = identify(text)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "1234567890",
        "hello",
        "10.1/x",
        "10.5555/",
        "10.5555/a b",
        "see 10.5555/a",
        "https://doi.org@evil.example/10.5555/a",
        "https://doi.org:x@evil.example/10.5555/a",
        "https://evil.example/doi.org/10.5555/a",
        "https://doi.org.evil.example/10.5555/a",
        "https://evil.example\\@doi.org/10.5555/a",
        "https://doi.org:8080/10.5555/a",
        "https://doi.org:x/10.5555/a",
        "https://[::1/10.5555/a",
        "ftp://doi.org/10.5555/a",
        "https://dοi.org/10.5555/a",  # a Greek omicron
        "10.5555/a\u202eb",
        "10.5555/\x1b[31ma",
        "https://doi.org/10.5555/a%0d%0ab",
        "10.5555/" + "a" * 300,
        "10.5555/" + "a" * 10_000_000,
        "PMC0",
        "NCT0242208",
        "https://pubmed.ncbi.nlm.nih.gov/?term=29926979",
        "https://clinicaltrials.gov.evil.example/study/NCT02422082",
    ],
)
def test_nothing_else_is_an_identifier(text: str) -> None:
    assert identify(text) is None


# --- recorded answers


@pytest.mark.parametrize(
    ("name", "doi", "standing"),
    [
        ("article", "10.1155/2018/3804742", None),
        ("retracted", "10.1016/s0140-6736(97)11096-0", "retracted"),
        ("retraction-notice", "10.1016/s0140-6736(10)60175-4", None),
        ("preprint", "10.1101/139345", "preprint"),
        ("blog", "10.53731/ybhah-9jy85", None),
        ("made-published-preprint", "10.5555/preprint.1", "preprint"),
    ],
)
def test_crossref_answers_become_works(name: str, doi: str, standing: str | None) -> None:
    work = sound(crossref.work_of(answer(f"crossref/{name}.json"), doi, ASKED))
    assert work.fields["DOI"] == doi
    assert (work.standing, work.via, work.address, work.origin) == (standing, "Crossref", ASKED, "registry")
    assert work.dropped == ()


def test_an_article_of_crossref_in_full() -> None:
    work = crossref.work_of(answer("crossref/article.json"), "10.1155/2018/3804742", ASKED)
    assert work.fields == {
        "type": "article-journal",
        "title": "Multiobjective Optimization, Scalarization, and Maximal Elements of Preorders",
        "author": [
            {"family": "Bevilacqua", "given": "Paolo"},
            {"family": "Bosi", "given": "Gianni", "ORCID": "0000-0002-3799-4630"},
            {"family": "Zuanon", "given": "Magalì"},
        ],
        "issued": "2018",
        "container-title": "Abstract and Applied Analysis",
        "volume": "2018",
        "issue": "1",
        "page": "1-6",
        "number": "3804742",
        "publisher": "Hindawi Limited",
        "DOI": "10.1155/2018/3804742",
    }


def test_a_preprint_says_where_it_was_posted_and_what_became_of_it() -> None:
    posted = crossref.work_of(answer("crossref/preprint.json"), "10.1101/139345", ASKED)
    assert posted.fields["type"] == "article"
    assert posted.fields["container-title"] == "bioRxiv"
    assert posted.published_as is None
    became = crossref.work_of(answer("crossref/made-published-preprint.json"), "10.5555/preprint.1", ASKED)
    assert became.published_as == "10.5555/article.1"
    assert became.fields["title"] == "A made-up preprint & its 10⁹ cells: A documented format"
    assert became.fields["author"][0] == {"literal": "The Example Group"}
    assert became.fields["author"][1] == {"family": "Example", "given": "Ada", "suffix": "Jr."}


@pytest.mark.parametrize(
    ("message", "standing"),
    [
        ({"updated-by": [{"type": "erratum"}]}, "corrected"),
        ({"updated-by": [{"type": "correction"}, {"type": "Expression of concern"}]}, "concern"),
        ({"updated-by": [{"type": "new_version"}, {"type": "corrigendum"}]}, "superseded"),
        ({"updated-by": [{"type": "withdrawal"}, {"type": "expression-of-concern"}]}, "retracted"),
        ({"updated-by": [{"type": "addendum"}]}, None),
        ({"updated-by": [{"type": "of the future"}]}, None),
        ({"update-to": [{"type": "retraction", "DOI": "10.5555/other"}]}, None),
        ({"update-to": [{"type": "retraction", "DOI": "10.5555/A"}]}, "retracted"),
        ({"title": ["RETRACTED ARTICLE: A title"]}, "retracted"),
        ({"title": ["Retraction: A title"]}, None),
        ({"relation": {"is-replaced-by": [{"id-type": "doi", "id": "10.5555/b"}]}}, "superseded"),
        ({"relation": [], "updated-by": "retraction", "update-to": [3]}, None),
    ],
)
def test_the_gravest_notice_about_a_work_counts(message: dict[str, Any], standing: str | None) -> None:
    whole = {"message": {"DOI": "10.5555/a", "title": ["A title"], "type": "journal-article"} | message}
    assert sound(crossref.work_of(whole, "10.5555/a", ASKED)).standing == standing


def test_datacite_answers_become_works() -> None:
    work = sound(datacite.work_of(answer("datacite/dataset.json"), "10.6084/m9.figshare.1449060", ASKED))
    assert work.fields["type"] == "dataset"
    assert work.fields["issued"] == "2020"
    assert work.fields["publisher"] == "figshare"
    assert work.fields["author"][0] == {"family": "Dworkin", "given": "Ian", "ORCID": "0000-0002-2874-287X"}
    assert (work.standing, work.via) == (None, "DataCite")


def test_a_preprint_of_datacite_and_a_group() -> None:
    attributes = {
        "doi": "10.5555/a",
        "titles": [{"title": "Nebentitel", "titleType": "Subtitle"}, {"title": "A title"}],
        "creators": [{"name": "The Group, Inc.", "nameType": "Organizational"}, {"name": "Example, Ada"}, 3],
        "publisher": {"name": "arXiv"},
        "publicationYear": "2021",
        "dates": [{"date": "2021-02-03T00:00:00Z", "dateType": "Issued"}, {"date": "1999", "dateType": "Issued"}],
        "types": {"resourceTypeGeneral": "Preprint"},
        "relatedIdentifiers": [
            {"relationType": "IsVersionOf", "relatedIdentifier": "10.5555/all-versions"},
            {"relationType": "IsVersionOf", "relatedIdentifier": "https://doi.org/10.55555/Article"},
        ],
    }
    work = sound(datacite.work_of({"data": {"attributes": attributes}}, "10.5555/a", ASKED))
    assert work.fields["title"] == "A title"
    assert work.fields["author"] == [{"literal": "The Group, Inc."}, {"family": "Example", "given": "Ada"}]
    assert work.fields["issued"] == "2021-02-03"
    assert (work.standing, work.published_as) == ("preprint", "10.55555/article")


@pytest.mark.parametrize(
    ("name", "pmid", "standing"),
    [
        ("group-author", "22663011", None),
        ("corrected", "30500813", "corrected"),
        ("retracted", "9500320", "retracted"),
        ("italics", "29872490", None),
        ("chapter", "20301546", None),
        ("orcid", "32490903", None),
        ("made-preprint", "999999991", "preprint"),
    ],
)
def test_pubmed_answers_become_works(name: str, pmid: str, standing: str | None) -> None:
    work = sound(pubmed.work_of((RECORDED / f"pubmed/{name}.xml").read_bytes(), pmid, ASKED))
    assert work.fields["PMID"] == pmid
    assert (work.standing, work.via, work.dropped) == (standing, "PubMed", ())


def of_pubmed(name: str, pmid: str) -> Work:
    return pubmed.work_of((RECORDED / f"pubmed/{name}.xml").read_bytes(), pmid, ASKED)


def test_what_pubmed_says_beyond_the_plain_fields() -> None:
    group = of_pubmed("group-author", "22663011").fields
    assert group["author"][-1] == {"literal": "METRIC Study Group"}
    assert group["author"][1] == {"family": "Becker", "given": "Jürgen C"}
    assert group["issued"] == "2012-06-04", "online before print"
    assert (group["page"], group["DOI"], group["language"]) == ("107-114", "10.1056/nejmoa1203421", "en")
    corrected = of_pubmed("corrected", "30500813").fields
    assert (corrected["PMCID"], corrected["number"], corrected["issued"]) == ("PMC6291167", "e1006632", "2018-11")
    assert "page" not in corrected
    title = "Genome-wide significant risk factors on chromosome 19 and the APOE locus"
    assert of_pubmed("italics", "29872490").fields["title"] == title
    chapter = of_pubmed("chapter", "20301546").fields
    assert (chapter["type"], chapter["container-title"], chapter["issued"]) == (
        "chapter",
        "GeneReviews®",
        "2006-02-02",
    )
    assert chapter["editor"] == [{"family": "Adam", "given": "Margaret P"}]
    assert of_pubmed("orcid", "32490903").fields["author"][0]["ORCID"] == "0000-0003-1188-1766"
    preprint = of_pubmed("made-preprint", "999999991")
    assert preprint.published_as == "10.5555/article.1"
    assert preprint.fields["title"] == "A made-up preprint of 10⁹ cells"
    assert preprint.fields["author"] == [{"family": "Example", "given": "A", "suffix": "Jr"}]
    assert (preprint.fields["issued"], preprint.fields["language"]) == ("2020", "de")


def test_the_registry_of_trials_gives_an_entry_and_a_study() -> None:
    work = sound(clinicaltrials.work_of(answer("clinicaltrials/randomized.json"), "NCT00791778", ASKED))
    assert work.study == {
        "design": "randomized-trial",
        "size": 246,
        "registration": "NCT00791778",
        "funding": "Bayer",
    }
    assert work.fields["type"] == "entry"
    assert work.fields["URL"] == "https://clinicaltrials.gov/study/NCT00791778"
    assert work.fields["issued"] == "2008-11-17"
    other = sound(clinicaltrials.work_of(answer("clinicaltrials/not-randomized.json"), "NCT06131398", ASKED))
    assert (other.study["design"], other.study["size"]) == ("non-randomized-trial", 77)


@pytest.mark.parametrize(
    ("module", "design"),
    [
        ({"studyType": "INTERVENTIONAL", "designInfo": {"allocation": "RANDOMIZED"}}, "randomized-trial"),
        ({"studyType": "INTERVENTIONAL", "designInfo": {"allocation": "NON_RANDOMIZED"}}, "non-randomized-trial"),
        (
            {"studyType": "INTERVENTIONAL", "designInfo": {"allocation": "NA", "interventionModel": "SINGLE_GROUP"}},
            "single-arm-trial",
        ),
        (
            {
                "studyType": "INTERVENTIONAL",
                "designInfo": {"allocation": "RANDOMIZED", "interventionModel": "SINGLE_GROUP"},
            },
            "",
        ),
        ({"studyType": "INTERVENTIONAL", "designInfo": {"allocation": "NA"}}, ""),
        ({"studyType": "INTERVENTIONAL"}, ""),
        ({"studyType": "OBSERVATIONAL", "designInfo": {"observationalModel": "COHORT"}}, "cohort"),
        ({"studyType": "OBSERVATIONAL", "designInfo": {"observationalModel": "CASE_CONTROL"}}, "case-control"),
        ({"studyType": "OBSERVATIONAL", "designInfo": {"observationalModel": "CASE_ONLY"}}, "case-series"),
        ({"studyType": "OBSERVATIONAL", "designInfo": {"timePerspective": "CROSS_SECTIONAL"}}, "cross-sectional"),
        (
            {
                "studyType": "OBSERVATIONAL",
                "designInfo": {"observationalModel": "COHORT", "timePerspective": "CROSS_SECTIONAL"},
            },
            "cross-sectional",
        ),
        ({"studyType": "EXPANDED_ACCESS"}, ""),
        ({"studyType": "INTERVENTIONAL", "designInfo": ["RANDOMIZED"]}, ""),
    ],
)
def test_a_design_is_taken_over_only_where_the_registry_states_it(module: dict[str, Any], design: str) -> None:
    assert clinicaltrials.design_of(module) == design


@pytest.mark.parametrize(
    "enrolled", [{"count": 9, "type": "ESTIMATED"}, {"count": 9}, {"count": "9", "type": "ACTUAL"}]
)
def test_a_planned_enrolment_is_no_size(enrolled: dict[str, Any]) -> None:
    study = answer("clinicaltrials/randomized.json")
    study["protocolSection"]["designModule"]["enrollmentInfo"] = enrolled
    assert "size" not in clinicaltrials.work_of(study, "NCT00791778", ASKED).study


def test_pubmed_central_names_the_work_elsewhere() -> None:
    assert pmc.elsewhere(answer("pmc/identifiers.json"), "PMC2883744") == Identifier("PMID", "20495566")
    number = {"records": [{"pmcid": "PMC1", "pmid": 7, "doi": "10.5555/a"}]}
    assert pmc.elsewhere(number, "PMC1") == Identifier("PMID", "7")
    assert pmc.elsewhere({"records": [{"pmcid": "PMC1", "doi": "10.5555/A"}]}, "PMC1") == Identifier(
        "DOI", "10.5555/a"
    )
    with pytest.raises(NotFoundError):
        pmc.elsewhere(answer("pmc/made-unknown.json"), "PMC999999999")
    for lie in (
        {},
        [],
        {"records": {}},
        {"records": [{"pmcid": "PMC2", "pmid": 7}]},
        {"records": [{"pmcid": "PMC1"}]},
    ):
        with pytest.raises(UnreachableError):
            pmc.elsewhere(lie, "PMC1")


def test_a_work_becomes_a_row_of_the_snapshot() -> None:
    work = crossref.work_of(answer("crossref/retracted.json"), "10.1016/s0140-6736(97)11096-0", ASKED)
    row = as_work_row(work, Identifier("DOI", "10.1016/s0140-6736(97)11096-0"), "2026-11-21")
    assert row["standing"] == "retracted"
    assert check(LookedUpWork, row, Positions(), "")[0] is not None
    preprint = crossref.work_of(answer("crossref/made-published-preprint.json"), "10.5555/preprint.1", ASKED)
    row = as_work_row(preprint, Identifier("DOI", "10.5555/preprint.1"), "2026-11-21")
    assert row["published_as"] == "10.5555/article.1"
    assert check(LookedUpWork, row, Positions(), "")[0] is not None
    with pytest.raises(ValueError, match="no look-up"):
        as_work_row(replace(work, address=None), Identifier("PMID", "1"), "2026-11-21")


# --- pasted entries

BIBTEX = r"""
% from the journal's page
@string{jim = "Journal of Internal Medicine"}
@Article{nilsson2018,
  author    = {Nilsson, A. G. and van der Berg, Jan and {World Health Organization} and M{\"u}ller, Jr., J{\"o}rg and
               Ludwig van Beethoven and {\L}ukasz {\O}stergaard and others},
  title     = {{Lactobacillus} reuteri 10$^9$ CFU \& \textit{bone} loss: $\alpha$ of H$_2$O, \emph{in vivo}},
  journal   = jim,
  volume    = 284, number = {3}, pages = {307--317},
  year      = 2018, month = sep,
  doi       = {https://doi.org/10.1111/JOIM.12805},
  pmid      = {29926979},
  url       = {https://onlinelibrary.wiley.com/doi/10.1111/joim.12805}
}
"""
RIS = """TY  - JOUR
AU  - Nilsson, A. G.
AU  - World Health Organization
A1  - Ignored, I.
AU - Smith, J., Jr.
TI  - Lactobacillus reuteri reduces
  bone loss
T2  - Journal of Internal Medicine
VL  - 284
IS  - 3
SP  - 307
EP  - 317
PY  - 2018
DA  - 2018/09/01/
DO  - 10.1111/joim.12805
UR  - https://example.org/a
ER  -
"""
CSL = {
    "id": "x",
    "type": "article-journal",
    "title": "Sunflowers &amp; <i>roses</i>",
    "author": [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"literal": "The Group"},
        {"given": "Plato"},
    ],
    "issued": {"date-parts": [["2018", 5, "21"]]},
    "container-title": "J",
    "volume": 3,
    "ISBN": ["978-3-16-148410-0"],
    "PMCID": "PMC4129456",
    "custom": "ignored",
}


def test_a_bibtex_entry() -> None:
    work = sound(read(BIBTEX))
    assert work.fields == {
        "type": "article-journal",
        "title": "Lactobacillus reuteri 10⁹ CFU & bone loss: α of H2O, in vivo",
        "author": [
            {"family": "Nilsson", "given": "A. G."},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "World Health Organization"},
            {"family": "Müller", "given": "Jörg", "suffix": "Jr."},
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"family": "Østergaard", "given": "Łukasz"},
        ],
        "issued": "2018-09",
        "container-title": "Journal of Internal Medicine",
        "volume": "284",
        "issue": "3",
        "page": "307-317",
        "DOI": "10.1111/joim.12805",
        "PMID": "29926979",
    }
    assert (work.via, work.address, work.origin) == ("a pasted BibTeX entry", None, "secondary")
    assert work.standing is None


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            r"@misc{x, title={A page}, howpublished={\url{https://example.org/p}}, year={2020}, month={21 June}}",
            {"type": "webpage", "issued": "2020-06-21", "URL": "https://example.org/p"},
        ),
        ("@misc(x, title={A thing}, year={in press})", {"type": "document"}),
        ("@misc{x, title={T}, eprint={2101.00001}, archivePrefix={arXiv}, date={2021-01-03}}", {"type": "article"}),
        ("@phdthesis{x, title={T}, school={A School}, year=1999}", {"type": "thesis", "publisher": "A School"}),
        (
            "@techreport{x, title={T}, institution={I}, number={12}, author={{A and B}}}",
            {"type": "report", "number": "12", "author": [{"literal": "A and B"}]},
        ),
        (
            "@incollection{x, title={T}, subtitle={S}, booktitle={B}, editor={Doe, Jane and Roe, R.}, isbn={1}}",
            {
                "type": "chapter",
                "title": "T: S",
                "container-title": "B",
                "editor": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "R."}],
            },
        ),
        ("@nonsense{x, title={T}, month=13, year=2020}", {"type": "document", "issued": "2020"}),
        ("@article{x, title={=SUM(A1)}, pages={e12}, eid={e12}}", {"title": "SUM(A1)", "number": "e12"}),
        ("@article{x, title={T}, author={Müller, Jörg, Jr.}}", {}),
        (r"@article{x, title={Na\"{\i}ve caf\'e \o re {\ss}}}", {"title": "Naïve café øre ß"}),
        (r"@article{x, title={T}, author={A\\}}", {}),
    ],
)
def test_other_bibtex_entries(entry: str, expected: dict[str, Any]) -> None:
    fields = sound(read(entry)).fields
    assert {key: fields.get(key) for key in expected} == expected


def test_a_suffix_at_the_end_is_no_given_name() -> None:
    author = read("@article{x, title={T}, author={Müller, Jörg, Jr.}}").fields["author"]
    assert author == [{"family": "Müller", "given": "Jörg", "suffix": "Jr."}]


def test_a_ris_entry() -> None:
    work = sound(read(RIS.replace("\n", "\r\n")))
    assert work.fields == {
        "type": "article-journal",
        "title": "Lactobacillus reuteri reduces bone loss",
        "author": [
            {"family": "Nilsson", "given": "A. G."},
            {"literal": "World Health Organization"},
            {"family": "Smith", "given": "J.", "suffix": "Jr."},
        ],
        "issued": "2018-09-01",
        "container-title": "Journal of Internal Medicine",
        "volume": "284",
        "issue": "3",
        "page": "307-317",
        "DOI": "10.1111/joim.12805",
    }
    assert work.via == "a pasted RIS entry"


def test_a_chapter_and_a_report_in_ris() -> None:
    chapter = (
        "TY  - CHAP\nTI  - T\nBT  - The Book\nED  - Roe, R.\nSN  - 978-3-16-148410-0\nUR  - https://a.example/b\n"
    )
    fields = sound(read(chapter)).fields
    assert fields["container-title"] == "The Book"
    assert fields["editor"] == [{"family": "Roe", "given": "R."}]
    assert (fields["ISBN"], fields["URL"]) == ("978-3-16-148410-0", "https://a.example/b")
    report = sound(read("TY - RPRT\nT1 - T\nIS - 12\nPY - 2018///\nDB - PubMed\nAN - 29926979\nXX - y\n"))
    assert report.fields == {
        "type": "report",
        "title": "T",
        "issued": "2018",
        "number": "12",
        "PMID": "29926979",
    }


@pytest.mark.parametrize("wrap", [lambda item: item, lambda item: [item], lambda item: {"message": item}])
def test_a_csl_item(wrap: Callable[[Any], Any]) -> None:
    work = sound(read("\ufeff" + json.dumps(wrap(CSL))))
    assert work.fields == {
        "type": "article-journal",
        "title": "Sunflowers & roses",
        "author": [
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"literal": "The Group"},
            {"literal": "Plato"},
        ],
        "issued": "2018-05-21",
        "container-title": "J",
        "volume": "3",
        "PMCID": "PMC4129456",
        "ISBN": "978-3-16-148410-0",
    }
    assert work.via == "a pasted CSL-JSON item"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        (" \n\ufeff\t", "empty"),
        ("Nilsson et al. 2018, J Intern Med", "unknown"),
        ("10.1111/joim.12805", "identifier"),
        ("<html></html>", "HTML"),
        ("PMID- 29926979\nTI  - x", "nbib"),
        ("{", "JSON"),
        ("[]", "0 items"),
        ("[1]", "not a CSL-JSON item"),
        ("{}", "not a CSL-JSON item"),
        (json.dumps([CSL, CSL]), "2 items"),
        ('{"message": {"items": [1, 2]}}', "2 items"),
        ('{"type": "article-journal"}', "title"),
        ('{"type": {"\\u001b[31m": 1}, "title": "T"}', "type"),
        ("[" * 100_000, "JSON"),
        ("@article{x, year=2018}", "no title"),
        ("@article{x, title={}}", "no title"),
        (BIBTEX + BIBTEX.replace("nilsson2018", "b"), "2 BibTeX entries"),
        ("@article{x, title={T}", "braces"),
        ("@article{x, title={T}}}", "braces"),
        ("@article{title={T}}", "could not be read"),
        ("@article{x title={T}}", "could not be read"),
        ("@article{x, title=undefined}", "abbreviation"),
        ("@comment{x}", "could not be read"),
        ("@article{x, title=" + "{" * 5_000 + "}" * 5_000 + "}", "nests"),
        ("@article{x, title={" + "a" * 100_000 + "}}", "longer"),
        (RIS + RIS, "2 RIS entries"),
        ("TY  - JOUR\nER  - ", "no title"),
        ("TY  - \n", "no title"),
        ("a" * 300_000, "longer"),
        ("ä" * 200_000, "longer"),
        ("\ud800" * 200_000, "unknown"),
        ("@" * 200_000, "unknown"),
        ("@a{" * 60_000, "BibTeX"),
        (json.dumps({"title": "x" * 100_000}), "readable line"),
        (json.dumps({"title": "\u202e<i></i>"}), "readable line"),
    ],
    ids=lambda text: text[:30].encode("unicode_escape").decode(),
)
def test_what_is_no_entry_is_refused_with_advice(text: str, says: str) -> None:
    started = time.monotonic()
    with pytest.raises(EntryError) as refused:
        read(text)
    assert says in str(refused.value)
    clean(str(refused.value))
    assert time.monotonic() - started < 2


JUNK = (
    "@article{",
    "x,",
    "title",
    "=",
    "{",
    "}",
    '"',
    "#",
    "\\",
    "\\'",
    "$",
    "%",
    "and",
    "TY  - ",
    "\n",
    "é",
    ANSI,
    BIDI,
)


@pytest.mark.parametrize("seed", range(60))
def test_junk_gives_an_entry_or_a_clean_refusal(seed: int, capfd: pytest.CaptureFixture[str]) -> None:
    import random

    pick = random.Random(seed)  # noqa: S311  the same junk each time
    junk = "".join(pick.choices(JUNK, k=pick.randrange(200)))
    text = "@article{x, title={T}, " + junk + pick.choice(["}", "}}", ""])
    try:
        sound(read(text))
    except EntryError as refused:
        clean(str(refused))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "form",
    [
        lambda text: json.dumps({"title": text, "author": [{"family": text}], "container-title": text, "DOI": text}),
        lambda text: f"@article{{x, title={{{text}}}, author={{{text}}}, journal={{{text}}}, doi={{{text}}}}}",
        lambda text: f"TY  - JOUR\nTI  - {text}\nAU  - {text}\nT2  - {text}\nDO  - {text}\n",
    ],
    ids=["csl", "bibtex", "ris"],
)
@pytest.mark.parametrize(
    "text",
    [
        f"{ANSI}Bone{BIDI} loss",
        "+1-555 =cmd|' /C calc'!A0",
        "Bone\u2028loss\u0085x\x00",
        "e\u0301tude <b>Bone</b> &lt;i&gt;loss&lt;/i&gt;",
        "<math><mi>α</mi><annotation>\\alpha</annotation></math>",
    ],
    ids=["ansi", "formula", "breaks", "markup", "math"],
)
def test_hostile_text_is_cleaned_or_dropped(form: Callable[[str], str], text: str) -> None:
    sound(read(form(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("Ca<sup>2+</sup> in 10<sup>9</sup> cells", "Ca2+ in 10⁹ cells"),
        ("H<sub>2</sub>O", "H2O"),
        ("Diabetes &amp;amp; Metabolism", "Diabetes & Metabolism"),
        ("&lt;i&gt;L. reuteri&lt;/i&gt;", "L. reuteri"),
        ("<jats:title>One</jats:title><jats:p>two</jats:p>", "One two"),
        (
            '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>β</mml:mi></mml:math>-catenin',
            "β-catenin",
        ),
        ("\x1b[31mRed\x1b[0m", "Red"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("e\u0301", "é"),
        ("  two\n lines\u00a0x ", "two lines x"),
        ("=1+1", "1+1"),
        ("- @ x", "x"),
        ("x" * 2001, ""),
        ("x" * 10_000_000, ""),
        ("<i " * 7_000, "<i " * 6_666 + "<i"),
    ],
    ids=lambda text: text[:30],
)
def test_text_becomes_one_plain_line(text: str, expected: str) -> None:
    started = time.monotonic()
    assert plain(text) == (expected if len(expected) <= 2000 else "")
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", "2018"),
        ("2018-5", "2018-05"),
        ("2018-02-30", "2018-02"),
        ("2018-13-01", "2018"),
        ("2018/06/21/", "2018-06-21"),
        ("2018///", "2018"),
        ("2018-06-21T10:00:00Z", "2018-06-21"),
        ("21 June 2018", "2018-06-21"),
        ("2018 Jun 21", "2018-06-21"),
        ("June 21, 2018", "2018-06-21"),
        ("Spring 2018", "2018"),
        ("2018 Apr-Jun", "2018"),
        ("0000", ""),
        ("in press", ""),
        ("", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert dates.from_text(text) == expected


def test_dates_of_odd_shapes_are_no_dates() -> None:
    for value in (
        {},
        {"date-parts": [[None]]},
        {"date-parts": [2018]},
        {"date-parts": 3},
        [],
        None,
        {"raw": ["2018"]},
    ):
        assert dates.from_parts(value) == ""
    assert dates.from_parts({"raw": "2018-05"}) == dates.from_parts("2018-05") == "2018-05"
    assert dates.from_parts({"date-parts": [[2018, 6, 0]]}) == "2018-06"
    assert dates.earliest(["2018-09", "2018-06-21", ""]) == "2018-06-21"
    assert dates.earliest(["2018", "2018-06-21"]) == "2018-06-21"


def test_an_identifier_in_the_address_of_an_entry_is_taken_for_one() -> None:
    work = sound(read("@article{x, title={T}, url={https://doi.org/10.5555/A}}"))
    assert work.fields == {"type": "article-journal", "title": "T", "DOI": "10.5555/a"}
    work = sound(read("TY  - JOUR\nTI  - T\nUR  - https://pubmed.ncbi.nlm.nih.gov/29926979/\n"))
    assert work.fields == {"type": "article-journal", "title": "T", "PMID": "29926979"}
    work = sound(read(json.dumps({"title": "T", "URL": "https://evil.example/doi.org/10.5555/a"})))
    assert "DOI" not in work.fields


def test_a_mistyped_orcid_is_left_out() -> None:
    assert names.orcid_of("https://orcid.org/0000-0002-1825-0097") == "0000-0002-1825-0097"
    assert names.orcid_of("0000-0002-1825-0098") == ""
    assert names.orcid_of("https://orcid.org.evil.example/0000-0002-1825-0097") == ""


def test_what_the_model_would_not_take_is_named() -> None:
    item = {
        "title": "T",
        "URL": "javascript:alert(1)",
        "PMID": "x",
        "volume": "x" * 3000,
        "author": [{"given": "\x00"}],
    }
    work = sound(read(json.dumps(item)))
    assert set(work.dropped) == {"URL", "PMID", "volume", "author"}
    assert set(work.fields) == {"type", "title"}
    assert "URL" in sound(read(json.dumps({"title": "T", "URL": "https://example.org/a"}))).fields
    untitled = crossref.work_of({"message": {"DOI": "10.5555/a"}}, "10.5555/a", ASKED)
    assert sound(untitled).fields["title"] == "[untitled]"
    assert untitled.dropped == ("title",)


# --- answers that are not what they should be


@pytest.mark.parametrize("lie", [{}, [], None, 3, "x", {"message": []}, {"data": 1}, {"protocolSection": []}])
def test_an_answer_without_a_work_is_no_answer(lie: Any) -> None:
    for work_of, asked in (
        (crossref.work_of, "10.5555/a"),
        (datacite.work_of, "10.5555/a"),
        (clinicaltrials.work_of, "NCT00000000"),
    ):
        with pytest.raises(UnreachableError) as refused:
            work_of(lie, asked, ASKED)
        clean(str(refused.value))


def test_an_answer_about_another_work_is_no_answer() -> None:
    for act in (
        lambda: crossref.work_of(answer("crossref/article.json"), "10.5555/a", ASKED),
        lambda: crossref.work_of({"message": {"DOI": f"10.5555/{ANSI}"}}, "10.5555/a", ASKED),
        lambda: datacite.work_of(answer("datacite/dataset.json"), "10.5555/a", ASKED),
        lambda: clinicaltrials.work_of(answer("clinicaltrials/randomized.json"), "NCT00000000", ASKED),
        lambda: of_pubmed("orcid", "1"),
    ):
        with pytest.raises(UnreachableError) as refused:
            act()
        clean(str(refused.value))


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><PubmedArticleSet>&j;</PubmedArticleSet>"
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Error",
        b"<PubmedArticleSet>",
        b"<html/>",
        b"\xff\xfe",
        BILLION.encode(),
        BILLION.encode("utf-16"),
        BILLION.encode("utf-7"),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><PubmedArticleSet>&e;</PubmedArticleSet>',
        b"<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>",
        b"<PubmedArticleSet>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</PubmedArticleSet>",
        b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>"
        + b"<i>" * 100_000
        + b"</i>" * 100_000
        + b"</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    ],
    ids=lambda body: repr(body[:20]),
)
def test_xml_of_any_kind_gives_a_work_or_a_clean_error(body: bytes) -> None:
    with pytest.raises(UnreachableError) as refused:
        pubmed.work_of(body, "1", ASKED)
    clean(str(refused.value))


# --- the client

CROSSREF = "https://api.crossref.org/works/10.1155%2F2018%2F3804742"
ARTICLE = Identifier("DOI", "10.1155/2018/3804742")


@responses.activate
def test_a_doi_is_asked_of_crossref_politely() -> None:
    responses.get(CROSSREF, body=(RECORDED / "crossref/article.json").read_bytes())
    work = sound(look_up(ARTICLE, contact="curator@example.org"))
    assert (work.via, work.address) == ("Crossref", CROSSREF)
    sent = responses.calls[0].request
    assert sent.headers["User-Agent"] == f"claimkit/{__version__} (mailto:curator@example.org)"
    assert sent.headers["Accept"] == "application/json"
    assert "Authorization" not in sent.headers


@responses.activate
@pytest.mark.parametrize("contact", [None, "", "nobody", "a@b.example\r\nX-Evil: 1", "a@b.example) evil ("])
def test_a_contact_that_is_no_address_is_not_sent(contact: str | None) -> None:
    responses.get(CROSSREF, body=(RECORDED / "crossref/article.json").read_bytes())
    look_up(ARTICLE, contact=contact)
    assert responses.calls[0].request.headers["User-Agent"] == f"claimkit/{__version__}"


@responses.activate
def test_datacite_is_asked_for_what_crossref_does_not_know() -> None:
    responses.get(
        "https://api.crossref.org/works/10.6084%2Fm9.figshare.1449060", status=404, body="Resource not found."
    )
    there = "https://api.datacite.org/dois/10.6084%2Fm9.figshare.1449060"
    responses.get(there, body=(RECORDED / "datacite/dataset.json").read_bytes())
    work = look_up(Identifier("DOI", "10.6084/m9.figshare.1449060"))
    assert (work.via, work.address) == ("DataCite", there)


@responses.activate
def test_a_doi_that_nobody_knows() -> None:
    responses.get("https://api.crossref.org/works/10.5555%2F..%2Fa%3F%23%25", status=404)
    responses.get("https://api.datacite.org/dois/10.5555%2F..%2Fa%3F%23%25", status=404)
    with pytest.raises(NotFoundError, match=r"10\.5555") as refused:
        look_up(Identifier("DOI", "10.5555/../a?#%"))
    clean(str(refused.value))


@responses.activate
def test_pubmed_is_told_who_asks_and_the_address_does_not_tell() -> None:
    responses.get(
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi",
        body=(RECORDED / "pubmed/corrected.xml").read_bytes(),
    )
    work = sound(look_up(Identifier("PMID", "30500813"), contact="curator@example.org"))
    assert "tool=claimkit&email=curator%40example.org" in str(responses.calls[0].request.url)
    assert work.address == (
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=30500813&retmode=xml"
    )
    row = as_work_row(work, Identifier("PMID", "30500813"), "2026-11-21")
    assert check(LookedUpWork, row, Positions(), "")[0] is not None


@responses.activate
def test_a_pmid_that_pubmed_does_not_know() -> None:
    there = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
    responses.get(there, body=(RECORDED / "pubmed/made-empty.xml").read_bytes())
    with pytest.raises(NotFoundError) as refused:
        look_up(Identifier("PMID", "999999999"))
    clean(str(refused.value))


@responses.activate
@pytest.mark.parametrize(
    ("record", "via"), [({"pmid": 30500813}, "PubMed"), ({"doi": "10.1155/2018/3804742"}, "Crossref")]
)
def test_a_pmcid_is_looked_up_by_its_other_identifier(record: dict[str, Any], via: str) -> None:
    converter = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
    responses.get(converter, json={"records": [{"pmcid": "PMC6291167", **record}]})
    responses.get(
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi",
        body=(RECORDED / "pubmed/corrected.xml").read_bytes(),
    )
    responses.get(CROSSREF, body=(RECORDED / "crossref/article.json").read_bytes())
    work = sound(look_up(Identifier("PMCID", "PMC6291167")))
    assert (work.via, work.fields["PMCID"]) == (via, "PMC6291167")
    assert list(work.fields).index("DOI") < list(work.fields).index("PMCID")


@responses.activate
def test_a_pmcid_that_pubmed_gives_to_another_work() -> None:
    converter = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
    responses.get(converter, json={"records": [{"pmcid": "PMC1", "pmid": 30500813}]})
    responses.get(
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi",
        body=(RECORDED / "pubmed/corrected.xml").read_bytes(),
    )
    with pytest.raises(UnreachableError, match="PMC6291167"):
        look_up(Identifier("PMCID", "PMC1"))


@responses.activate
def test_a_trial_is_asked_of_its_registry() -> None:
    there = "https://clinicaltrials.gov/api/v2/studies/NCT00791778"
    responses.get(there, body=(RECORDED / "clinicaltrials/randomized.json").read_bytes())
    work = sound(look_up(Identifier("NCT", "NCT00791778")))
    assert (work.address, work.study["design"]) == (there, "randomized-trial")
    responses.get("https://clinicaltrials.gov/api/v2/studies/NCT00000000", status=404)
    with pytest.raises(NotFoundError):
        look_up(Identifier("NCT", "NCT00000000"))


# --- registries that are slow, away or lying: a server of our own

BODY = (RECORDED / "crossref/article.json").read_bytes()
Reply = Callable[[BaseHTTPRequestHandler, threading.Event], None]


def reply(status: int = 200, body: bytes = BODY, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: _send(handler, status, body, named)


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def registry(*replies: Reply) -> Iterator[tuple[Addresses, list[str]]]:
    """A server that gives the replies in turn, the last one for ever, and the paths that it was asked."""
    asked: list[str] = []
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            try:
                replies[min(len(asked), len(replies)) - 1](self, stop)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Addresses(f"{base}/works", f"{base}/dois", f"{base}/efetch", f"{base}/idconv", f"{base}/studies"), asked
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def refused(at: Addresses, seconds: float = 2.0) -> tuple[str, float]:
    started = time.monotonic()
    with pytest.raises(LookUpError) as caught:
        look_up(ARTICLE, seconds=seconds, _at=at)
    assert type(caught.value) is UnreachableError
    clean(str(caught.value))
    return str(caught.value), time.monotonic() - started


def drip(head: bytes, drop: bytes) -> Reply:
    def act(handler: BaseHTTPRequestHandler, stop: threading.Event) -> None:
        handler.wfile.write(head)
        while not stop.wait(0.02):
            handler.wfile.write(drop)
            handler.wfile.flush()

    return act


def test_a_sound_answer_arrives_over_the_wire() -> None:
    with registry(reply()) as (at, asked):
        work = sound(look_up(ARTICLE, _at=at))
    assert asked == ["/works/10.1155%2F2018%2F3804742"]
    assert work.address == f"{at.crossref}/10.1155%2F2018%2F3804742"


def test_an_answer_in_chunks_arrives_whole() -> None:
    def chunks(handler: BaseHTTPRequestHandler, _: threading.Event) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for start in range(0, len(BODY), 100):
            part = BODY[start : start + 100]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        handler.wfile.write(b"0\r\n\r\n")
        handler.close_connection = True

    with registry(chunks) as (at, _):
        sound(look_up(ARTICLE, _at=at))


@pytest.mark.parametrize(
    "slow",
    [
        lambda handler, stop: stop.wait(),
        drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b" "),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        drip(b"HTTP/1.0 200 OK\r\n\r\n", b" "),
    ],
    ids=["silent", "dripping header", "dripping body", "dripping chunks", "dripping without end"],
)
def test_a_slow_registry_is_not_waited_for_longer_than_was_said(slow: Reply) -> None:
    with registry(slow) as (at, _):
        message, took = refused(at, seconds=0.2)
    assert "0.2 s" in message
    assert took < 0.6


def test_no_more_than_so_much_is_read() -> None:
    def flood(handler: BaseHTTPRequestHandler, stop: threading.Event) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        while not stop.is_set():
            handler.wfile.write(b" " * 65536)

    with registry(flood) as (at, _):
        message, _ = refused(at, seconds=5)
    assert "4 MiB" in message
    with registry(reply(body=b"[" + b" " * LARGEST + b"]")) as (at, _):
        assert "4 MiB" in refused(at, seconds=5)[0]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (reply(500), "error 500"),
        (reply(403), "error 403"),
        (reply(204), "error 204"),
        (reply(body=b""), "other than JSON"),
        (reply(body=b"<html>"), "other than JSON"),
        (reply(body=b"\xff\xfe\x00"), "other than JSON"),
        (reply(body=b"[" * 100_000), "other than JSON"),
        (reply(body=BODY[:-50]), "other than JSON"),
        (reply(body=b"{}"), "no work is described"),
        (reply(body=BODY.replace(b"3804742", b"3804743")), "answered about"),
        (reply(body=BODY, Content_Encoding="gzip"), "encoding"),
        (reply(body=BODY, Content_Length=str(len(BODY) + 10)), ""),
        (reply(302, Location="http://127.0.0.2:9/x"), "another host"),
        (reply(302, Location="//evil.example/x"), "another host"),
        (reply(302, Location="file:///etc/passwd"), "another host"),
        (reply(302, Location="http://[x"), "another host"),
        (reply(302), "another host"),
        (reply(302, Location="/again"), "error 302"),
        (reply(429, Retry_After="3600"), "busy"),
        (reply(503, Retry_After="0"), "error 503"),
        (drip(b"not HTTP at all \x1b[31m\r\n", b"\r\n"), "could not be reached"),
        (lambda handler, _: handler.connection.close(), "could not be reached"),
    ],
)
def test_a_wrong_answer_is_told_as_one(wrong: Reply, says: str, capfd: pytest.CaptureFixture[str]) -> None:
    with registry(wrong) as (at, _):
        message, took = refused(at)
    assert says in message
    assert took < 1
    assert capfd.readouterr().err == ""


def test_a_redirect_to_the_same_host_is_followed_without_reading_its_body() -> None:
    def endless(handler: BaseHTTPRequestHandler, stop: threading.Event) -> None:
        handler.wfile.write(b"HTTP/1.0 301 Moved\r\nLocation: /works/moved\r\n\r\n")
        while not stop.wait(0.01):
            handler.wfile.write(b" " * 1000)

    with registry(endless, reply()) as (at, asked):
        sound(look_up(ARTICLE, seconds=2, _at=at))
    assert asked[1] == "/works/moved"


def test_a_busy_registry_is_asked_once_more() -> None:
    with registry(reply(429, Retry_After="0"), reply()) as (at, asked):
        sound(look_up(ARTICLE, _at=at))
    assert len(asked) == 2
    with registry(reply(503, Retry_After="0"), reply(429, Retry_After="0"), reply()) as (at, asked):
        assert "error 429" in refused(at)[0]
    assert len(asked) == 2


def test_a_registry_that_is_not_there() -> None:
    with registry(reply()) as (at, _):
        pass
    assert "could not be reached" in refused(at)[0]
    assert "could not be reached" in refused(replace(at, crossref="http://nowhere.invalid/works"))[0]


def test_a_registry_that_cannot_prove_who_it_is() -> None:
    with registry(reply()) as (at, _):
        message, _ = refused(replace(at, crossref=at.crossref.replace("http:", "https:")))
    assert "TLS" in message


def test_no_password_of_the_user_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    seen: list[str | None] = []

    def note(handler: BaseHTTPRequestHandler, stop: threading.Event) -> None:
        seen.append(handler.headers.get("Authorization"))
        reply()(handler, stop)

    with registry(note) as (at, _):
        look_up(ARTICLE, _at=at)
    assert seen == [None]


def test_importing_the_package_imports_no_library_of_it() -> None:
    code = (
        "import sys, claimkit.bibliography\n"
        "print([name for name in ('requests', 'urllib3', 'bibtexparser', 'rispy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
