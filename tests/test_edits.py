"""Each mistake that a curator makes, made in every record to which it applies: exactly one finding, at its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from cases import judge
from claimkit import links
from claimkit.assembly import assemble
from claimkit.corpus import Entry
from claimkit.derive.levels import LEVELS
from claimkit.derive.stance import OPPOSITE
from claimkit.identifiers import ALPHABET
from claimkit.model import Claim, Path


@dataclass(frozen=True)
class Edit:
    """A file with one mistake in it, and the finding that it must give."""

    text: str
    code: str
    line: int


class Record:
    """One record as text, with the places of its values."""

    def __init__(self, entry: Entry[Claim], text: str) -> None:
        self.entry = entry
        self.claim = entry.value
        self.lines = text.split("\n")

    def line(self, pointer: str) -> int:
        return self.entry.place(pointer)[0]

    def with_value(self, pointer: str, old: str, new: str, code: str) -> Edit:
        """The value at a pointer, or a part of it, replaced where it stands."""
        line, column = self.entry.place(pointer)
        before = self.lines[line - 1]
        assert old in before[column - 1 :], (pointer, old, before)
        return self.with_line(line, before[: column - 1] + before[column - 1 :].replace(old, new, 1), code)

    def with_line(self, number: int, text: str, code: str) -> Edit:
        lines = self.lines.copy()
        lines[number - 1] = text
        return Edit("\n".join(lines), code, number)

    def with_added_line(self, after: int, text: str, code: str) -> Edit:
        return Edit("\n".join([*self.lines[:after], text, *self.lines[after:]]), code, after + 1)


def level_raised(record: Record) -> Iterator[Edit]:
    names = [level.name for level in LEVELS]
    level = record.claim.evidence_level
    for stronger in names[: names.index(level) if level in names else 0]:
        yield record.with_value("/evidence_level", level, stronger, "CK401")


def direction_turned(record: Record) -> Iterator[Edit]:
    claim = record.claim
    told = any(line.result and line.stance != "neutral" for line in claim.evidence)
    turned = OPPOSITE.get(claim.direction)
    if turned and told:
        yield record.with_value("/direction", claim.direction, turned, "CK403")


def sign_turned(record: Record) -> Iterator[Edit]:
    for index, text in enumerate(record.claim.mechanism):
        if Path.parse(text).net_sign:
            for arrow in re.finditer(r" (->|-\|) ", text):
                other = " -| " if arrow.group() == " -> " else " -> "
                turned = text[: arrow.start()] + other + text[arrow.end() :]
                yield record.with_value(f"/mechanism/{index}", text, turned, "CK404")


def term_misspelled(record: Record) -> Iterator[Edit]:
    for pointer, _, key in links.terms(record.claim):
        yield record.with_value(pointer, key, key[:-1] + "xq", "CK303")


def strain_of_another_species(record: Record) -> Iterator[Edit]:
    if record.claim.strain:
        other = "lgg" if record.claim.organism != "lacticaseibacillus-rhamnosus" else "atcc-pta-6475"
        yield record.with_value("/strain", record.claim.strain, other, "CK306")


def key_duplicated(record: Record) -> Iterator[Edit]:
    for number, line in enumerate(record.lines, 1):
        if re.match(r"[a-z_]+: [^>|]", line):
            yield record.with_added_line(number, line, "CK010")


def alias(record: Record) -> Iterator[Edit]:
    yield record.with_value("/status", "accepted", "*accepted", "CK011")
    yield record.with_value("/curation", "{", "&c {", "CK011")


def tab(record: Record) -> Iterator[Edit]:
    for number, line in enumerate(record.lines, 1):
        if line.startswith("  "):
            yield record.with_line(number, "\t" + line[2:], "CK006")


def strain_no(record: Record) -> Iterator[Edit]:
    if record.claim.strain:
        yield record.with_value("/strain", record.claim.strain, "no", "CK013")


def date_unquoted(record: Record) -> Iterator[Edit]:
    created = record.claim.curation.created
    yield record.with_value("/curation/created", f'"{created}"', created, "CK013")


def unknown_field(record: Record) -> Iterator[Edit]:
    yield record.with_added_line(record.line("/status"), "colour: red", "CK102")
    yield record.with_added_line(record.line("/context/host"), "  colour: red", "CK102")


def id_with_one_character_changed(record: Record) -> Iterator[Edit]:
    places = [("/id", record.claim.id), *links.claims(record.claim)]
    for pointer, claim_id in places:
        for place in range(4, 12):
            other = ALPHABET[(ALPHABET.index(claim_id[place]) + 7) % 32]
            yield record.with_value(pointer, claim_id, claim_id[:place] + other + claim_id[place + 1 :], "CK301")


def version_of_zero(record: Record) -> Iterator[Edit]:
    yield record.with_value("/version", str(record.claim.version), "0", "CK106")


def evidence_removed(record: Record) -> Iterator[Edit]:
    start = record.entry.place("/evidence", on_key=True)[0]
    following = (n for n, line in enumerate(record.lines, 1) if n > start and re.match("[a-z]", line))
    rest = record.lines[next(following) - 1 :]
    yield Edit("\n".join([*record.lines[: start - 1], "evidence: []", *rest]), "CK402", start)
    yield Edit("\n".join([*record.lines[: start - 1], *rest]), "CK101", record.line(""))


EDITS: tuple[Callable[[Record], Iterator[Edit]], ...] = (
    level_raised,
    direction_turned,
    sign_turned,
    term_misspelled,
    strain_of_another_species,
    key_duplicated,
    alias,
    tab,
    strain_no,
    date_unquoted,
    unknown_field,
    id_with_one_character_changed,
    version_of_zero,
    evidence_removed,
)


def test_the_real_dataset_is_clean_and_says_what_it_checked(real_files: dict[str, bytes]) -> None:
    corpus, report = judge(real_files, texts=None)
    assert report.diagnostics == ()
    assert report.claims >= 12
    quotes = sum(line.quote is not None for entry in corpus.claims for line in entry.value.evidence)
    caveats = sum(c.quote is not None for entry in corpus.sources.values() for c in entry.value.caveats)
    # each read somewhere, but not on a page that can be named with its label or title beside it
    not_looked_up = {"term not looked up": 7, "work not looked up": 7}
    assert report.skipped == {"no text at hand": quotes + caveats, **not_looked_up}
    assert report.performed > 20 * report.claims


MOST_OF_A_RECORD = 2
"""Of edits that many lines allow, some of each record: every one is a judgement of the whole dataset."""


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_gives_one_finding_at_its_line(
    edit: Callable[[Record], Iterator[Edit]], few_files: dict[str, bytes], edit_table: Counter[tuple[str, str]]
) -> None:
    applied = 0
    for entry in assemble(few_files).claims:
        record = Record(entry, few_files[entry.file.path].decode())
        edits = list(edit(record))
        for made in edits[:: len(edits) // MOST_OF_A_RECORD + 1]:
            _, report = judge({**few_files, entry.file.path: made.text.encode()}, texts=None)
            found = [(finding.code, finding.path, finding.line) for finding in report.diagnostics]
            assert found == [(made.code, entry.file.path, made.line)], f"{entry.file.path}:{made.line}"
            edit_table[edit.__name__, entry.value.id[4:]] += 1
            applied += 1
    assert applied, f"{edit.__name__} applied to no record"
