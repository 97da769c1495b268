"""Reading decoded data of others without trusting its shape: what is not as documented counts as absent."""

from __future__ import annotations

from typing import Any


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def mappings(value: Any) -> list[dict[str, Any]]:
    """Those items of a list that are mappings."""
    return [item for item in items(value) if isinstance(item, dict)]


def string(value: Any) -> str:
    """A text as it stands, a whole number in digits, anything else as an empty text."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return str(value)
    return ""


def first(value: Any) -> str:
    """The text, or the first text of a list of them: registries wrap titles in lists."""
    return next((text for text in map(string, items(value)) if text.strip()), "") or string(value)
