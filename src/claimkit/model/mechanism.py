"""A mechanism path: terms joined by arrows, each of which raises, lowers, or has no sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Sign = Literal[1, -1, 0]

_SIGN: dict[str, Sign] = {"->": 1, "-|": -1, "--": 0}
_ARROW = {sign: arrow for arrow, sign in _SIGN.items()}


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path: `origin` raises (1), lowers (-1) or touches (0) `target`; both are term keys."""

    origin: str
    sign: Sign
    target: str


@dataclass(frozen=True, slots=True)
class Path:
    """One line of `mechanism`, read."""

    terms: tuple[str, ...]
    signs: tuple[Sign, ...]

    @classmethod
    def parse(cls, text: str) -> Path:
        """The path of a text of the form that `scalars.MECHANISM` asks for."""
        parts = re.split(r" (->|-\||--) ", text)
        return cls(tuple(parts[::2]), tuple(_SIGN[arrow] for arrow in parts[1::2]))

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(
            Step(origin, sign, target)
            for origin, sign, target in zip(self.terms[:-1], self.signs, self.terms[1:], strict=True)
        )

    @property
    def net_sign(self) -> Sign:
        """The product of the signs; 0 where any step is unsigned."""
        product: Sign = 1
        for sign in self.signs:
            product = 0 if 0 in (sign, product) else (1 if sign == product else -1)
        return product

    def written(self, name: Callable[[str], str]) -> str:
        """The path in arrow notation with `name(term)` for each term."""
        text = name(self.terms[0])
        for sign, term in zip(self.signs, self.terms[1:], strict=True):
            text += f" {_ARROW[sign]} {name(term)}"
        return text
