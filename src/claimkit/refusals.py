"""What reading and the model refuse: one table of codes, names and documentation, as rules have.

Families: CK0 bytes and YAML, CK1 shape, CK2 a passage that no fingerprint is made of, CK9 internal. These are not in
`RULES`: nothing can be judged without them.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimkit.diagnostics import Diagnostic, Fix


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason for which a file, or a part of it, is not taken."""

    name: str
    doc: str


REFUSALS: dict[str, Refusal] = {
    "CK001": Refusal(
        "not-a-regular-file",
        "A dataset holds plain files and folders. A symbolic link could point anywhere, and a pipe or device could "
        "hang a build, so none is opened.\n\nFix: put the file itself in its place.",
    ),
    "CK002": Refusal(
        "cannot-be-read",
        "The system would not let the file be read. A file that is not read is not checked, so it is an error.\n\n"
        "Fix: give read permission, or get the file again.",
    ),
    "CK003": Refusal(
        "too-large",
        "Each kind of file has a cap: a claim or waivers 64 KiB, a source 256 KiB, terms, dataset.yaml, "
        "snapshots and NEWS.md 8 MiB, an entry of the ledger 32 MiB.\n\n"
        "Fix: split it, or take out what does not belong.",
    ),
    "CK004": Refusal(
        "not-utf-8",
        "Files are UTF-8 without byte order mark; in another encoding different programs read different text.\n\n"
        "Fix: save the file as UTF-8.",
    ),
    "CK005": Refusal(
        "forbidden-character",
        "Control characters, bidirectional controls, tag characters and line breaks other than LF (or CR LF "
        "throughout) can hide text from a reviewer. They are refused raw and escaped, in comments too.\n\n"
        "Fix: delete the character that the message names.",
    ),
    "CK006": Refusal(
        "yaml-syntax",
        "The file is not YAML: a tab, wrong indentation, an unclosed quote. The message is the parser's own.\n\n"
        "Fix: look at the line named and the one before it.",
    ),
    "CK007": Refusal(
        "not-a-record",
        "The file is something else: a Git LFS pointer, a file with merge-conflict markers, a web page that was "
        "saved in its place.\n\nFix: as the message says.",
    ),
    "CK008": Refusal(
        "no-mapping",
        'Each file is a mapping: lines of "key: value". Empty files, lists and single values say nothing.\n\n'
        "Fix: write the fields, or delete the file.",
    ),
    "CK009": Refusal(
        "many-documents",
        "One file holds one YAML document.\n\nFix: put the second document into a file of its own.",
    ),
    "CK010": Refusal(
        "duplicate-key",
        "A key that stands twice means one thing to one reader and another to the next.\n\nFix: keep one of the two.",
    ),
    "CK011": Refusal(
        "alias",
        "Anchors, aliases and merge keys let a short text stand for an endless one, and hide what a record says.\n\n"
        "Fix: write the value out.",
    ),
    "CK012": Refusal(
        "tag",
        "Tags let a text choose its own type, or run code in careless readers.\n\nFix: delete the tag; quote text.",
    ),
    "CK013": Refusal(
        "ambiguous-scalar",
        "Unquoted, the text is a boolean, a number, a date or null to some YAML readers and text to others: `no`, "
        "`on`, `~`, `1:30`, `012`, `1e5`, `2026-11-21`.\n\nFix: put it in quotes; a number with an exponent needs a "
        "point and the exponent's sign: `1.0e+5`.",
    ),
    "CK014": Refusal(
        "number-out-of-range",
        "Numbers are finite, have at most 15 significant digits, and integers stay within 2^53: what lies beyond "
        "changes its value in some program.\n\nFix: write it as quoted text.",
    ),
    "CK015": Refusal(
        "too-much",
        "A file may have 2,000 values and lines (a claim), 10,000 values (a source), 500,000 (terms) or "
        "2,000,000 (an entry of the ledger), nested at most 16 deep.\n\nFix: split it.",
    ),
    "CK016": Refusal(
        "not-nfc",
        "Text is in Unicode normal form C, so that what looks equal is equal.\n\n"
        "Fix: type the text again, with composed characters.",
    ),
    "CK017": Refusal(
        "empty-value",
        "There is no null: an absent value is an absent key. An empty list says that there are none.\n\n"
        "Fix: delete the key, or give it a value.",
    ),
    "CK018": Refusal(
        "unexpected-file",
        "Nothing in a dataset is left out in silence, so a file that no place is made for is an error: `x.yml`, a "
        "record outside `records/<topic>/`, an unknown terms category.\n\nFix: rename or move it.",
    ),
    "CK019": Refusal(
        "file-name",
        "Names of files and folders are lower-case letters, digits and single hyphens, and none that Windows "
        "reserves, so that they mean the same file on every system.\n\nFix: rename it.",
    ),
    "CK021": Refusal(
        "canonical-form",
        "One form makes a diff show what changed, and nothing else: keys in the order of the record model, quotes "
        "where they are needed, lines wrapped at 120 columns, LF at their ends. `claimkit fmt --check` reports one "
        "that is in another; `claimkit validate` does not, for the form changes nothing that a record says, and no "
        "digest.\n\n"
        "Fix: run `claimkit fmt`. It keeps comments.",
    ),
    "CK101": Refusal(
        "missing-field",
        "A field that every such record must have is absent. The finding stands at the first line of what it is "
        "missing from.\n\nFix: add it.",
    ),
    "CK102": Refusal(
        "unknown-field",
        "The record model knows no such field here. An unknown field would be lost in every export, so it is an "
        "error.\n\nFix: correct its name, or move what it says to `notes`.",
    ),
    "CK103": Refusal(
        "not-a-choice",
        "The field takes one of a fixed list of values.\n\nFix: take one of those that the message lists.",
    ),
    "CK104": Refusal(
        "wrong-kind",
        "The value is of another kind than its field: a number where text belongs, a single value where a list "
        "belongs. Nothing is converted.\n\nFix: put text in quotes, a list in square brackets.",
    ),
    "CK105": Refusal(
        "malformed-text",
        "The text is not of the form that its field asks for.\n\nFix: the message gives the form and an example.",
    ),
    "CK106": Refusal(
        "out-of-range",
        "The number, or the length of the text or list, is outside what its field allows.\n\nFix: correct it.",
    ),
    "CK107": Refusal(
        "newer-format",
        "The dataset was written for a later version of the record model than this claimkit reads.\n\n"
        "Fix: get the newest claimkit from where you have this one.",
    ),
    "CK190": Refusal(
        "waiver",
        "A waiver sets one judgement of one waivable rule aside, for one record, for at most 400 days. One that has "
        "ended, names a rule that is no judgement, or finds nothing to set aside is an error.\n\n"
        "Fix: mend the record, or renew the waiver with its reason; delete it where nothing needs it.",
    ),
    "CK203": Refusal(
        "passage-too-short",
        "A passage has at least ten tokens, six of them words: a shorter one stands in too many texts to prove "
        "anything. `claimkit quote` makes no fingerprint of it.\n\nFix: take the whole sentence.",
    ),
    "CK900": Refusal(
        "crash",
        "A rule failed on this record. That is a fault of claimkit, not of the record; the rule's judgement is "
        "missing, so the run ends with exit code 2.\n\nFix: report it, with the record.",
    ),
    "CK901": Refusal(
        "more-findings",
        "At most fifty findings of one file are shown.\n\nFix: mend those shown, then run again.",
    ),
}


def refuse(
    code: str,
    message: str,
    *,
    path: str = "",
    place: tuple[int, int] = (1, 1),
    pointer: str = "",
    hint: str = "",
    fix: Fix | None = None,
) -> Diagnostic:
    """The finding of a refusal. `place` is line and column, from 1."""
    line, column = place
    return Diagnostic(code, REFUSALS[code].name, message, path, line, column, pointer, "error", hint, fix)
