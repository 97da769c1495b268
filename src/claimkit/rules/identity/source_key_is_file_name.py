"""The id of a source is the name of its file.

Records cite a source by its key, and a reader looks for it under that name.

Fix: rename the file, or correct the id.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, Skip, quoted
from claimkit.model import Source
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: Entry[Source], corpus: Corpus) -> Iterator[Outcome]:
    if entry.file.path in corpus.broken:
        yield Skip("a file name is not portable")
        return
    stem = entry.file.stem
    if entry.value.id != stem:
        message = f"the id {quoted(entry.value.id)} is not the name of the file, {quoted(stem)}"
        yield Finding(entry, "/id", message, "rename the file, or correct the id", Fix(stem))


RULE = Rule("CK307", "source-key-is-file-name", Scope.RECORD, check, of=("source",))
