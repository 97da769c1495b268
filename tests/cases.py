"""The cases under tests/rules: small datasets that differ from tests/rules/_base in the files that a case holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimkit.assembly import assemble, size_limit
from claimkit.corpus import Corpus
from claimkit.diagnostics import Diagnostic
from claimkit.rules import RULES
from claimkit.rules.rule import Rule
from claimkit.texts import gather
from claimkit.validate import Report, validate

TESTS = Path(__file__).parent
FOLDER = TESTS / "rules"
BASE_TEXTS = TESTS / "data" / "texts"
NO_DATA = ("expected.txt", "texts/", "with.txt", "without.txt")
TODAY = datetime.date(2026, 11, 21)


@dataclass(frozen=True)
class Case:
    """One case: `good` shows nothing, `bad` shows exactly its expected.txt."""

    path: Path

    @property
    def code(self) -> str:
        return self.path.parent.parent.name

    @property
    def good(self) -> bool:
        return self.path.parent.name == "good"

    @property
    def expected(self) -> list[str]:
        return (self.path / "expected.txt").read_text().splitlines()

    @property
    def texts(self) -> Path:
        return self.path / "texts" if (self.path / "texts").is_dir() else BASE_TEXTS

    def files(self) -> dict[str, bytes]:
        """The base and what with.txt names with the case laid over them, less the paths that without.txt names."""
        base = read(FOLDER / "_base")
        for shared in self._words("with.txt"):
            base |= read(FOLDER / shared)
        gone = self._words("without.txt")
        return {**{name: raw for name, raw in base.items() if name not in gone}, **self.own_files()}

    def own_files(self) -> dict[str, bytes]:
        """What the case itself holds of the dataset."""
        return read(self.path, but=NO_DATA)

    def _words(self, name: str) -> list[str]:
        return (self.path / name).read_text().split() if (self.path / name).is_file() else []

    def __str__(self) -> str:
        return f"{self.code}-{self.path.parent.name}-{self.path.name}"


def all_cases() -> list[Case]:
    return [Case(path) for path in sorted(FOLDER.glob("CK*/*/*"))]


def read(folder: Path, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every file of a folder by relative path."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.startswith(but or ("\0",))}


def dataset(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of some files that a dataset's content is read from."""
    return {path: content for path, content in files.items() if size_limit(path) is not None}


def judge(
    files: Mapping[str, bytes], texts: Path | None = BASE_TEXTS, rules: Sequence[Rule] = RULES
) -> tuple[Corpus, Report]:
    corpus = assemble(files)
    at_hand = {"texts": gather(texts, corpus)} if texts else {}
    return corpus, validate(corpus, as_of=TODAY, rules=rules, **at_hand)


def mended(raw: bytes, finding: Diagnostic) -> bytes:
    """A file with the fix of a finding typed where the finding stands."""
    assert finding.fix is not None
    lines = raw.decode().split("\n")
    line = lines[finding.line - 1]
    head, tail = line[: finding.column - 1], line[finding.column - 1 :]
    quote = tail[0] if tail[0] in "\"'" else ""
    if quote:
        end = tail.index(quote, 1) + 1
    else:
        end = min([tail.index(stop) for stop in (", ", "}", "]") if stop in tail] or [len(tail)])
    value = finding.fix.value
    lines[finding.line - 1] = (
        f'{head}"{value}"{tail[end:]}' if isinstance(value, str) else f"{head}{value}{tail[end:]}"
    )
    return "\n".join(lines).encode()


def _crash(*_: object) -> list[object]:
    return [1 // 0]


REPLACED = next(replace(rule, check=_crash) for rule in RULES if rule.code == "CK402")
"""A rule that crashes, under the code of a real one."""
