"""The formats of citations: every field of every work, hostile text and names, read back by other programs."""

from __future__ import annotations

import json
import re
import string
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from bibtexparser.customization import splitname
from bibtexparser.latexenc import latex_to_unicode
from cffconvert import Citation as CitationFile
from citeproc import SCHEMA_PATH
from hypothesis import example, given
from hypothesis import strategies as st

from cases import FOLDER, read
from citations import bib, csl, ris, typeset, unlatex
from claimkit import bibliography
from claimkit.assembly import assemble
from claimkit.citation import cff
from claimkit.citing import FORMATS, cite, works
from claimkit.citing.bibtex import latex
from claimkit.citing.citation import Citation as Cited
from claimkit.model import Name, Source
from conftest import REPOSITORY

BASE = read(FOLDER / "_base")
CLAIM = "dmo:0a1b2c39"
HOSTILE = 'It costs 5% \\of {the} "profit" & $3 #1_a ~b^c @misc{x, title = {no}} -- ``?` its \\end{document} <b> ï₂β'
Files = dict[str, bytes]


# Every field


def test_each_field_is_written_in_each_format() -> None:
    """A field that a format forgets would be missed by nobody: each has text of its own, and that is sought."""
    special = {
        "key": "some-key",
        "type": "report",
        "author": (Name(family="Author"),),
        "editor": (Name(family="Editor"),),
        "issued": "2018-05-21",
        "accessed": "2019-06-22",
        "container_version": None,  # of parts of a dataset, as genre, digest, licence and version are: above
        "genre": None,
        "version": None,
        "digest": None,
        "licence": None,
        "issue": None,  # of articles: RIS has one tag for it and for the number of a report
        "page": "12-34",
        "notes": ("some notes",),
    }
    own = {field.name: f"some {field.name.replace('_', ' ')}" for field in fields(Cited)}
    cited = Cited(**{**own, **special})  # type: ignore[arg-type]
    for name, write in FORMATS.items():
        text = write([cited])
        # behind a DOI stands no address, behind pages no number
        sought = own.keys() - special.keys() - ({"language", "url", "number"} if name == "text" else set())
        assert {field for field in sought if own[field] not in text} == set(), name
        assert all(one in text.casefold() for one in ("author", "editor", "2018", "some notes")), name
        assert re.search("2019-06-22|2019/06/22|2019,", text), name
        assert re.search("12-+34|SP  - 12\nEP  - 34", text), name


# Works


@pytest.fixture(scope="module")
def real_works(real_files: Files) -> list[tuple[Source, Cited]]:
    """Every work of the real dataset, with its record."""
    corpus = assemble(real_files)
    found = [(corpus.sources[cited.key].value, cited) for cited in works(corpus)]
    assert len(found) > 100
    return found


def test_every_real_work_is_read_back_from_csl_json(real_works: list[tuple[Source, Cited]]) -> None:
    items = csl(FORMATS["csl-json"]([cited for _, cited in real_works]))
    for (source, _), item in zip(real_works, items, strict=True):
        record = source.model_dump(mode="json", exclude_none=True)
        plain = {
            "id",
            "type",
            "title",
            "container-title",
            "volume",
            "issue",
            "page",
            "number",
            "publisher",
            "language",
        }
        for field in plain | {"DOI", "PMID", "PMCID", "ISBN", "URL"}:
            assert item.get(field) == record.get(field), (source.id, field)
        for field in ("issued", "accessed"):
            parts = item.get(field, {}).get("date-parts", [[]])[0]
            assert "-".join(f"{part:02}" for part in parts) == record.get(field, "")
        for field in ("author", "editor"):
            names = [{key: part for key, part in name.items() if key != "ORCID"} for name in record[field]]
            assert item.get(field, []) == names


def test_citeproc_sets_real_works_and_knows_every_type_and_field(real_works: list[tuple[Source, Cited]]) -> None:
    items = csl(FORMATS["csl-json"]([cited for _, cited in real_works][:12]))
    for item, line in zip(items, typeset(items), strict=True):
        first = item.get("author", [{"family": ""}])[0]
        assert first.get("family", "") in line
        assert " ".join(item["title"].split()[:3]).casefold() in line.casefold()
    schema = Path(SCHEMA_PATH)
    types = (schema.parent / "csl-types.rnc").read_text()
    variables = (schema.parent / "csl-variables.rnc").read_text()
    for cited in (*(cited for _, cited in real_works), cite(assemble(BASE)), cite(assemble(BASE), CLAIM)):
        (item,) = csl(FORMATS["csl-json"]([cited]))
        assert f'"{item["type"]}"' in types
        for field in item.keys() - {"id", "type"}:
            assert f'"{field}"' in variables
    assert '"nonsense"' not in types + variables


def test_every_real_work_is_read_back_from_bibtex(real_works: list[tuple[Source, Cited]]) -> None:
    entries = bib(FORMATS["bibtex"]([cited for _, cited in real_works]))
    assert [entry["ID"] for entry in entries] == [source.id for source, _ in real_works]
    for (source, _), entry in zip(real_works, entries, strict=True):
        assert latex_to_unicode(entry["title"]) == latex_to_unicode(source.title)
        assert unlatex(entry["title"]) == source.title
        container = entry.get("journal") or entry.get("booktitle") or entry.get("howpublished") or ""
        assert unlatex(container) == (source.container_title or "")
        for field in ("doi", "pmid", "pmcid", "url", "volume", "language", "isbn"):
            assert entry.get(field) == getattr(source, field)
        assert (entry.get("year") or None) == (source.issued and source.issued[:4])
        assert entry.get("pages", "").replace("--", "-") == (source.page or "")
        assert (entry.get("number"), entry.get("eid")) == (source.issue, source.number)
        assert len(entry.get("author", "").split(" and ")) == max(1, len(source.author))
    entry = next(entry for entry in entries if entry["ID"] == "nilsson-2018")
    assert (entry["ENTRYTYPE"], entry["month"], entry["day"]) == ("article", "June", "21")


def test_every_real_work_is_read_back_from_ris(real_works: list[tuple[Source, Cited]]) -> None:
    text = FORMATS["ris"]([cited for _, cited in real_works])
    assert all(
        re.fullmatch("|[A-Z][A-Z0-9]  - .*", line) for line in text.split("\n")
    )  # rispy passes over other lines
    entries = ris(text)
    kinds = {"article-journal": "JOUR", "chapter": "CHAP", "document": "GEN", "webpage": "ELEC"}
    for (source, cited), entry in zip(real_works, entries, strict=True):
        assert (entry["id"], entry["title"]) == (source.id, source.title)
        assert entry["type_of_reference"] == kinds[source.type]
        assert entry.get("secondary_title") == source.container_title
        assert (entry.get("doi"), entry.get("volume"), entry.get("number")) == (
            source.doi,
            source.volume,
            source.issue,
        )
        assert (entry.get("accession_number"), entry.get("custom2")) == (source.pmid, source.pmcid)
        assert entry.get("urls", [None])[0] == source.url
        assert "-".join(filter(None, (entry.get("start_page"), entry.get("end_page")))) == (source.page or "")
        assert entry.get("date", "").strip("/").replace("/", "-") == (source.issued or "")
        assert len(entry.get("authors", [])) == len(cited.named)
        assert ("more authors than are named here" in entry.get("notes", [])) == cited.unnamed


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_our_own_reader_takes_every_format_back(form: str, real_works: list[tuple[Source, Cited]]) -> None:
    for source, cited in real_works[::9]:
        fields_read = bibliography.read(FORMATS[form]([cited])).fields
        for field, value in (("title", source.title), ("issued", source.issued), ("volume", source.volume)):
            assert fields_read.get(field) == value
        assert fields_read.get("DOI") == (source.doi and source.doi.lower())


# Names


NAMES = {
    shown: (Name.model_validate_json(json.dumps(raw)), parts)
    for shown, raw, parts in (
        (
            "van Gogh, Vincent",
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            ("van", "Gogh", ""),
        ),
        (
            "Van der Berg, Ann",
            {"family": "Berg", "given": "Ann", "non-dropping-particle": "Van der"},
            ("", "Van der Berg", ""),
        ),
        ("de la Cruz, María", {"family": "de la Cruz", "given": "María"}, ("", "de la Cruz", "")),
        (
            "King, Martin Luther, Jr.",
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            ("", "King", "Jr."),
        ),
        ("King, Jr.", {"family": "King", "suffix": "Jr."}, ("", "King", "Jr.")),
        ("Garcia Lopez", {"family": "Garcia Lopez"}, ("", "Garcia Lopez", "")),
        ("Abu-al-Haija, X.", {"family": "Abu-al-Haija", "given": "X."}, ("", "Abu-al-Haija", "")),
        ("Þórsdóttir, Ægir", {"family": "Þórsdóttir", "given": "Ægir"}, ("", "Þórsdóttir", "")),
        ("王, 小明", {"family": "王", "given": "小明"}, ("", "王", "")),
        ("Hill, Jack and Jill", {"family": "Hill", "given": "Jack and Jill"}, ("", "Hill", "")),
        ("Rock and Roll, Rick", {"family": "Rock and Roll", "given": "Rick"}, ("", "Rock and Roll", "")),
        ("O'Neil, J. {x} 5%", {"family": "O'Neil", "given": "J. {x} 5%"}, ("", "O'Neil", "")),
    )
}


def _by(*names: Name) -> Cited:
    return Cited(key="x", type="report", title="A title", author=names)


@pytest.mark.parametrize("shown", NAMES)
def test_a_name_keeps_its_parts(shown: str) -> None:
    name, (particle, family, suffix) = NAMES[shown]
    one = Name(family="One", given="Only")
    people = splitnames(bib(FORMATS["bibtex"]([_by(name, one)]))[0]["author"])
    assert [unlatex(part) for part in people[0][:3]] == [particle, family, suffix]
    assert unlatex(people[0][3].strip("{}") if people[0][3] == "{}" else people[0][3]) == (name.given or "")
    assert [person[1] for person in people[1:]] == ["One"]
    assert ris(FORMATS["ris"]([_by(name, one)]))[0]["authors"] == [shown, "One, Only"]
    known = name.model_copy(update={"orcid": "0000-0002-1825-0097"})  # for which CSL has no place
    (item,) = csl(FORMATS["csl-json"]([_by(known, one)]))
    assert item["author"][0] == name.model_dump(mode="json", exclude_none=True)
    assert (name.family or "") in typeset([item])[0]
    assert FORMATS["text"]([_by(name, one)]).startswith(f"{shown}; One, Only. ")


def splitnames(field: str) -> list[tuple[str, ...]]:
    """The people of a BibTeX field as bibtexparser takes them apart: particle, family, suffix, given."""
    people = re.split(r" and (?![^{}]*\})", field)
    return [tuple(" ".join(splitname(person)[part]) for part in ("von", "last", "jr", "first")) for person in people]


def test_a_small_letter_behind_a_hyphen_makes_no_particle() -> None:
    """BibTeX takes a name apart at hyphens too; bibtexparser does not, so the braces themselves are looked at."""
    assert "author = {{Abu-al-Haija}, X.}," in FORMATS["bibtex"]([_by(Name(family="Abu-al-Haija", given="X."))])
    assert "author = {Rios-Arce, N.}," in FORMATS["bibtex"]([_by(Name(family="Rios-Arce", given="N."))])


def test_a_group_stays_one_name() -> None:
    group = Name(literal="Department of Rock and Roll, University of X")
    entry = bib(FORMATS["bibtex"]([_by(group)]))[0]
    assert entry["author"] == "{Department of Rock and Roll, University of X}"
    assert ris(FORMATS["ris"]([_by(group)]))[0]["authors"] == ["Department of Rock and Roll University of X"]
    assert csl(FORMATS["csl-json"]([_by(group)]))[0]["author"] == [{"literal": group.literal}]


def test_a_list_that_was_not_read_whole_says_so() -> None:
    cited = _by(Name(family="One", given="Only"), Name(literal="others"))
    assert bib(FORMATS["bibtex"]([cited]))[0]["author"] == "One, Only and others"  # what BibTeX sets as et al.
    entry = ris(FORMATS["ris"]([cited]))[0]
    assert (entry["authors"], entry["notes"]) == (["One, Only"], ["more authors than are named here"])
    assert csl(FORMATS["csl-json"]([cited]))[0]["author"][1] == {"literal": "others"}  # as pandoc reads and writes it
    assert FORMATS["text"]([cited]) == "One, Only; et al. A title.\n"


# Text that would act


def _titled(title: str) -> Cited:
    return Cited(
        key="x",
        type="entry",
        title=title,
        author=(Name.model_construct(literal=title),),
        container_title=title,
        genre="claim",
        notes=(title,),
    )


def _reads_back(title: str) -> None:
    (entry,) = bib(FORMATS["bibtex"]([_titled(title)]))
    assert unlatex(entry["title"]) == unlatex(entry["author"]) == title
    assert unlatex(entry["note"]) == title
    assert unlatex(entry["howpublished"]) == f"Claim, in: {title}"
    (tags,) = ris(FORMATS["ris"]([_titled(title)]))
    assert (tags["title"], tags["notes"]) == (title, [title])
    assert csl(FORMATS["csl-json"]([_titled(title)]))[0]["title"] == title
    assert FORMATS["text"]([_titled(title)]).count("\n") == 1


@given(
    st.text(string.ascii_letters + string.digits + " " + string.punctuation * 3 + "éß東α“”", min_size=1, max_size=40)
)
@example(HOSTILE)
@example("}} @article{evil, title={{")
@example("ER  - ")
@example("TY  - JOUR")
@example("\\input{/etc/passwd}")
@example("a %comment")
def test_every_text_is_read_back_letter_for_letter(title: str) -> None:
    """Of the texts that a record may hold, which begin with a letter or sign and have no outer spaces."""
    title = " ".join(f"T{title}".split())
    _reads_back(title)


def test_what_latex_would_obey_is_spelled_out() -> None:
    assert (
        latex("a\\b{c}~^")
        == r"a{\textbackslash}b{\textbraceleft}c{\textbraceright}{\textasciitilde}{\textasciicircum}"
    )
    assert latex("5% & $3 #1_a") == r"5\% \& \$3 \#1\_a"
    assert latex("--- '' `` ,, << >> ?` !`") == "-{}-{}- '{}' `{}` ,{}, <{}< >{}> ?{}` !{}`"
    assert latex("10\u00a0mg, 10\u2009kg") == "10 mg, 10 kg"


def test_the_case_of_a_title_is_held() -> None:
    """Styles set titles in lower case, but for what stands in braces of its own."""
    for title in ("L. reuteri ATCC PTA 6475", "{x}"):
        raw = FORMATS["bibtex"]([_titled(title)])
        assert f"title = {{{{{latex(title)}}}}}," in raw


@pytest.mark.parametrize("form", FORMATS)
def test_no_character_acts_on_a_terminal(form: str) -> None:
    """None of these comes in by a record; the formats do not rely on it."""
    acting = "a\x1b[31m\u202eb\u2028TY  - JOUR\r\nER  - \x9b"
    text = FORMATS[form]([_titled(acting)])
    assert all(character.isprintable() or character == "\n" for character in text)
    if form == "csl-json":
        assert csl(text)[0]["title"] == acting
    else:
        assert "\nTY  - JOUR\n" not in text
        assert len(ris(text)) == 1 or form != "ris"


# CITATION.cff


def test_cffconvert_accepts_the_citation_file() -> None:
    content = (REPOSITORY / "CITATION.cff").read_text()
    CitationFile(content).validate()
    with pytest.raises(Exception, match="nonsense"):
        CitationFile(content.replace("type: dataset", "type: nonsense")).validate()


def test_cffconvert_accepts_hostile_titles_and_every_form_of_name() -> None:
    names = [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "ORCID": "0000-0002-1825-0097"},
        {"family": "King", "suffix": "Jr."},
        {"literal": HOSTILE},
    ]
    described = {**yaml.safe_load(BASE["dataset.yaml"]), "title": HOSTILE, "creators": names}
    corpus = assemble({**BASE, "dataset.yaml": json.dumps(described).encode()})
    content = cff(corpus, "0.1.0-dev").decode()
    CitationFile(content).validate()
    read_back = yaml.safe_load(content)
    assert read_back["title"] == HOSTILE
    assert read_back["authors"][0]["orcid"] == "https://orcid.org/0000-0002-1825-0097"
    assert read_back["authors"][2] == {"name": HOSTILE}
