"""A line says that it is indirect exactly where study and claim differ, and why.

A mouse is no woman, a dish no body, one strain not another. Host, system and acting term of study and claim are
compared: each difference is demanded under `indirect`, and a reason that nothing bears out is refused. Another
population and a surrogate outcome are the curator's judgement.

Fix: write the reasons that the message names; or state the claim in the study's own scope.
"""

from collections.abc import Iterator

from claimkit.corpus import Corpus, Entry
from claimkit.derive.lines import reasons_for_indirectness
from claimkit.model import Claim, Study
from claimkit.model.claim import NOT_STATED
from claimkit.rules.rule import Finding, Rule, Scope

_JUDGED = ("other-population", "surrogate-outcome")


def check(entry: Entry[Claim], corpus: Corpus) -> Iterator[Finding]:
    for index, line in enumerate(entry.value.evidence):
        below = f"/evidence/{index}"
        study = corpus.study(line.source)
        if study is None:
            if line.indirect:
                yield Finding(entry, f"{below}/indirect", "only a study is indirect", "delete indirect", on_key=True)
            continue
        found = reasons_for_indirectness(entry.value, study, corpus)
        missing = [reason for reason in found if reason not in line.indirect]
        unfounded = [reason for reason in line.indirect if reason not in found and reason not in _JUDGED]
        stated = [reason for reason in line.indirect if reason not in unfounded]
        right = ", ".join(sorted({*stated, *found}))
        if missing:
            said = "; ".join(_difference(reason, entry.value, study, corpus) for reason in missing)
            message = f"{said}, and nothing says so"
            pointer = f"{below}/indirect" if line.indirect else f"{below}/source"
            yield Finding(
                entry,
                pointer,
                message,
                f"add: indirect: [{right}]" if not line.indirect else f"write: indirect: [{right}]",
            )
        elif unfounded:
            message = f"nothing in study and claim bears out {', '.join(unfounded)}"
            hint = f"write: indirect: [{right}]" if right else "delete indirect"
            yield Finding(entry, f"{below}/indirect", message, hint)


def _difference(reason: str, claim: Claim, study: Study, corpus: Corpus) -> str:
    """What differs, in words."""
    if reason == "other-species":
        host = "a host that is not stated" if study.host == NOT_STATED else corpus.label(study.host)
        return f"the study is in {host}, the claim in {corpus.label(claim.context.host or NOT_STATED)}"
    if reason == "in-vitro-to-in-vivo":
        return f"the study is {study.system}, the claim in-vivo"
    return f"the study is of {corpus.label(study.agent)}, the claim of {corpus.label(claim.acting_term or '')}"


RULE = Rule(
    "CK411",
    "indirectness-is-stated",
    Scope.RECORD,
    check,
    requires=("CK120", "CK121", "CK303", "CK304", "CK306", "CK310", "CK404", "CK311"),
)
