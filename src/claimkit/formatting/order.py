"""Which key stands where, and which mappings are written on one line: read off the models, said nowhere else."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from claimkit.model import Claim, Context, DatasetMetadata, Evidence, Finding, Source, Study, Term, Waivers
from claimkit.model.dataset import Curator
from claimkit.model.source import Caveat
from claimkit.model.waiver import Waiver

Kind = Literal["claim", "source", "terms", "dataset", "waivers"]

_ROOT: dict[str, type[BaseModel]] = {
    "claim": Claim,
    "source": Source,
    "dataset": DatasetMetadata,
    "waivers": Waivers,
}
_IN_BLOCK = (
    Claim,
    Context,
    Evidence,
    Finding,
    Source,
    Study,
    Term,
    DatasetMetadata,
    Curator,
    Caveat,
    Waivers,
    Waiver,
)
"""What a reader goes through line by line. What is left (a locator, an author, an interval) reads as one thing."""
_ONE_PER_LINE = (("mechanism", Claim),)


@dataclass(slots=True)
class Plan:
    """How a mapping is written: keys in the order of `ranks`, others behind them as they stood."""

    ranks: dict[str, int] = field(default_factory=dict)
    below: dict[str, Plan] = field(default_factory=dict)
    """Plans of the mappings under a key, in a list or not."""
    every: Plan | None = None
    """The plan under each key, where the keys are free; they are sorted."""
    flow: bool = True
    """Whether it stands on one line where it fits."""
    stacked: frozenset[str] = frozenset()
    """Keys whose list has one item a line, however short."""


OTHER = Plan()
"""Of a mapping that no model knows."""


@lru_cache(maxsize=8)
def plan_of(kind: Kind) -> Plan:
    """The plan of a file's root mapping."""
    if kind == "terms":
        return Plan(every=_plan(Term), flow=False)
    return _plan(_ROOT[kind])


@lru_cache(maxsize=64)
def _plan(model: type[BaseModel]) -> Plan:
    plan = Plan(
        flow=model not in _IN_BLOCK,
        stacked=frozenset(name for name, owner in _ONE_PER_LINE if owner is model),
    )
    for rank, (name, info) in enumerate(model.model_fields.items()):
        key = info.alias or name
        plan.ranks[key] = rank
        inner = _inner(info.annotation)
        if inner is not None:
            plan.below[key] = inner
    return plan


def _inner(annotation: Any) -> Plan | None:
    """The plan of what a field holds, through optionals, lists and mappings with free keys."""
    origin = get_origin(annotation)
    if origin is typing.Annotated:
        return _inner(get_args(annotation)[0])
    if origin in (types.UnionType, typing.Union):
        return next((plan for one in get_args(annotation) if (plan := _inner(one))), None)
    if origin is tuple:
        return _inner(get_args(annotation)[0])
    if origin is dict:
        return Plan(every=_inner(get_args(annotation)[1]) or OTHER, flow=False)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _plan(annotation)
    return None


def in_order(data: dict[str, Any], plan: Plan) -> list[str]:
    """The keys of a mapping as they are to stand."""
    if plan.every is not None:
        return sorted(data)
    ranks = plan.ranks
    last = len(ranks)
    return sorted(data, key=lambda key: ranks.get(key, last))


def plan_below(plan: Plan, key: str) -> Plan:
    """The plan of what stands under a key."""
    return plan.every or plan.below.get(key, OTHER)
