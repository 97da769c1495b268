"""A released claim keeps its record, and never becomes a draft again.

Somebody has cited it. An id that leads nowhere tells them nothing; one that leads to "withdrawn, because" does. A
draft is in no export, so a claim that becomes one is gone as well. A claim whose file would not load, or whose id is
mistyped, is not called gone.

Fix: get the file back from the tag of the release, write `status: withdrawn` and `withdrawal: {reason: ..., date:
...}`, and raise the version by one.
"""

import datetime
from collections.abc import Iterator

from claimkit.corpus import Corpus
from claimkit.diagnostics import Skip
from claimkit.ledger import past_of
from claimkit.rules.history import UNREADABLE
from claimkit.rules.rule import Finding, Outcome, Rule, Scope
from claimkit.yamlio import pointer_step


def check(corpus: Corpus, _: datetime.date) -> Iterator[Outcome]:
    past = past_of(corpus)
    if past is None:
        if corpus.ledger_is_broken:
            yield Skip(UNREADABLE)
        return
    renamed = set(past.moved.values())
    for claim_id in past.newest.value.claims:
        record = corpus.by_id.get(claim_id)
        if record is not None:
            if record.value.status == "draft" and claim_id not in past.repeated:
                message = f"released in {past.version}, and now a draft, which no export holds"
                hint = 'write "status: accepted"; what no longer stands is withdrawn, with its reason'
                yield Finding(record, "/status", message, hint, other=past.newest)
        elif claim_id in renamed:
            continue  # told at the record that says what it said (CK606)
        elif corpus.claim_may_be_there(claim_id):
            yield Skip("the record of a released claim could not be read")
        else:
            message = f"{claim_id} was released in {past.version}, and no record has it"
            hint = 'get its file back from the tag of the release, and write "status: withdrawn" with a withdrawal'
            yield Finding(past.newest, "/claims" + pointer_step(claim_id), message, hint, on_key=True)


RULE = Rule("CK605", "released-claim-stays", Scope.CORPUS, check, requires=("CK601", "CK606"))
