"""The works that a claim, or every claim of a dataset, has as evidence, each to be cited by itself."""

from __future__ import annotations

from collections.abc import Iterable

from claimkit.citing.citation import Citation, NotCitableError
from claimkit.citing.claims import cited
from claimkit.citing.editions import Edition
from claimkit.citing.parts import resolved
from claimkit.citing.subjects import Subject
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_digest
from claimkit.model import Claim, Source

_STANDINGS = {
    "corrected": "corrected",
    "concern": "under an expression of concern",
    "retracted": "retracted",
    "superseded": "superseded by a later work",
    "preprint": "a preprint",
}


def works(corpus: Corpus, text: str | None = None, release: str | None = None) -> list[Citation]:
    """Those that stand in the lines of evidence of what a text means (see `cite`), for it and against, by key.

    Raises NotCitableError: also where a record says something else than in the release asked for, which then alone
    knows what it rested on.
    """
    _, subject, edition = resolved(corpus, text, release)
    keys = sorted(set(_keys(corpus, subject, edition)))
    gone = [key for key in keys if key not in corpus.sources]
    if gone:
        raise NotCitableError(f"there is no source {gone[0]}; run: claimkit validate")
    if not keys:
        raise NotCitableError("it rests on no work")
    return [_work(corpus.sources[key].value) for key in keys]


def _keys(corpus: Corpus, subject: Subject, edition: Edition) -> Iterable[str]:
    if subject.kind == "dataset":
        return [key for claim in _all(corpus, edition) for key in _of(claim)]
    if subject.kind == "source":
        return [subject.name.partition("/")[0]]
    if subject.kind == "term":
        raise NotCitableError("a term rests on no work; name a claim")
    record, now, digest = cited(corpus, subject.name, edition)
    if record is None or digest != now:
        raise NotCitableError(_changed([subject.name], edition))
    return _of(record) if subject.line is None else [subject.line.partition("/")[0]]


def _all(corpus: Corpus, edition: Edition) -> list[Claim]:
    published = {entry.value.id: entry.value for entry in corpus.published}
    if edition.entry is None or not edition.asked:
        return list(published.values())
    released = edition.entry.claims
    changed = [
        name
        for name, one in released.items()
        if name not in published or claim_digest(published[name], corpus) != one.digest
    ]
    if changed:
        raise NotCitableError(_changed(changed, edition))
    return [published[name] for name in released]


def _of(claim: Claim) -> list[str]:
    return [line.source.partition("/")[0] for line in claim.evidence]


def _changed(names: list[str], edition: Edition) -> str:
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return (
        f"{names[0]}{more} did not say the same in {edition.version}; "
        "what it rested on then stands in that release itself: name its folder or zip"
    )


def _work(source: Source) -> Citation:
    standing, checked = _STANDINGS.get(source.standing.status), source.standing.checked
    looked_up = f" (looked up on {checked})" if checked else ""
    return Citation(
        key=source.id,
        type=source.type,
        title=source.title,
        author=source.author,
        editor=source.editor,
        issued=source.issued,
        accessed=source.accessed,
        container_title=source.container_title,
        volume=source.volume,
        issue=source.issue,
        page=source.page,
        number=source.number,
        publisher=source.publisher,
        language=source.language,
        doi=source.doi,
        pmid=source.pmid,
        pmcid=source.pmcid,
        isbn=source.isbn,
        url=source.url,
        notes=(f"{standing}{looked_up}",) if standing else (),
    )
