"""What somebody typed, as a record can hold it, and what a field would say against it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from claimkit import shapes, yamlio
from claimkit.diagnostics import Diagnostic, quoted
from claimkit.yamlio import Positions


class AnswerError(ValueError):
    """An answer that no record can hold; the message says why."""


def composed(answer: Any) -> Any:
    """The answer with its texts in normal form C and without outer blanks, as people type or paste them.

    Raises AnswerError for text that is not Unicode.
    """
    if isinstance(answer, dict):
        return {name: composed(value) for name, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [composed(value) for value in answer]
    if not isinstance(answer, str):
        return answer
    try:
        answer.encode()
    except UnicodeEncodeError:
        raise AnswerError(f"{quoted(answer)} is not UTF-8") from None
    return unicodedata.normalize("NFC", answer).strip()


def objection(model: type[BaseModel], field: str, answer: Any) -> Diagnostic | None:
    """What a model's field says against an answer, or None."""
    _, problems = shapes.check(model, {field: answer}, Positions(), "")
    below = f"/{field}"
    return next((one for one in problems if one.pointer == below or one.pointer.startswith(f"{below}/")), None)


def checked_by(model: type[BaseModel], field: str, listed: bool = False) -> Callable[[str], str | None]:
    """A check of answers to one question: what the field, or one item of its list, says against each."""

    def wrong(answer: str) -> str | None:
        unread = yamlio.read(f"{field}: {json.dumps(answer, ensure_ascii=False)}\n".encode()).diagnostics
        if unread:
            return unread[0].message
        found = objection(model, field, [answer] if listed else answer)
        return f"{found.message}; {found.hint}" if found and found.hint else found.message if found else None

    return wrong
