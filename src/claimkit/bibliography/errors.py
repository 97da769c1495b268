"""What can go wrong between a curator and a registry. Each message is one line that ends with what to do."""

from __future__ import annotations

from claimkit.diagnostics import quoted

_INSTEAD = "try again later, or paste its BibTeX, RIS or CSL-JSON entry"


class EntryError(ValueError):
    """The pasted text is not one bibliographic entry."""


class LookUpError(Exception):
    """A look-up gave no work."""


class NotFoundError(LookUpError):
    """The registry knows no such work."""


class UnreachableError(LookUpError):
    """The registry gave no usable answer: not found out is not the same as not there."""


def unknown_to(registry: str, kind: str, value: str) -> NotFoundError:
    """The registry was asked and knows of nothing under that identifier."""
    what = f"no work with the {kind} {quoted(value)} is known to {registry}"
    return NotFoundError(f"{what}: check it, or paste an entry of the work")


def unusable(registry: str, what: str) -> UnreachableError:
    """The registry did something that leaves us without an answer; `what` goes on from its name."""
    return UnreachableError(f"{registry} {what}: {_INSTEAD}")


def about_another(registry: str, asked: str, answered: str) -> UnreachableError:
    """An answer about another work is no answer: taken over, it would file one work under the name of another."""
    if not answered:
        return unusable(registry, f"answered without saying which work it means, not {quoted(asked)}")
    return UnreachableError(
        f"{registry} was asked for {quoted(asked)} and answered about {quoted(answered)}: "
        "look that one up if it is the same work"
    )
