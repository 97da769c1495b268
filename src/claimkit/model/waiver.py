"""A waiver: one judgement of one rule set aside for one record, for a time, with a reason."""

from __future__ import annotations

from claimkit.model.scalars import Date, RuleCode, Shape, Text


class Waiver(Shape):
    """One finding set aside. Only rules marked waivable can be."""

    code: RuleCode
    """The rule."""
    record: Text
    """The claim id, source key or term key whose finding is set aside."""
    reason: Text
    """Why the rule does not fit here."""
    until: Date
    """Last day; at most 400 days ahead."""


class Waivers(Shape):
    """waivers.yaml."""

    waivers: tuple[Waiver, ...] = ()
    """All of them."""
