"""README.md of a release, for whoever has nothing else: what it is, how to cite it, its files, how it is proven."""

from __future__ import annotations

from claimkit.changes.markdown import plain
from claimkit.citing import cite, text
from claimkit.corpus import Corpus
from claimkit.exporters.iris import spdx_iri
from claimkit.model import DatasetMetadata

README = "README.md"
_FILES = """\
| file | what |
| --- | --- |
| `csv/claims.csv` | one row a claim: what is claimed, in which direction, on what evidence, its digest |
| `csv/*.csv`, `datapackage.json` | everything in tables, and what each column means |
| `claims.jsonld`, `context.jsonld`, `claims.nq` | the same as one graph: JSON-LD with context, N-Quads |
| `records.jsonl` | of each claim the very bytes that its digest is taken of, one line a claim |
| `ledger/` | what each release held: ids, versions, digests, each entry bound to the one before |
| `redirects.csv` | where each permanent address leads |
| `schema/` | JSON Schemas of records, Table Schemas, vocabulary, SHACL shapes |
| `CITATION.cff`, `NEWS.md` | how to cite it, for programs; what changed, claim by claim |
| `manifest.json`, `SHA256SUMS` | every file with its digest, the commit, and how to make the same bytes again |
"""


def readme(corpus: Corpus, dataset: DatasetMetadata, edition: str) -> bytes:
    """The bytes of README.md of a release, or of what goes out as `-dev`."""
    released = corpus.released_as(edition)
    about = [
        f"# {plain(dataset.title)}",
        *([plain(dataset.description)] if dataset.description else []),
        f"{dataset.name} {edition}{f', {released.date}' if released else ''}: {len(corpus.published):,} claims, "
        f"{len(corpus.sources):,} sources, {len(corpus.terms):,} terms. Licence: "
        f"[{dataset.license}]({spdx_iri(dataset.license)}).",
    ]
    return ("\n\n".join([*about, *_cited(corpus, dataset, edition, bool(released)), *_described()]) + "\n").encode()


def _cited(corpus: Corpus, dataset: DatasetMetadata, edition: str, released: bool) -> list[str]:
    if not released:
        return ["This is no release: another build may say something else under the same version. Do not cite it."]
    return [
        "## To cite it",
        "    " + text.line(cite(corpus, release=edition)),
        f"The digest is the `sha256` in `ledger/{edition}.json`. One claim is cited by its address, "
        f"`{dataset.base_iri}claim/<8 characters>/v<version>`, and its `digest` in `csv/claims.csv`.",
    ]


def _described() -> list[str]:
    return [
        "## What is in it",
        _FILES.rstrip("\n"),
        "## To prove it",
        "    sha256sum -c SHA256SUMS\n    claimkit verify .",
        "The first shows that no file was damaged, the second that all agree with one another and with the ledger. "
        "That it is the one that was published, the digest of `manifest.json` shows, compared with one that you got "
        "elsewhere. The digest of a claim is the SHA-256 of its line in `records.jsonl`, without the line feed.",
    ]
