"""Questions on a terminal: with completion, a check of each answer, and a line below that says what follows.

Questions go to standard error, so that standard output holds the result alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from claimkit.assembly import is_claim_file
from claimkit.cli.console import UnanswerableError
from claimkit.corpus import Corpus, TermEntry
from claimkit.diagnostics import quoted
from claimkit.drafts import naming, vocabulary

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

Check = Callable[[str], str | None]
"""Says what is wrong with an answer, or None."""


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return bool(sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty())


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered: what is typed for it, and what is shown beside it."""

    value: str
    shown: str = ""


class Asker:
    """Asks, where somebody is there; else a question without an answer ends the command and names the option."""

    def __init__(self, interactive: bool) -> None:
        self.interactive = interactive
        self.answered = 0
        """Questions that were answered with more than the return key."""
        self._session: PromptSession[str] | None = None

    def require(self, given: Collection[str], meanings: Mapping[str, str]) -> None:
        """Raises UnanswerableError where options are missing and nobody can be asked for what they would give."""
        missing = [f"--{name} ({meaning})" for name, meaning in meanings.items() if name not in given]
        if missing and not self.interactive:
            raise UnanswerableError(f"give {', '.join(missing)}; on a terminal, they are asked for")

    def need(self, name: str, meaning: str) -> None:
        """Raises UnanswerableError where nobody can be asked for what the one option would give."""
        self.require((), {name: meaning})

    def ask(
        self,
        question: str,
        *,
        default: str = "",
        optional: bool = False,
        choices: Callable[[str], Iterable[Choice]] | None = None,
        check: Check | None = None,
        below: Callable[[], str] | None = None,
    ) -> str:
        """One line. An empty answer is the default; without one it is taken only where the question is optional."""
        from prompt_toolkit.completion import CompleteEvent, Completer, Completion
        from prompt_toolkit.document import Document
        from prompt_toolkit.validation import ValidationError, Validator

        class Offered(Completer):
            def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
                typed = document.text
                for choice in choices(typed) if choices else ():
                    yield Completion(choice.value, start_position=-len(typed), display_meta=choice.shown)

        class Checked(Validator):
            def validate(self, document: Document) -> None:
                answer = document.text.strip()
                wrong = None
                if not answer:
                    wrong = None if optional or default else "type an answer"
                elif check:
                    wrong = check(answer)
                if wrong:
                    raise ValidationError(len(document.text), wrong)

        hint = f" [{default}]" if default else " (Enter: none)" if optional else ""
        try:
            answer = self._terminal().prompt(
                f"{question}{hint}: ",
                completer=Offered(),
                complete_while_typing=True,
                validator=Checked(),
                validate_while_typing=False,
                bottom_toolbar=below,
            )
        except EOFError:
            raise click.Abort from None
        answer = answer.strip()
        self.answered += bool(answer)
        return answer or default

    def choose(self, question: str, options: Sequence[str], default: str = "", optional: bool = False) -> str:
        """One of some words."""

        def offered(typed: str) -> Iterable[Choice]:
            return (Choice(option) for option in options if typed in option)

        def wrong(answer: str) -> str | None:
            return None if answer in options else "one of " + ", ".join(options)

        return self.ask(question, default=default, optional=optional, choices=offered, check=wrong)

    def term(
        self,
        question: str,
        corpus: Corpus,
        categories: Collection[str],
        *,
        default: str = "",
        optional: bool = False,
        besides: Sequence[str] = (),
    ) -> str:
        """The key of a term, found by key, label, synonym or CURIE. `besides` are words that are taken too."""

        def offered(typed: str) -> Iterable[Choice]:
            for entry in vocabulary.near(corpus, typed, categories):
                yield Choice(entry.key, shown(entry))

        def wrong(answer: str) -> str | None:
            if answer in besides or vocabulary.find(corpus, answer, categories):
                return None
            return unknown_term(corpus, answer, categories)

        answer = self.ask(question, default=default, optional=optional, choices=offered, check=wrong)
        entry = vocabulary.find(corpus, answer, categories) if answer and answer not in besides else None
        return entry.key if entry else answer

    def _terminal(self) -> PromptSession[str]:
        if self._session is None:
            from prompt_toolkit import PromptSession
            from prompt_toolkit.output import create_output

            self._session = PromptSession(output=create_output(stdout=sys.stderr))
        return self._session


def shown(entry: TermEntry) -> str:
    """A term as a choice shows it."""
    return f"{entry.value.label} ({entry.value.id}, {entry.category})"


def unknown_term(corpus: Corpus, text: str, categories: Collection[str]) -> str:
    """What to say of a name that is no term."""
    if corpus.term_is_broken(naming.slug(text)):
        return "a file of terms could not be read; run: claimkit validate"
    close = [entry.key for entry in vocabulary.near(corpus, text, categories, most=3)]
    meant = f"; near are {', '.join(close)}" if close else ""
    return f"no term is called so{meant}; add it: claimkit new term"


def given_term(
    corpus: Corpus, option: str, text: str, categories: Collection[str] = (), besides: Sequence[str] = ()
) -> str:
    """The key of a term that an option names. Raises UnanswerableError where no term is called so."""
    if text in besides:
        return text
    entry = vocabulary.find(corpus, text, categories)
    if entry is None:
        raise UnanswerableError(f"{option} {quoted(text)}: {unknown_term(corpus, text, categories)}")
    return entry.key


def topics_of(corpus: Corpus) -> list[str]:
    """The folders under records/ that hold one."""
    return sorted({path.split("/")[1] for path in corpus.paths if is_claim_file(path) and path.count("/") > 1})
