"""The facts of a claim: each from its option, else asked for on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from claimkit.cli.asking import Asker, Choice, given_term, topics_of
from claimkit.cli.console import UnanswerableError
from claimkit.corpus import Corpus
from claimkit.diagnostics import quoted
from claimkit.drafts import claim as drafts
from claimkit.drafts import vocabulary
from claimkit.drafts.answers import checked_by
from claimkit.model import Claim, Context
from claimkit.model.claim import NOT_STATED, Predicate, Sex, System
from claimkit.scan import portable

_ACTING = vocabulary.CATEGORIES_OF["agent"] + ("strains", "organisms")
_ACTING_FIELDS = ("organism", "strain", "agent")
_MADE = ("molecules", "genes", "cells", "processes")
_NEEDED = {
    "statement": "the claim as one sentence in your own words",
    "acting": "what acts: a strain, an organism, or any other term",
    "direction": "increases, decreases, no-effect, unspecified",
    "target": "the quantity, process or entity acted on",
}
_FREE_CONTEXT = {
    "population": "who was studied: age, selection",
    "comparator": "against what",
    "dose": "amount with its unit",
    "duration": "ISO 8601, like P12M",
}


class Interview:
    """Takes each fact from its option, else asks for it: all of them where no option was given, else what must be."""

    def __init__(self, asker: Asker, corpus: Corpus, given: dict[str, Any]) -> None:
        self._ask = asker
        self._corpus = corpus
        self._given = given
        self._all = asker.interactive and set(given) <= {"status"}
        self._facts: dict[str, Any] = {}

    def facts(self) -> dict[str, Any]:
        """The facts of the claim under the names of its fields."""
        facts = self._facts
        has_acting = {"acting"} if set(_ACTING_FIELDS) & set(self._given) else set()
        self._ask.require({*self._given, *has_acting}, _NEEDED)
        facts["statement"] = self._text("statement")
        facts |= self._acting()
        facts["predicate"] = self._predicate()
        facts["direction"] = self._direction(facts["predicate"])
        facts["target"] = self._term("target")
        facts["evidence"] = self._evidence(facts["predicate"])
        facts["context"] = self._context()
        facts["mechanism"] = self._mechanism()
        facts["notes"] = self._given.get("notes")
        return facts

    def topic(self) -> str:
        """The folder of the record."""
        topics = topics_of(self._corpus)
        self._ask.need("topic", "the folder under records/" + (f": {', '.join(topics)}" if topics else ""))

        def offered(typed: str) -> Iterable[Choice]:
            return (Choice(topic) for topic in topics if typed in topic)

        def wrong(answer: str) -> str | None:
            return None if portable(answer) else "lower-case letters, digits and single hyphens"

        return self._ask.ask("Topic", choices=offered, check=wrong)

    def curator(self, proposed: bool = False) -> str:
        """Who answers for the record; of a proposal, until somebody takes it on, the first by its key."""
        assert self._corpus.dataset is not None  # noqa: S101  dataset_at refuses a dataset without it
        listed = sorted(self._corpus.dataset.value.curators)
        key: str | None = self._given.get("curator")
        if key is None and (len(listed) == 1 or (listed and proposed)):
            key = listed[0]
        if key is None:
            self._ask.need("curator", ", ".join(listed) or "dataset.yaml lists none")
            key = self._ask.choose("Curator", listed)
        if key not in listed:
            raise UnanswerableError(f"--curator {quoted(key)}: the curators are {', '.join(listed) or 'none'}")
        return key

    def _text(self, name: str) -> str:
        if name in self._given:
            return str(self._given[name])
        return self._ask.ask(name.capitalize(), check=checked_by(Claim, name))

    def _term(self, name: str) -> str:
        categories = vocabulary.CATEGORIES_OF[name]
        if name in self._given:
            return given_term(self._corpus, f"--{name}", self._given[name], categories)
        return self._ask.term(name.capitalize(), self._corpus, categories)

    def _acting(self) -> dict[str, str]:
        fields = {
            name: given_term(self._corpus, f"--{name}", self._given[name], vocabulary.CATEGORIES_OF[name])
            for name in _ACTING_FIELDS
            if name in self._given
        }
        if fields and "acting" in self._given:
            raise UnanswerableError("--acting stands for --agent, --organism and --strain: give it or them")
        if fields:
            of_strain = drafts.acting_fields(self._corpus, fields["strain"]) if "strain" in fields else {}
            return {**of_strain, **fields}
        if "acting" in self._given:
            key = given_term(self._corpus, "--acting", self._given["acting"], _ACTING)
        else:
            key = self._ask.term("What acts", self._corpus, _ACTING)
        maker = None
        if "made_by" in self._given:
            maker = given_term(self._corpus, "--made-by", self._given["made_by"], ("strains", "organisms"))
        elif self._all and self._corpus.terms[key].category in _MADE:
            maker = self._ask.term("Made by", self._corpus, ("strains", "organisms"), optional=True)
        return drafts.acting_fields(self._corpus, key, maker or None)

    def _predicate(self) -> str:
        if "predicate" in self._given:
            return str(self._given["predicate"])
        return self._ask.choose("Predicate", get_args(Predicate), "affects") if self._all else "affects"

    def _direction(self, predicate: str) -> str:
        options = drafts.directions(predicate)
        if "direction" in self._given:
            direction = str(self._given["direction"])
            if direction not in options:
                raise UnanswerableError(f"--direction {quoted(direction)}: {predicate} takes {', '.join(options)}")
            return direction
        return self._ask.choose("Direction", options)

    def _evidence(self, predicate: str) -> list[dict[str, Any]]:
        try:
            lines = [drafts.line_of(text) for text in self._given.get("evidence", ())]
        except drafts.LineError as error:
            raise UnanswerableError(f"--evidence {error}") from None
        for line in lines:
            wrong = self._unknown_source(line["source"])
            if wrong:
                raise UnanswerableError(f"--evidence {line['source']}: {wrong}")
        while self._all:
            more = self._line(predicate, lines)
            if more is None:
                break
            lines.append(more)
        return lines

    def _line(self, predicate: str, lines: list[dict[str, Any]]) -> dict[str, Any] | None:
        """One more line of evidence, or None where there is no more."""
        known = dict(self._references())

        def offered(typed: str) -> Iterable[Choice]:
            return (Choice(one, shown) for one, shown in known.items() if typed.lower() in f"{one} {shown}".lower())

        def below() -> str:
            draft = drafts.drafted(self._so_far(lines), self._corpus)
            level = draft.level
            return f"evidence level so far: {level.level} ({level.because})" if level else ""

        question = "Another study or source" if lines else "Study or source"
        reference = self._ask.ask(question, optional=True, choices=offered, check=self._unknown_source, below=below)
        if not reference:
            return None
        if "/" in reference:
            return {"source": reference, "result": self._ask.choose("Its result", drafts.results(predicate))}
        return {
            "source": reference,
            "stance": self._ask.choose("Its stance", ("supports", "refutes", "neutral"), "supports"),
        }

    def _so_far(self, lines: list[dict[str, Any]]) -> dict[str, Any]:
        """The record as far as it is known, for the level that it would have."""
        prefix = self._corpus.dataset.value.id_prefix if self._corpus.dataset else "xx"
        curation = {"curator": "nobody", "created": "2000-01-01"}
        return {"id": f"{prefix}:00000000", **self._facts, "evidence": lines, "curation": curation}

    def _references(self) -> Iterable[tuple[str, str]]:
        """Studies first, then sources: what a line of evidence can cite, with what is shown of it."""
        for key, entry in sorted(self._corpus.sources.items()):
            for study in entry.value.studies:
                yield f"{key}/{study.id}", f"{study.design}, {study.host}, {study.agent}"
        for key, entry in sorted(self._corpus.sources.items()):
            yield key, entry.value.title

    def _unknown_source(self, reference: str) -> str | None:
        if self._corpus.source(reference) is None:
            return "no source has this key; add it: claimkit new source"
        if "/" in reference and self._corpus.study(reference) is None:
            source = reference.partition("/")[0]
            known = [study.id for study in self._corpus.sources[source].value.studies]
            return f"the studies of {source} are {', '.join(known) or 'none'}; add it to sources/{source}.yaml"
        return None

    def _context(self) -> dict[str, Any]:
        given = self._given
        context: dict[str, Any] = {name: given[name] for name in ("system", "sex", *_FREE_CONTEXT) if name in given}
        if given.get("host") == NOT_STATED:
            context["host"] = NOT_STATED
        for name in ("host", "site", "condition"):
            if name in given and name not in context:
                context[name] = given_term(self._corpus, f"--{name}", given[name], vocabulary.CATEGORIES_OF[name])
        first = drafts.first_study(self._facts["evidence"], self._corpus)
        if first is None and "host" not in context:
            self._ask.need("host", f"the species in which it is claimed, or {NOT_STATED}")
            hosts = vocabulary.CATEGORIES_OF["host"]
            context["host"] = self._ask.term("Host", self._corpus, hosts, default=NOT_STATED, besides=(NOT_STATED,))
        if not self._all:
            return context
        if first is not None:
            hosts = vocabulary.CATEGORIES_OF["host"]
            context["host"] = self._ask.term("Host", self._corpus, hosts, default=first.host, besides=(NOT_STATED,))
        system = first.system if first else "in-vivo"
        context["system"] = self._ask.choose("System", get_args(System), system)
        for name in ("site", "condition"):
            categories = vocabulary.CATEGORIES_OF[name]
            context[name] = self._ask.term(name.capitalize(), self._corpus, categories, optional=True)
        context["sex"] = self._ask.choose("Sex", get_args(Sex), optional=True)
        for name, meaning in _FREE_CONTEXT.items():
            own = (getattr(first, name, None) or "") if first else ""
            question = f"{name.capitalize()} ({meaning})"
            context[name] = self._ask.ask(question, default=own, optional=True, check=checked_by(Context, name))
        return context

    def _mechanism(self) -> list[str]:
        paths = list(self._given.get("mechanism", ()))
        if self._all:
            question = "Mechanism, like a -| b -> c"
            while path := self._ask.ask(question, optional=True, check=checked_by(Claim, "mechanism", listed=True)):
                paths.append(path)
                question = "Another path"
        return paths
