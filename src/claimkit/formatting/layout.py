"""Plain data to canonical text: key order, one line or many, quotes, wrapping, and comments where they belong."""

from __future__ import annotations

from typing import Any

from claimkit.formatting.comments import Comments
from claimkit.formatting.order import Plan, in_order, plan_below
from claimkit.formatting.scalars import folded, literal, quoted, written
from claimkit.yamlio import pointer_step

WIDTH = 120
"""Columns of a line; a longer word, comment or quoted text stands out."""
_WORD = 40
"""Characters of an item up to which a list that one line does not hold goes on in the next, and is not stacked."""


def text_of(data: dict[str, Any], plan: Plan, comments: Comments | None = None) -> str:
    """The canonical text of a file's mapping, its last line ended."""
    lines: list[str] = list(comments.header) if comments else []
    _Layout(lines, comments).mapping(data, plan, 0, "")
    return "\n".join(lines) + "\n"


class _Layout:
    """Writes into a list of lines. Pointers are kept only where there are comments to look for."""

    def __init__(self, lines: list[str], comments: Comments | None) -> None:
        self._lines = lines
        self._comments = comments

    def mapping(self, data: dict[str, Any], plan: Plan, indent: int, pointer: str, first: str = "") -> None:
        """The lines of a block mapping. `first` is what stands before its first key instead of blanks: a dash."""
        blanks = " " * indent
        for key in in_order(data, plan):
            below = pointer + pointer_step(key) if self._comments else ""
            start = first or blanks
            first = ""
            name = written(key, False)
            self._entry(f"{start}{name}:", data[key], plan, key, indent, below)
        self._end(pointer, blanks)

    def _entry(self, head: str, value: Any, plan: Plan, key: str, indent: int, pointer: str) -> None:
        behind = self._above_and_behind(pointer, " " * indent) if self._comments else ""
        if isinstance(value, dict):
            inner = plan_below(plan, key)
            line = self._flow_line(head, value, inner, pointer)
            if line is None:
                self._lines.append(head + behind)
                self.mapping(value, inner, indent + 2, pointer)
            else:
                self._lines.append(line + behind)
        elif isinstance(value, list):
            inner = plan_below(plan, key)
            stacked = key in plan.stacked and bool(value)
            line = None if stacked else self._flow_line(head, value, inner, pointer)
            if line is None:
                filled = [] if stacked else self._filled(head, value, indent + 2, pointer)
                if filled:
                    self._lines += [*filled[:-1], filled[-1] + behind]
                    return
                self._lines.append(head + behind)
                self._items(value, inner, indent + 2, pointer)
            else:
                self._lines.append(line + behind)
        else:
            self._scalar(head, value, indent, pointer, behind)

    def _items(self, items: list[Any], plan: Plan, indent: int, pointer: str) -> None:
        blanks = " " * indent
        dash = f"{blanks}-"
        for index, item in enumerate(items):
            below = f"{pointer}/{index}" if self._comments else ""
            if self._comments and isinstance(item, dict):
                self._comments.raise_to(below, below + pointer_step(in_order(item, plan)[0]))
            behind = self._above_and_behind(below, blanks) if self._comments else ""
            line = self._flow_line(dash, item, plan, below) if isinstance(item, dict | list) else None
            if line is not None:
                self._lines.append(line + behind)
            elif isinstance(item, dict):
                if behind:  # a comment behind the dash or the bracket stands above what follows
                    self._lines.append(blanks + behind.lstrip())
                self.mapping(item, plan, indent + 2, below, f"{dash} ")
            elif isinstance(item, list):
                if behind:
                    self._lines.append(blanks + behind.lstrip())
                self._lines.append(dash)
                self._items(item, plan, indent + 2, below)
            else:
                self._scalar(dash, item, indent, below, behind)
        self._end(pointer, blanks)

    def _above_and_behind(self, pointer: str, blanks: str) -> str:
        """Writes the comments above a key or item, and gives the one behind it."""
        assert self._comments is not None  # noqa: S101  asked for only with comments
        self._lines += [blanks + comment for comment in self._comments.above.get(pointer, [])]
        behind = self._comments.behind.get(pointer)
        return f"  {behind}" if behind else ""

    def _end(self, pointer: str, blanks: str) -> None:
        """Writes the comments below the last key or item of a collection."""
        if self._comments:
            self._lines += [blanks + comment for comment in self._comments.end.get(pointer, [])]

    def _flow_line(self, head: str, value: Any, plan: Plan, pointer: str) -> str | None:
        """A collection behind its key or dash on one line, or None where it takes several."""
        if self._comments and self._comments.inside[pointer]:
            return None
        flow = self._flow(value, plan, pointer)
        if flow is None or len(head) + 1 + len(flow) > WIDTH:
            return None
        return f"{head} {flow}"

    def _flow(self, value: Any, plan: Plan, pointer: str) -> str | None:
        if isinstance(value, dict):
            if not plan.flow or not value:
                return None
            parts = []
            for key in in_order(value, plan):
                inner = self._flow(value[key], plan_below(plan, key), self._below(pointer, key))
                if inner is None:
                    return None
                parts.append(f"{written(key, True)}: {inner}")
            return "{" + ", ".join(parts) + "}"
        if isinstance(value, list):
            if value and isinstance(value[0], dict):
                return None  # a list of mappings has one a line
            items = []
            for index, item in enumerate(value):
                one = self._flow(item, plan, self._below(pointer, index))
                if one is None:
                    return None
                items.append(one)
            return "[" + ", ".join(items) + "]"
        return self._one_line(value, pointer, True)

    def _filled(self, head: str, items: list[Any], indent: int, pointer: str) -> list[str]:
        """The lines of a bracketed list of short words that one line does not hold; none where it is another list."""
        if self._comments and self._comments.inside[pointer]:
            return []
        if any(isinstance(one, dict | list) for one in items):
            return []
        words = [self._one_line(one, self._below(pointer, k), True) for k, one in enumerate(items)]
        if any(len(word) > _WORD for word in words):
            return []
        lines = [f"{head} [{words[0]}"]
        for word in words[1:]:
            if len(lines[-1]) + len(word) + 3 > WIDTH:  # a comma before it, a blank, a comma or bracket behind it
                lines[-1] += ","
                lines.append(" " * indent + word)
            else:
                lines[-1] += f", {word}"
        return [*lines[:-1], f"{lines[-1]}]"]

    def _below(self, pointer: str, step: str | int) -> str:
        return pointer + pointer_step(step) if self._comments else ""

    def _one_line(self, value: Any, pointer: str, in_flow: bool) -> str:
        if isinstance(value, float) and self._comments and pointer in self._comments.numbers:
            return self._comments.numbers[pointer]
        return written(value, in_flow)

    def _scalar(self, head: str, value: Any, indent: int, pointer: str, behind: str) -> None:
        line = self._one_line(value, pointer, False)
        if isinstance(value, str):
            blanks = " " * (indent + 2)
            for mark, lines in ((">-", self._wrapped(head, value, line, indent)), ("|-", literal(value))):
                if lines:
                    self._lines.append(f"{head} {mark}{behind}")
                    self._lines += [blanks + one if one else "" for one in lines]
                    return
            if "\n" in value:
                line = quoted(value)
        self._lines.append(f"{head} {line}{behind}")

    def _wrapped(self, head: str, value: str, line: str, indent: int) -> list[str]:
        """The lines of a text that is too long for one; none where it fits, or has no place to break."""
        if len(head) + 1 + len(line) <= WIDTH:
            return []
        lines = folded(value, WIDTH - indent - 2)
        return lines if len(lines) > 1 or len(value) <= WIDTH - indent - 2 else []
