"""The citation of a claim, of one of its versions, or of one of its lines of evidence."""

from __future__ import annotations

from claimkit.citing.citation import Citation, NotCitableError
from claimkit.citing.editions import Edition, Held, Lookup, digest_of, edition_of, instead_of, last_held, notes_on
from claimkit.citing.subjects import Subject, there_is
from claimkit.corpus import Corpus
from claimkit.derive.digest import claim_digest
from claimkit.derive.lines import keys_of
from claimkit.exporters.iris import Iris
from claimkit.model import Claim, DatasetMetadata, LedgerEntry


def claim(corpus: Corpus, dataset: DatasetMetadata, subject: Subject, edition: Edition) -> Citation:
    """A claim as the edition holds it. Its statement is known where the record still says what was released."""
    name = subject.name
    record, now, digest = cited(corpus, name, edition)
    standing = _standing(record, edition, dataset)
    version = _version(name, record, edition)
    known = record is not None and digest in (now, _before_withdrawal(record, corpus))
    iris = Iris(dataset)
    return Citation(
        key=f"{name.replace(':', '-')}-v{version}",
        type="entry",
        genre="claim",
        number=name,
        version=str(version),
        title=record.statement if record and known else f"[Claim {name}]",
        url=iris.claim_version(name, version) if _means(version, digest, name, corpus) else iris.claim(name),
        digest=digest,
        notes=(*(() if known and edition.asked else notes_on("claim", now, _held(name), edition, corpus)), *standing),
    )


def line(corpus: Corpus, dataset: DatasetMetadata, subject: Subject, edition: Edition) -> Citation:
    """A line of evidence; its digest is that of its claim."""
    name, key = subject.name, subject.line or ""
    record, now, digest = cited(corpus, name, edition)
    known = record is not None and digest in (now, _before_withdrawal(record, corpus))
    keys = keys_of(record) if record and known else _lines(name, edition.entry)
    if key not in keys:
        gone = last_held(corpus, lambda entry: key in _lines(name, entry))
        when = f" in {edition.version}" if edition.asked else ""
        raise NotCitableError(f"{name} has no line of evidence {key}{when}" + (gone or there_is(key, keys)))
    if record is None or not known:
        raise NotCitableError(
            f"{name} says something else by now; ask the release {edition.version} itself for {key}"
        )
    return Citation(
        key=f"{name}-{key}".replace(":", "-").replace("/", "-"),
        type="entry",
        genre="line of evidence",
        number=f"{name}/evidence/{key}",
        title=f"Evidence {key} on: {record.statement}",
        url=Iris(dataset).evidence(name, key),
        digest=digest,
        notes=(
            f"the digest is that of {name}, version {_version(name, record, edition)}",
            *(() if edition.asked else notes_on("claim", now, _held(name), edition, corpus)),
            *_standing(record, edition, dataset),
        ),
    )


def edition_with(version: int, name: str, corpus: Corpus, dataset: DatasetMetadata, edition: Edition) -> Edition:
    """The edition that holds a version of a claim: this one, else the first release. Raises NotCitableError."""
    holding = [one.value for one in corpus.ledger if name in one.value.claims]
    first = {one.claims[name].version: one for one in reversed(holding)}
    if edition.asked and edition.entry:
        held = edition.entry.claims.get(name)
        if held and held.version != version:
            raise NotCitableError(f"the release {edition.version} holds version {held.version} of {name}")
        return edition
    entry = corpus.by_id.get(name)
    record = entry.value if entry and entry.value.status != "draft" else None
    is_now = record is not None and record.version == version
    if version in first:
        same = record is not None and is_now and first[version].claims[name].digest == claim_digest(record, corpus)
        return edition if same else edition_of(corpus, dataset, first[version].version)
    if is_now or record is None:
        return edition
    there = sorted({record.version, *first})
    raise NotCitableError(f"there is no version {version} of {name}; there is {', '.join(map(str, there))}")


def cited(corpus: Corpus, name: str, edition: Edition) -> tuple[Claim | None, str | None, str]:
    """The record of a claim, its digest now, and the digest that is cited. Raises NotCitableError."""
    entry = corpus.by_id.get(name)
    record = entry.value if entry else None
    now = claim_digest(record, corpus) if record else None
    if record and record.status == "draft" and not edition.asked:
        raise NotCitableError(f"{name} is a draft, which nobody can look up; it can be cited once it is accepted")
    instead = instead_of(name, corpus.by_id, lambda one: one.claims, edition, corpus)
    return record, now, digest_of(f"claim {name}", now, _held(name), edition, instead)


def _held(name: str) -> Lookup:
    def held(entry: LedgerEntry) -> Held | None:
        released = entry.claims.get(name)
        return Held(released.digest, released.version) if released else None

    return held


def _lines(name: str, entry: LedgerEntry | None) -> tuple[str, ...]:
    """The keys of the lines of evidence that a claim has in a release."""
    return entry.claims[name].evidence if entry and name in entry.claims else ()


def _version(name: str, record: Claim | None, edition: Edition) -> int:
    if edition.entry and edition.asked:
        return edition.entry.claims[name].version
    return record.version if record else 0


def _before_withdrawal(record: Claim, corpus: Corpus) -> str | None:
    """The digest that a withdrawn claim has had as an accepted one, if nothing else of it was changed."""
    if record.withdrawal is None:
        return None
    return claim_digest(record.model_copy(update={"status": "accepted", "withdrawal": None}), corpus)


def _means(version: int, digest: str, name: str, corpus: Corpus) -> bool:
    """Whether the address of that version means what is cited: no release holds another content under it."""
    released = (entry.value.claims.get(name) for entry in corpus.ledger)
    return all(one.digest == digest for one in released if one and one.version == version)


def _standing(record: Claim | None, edition: Edition, dataset: DatasetMetadata) -> tuple[str, ...]:
    """That the claim is withdrawn, even where it was not yet in the release that is cited."""
    if record is None or record.withdrawal is None:
        return ()
    gone = record.withdrawal
    successor = gone.replaced_by
    led = f"; replaced by {successor}, {Iris(dataset).claim(successor)}" if successor else ""
    return (f"withdrawn on {gone.date}: {gone.reason.rstrip('.')}{led}",)
