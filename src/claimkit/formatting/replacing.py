"""One value of a text replaced, every other character kept."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from claimkit.formatting.scalars import written


def replaced(text: str, place: tuple[int, int], value: str | int) -> str | None:
    """The text with another value where a scalar on one line begins at `place` (line, column), else None."""
    parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    flows: list[bool] = []
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, CollectionStartEvent):
                flows.append(bool(event.flow_style))
            elif isinstance(event, CollectionEndEvent):
                flows.pop()
            elif isinstance(event, ScalarEvent):
                start: Any = event.start_mark
                end: Any = event.end_mark
                if (start.line + 1, start.column + 1) == place:
                    if start.line != end.line or event.style in ("|", ">"):
                        return None
                    return text[: start.index] + written(value, any(flows)) + text[end.index :]
    except yaml.YAMLError:
        return None
    finally:
        parser.dispose()
    return None
