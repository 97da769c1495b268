"""A proposal from an issue form to the facts of a draft. Its text is a stranger's: it is data, cut and cleaned.

The form gives each answer under a heading with the label of its field (.github/ISSUE_TEMPLATE/claim.yml).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, get_args

from claimkit.bibliography import identify
from claimkit.corpus import Corpus
from claimkit.drafts.claim import acting_fields, directions
from claimkit.drafts.naming import slug
from claimkit.drafts.source import same_registration, same_work
from claimkit.drafts.vocabulary import CATEGORIES_OF, find
from claimkit.model.claim import NOT_STATED, Predicate, Sex, System
from claimkit.yamlio import visible

LABELS = (
    *("Statement", "What acts", "Organism", "Strain", "Predicate", "Direction", "Target", "Host", "System", "Sex"),
    *("Scope", "Source", "Result", "Where in the source", "Remarks", "Assurance"),
)
"""The labels of the form's fields."""

_EMPTY = "_No response_"
_LONGEST = 2_000
_SCOPE = ("population", "comparator", "dose", "duration", "site", "model", "condition")
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f]")
"""What the reader takes, and nobody sees."""


class ProposalError(ValueError):
    """A proposal that no draft can be made of; the message says which answer is missing, or is no name."""


def answers(body: str) -> dict[str, str]:
    """The answers by label. What stands under no label of the form is passed over; of two alike, the first counts."""
    found: dict[str, str] = {}
    parts = re.split(r"^### (.+)$", body.replace("\r\n", "\n"), flags=re.MULTILINE)
    for label, answer in zip(parts[1::2], parts[2::2], strict=True):
        text = _clean(answer)
        if label.strip() in LABELS and text not in ("", _EMPTY):
            found.setdefault(label.strip(), text)
    return found


def facts(given: Mapping[str, str], corpus: Corpus) -> dict[str, Any]:
    """The facts of a claim, as far as the answers give them. Names that are no term become keys, for rules to name.

    Raises ProposalError.
    """
    for label in ("Statement", "What acts", "Target"):
        if label not in given:
            raise ProposalError(f"there is no answer to {label}")
    predicate = _choice(given.get("Predicate"), get_args(Predicate), "affects")
    direction = _choice(given.get("Direction"), directions(predicate), directions(predicate)[-1])
    context: dict[str, Any] = {"host": _host(given.get("Host", ""), corpus)}
    context["system"] = _choice(given.get("System"), get_args(System), "in-vivo")
    if given.get("Sex") in get_args(Sex):
        context["sex"] = given["Sex"]
    context |= _scope(given.get("Scope", ""), corpus)
    source = _source(given.get("Source", ""), corpus)
    return {
        "statement": _line(given["Statement"]),
        **_acting(given, corpus),
        "predicate": predicate,
        "direction": direction,
        "target": _key(given["Target"], "target", corpus),
        "context": context,
        "evidence": [{"source": source, "stance": "neutral"}] if source else [],
        "notes": _notes(given),
    }


def _acting(given: Mapping[str, str], corpus: Corpus) -> dict[str, str]:
    entry = find(corpus, given["What acts"], CATEGORIES_OF["agent"] + ("strains", "organisms"))
    maker = find(corpus, given.get("Strain", ""), ("strains",)) or find(
        corpus, given.get("Organism", ""), ("organisms",)
    )
    if entry:
        return acting_fields(corpus, entry.key, maker.key if maker else None)
    named = {name: given.get(label, "") for name, label in (("organism", "Organism"), ("strain", "Strain"))}
    of_maker = {name: _key(text, name, corpus) for name, text in named.items() if text}
    key = _key(given["What acts"], "agent", corpus)
    return of_maker if key in of_maker.values() else {**of_maker, "agent": key}


def _key(text: str, field: str, corpus: Corpus) -> str:
    entry = find(corpus, text, CATEGORIES_OF[field])
    key = entry.key if entry else slug(text)
    if not key:
        raise ProposalError(f"no key can be made of {text!r}: write it in Latin letters, or add the term first")
    return key


def _host(text: str, corpus: Corpus) -> str:
    return NOT_STATED if slug(text) in ("", "not-stated", "unknown") else _key(text, "host", corpus)


def _scope(text: str, corpus: Corpus) -> dict[str, str]:
    """`Label: text` lines as fields of the context; a duration in words becomes ISO 8601 where it is plain."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        label, colon, value = line.partition(":")
        field = label.strip().lower()
        value = _line(value)
        if not colon or field not in _SCOPE or not value or field in found:
            continue
        if field in ("site", "condition"):
            entry = find(corpus, value, CATEGORIES_OF[field])
            if entry:
                found[field] = entry.key
        elif field == "duration":
            plain = re.fullmatch(r"([0-9]{1,4}) (day|week|month|year)s?", value.lower())
            if plain:
                found[field] = f"P{int(plain[1])}{_UNITS[plain[2]]}"
        else:
            found[field] = value
    return found


def _source(text: str, corpus: Corpus) -> str | None:
    """The key of the source that is meant, where the dataset has it."""
    identifier = identify(_line(text))
    if identifier is None:
        return same_work({"URL": text.strip()}, corpus)
    if identifier.kind == "NCT":
        studies = same_registration(identifier.value, corpus)
        return studies[0].partition("/")[0] if studies else None
    return same_work({identifier.kind: identifier.value}, corpus)


def _notes(given: Mapping[str, str]) -> str:
    """What a curator has yet to make facts of, in the proposer's words."""
    told = [
        f"{label}: {given[label]}" for label in LABELS if label in given and label not in ("Statement", "Assurance")
    ]
    return "\n".join(["Proposed in an issue; nothing of it was checked.", *told])


def _choice(text: str | None, options: tuple[str, ...], default: str) -> str:
    return text if text in options else default


def _line(text: str) -> str:
    """One line that a field takes: no outer blanks, no sign in front that a spreadsheet obeys."""
    return " ".join(text.split()).lstrip("=+-@ ")


def _clean(text: str) -> str:
    """A text without what cannot be seen, its lines without outer blanks, and cut."""
    seen = _UNSEEN.sub(" ", visible(unicodedata.normalize("NFC", text.replace("\t", " "))))
    lines = [line.strip() for line in seen[:_LONGEST].split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
