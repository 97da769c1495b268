"""Plain data to a model, and the model's objections in our words, each with its place.

pydantic says what is wrong in its own terms; a maintainer needs the field, the value, and what to type.
"""

from __future__ import annotations

import json
import types
import typing
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from claimkit.diagnostics import Diagnostic, Fix, did_you_mean, nearest, one_slip_of_the_pen, quoted
from claimkit.model.dataset import FORMAT
from claimkit.model.scalars import MEANING, NOTES, TEXT, URL
from claimkit.refusals import refuse
from claimkit.yamlio import Positions, pointer_step

M = TypeVar("M", bound=BaseModel)
_Location = tuple[str | int, ...]
_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}


def check(
    model: type[M], data: Any, positions: Positions, path: str, below: str = ""
) -> tuple[M | None, list[Diagnostic]]:
    """The model of some plain data, or every objection to it. `below` is the pointer of `data` in its file."""
    try:
        # JSON mode: lists become tuples, and strictness is that of JSON's own types
        return model.model_validate_json(json.dumps(data)), []
    except ValidationError as error:
        found = [_Objection(model, data, dict(detail), positions, path, below) for detail in error.errors()]
        return None, _one_each(found)


def _one_each(objections: list[_Objection]) -> list[Diagnostic]:
    """One mistake, one message: a misspelled field is not missing too, and a newer format is not judged further."""
    meant = {objection.meant for objection in objections}
    said = [
        objection.diagnostic()
        for objection in objections
        if not (objection.kind == "missing" and objection.pointer in meant)
    ]
    newer = [finding for finding in said if finding.code == "CK107"]
    kept: dict[tuple[str, str], Diagnostic] = {}
    for finding in newer or said:
        kept.setdefault((finding.code, finding.pointer), finding)
    return list(kept.values())


class _Objection:
    """One of pydantic's errors, being put into words."""

    def __init__(
        self,
        model: type[BaseModel],
        data: Any,
        detail: dict[str, Any],
        positions: Positions,
        path: str,
        below: str,
    ) -> None:
        self.model = model
        self.location: _Location = detail["loc"]
        self.kind: str = detail["type"]
        self.context: dict[str, Any] = detail.get("ctx") or {}
        if self.location and self.location[-1] == "[key]":
            self.location = self.location[:-1]
        self.value = _at(data, self.location)
        self.positions = positions
        self.path = path
        self.pointer = below + "".join(map(pointer_step, self.location))

    @property
    def meant(self) -> str | None:
        """The pointer of the field that an unknown one probably means."""
        if self.kind != "extra_forbidden":
            return None
        near = nearest(str(self.location[-1]), _fields(self.model, self.location[:-1]))
        return self.pointer.rpartition("/")[0] + pointer_step(near) if near else None

    def diagnostic(self) -> Diagnostic:
        if self.kind == "missing":
            return self._missing()
        if self.location == ("format",) and self.kind == "less_than_equal":
            message = f"the dataset has format {self.value}; this claimkit reads format {FORMAT}"
            return self._say(
                "CK107", message, hint=f"get a claimkit that reads format {self.value}, from where you have this one"
            )
        if self.kind == "extra_forbidden":
            return self._unknown()
        if self.kind == "literal_error":
            return self._no_choice()
        if self.kind in _KINDS:
            return self._wrong_kind()
        if self.kind == "string_pattern_mismatch" and self.context["pattern"] in (TEXT, NOTES):
            return self._bad_text()
        if self.kind == "string_pattern_mismatch":
            meaning = MEANING.get(self.context["pattern"], f"of the form {self.context['pattern']}")
            hint = "copy the address from the browser again" if self.context["pattern"] == URL else ""
            return self._say("CK105", f"{self._named()} must be {meaning}", hint)
        if self.kind == "no_such_day":
            return self._say("CK105", f"{self._named()}: no such day in the calendar")
        return self._say("CK106", f"{self._named()} must be {self._bound()}")

    def _missing(self) -> Diagnostic:
        field = self.location[-1]
        if isinstance(field, int):
            number = len(get_args(_annotation_at(self.model, self.location[:-1])))
            message = f"{quoted(self.location[-2])} needs {number} values, it has {field}"
            parent = self.pointer.rpartition("/")[0]
            return self._say("CK106", message, pointer=parent)
        message = f"{quoted(field)} is missing"
        parent = self.pointer.rpartition("/")[0]
        choices = _choices(self.model, self.location)
        wanted = f" with one of {', '.join(choices)}" if choices else self._meaning_of(str(field))
        hint = f'add "{field}: ..."{wanted}'
        return refuse(
            "CK101",
            message,
            path=self.path,
            place=self.positions.value(parent),
            pointer=self.pointer,
            hint=hint,
        )

    def _unknown(self) -> Diagnostic:
        field = str(self.location[-1])
        known = _fields(self.model, self.location[:-1])
        message = f"no field is called {quoted(field)} here"
        hint = did_you_mean(field, known) or "the fields are " + ", ".join(known)
        place = self.positions.key(self.pointer)
        return refuse("CK102", message, path=self.path, place=place, pointer=self.pointer, hint=hint)

    def _no_choice(self) -> Diagnostic:
        allowed = _choices(self.model, self.location)
        near = nearest(str(self.value), allowed)
        hint = f"did you mean {quoted(near)}?" if near else ""
        fix = Fix(near, safe=one_slip_of_the_pen(str(self.value), near)) if near else None
        message = f"{self._named()} must be one of {', '.join(allowed)}"
        return self._say("CK103", message, hint, fix)

    def _wrong_kind(self) -> Diagnostic:
        wanted = _KINDS[self.kind]
        name = self.location[-1] if self.location else self.pointer.rpartition("/")[2]
        message = f"{quoted(name)} must be {wanted}, not {_kind_of(self.value)}"
        if wanted == "text" and isinstance(self.value, bool | int):
            text = json.dumps(self.value)
            return self._say("CK104", message, f'put it in quotes: "{text}"', Fix(text, safe=True))
        if wanted == "text" and isinstance(self.value, float):
            return self._say("CK104", message, "put it in quotes, as it stands")  # 11.10 is not "11.1"
        whole = _whole(self.value) if wanted == "a whole number" else None
        if whole is not None:
            return self._say("CK104", message, f"write {whole}", Fix(whole, safe=str(whole) == self.value))
        if wanted == "a list":
            return self._say("CK104", message, "put it in square brackets")
        return self._say("CK104", message)

    def _bad_text(self) -> Diagnostic:
        text = str(self.value)
        if not text:
            return self._say("CK105", f"{self._named()} is empty", "write it, or delete the key")
        if text[:1] in ("=", "+", "-", "@"):
            message, hint = "begins with a sign that spreadsheets obey", "begin with a letter or digit"
        elif text != text.strip():
            block = "|-" if self.context["pattern"] == NOTES else ">-"
            message, hint = "has white space or a line break at its beginning or end", f"begin the block with {block}"
        else:
            message, hint = "has a line break in it", "write >- for text over several lines"
        return self._say("CK105", f"{self._named()} {message}", hint)

    def _bound(self) -> str:
        context = self.context
        for key, words in (
            ("ge", "at least {}"),
            ("gt", "more than {}"),
            ("le", "at most {}"),
            ("lt", "less than {}"),
            ("min_length", "of at least {} items"),
            ("max_length", "at most {} long"),
        ):
            if key in context:
                return words.format(f"{context[key]:g}")
        return "within the limits of its field"

    def _named(self) -> str:
        name = self.location[-1]
        if isinstance(name, int):
            name = f"{self.location[-2]}[{name}]"
        return f"{name} {quoted(self.value) if isinstance(self.value, str) else json.dumps(self.value)}"

    def _meaning_of(self, field: str) -> str:
        owner = _model_at(self.model, self.location[:-1])
        for name, info in owner.model_fields.items() if owner else ():
            if (info.alias or name) == field and info.description:
                return f" ({info.description.split(chr(10))[0].rstrip('.')})"
        return ""

    def _say(
        self, code: str, message: str, hint: str = "", fix: Fix | None = None, pointer: str | None = None
    ) -> Diagnostic:
        pointer = self.pointer if pointer is None else pointer
        place = self.positions.value(pointer)
        return refuse(code, message, path=self.path, place=place, pointer=pointer, hint=hint, fix=fix)


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    for kind, words in ((int, "a whole number"), (float, "a number with a point"), (str, "text"), (list, "a list")):
        if isinstance(value, kind):
            return words
    return "a mapping"


def _whole(value: Any) -> int | None:
    """The whole number that a text or a number with a point means, where it means one."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return int(number) if number.is_integer() and abs(number) <= 2**53 and not isinstance(value, bool) else None


def _at(data: Any, location: _Location) -> Any:
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _annotation_at(model: type[BaseModel], location: _Location) -> Any:
    """The type that stands at a location: fields by alias, list items and mapping values by any step."""
    annotation: Any = model
    for step in location:
        annotation = _plain(annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            fields = {info.alias or name: info for name, info in annotation.model_fields.items()}
            if step not in fields:
                return None
            annotation = fields[str(step)].annotation
        elif _is_fixed_tuple(annotation) and isinstance(step, int):
            annotation = get_args(annotation)[step] if step < len(get_args(annotation)) else None
        elif get_args(annotation):
            annotation = get_args(annotation)[-1 if get_origin(annotation) is dict else 0]
        else:
            return None
    return _plain(annotation)


def _is_fixed_tuple(annotation: Any) -> bool:
    """Whether a type is a tuple whose items each have a type of their own."""
    return get_origin(annotation) is tuple and get_args(annotation)[-1] is not Ellipsis


def _plain(annotation: Any) -> Any:
    """An annotation without Optional and Annotated."""
    while True:
        if get_origin(annotation) in (types.UnionType, typing.Union):
            annotation = next(a for a in get_args(annotation) if a is not types.NoneType)
        elif get_origin(annotation) is typing.Annotated:
            annotation = get_args(annotation)[0]
        else:
            return annotation


def _model_at(model: type[BaseModel], location: _Location) -> type[BaseModel] | None:
    found = _annotation_at(model, location)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _fields(model: type[BaseModel], location: _Location) -> list[str]:
    owner = _model_at(model, location)
    return [info.alias or name for name, info in owner.model_fields.items()] if owner else []


def _choices(model: type[BaseModel], location: _Location) -> list[str]:
    annotation = _annotation_at(model, location)
    return [str(choice) for choice in get_args(annotation)] if get_origin(annotation) is typing.Literal else []
