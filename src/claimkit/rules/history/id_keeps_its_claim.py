"""A released id stays with its claim: acting term, predicate and target are never others, and no two exchange ids.

Direction, scope, evidence and words may change under a new version. A claim on something else is another claim, and
whoever cited the id would be led to what they never read. The terms are compared by CURIE; one that got another CURIE
under its key is the same term still. (A key and its CURIE are not both changed in one release.)

Claims that were exchanged are told by what they say, whatever their files are called: a record that says what another
one said when it was released has that one's id.

Fix: give each claim its id back. Another claim is a record of its own, with a fresh id from `claimkit new claim`; the
old one is withdrawn, `replaced_by` the new one where that says it now.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, Skip
from claimkit.ledger import Past, past_of_record
from claimkit.ledger.entries import About, about
from claimkit.model import Claim
from claimkit.rules.history import OF_SUBJECT, UNREADABLE
from claimkit.rules.rule import Elsewhere, Finding, Outcome, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Outcome]:
    past = past_of_record(entry, corpus)
    claim = entry.value
    if corpus.ledger_is_broken:
        yield Skip(UNREADABLE)
    if past is None:
        return
    released = past.released(claim.id)
    meant = past.moved.get(claim.id)
    if meant is not None:
        yield _moved(entry, meant, past, corpus)
    elif released is not None and not past.same_subject(released.about, about(claim, corpus)):
        yield _another(entry, released.about, past, corpus)


def _moved(entry: Entry[Claim], meant: str, past: Past, corpus: Corpus) -> Outcome:
    """The record says what another id said."""
    own, other = entry.value.id, corpus.by_id.get(meant)
    if past.moved.get(meant) == own:
        if own < meant:
            return Elsewhere()
        message = f"this is what {meant} said in release {past.version}: the two have exchanged their ids"
        return Finding(entry, "/id", message, "give each its id back", other=other)
    message = f"this is what {meant} said in release {past.version}"
    if other is None and past.released(own) is None:
        return Finding(entry, "/id", f"{message}: a released claim keeps its id", fix=Fix(meant))
    hint = f"give it the id {meant} again, and this id to the claim that had it"
    if other is not None and past.released(own) is None:
        hint = f"give it the id {meant} again: what {other.file.path} says now is the new claim"
    return Finding(entry, "/id", message, hint, other=other)


def _another(entry: Entry[Claim], old: About, past: Past, corpus: Corpus) -> Finding:
    """The record is about something else than the id was."""
    new = about(entry.value, corpus)
    fields = ("strain" if entry.value.strain else "organism", "predicate", "target")
    if entry.value.agent:
        fields = ("agent", *fields[1:])
    now = (past.same_subject.later_curie(old[0]), old[1], past.same_subject.later_curie(old[2]))
    differing = [field for field, one, other in zip(fields, now, new, strict=True) if one != other]
    pointer = f"/{differing[0]}" if len(differing) == 1 else "/id"
    message = f"another claim than in release {past.version}, where it was: {_told(old, past)}"
    hint = "write that again; another claim is a record of its own, with a fresh id: claimkit new claim"
    return Finding(entry, pointer, message, hint)


def _told(old: About, past: Past) -> str:
    """What a claim was about, by the keys that its terms had."""
    acting, predicate, target = old
    return f"{past.same_subject.key(acting) or acting} {predicate} {past.same_subject.key(target) or target}"


RULE = Rule("CK606", "id-keeps-its-claim", Scope.RECORD, check, requires=OF_SUBJECT)
