"""How to cite a dataset, a part of it, or the works behind it: one value (`citation`), written in four formats.

`subjects` reads what is meant, `editions` says which release of the ledger is cited or that it is none, `parts` makes
the citation of what the dataset says, `works` those of the works that its claims rest on. CITATION.cff, a file of the
repository, is made by `claimkit.citation`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from claimkit.citing import bibtex, csl, ris, text
from claimkit.citing.citation import Citation, NotCitableError
from claimkit.citing.parts import cite
from claimkit.citing.works import works

FORMATS: Mapping[str, Callable[[Sequence[Citation]], str]] = {
    "text": text.write,
    "bibtex": bibtex.write,
    "ris": ris.write,
    "csl-json": csl.write,
}
"""What writes each format: from citations to text that ends with a line feed."""

__all__ = ["FORMATS", "Citation", "NotCitableError", "cite", "works"]
