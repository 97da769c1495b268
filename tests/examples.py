"""The examples that `claimkit explain CODE` prints: cut out of the cases under tests/rules, so that they are true.

scripts/examples writes them to src/claimkit/examples.json; a test compares.
"""

from __future__ import annotations

import difflib
import json

from cases import FOLDER, Case, all_cases, judge, read
from claimkit.diagnostics import escaped
from claimkit.report import text

MOST_LINES = 6
MOST_OF_A_NEW_FILE = 3
BASE = read(FOLDER / "_base")
Files = dict[str, bytes]


def content() -> bytes:
    """The file, by code: what is refused, with its finding, and what passes."""
    found = {}
    for code in sorted({case.code for case in all_cases()}):
        cases = [case for case in all_cases() if case.code == code]
        bad = min((case for case in cases if not case.good), key=_size)
        finding = next(one for one in judge(bad.files(), bad.texts)[1].diagnostics if one.code == code)
        path, files = finding.path, bad.files()
        found[code] = {
            "bad": _excerpt(path, BASE.get(path, b""), files[path], finding.line),
            "finding": text.message(finding),
            "good": _good(path, files, finding.line, sorted((case for case in cases if case.good), key=_size)),
        }
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()


def _size(case: Case) -> tuple[int, int, str]:
    """The clearest first: one finding, few files, few changed bytes."""
    changed = sum(len(raw) for path, raw in case.files().items() if BASE.get(path) != raw)
    return (0 if case.good else len(case.expected), changed, str(case))


def _good(path: str, bad: Files, line: int, cases: list[Case]) -> list[str]:
    """What stands in the base instead; else what a near miss has beside the bad case; else how it was before."""
    base = BASE.get(path, b"")
    changes = [change for change in _changes(bad[path], base) if change[0] != "equal"]
    if [change[0] for change in changes] == ["replace"]:
        _, start, end, to, until = changes[0]
        if start < line <= end and end - start == until - to:
            return _excerpt(path, bad[path], base)
    missed = sorted((_excerpt(path, bad[path], case.files().get(path, b"")) for case in cases), key=len)
    missed += [
        _excerpt(other, BASE.get(other, b""), raw)
        for case in cases
        for other, raw in sorted(case.own_files().items())
        if raw != BASE.get(other)
    ]
    if base:
        missed += [_excerpt(path, bad[path], base), _excerpt(path, base, base, line - 1)]
    return next((one for one in missed if len(one) > 1), difflib.get_close_matches(path, BASE, n=1, cutoff=0))


def _changes(before: bytes, after: bytes) -> list[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, _lines(before), _lines(after), autojunk=False).get_opcodes()


def _lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8", "backslashreplace").split("\n")


def _excerpt(path: str, before: bytes, after: bytes, line: int = 0) -> list[str]:
    """The path, then the numbered lines that `after` has and `before` has not; the line of the finding too."""
    wanted = {line} if line else set()
    for tag, _, _, start, end in _changes(before, after):
        if tag in ("replace", "insert"):
            wanted |= set(range(start + 1, end + 1))
    new = _lines(after)
    numbers = sorted(number for number in wanted if number <= len(new) and new[number - 1].strip())
    most = MOST_LINES if before else MOST_OF_A_NEW_FILE
    if len(numbers) > most:
        numbers = sorted(sorted(numbers, key=lambda number: abs(number - (line or numbers[0])))[:most])
    return [path, *(f"{number:>4}  {escaped(new[number - 1])[:110]}" for number in numbers)]
