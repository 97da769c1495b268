"""What a study measured: arms and effect, as the source gives them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimkit.model.scalars import PValue, Shape, Size, Text

EffectType = Literal[
    "mean-difference",
    "standardized-mean-difference",
    "percent-change",
    "proportion",
    "ratio",
    "odds-ratio",
    "hazard-ratio",
    "correlation",
]


class Arm(Shape):
    """One group of a comparison. Numbers are in `unit`."""

    label: Text
    """What the group received, or what it is."""
    size: Size | None = None
    """How many were analysed."""
    value: float | None = None
    """The group's value of the measure."""
    unit: Text | None = None
    """The unit of `value` and `ci`."""
    ci: tuple[float, float] | None = None
    """Confidence interval of `value`: lower, upper."""


class Effect(Shape):
    """The size of a difference or association. Its sign is that of the claim's target."""

    type: EffectType
    """What kind of effect size `value` is."""
    value: float | None = None
    """The estimate."""
    unit: Text | None = None
    """The unit of `value` and `ci`; none for ratios."""
    ci: tuple[float, float] | None = None
    """Confidence interval of `value`: lower, upper."""
    ci_level: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Level of the interval, 0.95 for 95 %."""
    p: PValue | None = None
    """The p value as printed, such as "<0.05"."""


class Finding(Shape):
    """One result of a study that bears on the claim."""

    measure: Text
    """What was measured, in the source's terms."""
    timepoint: Text | None = None
    """When it was measured."""
    arms: tuple[Arm, ...] = ()
    """The groups compared, in the source's order."""
    effect: Effect | None = None
    """The difference or association."""
