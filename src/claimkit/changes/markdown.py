"""A comparison as Markdown for a review or a job summary.

Text of records stands in code spans alone, where no mention, link, image, HTML or closing keyword acts (threats S3);
its characters that are not printable are written as escapes, so that no line can end in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimkit.changes.change import Comparison
from claimkit.changes.grouping import Group, Shown, groups, named
from claimkit.changes.text import NOTHING
from claimkit.changes.wording import LONGEST
from claimkit.diagnostics import escaped

LIMIT = 60_000
"""Characters of a document; comments and checks of the usual forges hold 65,535."""
_RESERVE = 200


def document(comparison: Comparison, show: Shown) -> str:
    """The whole document, of at most LIMIT characters."""
    if not comparison.changes:
        return f"## Changes in the claims\n\nThe version bump: **none**; {NOTHING}.\n"
    head = ["## Changes in the claims", "", f"The version bump: **{comparison.bump}**", ""]
    head += [f"- {code(reason)}" for reason in comparison.because]
    return _capped(head, groups(comparison, show))


def code(text: str) -> str:
    """Text as a code span, cut; its fence is longer than any run of backticks in it."""
    plain = escaped(text)
    plain = plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
    fence = "`" * (max(map(len, re.findall("`+", plain)), default=0) + 1)
    pad = " " if plain.strip() != plain or plain[:1] == "`" or plain[-1:] == "`" else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def plain(text: str) -> str:
    """Text as plain words of a heading or paragraph: none of its signs is Markdown's."""
    return re.sub(r"([\\`*_{}\[\]<>#!|@&])", r"\\\1", escaped(text))


def _capped(head: list[str], found: list[Group]) -> str:
    """Head and groups, as many of the changes as fit."""
    text = "\n".join(head) + "\n"
    left = sum(len(group.changes) for group in found)
    for group in found:
        block = "\n" + _title(group)
        for line in listed(group):
            if len(text) + len(block) + len(line) > LIMIT - _RESERVE:
                return f"{text}{block}\nand {left:,} more, in the text form of the comparison\n"
            block += line
            left -= 1
        text += block
    return text


def _title(group: Group) -> str:
    under = [code(part) for part in (group.statement, group.path) if part]
    return f"### {code(group.title)}\n\n" + ("\\\n".join(under) + "\n\n" if under else "")


def listed(group: Group) -> Iterator[str]:
    """The changes of a group as items of a list."""
    for change in group.changes:
        of = named(change, group)
        parts = [
            "- " if change.bump == "none" else f"- **{change.bump}** ",
            f"{code(of)}: " if of else "",
            change.phrase,
            f": {code(change.detail)}" if change.detail else "",
            f", because {code(change.cause)}" if change.cause else "",
        ]
        yield "".join(parts) + "\n"
