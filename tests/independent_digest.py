"""Content digests by a second program: PyYAML's loader, the rfc8785 library, and record-model's words. No claimkit.

Run it on a dataset to get the vectors, or the ledger's entry of a release (PREVIOUS is the file of the one before):

    python tests/independent_digest.py claims
    python tests/independent_digest.py claims VERSION DATE [PREVIOUS]
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import rfc8785
import yaml

CLAIM_DEFAULTS = {"predicate": "affects", "mechanism": [], "related": []}
LINE_DEFAULTS: dict[str, Any] = {"indirect": []}
SOURCE_DEFAULTS: dict[str, Any] = {key: [] for key in ("author", "editor", "studies", "cites", "caveats")}
TERM_DEFAULTS: dict[str, Any] = {key: [] for key in ("synonyms", "antonyms", "deposits", "products", "parts")}


def digest(kind: str, content: Any) -> str:
    return hashlib.sha256(rfc8785.dumps({kind: content, "format": 1})).hexdigest()


def number(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: number(below) for key, below in value.items()}
    if isinstance(value, list):
        return [number(below) for below in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else f"{Decimal(str(value)):f}"
    return value


def by_text(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: item if isinstance(item, str) else rfc8785.dumps(item).decode())


def without(mapping: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in keys}


def line_keys(record: dict[str, Any]) -> list[str]:
    """`<source>[/<study>]/<k>`, k counting the lines of that study in the record."""
    seen: Counter[str] = Counter()
    keys = []
    for line in record["evidence"]:
        seen[line["source"]] += 1
        keys.append(f"{line['source']}/{seen[line['source']]}")
    return keys


def with_some(mapping: dict[str, Any], field: str, items: list[str]) -> dict[str, Any]:
    """The mapping with a sorted list, which is left out where it is empty."""
    return {**mapping, field: sorted(items)} if items else mapping


class Program:
    """The digests of one dataset."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.terms = {path.stem: yaml.safe_load(path.read_text()) for path in (root / "terms").glob("*.yaml")}
        self.curie = {key: term["id"] for terms in self.terms.values() for key, term in terms.items()}

        self.studies: dict[str, list[str]] = {}

    def claims(self) -> dict[str, str]:
        records = [yaml.safe_load(path.read_text()) for path in self.root.glob("records/*/*.yaml")]
        return {record["id"]: digest("claim", self.claim(record)) for record in records}

    def claim(self, record: dict[str, Any]) -> dict[str, Any]:
        content = number({**CLAIM_DEFAULTS, **without(record, "version", "curation", "notes")})
        for field in ("organism", "strain", "agent", "target"):
            if field in content:
                content[field] = self.curie[content[field]]
        content["context"] = {"system": "in-vivo", **content["context"]}
        for field in ("host", "site", "condition"):
            key = content["context"].get(field)
            if key and key != "not-stated":
                content["context"][field] = self.curie[key]
        content["mechanism"] = sorted(
            re.sub(r"[a-z0-9]+(-[a-z0-9]+)*", lambda key: self.curie[key.group()], path)
            for path in content["mechanism"]
        )
        content["related"] = by_text(content["related"])
        keyed = []
        for key, line in zip(line_keys(record), content["evidence"], strict=True):
            whole = {**LINE_DEFAULTS, **line}
            whole["indirect"] = sorted(whole["indirect"])
            if "finding" in whole:
                whole["finding"] = {"arms": [], **whole["finding"]}
            keyed.append((key, whole))
        content["evidence"] = [line for _, line in sorted(keyed, key=lambda pair: pair[0])]
        return content

    def sources(self) -> dict[str, str]:
        found = {}
        for path in self.root.glob("sources/*.yaml"):
            record = yaml.safe_load(path.read_text())
            content = number({**SOURCE_DEFAULTS, **without(record, "texts", "verified", "notes")})
            content["standing"] = without(content["standing"], "checked")
            studies = []
            for study in content["studies"]:
                study = without(study, "notes")
                for field in ("host", "agent"):
                    study[field] = self.curie.get(study[field], study[field])
                if "pools" in study:
                    study["pools"] = {"includes": [], **study["pools"]}
                studies.append(study)
            content["studies"] = by_text(studies)
            content["cites"] = sorted(content["cites"])
            content["caveats"] = by_text(content["caveats"])
            found[record["id"]] = digest("source", content)
            self.studies[record["id"]] = [study["id"] for study in content["studies"]]
        return found

    def term_digests(self) -> dict[str, str]:
        found = {}
        for category, terms in self.terms.items():
            for key, term in terms.items():
                content = {**TERM_DEFAULTS, **without(term, "notes"), "key": key, "category": category}
                for field in ("synonyms", "antonyms", "deposits", "products"):
                    content[field] = by_text(content[field])
                content["parts"] = sorted(self.curie[part] for part in content["parts"])
                if "organism" in content:
                    content["organism"] = self.curie[content["organism"]]
                found[key] = digest("term", content)
        return found

    def dataset(self) -> str:
        """In the order of the creators, as of the authors; other lists sorted."""
        record = without(yaml.safe_load((self.root / "dataset.yaml").read_text()), "version")
        return digest("dataset", {**record, "keywords": by_text(record.get("keywords", []))})

    def about(self, record: dict[str, Any]) -> list[str]:
        acting = record.get("agent") or record.get("strain") or record["organism"]
        return [self.curie[acting], record.get("predicate", "affects"), self.curie[record["target"]]]

    def entry(self, version: str, date: str, previous: dict[str, Any] | None = None) -> dict[str, Any]:
        """The ledger's entry of a release of the dataset as it stands."""
        digests, terms = self.claims(), self.term_digests()
        records = [yaml.safe_load(path.read_text()) for path in self.root.glob("records/*/*.yaml")]
        content: dict[str, Any] = {
            "format": 1,
            "name": yaml.safe_load((self.root / "dataset.yaml").read_text())["name"],
            "version": version,
            "date": date,
            "claims": {
                record["id"]: with_some(
                    {
                        "version": record["version"],
                        "status": record["status"],
                        "digest": digests[record["id"]],
                        "about": self.about(record),
                        "said": digest("claim", without(self.claim(record), "id", "related")),
                    },
                    "evidence",
                    line_keys(record),
                )
                for record in records
                if record["status"] != "draft"
            },
            "sources": {
                key: with_some({"digest": known}, "studies", self.studies[key])
                for key, known in self.sources().items()
            },
            "terms": {key: {"id": self.curie[key], "digest": terms[key]} for key in terms},
            "dataset": self.dataset(),
        }
        if previous:
            content["previous"] = {"version": previous["version"], "sha256": previous["sha256"]}
        return sealed(content)


def sealed(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of the ledger with the digest of everything else in it."""
    content = without(entry, "sha256")
    return {**content, "sha256": hashlib.sha256(rfc8785.dumps(content)).hexdigest()}


def as_file(entry: dict[str, Any]) -> bytes:
    """An entry as it stands in its file."""
    return (json.dumps(entry, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    program = Program(Path(sys.argv[1]))
    if sys.argv[2:]:
        before = json.loads(Path(sys.argv[4]).read_text()) if sys.argv[4:] else None
        sys.stdout.buffer.write(as_file(program.entry(sys.argv[2], sys.argv[3], before)))
        sys.exit()
    for found in (program.claims(), program.sources(), program.term_digests()):
        for name, value in sorted(found.items()):
            print(name, value)
