"""The safe fixes of findings, typed: levels that follow from facts, quotes around dates, slips, order of fields.

Goes round by round, as one mending can bring the next to light: a date without quotes hides a wrong level. Opens and
writes no file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimkit import formatting, yamlio
from claimkit.assembly import assemble
from claimkit.diagnostics import Diagnostic
from claimkit.validate import validate

_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of it: the new content of each file that changed, and how many findings were mended."""

    files: dict[str, bytes]
    fixes: int


def mend(
    files: Mapping[str, bytes],
    refused: Iterable[Diagnostic],
    *,
    as_of: datetime.date,
    selects: Callable[[str], bool] = lambda path: True,
) -> Mended:
    """Mends the selected files of a dataset. What no safe fix is known for stays as it stands."""
    refused = list(refused)
    now = dict(files)
    done: set[tuple[str, str, str, object]] = set()
    fixes = 0
    for _ in range(_MOST_ROUNDS):
        corpus = assemble(now, refused)
        if not corpus.judgeable:
            break
        findings = [
            finding
            for finding in validate(corpus, as_of=as_of).diagnostics
            if finding.path in now and selects(finding.path)
        ]
        before = fixes
        for path in sorted({finding.path for finding in findings} | {path for path in now if selects(path)}):
            of_file = [finding for finding in findings if finding.path == path]
            new, fixed = _mended(path, now[path], of_file, done)
            now[path] = new
            fixes += fixed
        if fixes == before:
            break
    return Mended({path: now[path] for path in sorted(now) if now[path] != files[path]}, fixes)


def _mended(
    path: str, raw: bytes, findings: Sequence[Diagnostic], done: set[tuple[str, str, str, object]]
) -> tuple[bytes, int]:
    """One file with one round of fixes typed, and their number. None is typed twice, so that the rounds end."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw, 0
    fixed = 0
    places = set()
    for finding in reversed(findings):  # from the end of the file, so that the places before it stay true
        place = (finding.line, finding.column)
        if finding.fix is None or not finding.fix.safe or place in places:
            continue
        mark = (finding.code, path, finding.pointer, finding.fix.value)
        new = formatting.replaced(text, place, finding.fix.value)
        if new is not None and mark not in done:
            done.add(mark)
            places.add(place)
            text = new
            fixed += 1
    if not fixed:
        laid_out = _laid_out(path, text)
        if laid_out != text:
            return laid_out.encode(), 1
    return text.encode(), fixed


def _laid_out(path: str, text: str) -> str:
    """The canonical text of a claim whose fields are out of order. The form of other files is for `claimkit fmt`."""
    data = yamlio.read(text.encode()).data if formatting.kind_of(path) == "claim" else None
    if data is None or formatting.ordered(data, "claim"):
        return text
    try:
        return formatting.formatted(text, data, "claim")
    except formatting.UnfaithfulError:
        return text
