"""dataset.yaml in two states: the addresses and terms under which it can be used, and how it is described."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.changes.change import Change
from claimkit.changes.wording import between, turned
from claimkit.model import DatasetMetadata

_IDENTITY = ("format", "name", "license", "id_prefix", "base_iri")
"""What addresses, file names and the right to use the data follow from."""


def metadata_changes(old: DatasetMetadata, new: DatasetMetadata) -> Iterator[Change]:
    """What changed in dataset.yaml; its version and a prefix that came change nothing by themselves."""
    before, after = (one.model_dump(mode="json", exclude_none=True) for one in (old, new))
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field), after.get(field)
        if one == other or field in ("version", "prefixes"):
            continue
        parts = isinstance(one, (dict, list)) and isinstance(other, (dict, list))
        told = f"{field}: {between(one, other) if parts else turned(one, other)}"
        kind = "dataset-identity" if field in _IDENTITY else "dataset-described"
        yield Change(kind, told, field=field, old=one, new=other)
    for prefix, namespace in sorted(old.prefixes.items()):
        other = new.prefixes.get(prefix)
        if other != namespace:
            told = f"{prefix}: {turned(namespace, other)}"
            yield Change("dataset-prefix", told, field=f"prefixes.{prefix}", old=namespace, new=other)
