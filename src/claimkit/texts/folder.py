"""Which files of a folder are texts of which sources: by name, `<source key>.<ext>`, or by a recorded digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claimkit import scan
from claimkit.corpus import Corpus
from claimkit.texts.text import Text

ENDINGS = (".txt", ".md", ".text")
"""Plain text; Markdown is read as it stands."""
LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts at hand by source key, and the files of the folder that were not used, each with the reason."""

    by_source: Mapping[str, tuple[Text, ...]]
    unused: tuple[tuple[str, str], ...] = ()

    def of(self, source: str) -> tuple[Text, ...]:
        return self.by_source.get(source, ())


def gather(folder: Path, corpus: Corpus) -> Texts:
    """The texts in a folder (not in folders below it). Raises OSError where it cannot be listed."""
    recorded = {text.sha256: key for key, entry in sorted(corpus.sources.items()) for text in entry.value.texts}
    by_source: dict[str, list[Text]] = {}
    unused: list[tuple[str, str]] = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if path.suffix.lower() not in ENDINGS:
            unused.append((name, f"not a plain text ({', '.join(ENDINGS)})"))
            continue
        text = _read(path)
        if isinstance(text, str):
            unused.append((name, text))
            continue
        key = path.stem if path.stem in corpus.sources else recorded.get(text.sha256)
        if key is None:
            unused.append((name, "no source has this key, and none records this text"))
        else:
            by_source.setdefault(key, []).append(text)
    return Texts({key: tuple(found) for key, found in by_source.items()}, tuple(unused))


def named(folder: Path, source: str) -> tuple[Text, ...]:
    """The texts in a folder that are called like a source which the dataset need not know."""
    if "/" in source:
        return ()
    found = (_read(folder / f"{source}{ending}") for ending in ENDINGS)
    return tuple(text for text in found if isinstance(text, Text))


def _read(path: Path) -> Text | str:
    raw = scan.read_file(path, LARGEST)
    if not isinstance(raw, bytes):
        return raw.message
    try:
        return Text(str(path), raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError:
        return "not UTF-8"
