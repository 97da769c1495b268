"""A draft claim: what is derived is filled in, so that the curator types facts only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claimkit import shapes, yamlio
from claimkit.corpus import Corpus, Entry
from claimkit.derive.levels import Graded, level_of_claim
from claimkit.derive.lines import reasons_for_indirectness
from claimkit.derive.stance import SIGNED_PREDICATES, expected_stance
from claimkit.diagnostics import Diagnostic
from claimkit.drafts.answers import objection
from claimkit.model import Claim, Evidence, Study
from claimkit.model.claim import NOT_STATED
from claimkit.yamlio import Positions

CONTEXT = (
    *("host", "system", "site", "condition", "sex", "host_strain", "population"),
    *("model", "comparator", "dose", "duration"),
)


class LineError(ValueError):
    """A line of evidence that cannot be understood; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as plain data, with the level that its facts give; or, without data, why there is none."""

    data: dict[str, Any] | None
    level: Graded | None
    """None without data."""
    problems: tuple[Diagnostic, ...] = ()


def drafted(facts: Mapping[str, Any], corpus: Corpus) -> Draft:
    """The record of some facts: fields of a claim under their names, less what is derived or has a default.

    Filled in: version, status, host and system of the context (from the first study), `indirect` (from the facts of
    study and claim), stances, and the level.
    """
    data = {
        "version": 1,
        "status": "draft",
        **{name: value for name, value in facts.items() if value not in (None, "", [], {})},
        "evidence_level": "ungraded",
    }
    data["context"] = _context(data.get("context") or {}, data.get("evidence") or [], corpus)
    data["evidence"] = [_with_stance(line, data) for line in data.get("evidence") or []]
    if data.get("predicate") == "affects":
        del data["predicate"]  # the default
    claim, problems = shapes.check(Claim, data, Positions(), "")
    if claim is None:
        return Draft(None, None, tuple(problems))
    for line in data["evidence"]:
        study = corpus.study(line["source"])
        reasons = reasons_for_indirectness(claim, study, corpus) if study else ()
        reasons = tuple(dict.fromkeys([*line.get("indirect", ()), *reasons]))
        if reasons:
            line["indirect"] = list(reasons)
    claim, problems = shapes.check(Claim, data, Positions(), "")
    if claim is None:
        return Draft(None, None, tuple(problems))
    level = level_of_claim(claim, corpus)
    data["evidence_level"] = level.level
    return Draft(data, level)


def alike(data: Mapping[str, Any], corpus: Corpus) -> tuple[Entry[Claim] | None, list[Entry[Claim]]]:
    """The claim that says the same as a draft, where there is one; and others on the same two ends."""
    claim, _ = shapes.check(Claim, dict(data), Positions(), "")
    if claim is None:
        return None, []
    ends = [
        entry
        for entry in corpus.claims
        if (entry.value.acting_term, entry.value.target) == (claim.acting_term, claim.target)
        and entry.value.status != "withdrawn"
    ]
    same = [
        entry
        for entry in ends
        if (entry.value.predicate, entry.value.direction, entry.value.context)
        == (claim.predicate, claim.direction, claim.context)
    ]
    return (same[0] if same else None), ends


def line_of(text: str) -> dict[str, Any]:
    """A line of evidence as typed: `SOURCE/STUDY=RESULT`, `SOURCE`, `SOURCE=STANCE`, or a mapping in braces.

    Raises LineError.
    """
    if text.lstrip().startswith("{"):
        reading = yamlio.read(f"line: {text.strip()}\n".encode())
        line = reading.data.get("line") if reading.data and len(reading.data) == 1 else None
        if not isinstance(line, dict):
            said = reading.diagnostics[0].message if reading.diagnostics else "it is no line of evidence"
            raise LineError(f"{text}: {said}; write {{source: KEY/STUDY, result: increase}}")
        for name, value in line.items():
            wrong = objection(Evidence, name, value)
            if wrong:
                raise LineError(f"{text}: {wrong.message}")
        if "source" not in line:
            raise LineError(f"{text}: it has no source; write {{source: KEY/STUDY, result: increase}}")
        return line
    reference, _, found = text.strip().partition("=")
    if not reference:
        raise LineError(f"{text}: write SOURCE/STUDY=RESULT, or SOURCE for a work that only says it")
    if "/" in reference:
        if not found:
            raise LineError(f"{text}: a study has a result; write {reference}=increase (or decrease, no-effect, ...)")
        return {"source": reference, "result": found}
    return {"source": reference, "stance": found or "supports"}


def _with_stance(line: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The line with the stance that follows from its result and the direction, where it says none."""
    new = dict(line)
    if "stance" not in new:
        predicate = data.get("predicate", "affects")
        stance = expected_stance(new.get("result", ""), data.get("direction", ""), predicate)
        new["stance"] = stance or "neutral"
    return new


def _context(given: Mapping[str, Any], lines: list[Any], corpus: Corpus) -> dict[str, Any]:
    """The scope: what was given, and of host and system what was not, as the first study has them."""
    context = {name: given[name] for name in CONTEXT if given.get(name)}
    study = first_study(lines, corpus)
    if study is not None:
        context.setdefault("host", study.host)
        context.setdefault("system", study.system)
    if context.get("system") == "in-vivo":
        del context["system"]  # the default
    return {name: context[name] for name in CONTEXT if name in context} or {"host": NOT_STATED}


def first_study(lines: Iterable[Mapping[str, Any]], corpus: Corpus) -> Study | None:
    """The study of the first line of evidence that has one."""
    studies = (corpus.study(str(line.get("source"))) for line in lines)
    return next((study for study in studies if study is not None), None)


def acting_fields(corpus: Corpus, key: str, maker: str | None = None) -> dict[str, str]:
    """The fields of what acts: a strain with its organism, an organism, or an agent and what makes it."""
    entry = corpus.terms[key]
    if entry.category == "strains":
        organism = entry.value.organism
        return {**({"organism": organism} if organism else {}), "strain": key}
    if entry.category == "organisms":
        return {"organism": key}
    by = acting_fields(corpus, maker) if maker else {}
    return {**by, "agent": key}


def directions(predicate: str) -> tuple[str, ...]:
    """The directions that a predicate takes."""
    if predicate in SIGNED_PREDICATES:
        return ("increases", "decreases", "no-effect", "unspecified")
    return ("holds", "does-not-hold")


def results(predicate: str) -> tuple[str, ...]:
    """The results that a study of such a claim can have."""
    if predicate in SIGNED_PREDICATES:
        return ("increase", "decrease", "no-effect", "inconclusive", "found", "not-measured", "not-reported")
    return ("found", "not-found", "inconclusive", "not-measured", "not-reported")
