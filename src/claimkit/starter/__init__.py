"""A new dataset's repository, as files: `claimkit init` writes them. Nothing here is about any one field of science.

`files/` holds templates for `string.Template`; `shared/` holds what claimkit's own repository has too, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from string import Template
from typing import Any

from claimkit import formatting, generated, shapes
from claimkit.assembly import assemble
from claimkit.drafts.file import modeline
from claimkit.formatting import one_line
from claimkit.model import DatasetMetadata
from claimkit.yamlio import Positions

_TERM = "term/"
AT_HAND = ".claimkit-at-hand"
"""Where on this machine the command is that made the repository. Git ignores it: other machines have their own."""
NO_REQUIREMENT = """\
# Where it is to be had was not known when this file was made. Without a line here, the scripts take a claimkit of
# this version from the PATH. For machines that have none, say where pip gets it:
# claimkit @ git+https://github.com/OWNER/claimkit@FULL-COMMIT-SHA"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a team says of its dataset."""

    name: str
    title: str
    id_prefix: str
    base_iri: str
    license: str
    creator: str
    curator: str
    description: str = ""


class AnswerError(ValueError):
    """An answer that dataset.yaml does not take; the message says which, and what it takes."""


def dataset_data(answers: Answers) -> dict[str, Any]:
    """The content of dataset.yaml. Raises AnswerError."""
    data: dict[str, Any] = {
        "format": 1,
        "name": answers.name,
        "title": answers.title,
        **({"description": answers.description} if answers.description else {}),
        "version": "0.1.0",
        "license": answers.license,
        "id_prefix": answers.id_prefix,
        "base_iri": answers.base_iri,
        "creators": [{"literal": answers.creator}],
        "curators": {answers.curator: {"label": answers.creator}},
        "prefixes": {
            "NCBITaxon": "http://purl.obolibrary.org/obo/NCBITaxon_",
            term_prefix(answers): answers.base_iri + _TERM,
        },
    }
    value, problems = shapes.check(DatasetMetadata, data, Positions(), "")
    if value is None:
        first = problems[0]
        raise AnswerError(
            f"{first.pointer.lstrip('/')}: {first.message}" + (f" ({first.hint})" if first.hint else "")
        )
    return data


def term_prefix(answers: Answers) -> str:
    """The prefix of the dataset's own terms."""
    return f"{answers.id_prefix}t"


def files(answers: Answers, *, claim_id: str, date: str, requirement: str, version: str) -> dict[str, bytes]:
    """Every file of the repository by relative path.

    `version` is that of this claimkit, `requirement` how pip gets it; empty where that is not known.
    """
    data = dataset_data(answers)
    words = {
        "title": answers.title,
        "license": answers.license,
        "curator": one_line(answers.curator, in_flow=True),
        "term_prefix": term_prefix(answers),
        "claim_id": claim_id,
        "date": date,
        "requirement": requirement or NO_REQUIREMENT,
        "version": version,
    }
    made = {path: _filled(text, words) for path, text in _under("files")}
    made |= {path: text.encode() for path, text in _under("shared")}
    text = formatting.written(data, "dataset", [modeline("dataset.yaml", "dataset")])
    made["claims/dataset.yaml"] = text.encode()
    corpus = assemble({"dataset.yaml": made["claims/dataset.yaml"]})
    assert corpus.dataset is not None  # noqa: S101  dataset_data has checked it
    return made | generated.files(corpus, corpus.dataset.value)


def is_executable(path: str) -> bool:
    """Whether a file of the repository is a command."""
    return path.startswith("scripts/") and not path.endswith(".sh")


def _filled(text: str, words: Mapping[str, str]) -> bytes:
    return Template(text).substitute(words).encode()


def _under(folder: str) -> Iterator[tuple[str, str]]:
    """Path and text of each file below a folder of this package."""

    def walk(place: Traversable, path: str) -> Iterator[tuple[str, str]]:
        for entry in sorted(place.iterdir(), key=lambda one: one.name):
            below = f"{path}/{entry.name}" if path else entry.name
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from walk(entry, below)
            else:
                yield below, entry.read_text(encoding="utf-8")

    return walk(resources.files(__package__) / folder, "")
