"""Plain text: one line a citation, made to be pasted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimkit.citing.citation import Citation, inverted, plain

_STOPS = ".!?…"


def write(citations: Sequence[Citation]) -> str:
    """One line a citation."""
    return "".join(f"{line(citation)}\n" for citation in citations)


def line(citation: Citation) -> str:
    """Who, what, when, in what, where, its digest, and what else must be known, each ended by a stop."""
    return " ".join(_ended(plain(part)) for part in _parts(citation) if part)


def _parts(citation: Citation) -> Iterator[str | None]:
    yield "; ".join([*map(inverted, citation.named), *(["et al"] if citation.unnamed else [])])
    yield f"{citation.title.rstrip('.')} ({citation.what})" if citation.what else citation.title
    if citation.editor:
        yield f"Edited by {'; '.join(map(inverted, citation.editor))}"
    yield citation.issued
    yield _place(citation)
    yield citation.publisher
    yield f"https://doi.org/{citation.doi}" if citation.doi else citation.url
    yield f"PMID {citation.pmid}" if citation.pmid else None
    yield citation.pmcid
    yield f"ISBN {citation.isbn}" if citation.isbn else None
    yield f"sha256:{citation.digest}" if citation.digest else None
    yield citation.licence
    yield f"Accessed {citation.accessed}" if citation.accessed else None
    yield from (note[:1].upper() + note[1:] for note in citation.notes)


def _place(citation: Citation) -> str | None:
    """In what it stands, and where: `Journal of Internal Medicine 284(3):307-317`."""
    if citation.genre:
        return f"In: {citation.container}" if citation.container else None
    numbers = f"{citation.volume or ''}{f'({citation.issue})' if citation.issue else ''}"
    where = ":".join(filter(None, (numbers, citation.page or citation.number)))
    return " ".join(filter(None, (citation.container, where)))


def _ended(part: str) -> str:
    return part if part.endswith(tuple(_STOPS)) else f"{part}."
