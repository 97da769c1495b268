"""A claim id has the dataset's prefix, and its last character fits the others.

The check character finds each wrong character and each swap of two neighbours, so that a mistyped id never names
another claim. It is reported where the id is typed, and not again at the links that mean it.

Fix: compare the id with the one that was minted; the message names the likely one. Ids are never made up by hand.
"""

from collections.abc import Iterator

from claimkit import links
from claimkit.corpus import Corpus, Entry
from claimkit.diagnostics import Fix, Skip, quoted
from claimkit.identifiers import claim_id_holds, mended_claim_ids, one_slip_apart
from claimkit.model import Claim
from claimkit.rules.rule import Finding, Outcome, Rule, Scope


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Outcome]:
    if corpus.dataset is None:
        yield Skip("dataset.yaml could not be read")
        return
    prefix = corpus.dataset.value.id_prefix
    for pointer, claim_id in [("/id", entry.value.id), *links.claims(entry.value)]:
        if not claim_id.startswith(prefix + ":"):
            message = f"the id {quoted(claim_id)} does not begin with the dataset's prefix {quoted(prefix)}"
            mended = f"{prefix}:{claim_id.partition(':')[2]}"
            yield Finding(entry, pointer, message, fix=Fix(mended) if claim_id_holds(mended) else None)
        elif not claim_id_holds(claim_id):
            known = _known(claim_id, pointer, corpus)
            likely = known or next(mended_claim_ids(claim_id), None)
            message = f"the id {quoted(claim_id)} is mistyped: its check character does not fit"
            hint = f"did you mean {quoted(likely)}? compare it with the id that was made" if likely else ""
            yield Finding(entry, pointer, message, hint, Fix(known, safe=pointer != "/id") if known else None)


def _known(claim_id: str, pointer: str, corpus: Corpus) -> str | None:
    """The id that is meant, as far as the dataset knows it: for a link a claim's, for a claim what others link to."""
    if pointer == "/id":
        known = {link for other in corpus.claims for _, link in links.claims(other.value)} - set(corpus.by_id)
    else:
        known = set(corpus.by_id)
    near = [other for other in sorted(known) if claim_id_holds(other) and one_slip_apart(claim_id, other)]
    return near[0] if len(near) == 1 else None


RULE = Rule("CK301", "claim-id-checks", Scope.RECORD, check)
