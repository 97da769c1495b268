"""What a rule is: a value with a code, a name, a scope and a pure function that does not know its code.

The scope decides what the function is handed; a rule never opens a file, reads a clock or asks the network. Its
module's docstring is its documentation: one line that asserts, then why, then how to fix it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Literal

from claimkit.corpus import Entry
from claimkit.diagnostics import Fix, Severity, Skip
from claimkit.model import Quote
from claimkit.model.source import Extent
from claimkit.texts import Text

Kind = Literal["claim", "source", "term", "release"]


class Scope(Enum):
    """What a rule is handed."""

    FILE = "file"
    """`check(file)`: one file as it was read."""
    RECORD = "record"
    """`check(entry, corpus)`: one claim (or what `of` says), and the corpus to look things up in."""
    CORPUS = "corpus"
    """`check(corpus, as_of)`: everything, and the date of judgement."""
    PASSAGE = "passage"
    """`check(passage)`: a fingerprint, and the texts at hand of the source that it is of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where, and in which words. Code, name and severity are the rule's."""

    entry: Entry[Any]
    pointer: str
    message: str
    hint: str = ""
    fix: Fix | None = None
    on_key: bool = False
    place: tuple[int, int] | None = None
    """Line and column, where no pointer leads there."""
    other: Entry[Any] | None = None
    """The other entry, for a finding between two: it is reported when either is selected."""
    stops: ClassVar[bool] = True
    """What requires this rule would only repeat the finding."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A fingerprint that an entry carries, and what is at hand to prove it."""

    entry: Entry[Any]
    pointer: str
    source: str
    quote: Quote
    texts: tuple[Text, ...]
    """Texts of the source, in any rendering or extent; none where no text is at hand."""
    proven: bool
    """Whether the passage stands in one of them."""
    recorded: Mapping[str, Extent]
    """The very texts that the source records: how much of the work each is, by digest."""

    @property
    def decided(self) -> bool:
        """Whether the texts at hand have the last word: the very full text, or every text that is recorded."""
        at_hand = {text.sha256 for text in self.texts} & set(self.recorded)
        return bool(at_hand) and (
            any(self.recorded[sha256] == "full-text" for sha256 in at_hand) or at_hand == set(self.recorded)
        )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The finding stands at the other of two entries: what requires the rule would repeat it here too."""

    stops: ClassVar[bool] = True


Outcome = Finding | Skip | Elsewhere


@dataclass(frozen=True, slots=True)
class Rule:
    """One assertion. `requires` names rules without whose passing this one would only repeat their finding.

    `yields_to` names rules whose own finding this one would repeat; it is asked where they were not.
    """

    code: str
    name: str
    scope: Scope
    check: Callable[..., Iterable[Outcome]]
    of: tuple[Kind, ...] = ("claim",)
    severity: Severity = "error"
    requires: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    waivable: bool = False

    @property
    def doc(self) -> str:
        """The documentation of the rule."""
        return (sys.modules[self.check.__module__].__doc__ or "").strip()
