"""Whether the model would take a value for one of its fields: the model decides, no pattern is written twice."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError


def fits(model: type[BaseModel], field: str, value: Any) -> bool:
    """Whether `value`, as plain data, is valid for a field that is known by its name in files."""
    try:
        # JSON mode, as files are checked: lists become tuples, and strictness is that of JSON's own types
        _adapters(model)[field].validate_json(json.dumps(value), strict=True)
    except ValidationError:
        return False
    return True


@cache
def _adapters(model: type[BaseModel]) -> dict[str, TypeAdapter[Any]]:
    return {info.alias or name: TypeAdapter(info.rebuild_annotation()) for name, info in model.model_fields.items()}
