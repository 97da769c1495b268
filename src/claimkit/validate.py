"""A corpus to sorted findings: run the rules, and account for what was and was not checked.

The only place that calls a rule. A rule that crashes becomes a finding, and the run is then not to be trusted.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from claimkit import links, waivers
from claimkit.corpus import Corpus, Entry, TermEntry
from claimkit.diagnostics import Diagnostic, Skip, Tick, untold
from claimkit.model import Claim, DatasetMetadata, LedgerEntry, Quote
from claimkit.refusals import refuse
from claimkit.rules import RULES
from claimkit.rules.rule import Elsewhere, Finding, Kind, Outcome, Passage, Rule, Scope
from claimkit.texts import Texts

MOST_PER_FILE = 50
"""Findings of one file that are shown; a broken file must not flood a log."""

_TICK = 64
"""Entries between two words on how far the judging has come."""

NO_TEXTS = Texts({})


@dataclass(frozen=True)
class Report:
    """What was found, and what was and was not checked."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    claims: int
    drafts: int
    performed: int
    skipped: dict[str, int]
    """Checks that could not be made, by reason."""
    proven: int
    """Fingerprints found in a text at hand."""
    waived: int
    """Findings that a waiver sets aside."""
    crashed: bool = False


def validate(
    corpus: Corpus,
    *,
    as_of: datetime.date,
    texts: Texts = NO_TEXTS,
    rules: Sequence[Rule] = RULES,
    tick: Tick = untold,
) -> Report:
    """Every finding about a corpus. `as_of` is the date of judgement; no rule reads a clock."""
    run = _Run(corpus, rules, texts, as_of, tick)
    run.judge()
    kept, waived = waivers.apply(run.diagnostics, corpus.waivers, rules, as_of)
    return Report(
        diagnostics=tuple(sorted(kept, key=lambda finding: finding.order)),
        files=len(corpus.paths),
        claims=len(corpus.claims),
        drafts=sum(entry.value.status == "draft" for entry in corpus.claims),
        performed=run.performed,
        skipped=dict(sorted(run.skipped.items())),
        proven=run.proven,
        waived=waived,
        crashed=run.crashed,
    )


def shown(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What a report shows: at most MOST_PER_FILE findings of one file, in order, then one that counts the rest."""
    for path, group in groupby(
        sorted(diagnostics, key=lambda finding: finding.order), key=lambda finding: finding.path
    ):
        of_file = list(group)
        yield from of_file[:MOST_PER_FILE]
        rest = of_file[MOST_PER_FILE:]
        if rest:
            place = (rest[0].line, rest[0].column)
            yield refuse("CK901", f"and {len(rest):,} more findings in this file", path=path, place=place)


@dataclass
class _Run:
    """One pass of all rules over one corpus."""

    corpus: Corpus
    rules: Sequence[Rule]
    texts: Texts
    as_of: datetime.date
    tick: Tick
    diagnostics: list[Diagnostic] = field(default_factory=list)
    performed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    proven: int = 0
    crashed: bool = False
    not_passed: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """For each entry the codes of the rules that it did not pass."""
    found: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Those of them that were asked."""
    _below: tuple[Entry[Any] | None, set[str]] = (None, set())
    """The entry last asked about, and what `_not_passed_below` said: a rule after the other asks for one entry."""

    def judge(self) -> None:
        self.diagnostics += self.corpus.diagnostics
        self.performed += len(self.corpus.paths)  # each file was read, and held against its model
        rules = _in_order_of_need(self.rules)
        for file in self.corpus.files:
            for rule in rules:
                if rule.scope is Scope.FILE:
                    self._apply(rule, None, rule.check, file)
        for kind, entries in self._subjects():
            of_kind = [rule for rule in rules if rule.scope is Scope.RECORD and kind in rule.of]
            for number, entry in enumerate(entries):
                if not number % _TICK:
                    self.tick(f"judging {kind}s", number, len(entries))
                for rule in of_kind:
                    self._apply(rule, entry, rule.check, entry, self.corpus)
        for rule in rules:
            if rule.scope is Scope.CORPUS:
                self._apply(rule, None, rule.check, self.corpus, self.as_of)
        for passage in self._passages():
            self._judge_passage(passage, [rule for rule in rules if rule.scope is Scope.PASSAGE])

    def _subjects(self) -> Iterator[tuple[Kind, Collection[Entry[Any]]]]:
        """What is built upon comes first: claims cite sources, both use terms, and all follow what was released."""
        yield "release", self.corpus.ledger
        yield "term", [*self.corpus.terms.values(), *self.corpus.repeated_terms]
        yield "source", self.corpus.sources.values()
        yield "claim", self.corpus.claims

    def _apply(self, rule: Rule, entry: Entry[Any] | None, check: Any, *given: Any) -> None:
        if entry is not None and self.not_passed and self._in_vain(rule, entry):
            self.not_passed.setdefault(_identity(entry), set()).add(rule.code)
            return
        try:
            outcomes: list[Outcome] = list(check(*given))
        except Exception as error:  # noqa: BLE001  a fault of one rule must not hide the findings of the others
            self.crashed = True
            where = entry or self.corpus.dataset
            path = where.file.path if where else ""
            place = where.place() if where else (1, 1)
            message = f"the rule {rule.code} {rule.name} failed: {type(error).__name__}"
            self.diagnostics.append(refuse("CK900", message, path=path, place=place))
            return
        if not outcomes:
            self.performed += 1
            return
        if rule.scope is Scope.CORPUS and (rule.requires or rule.yields_to):
            outcomes = [
                one for one in outcomes if not (isinstance(one, Finding) and self._between_in_vain(rule, one))
            ]
        if not any(isinstance(outcome, Skip) for outcome in outcomes):
            self.performed += 1
        for outcome in outcomes:
            self._record(rule, outcome)
        if entry is not None and any(outcome.stops for outcome in outcomes):
            self.not_passed.setdefault(_identity(entry), set()).add(rule.code)
            self.found.setdefault(_identity(entry), set()).add(rule.code)

    def _record(self, rule: Rule, outcome: Outcome) -> None:
        if isinstance(outcome, Skip):
            self.skipped[outcome.because] += outcome.times
            return
        if isinstance(outcome, Elsewhere):
            return
        line, column = outcome.place or outcome.entry.place(outcome.pointer, outcome.on_key)
        self.diagnostics.append(
            Diagnostic(
                rule.code,
                rule.name,
                outcome.message,
                outcome.entry.file.path,
                line,
                column,
                outcome.entry.pointer + outcome.pointer,
                rule.severity,
                outcome.hint,
                outcome.fix,
                outcome.other.file.path if outcome.other else "",
                _record_of(outcome.entry),
            )
        )

    def _in_vain(self, rule: Rule, entry: Entry[Any]) -> bool:
        """Whether the rule would only repeat a finding: one mistake, one message."""
        if rule.yields_to and not self.found.get(_identity(entry), set()).isdisjoint(rule.yields_to):
            return True
        if not rule.requires:
            return False
        own = self.not_passed.get(_identity(entry))
        if own and not own.isdisjoint(rule.requires):
            return True
        below = self._not_passed_below(entry)
        return bool(below) and not below.isdisjoint(rule.requires)

    def _not_passed_below(self, entry: Entry[Any]) -> set[str]:
        """The rules that what the entry is built upon did not pass; sources and terms are judged before claims."""
        if entry is not self._below[0]:
            found = (
                [self.not_passed.get(_identity(one)) for one in self._built_upon(entry)] if self.not_passed else []
            )
            self._below = (entry, set().union(*filter(None, found)))
        return self._below[1]

    def _between_in_vain(self, rule: Rule, finding: Finding) -> bool:
        """The same for a finding between two entries: one mistake in either is enough."""
        return any(self._in_vain(rule, entry) for entry in (finding.entry, finding.other) if entry)

    def _built_upon(self, entry: Entry[Any]) -> Iterator[Entry[Any]]:
        """The sources that a claim cites, the terms that a claim or source uses, and what both were released as."""
        if isinstance(entry.value, LedgerEntry):
            yield from self.corpus.ledger
        elif isinstance(entry.value, Claim | DatasetMetadata):
            yield from self.corpus.ledger[-1:]
        for _, reference in links.sources(entry.value):
            source = self.corpus.sources.get(reference.partition("/")[0])
            if source is not None:
                yield source
        for _, _, key in links.terms(entry.value):
            if key in self.corpus.terms:
                yield self.corpus.terms[key]

    def _passages(self) -> Iterator[Passage]:
        for claim in self.corpus.claims:
            for k, line in enumerate(claim.value.evidence):
                if line.quote:
                    yield self._passage(claim, f"/evidence/{k}/quote", line.source.partition("/")[0], line.quote)
        for key, source in self.corpus.sources.items():
            for k, caveat in enumerate(source.value.caveats):
                if caveat.quote:
                    yield self._passage(source, f"/caveats/{k}/quote", key, caveat.quote)

    def _passage(self, entry: Entry[Any], pointer: str, source: str, quote: Quote) -> Passage:
        known = self.corpus.sources.get(source)
        recorded = {text.sha256: text.extent for text in known.value.texts} if known else {}
        texts = self.texts.of(source)
        proven = any(text.holds(quote.tokens, quote.sha256) for text in texts)
        return Passage(entry, pointer, source, quote, texts, proven, recorded)

    def _judge_passage(self, passage: Passage, rules: list[Rule]) -> None:
        self.proven += passage.proven
        for rule in rules:
            # without a text only a rule that needs no other's answer is asked, so that the lack is counted once
            if passage.texts or not rule.requires:
                self._apply(rule, None, rule.check, passage)


def _record_of(entry: Entry[Any]) -> str:
    """What a waiver calls the record: the claim id or source key, or the term's key."""
    return entry.key if isinstance(entry, TermEntry) else str(getattr(entry.value, "id", ""))


def _identity(entry: Entry[Any]) -> tuple[str, str]:
    return (entry.file.path, entry.pointer)


def _in_order_of_need(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, each after those that it requires; a required rule that is not among them counts as passed."""
    codes = {rule.code for rule in rules}
    placed: list[Rule] = []
    waiting = list(rules)
    while waiting:
        done = {rule.code for rule in placed}
        ready = [rule for rule in waiting if done.issuperset(codes.intersection(rule.requires + rule.yields_to))]
        if not ready:
            raise ValueError(f"rules require one another: {', '.join(rule.code for rule in waiting)}")
        placed += ready
        waiting = [rule for rule in waiting if rule not in ready]
    return placed
