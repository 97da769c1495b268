"""Records from the tables alone: what a stranger would write who has no repository and no claimkit."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Record = dict[str, Any]
LOCATOR = ("section", "page", "figure", "table", "paragraph", "lines")
SCOPE = ("sex", "host_strain", "population", "model", "comparator", "dose", "duration")
ARROWS = {"raises": "->", "lowers": "-|", "unsigned": "--"}


def present(**fields: Any) -> Record:
    """A mapping without what is absent; an underscore at a name's end is dropped, `__` is a hyphen."""
    return {
        name.rstrip("_").replace("__", "-"): value
        for name, value in fields.items()
        if value is not None and value != [] and value != {}
    }


def files(records: Iterable[tuple[str, Record]], dataset: bytes) -> dict[str, bytes]:
    """JSON is YAML, but for exponents, which the record model writes otherwise."""
    return {"dataset.yaml": dataset, **{path: _written(record) for path, record in records}}


def _written(record: Record) -> bytes:
    exponent = re.compile(r"(?<=[\[ ])(-?[0-9.]+)e([-+][0-9]+)")
    return exponent.sub(_with_point, json.dumps(record)).encode()


def _with_point(found: re.Match[str]) -> str:
    return f"{found[1]}{'' if '.' in found[1] else '.0'}e{found[2]}"


def number(text: str | None) -> int | float | None:
    return None if text is None else float(text) if "." in text or abs(int(text)) > 2**53 else int(text)


def interval(lower: Any, upper: Any) -> list[Any] | None:
    return None if lower is None else [lower, upper]


# ------------------------------------------------------------------ from the tables


class Tables:
    """The tables of a release, each cell text or None."""

    def __init__(self, folder: Path) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as handle:
                self.rows[path.stem] = [{k: v or None for k, v in row.items()} for row in csv.DictReader(handle)]
        self.key = {row["id"]: row["key"] for row in self.rows["terms"]}

    def by(self, table: str, column: str) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows[table]:
            found[row[column]].append(row)
        return found

    def term(self, curie: str | None) -> str | None:
        return self.key[curie] if curie else None

    def host(self, row: dict[str, Any]) -> str | None:
        return "not-stated" if row["host_label"] == "not stated" else self.term(row["host_id"])


def from_tables(folder: Path, dataset: bytes) -> dict[str, bytes]:
    """The files of a dataset from `csv/` of a release and dataset.yaml."""
    tables = Tables(folder)
    return files([*_term_files(tables), *_source_files(tables), *_claim_files(tables)], dataset)


def _term_files(tables: Tables) -> Iterable[tuple[str, Record]]:
    names, parts = tables.by("synonyms", "term_id"), tables.by("parts", "term_id")
    by_category: dict[str, Record] = defaultdict(dict)
    for row in tables.rows["terms"]:
        own = names[row["id"]]
        by_category[row["category"]][row["key"]] = present(
            id=row["id"],
            label=row["label"],
            searched=row["searched"],
            organism=tables.term(row["organism_id"]),
            parts=[tables.term(part["part_id"]) for part in parts[row["id"]]],
            **{
                f"{kind}s": [name["name"] for name in own if name["kind"] == kind]
                for kind in ("synonym", "antonym", "deposit", "product")
            },
        )
    yield from ((f"terms/{category}.yaml", terms) for category, terms in by_category.items())


def _locator(row: dict[str, Any]) -> Record:
    return present(**{field: row[f"locator_{field}"] for field in LOCATOR})


def _quote(rows: list[dict[str, Any]]) -> Record | None:
    return {"tokens": int(rows[0]["tokens"]), "sha256": rows[0]["sha256"]} if rows else None


def _source_files(tables: Tables) -> Iterable[tuple[str, Record]]:
    names, studies, caveats = (tables.by(table, "source_id") for table in ("authors", "studies", "caveats"))
    cites, verified, texts = (tables.by(table, "source_id") for table in ("citations", "verified_fields", "texts"))
    pooled, quotes = tables.by("pooled_studies", "study_id"), tables.by("quotes", "caveat_id")
    for row in tables.rows["sources"]:
        key = row["id"]
        people = {
            role: [
                present(
                    family=name["family"],
                    given=name["given"],
                    non__dropping__particle=name["non_dropping_particle"],
                    suffix=name["suffix"],
                    literal=name["literal"],
                    ORCID=name["orcid"],
                )
                for name in names[key]
                if name["role"] == role
            ]
            for role in ("author", "editor")
        }
        readings: dict[str, Record] = {}
        for field in verified[key]:
            entry = present(from_=field["read_from"], via=field["read_via"], date=field["read_date"])
            readings.setdefault(field["reading"], {**entry, "fields": []})["fields"].append(field["field"])
        plain = ("type", "title", "issued", "accessed", "volume", "issue", "page", "number", "publisher", "language")
        yield f"sources/{key}.yaml", present(
            id=key,
            **{field: row[field] for field in plain},
            container__title=row["container_title"],
            **{field.upper(): row[field] for field in ("doi", "pmid", "pmcid", "isbn", "url")},
            kind=row["kind"],
            standing=present(status=row["standing_status"], checked=row["standing_checked"]),
            **people,
            studies=[_study(study, tables, pooled[study["id"]]) for study in studies[key]],
            verified=list(readings.values()),
            texts=[
                {**{f: text[f] for f in ("sha256", "extent", "obtained", "licence")}, "tokens": int(text["tokens"])}
                for text in texts[key]
            ],
            cites=[cited["cited_id"] for cited in cites[key]],
            caveats=[
                present(text=caveat["text"], locator=_locator(caveat), quote=_quote(quotes[caveat["id"]]))
                for caveat in caveats[key]
            ],
        )  # fmt: skip


def _study(row: dict[str, Any], tables: Tables, pooled: list[dict[str, Any]]) -> Record:
    pool = present(
        design=row["pools_design"],
        size=number(row["pools_size"]),
        studies=number(row["pools_studies"]),
        includes=[one["included_id"] for one in pooled],
    )
    plain = ("design", "system", "dose", "duration", "registration", "sample", "funding", "conflicts")
    return present(
        id=row["study"],
        **{field: row[field] for field in plain},
        host=tables.host(row),
        agent=tables.term(row["agent_id"]),
        size=number(row["size"]),
        pools=pool,
    )


def _claim_files(tables: Tables) -> Iterable[tuple[str, Record]]:
    scopes, curation = tables.by("scopes", "claim_id"), tables.by("curation", "claim_id")
    edges, ties = tables.by("mechanism_edges", "claim_id"), tables.by("relations", "claim_id")
    evidence = tables.by("evidence", "claim_id")
    for row in tables.rows["claims"]:
        claim = row["id"]
        (scope,), (answer,) = scopes[claim], curation[claim]
        paths: dict[str, str] = {}
        for edge in edges[claim]:
            origin, target = tables.term(edge["origin_id"]), tables.term(edge["target_id"])
            paths[edge["path"]] = f"{paths.get(edge['path'], origin)} {ARROWS[edge['sign']]} {target}"
        yield f"records/{row['topic']}/{claim.partition(':')[2]}.yaml", present(
            id=claim,
            version=int(row["version"]),
            **{field: row[field] for field in ("status", "statement", "predicate", "direction", "evidence_level")},
            **{field: tables.term(row[f"{field}_id"]) for field in ("organism", "strain", "agent", "target")},
            mechanism=list(paths.values()),
            context=present(
                host=tables.host(scope),
                system=scope["system"],
                site=tables.term(scope["site_id"]),
                condition=tables.term(scope["condition_id"]),
                **{field: scope[field] for field in SCOPE},
            ),
            related=[present(claim=t["other_id"], relation=t["relation"], note=t["note"]) for t in ties[claim]],
            withdrawal=present(
                reason=answer["withdrawal_reason"],
                date=answer["withdrawal_date"],
                replaced_by=answer["replaced_by"],
            ),
            curation=present(**{f: answer[f] for f in ("curator", "created", "reviewer", "reviewed")}),
        ) | {"evidence": [_line(line, tables) for line in evidence[claim]]}  # fmt: skip


def _line(row: dict[str, Any], tables: Tables) -> Record:
    findings, arms = tables.by("findings", "evidence_id"), tables.by("arms", "evidence_id")
    quotes = tables.by("quotes", "evidence_id")
    finding = None
    for found in findings[row["id"]]:
        effect = present(
            type=found["effect_type"],
            value=number(found["effect_value"]),
            unit=found["effect_unit"],
            ci=interval(number(found["effect_ci_lower"]), number(found["effect_ci_upper"])),
            ci_level=number(found["effect_ci_level"]),
            p=found["effect_p"],
        )
        groups = [
            present(
                label=arm["label"],
                size=number(arm["size"]),
                value=number(arm["value"]),
                unit=arm["unit"],
                ci=interval(number(arm["ci_lower"]), number(arm["ci_upper"])),
            )
            for arm in arms[row["id"]]
        ]
        finding = present(measure=found["measure"], timepoint=found["timepoint"], effect=effect, arms=groups)
    return present(
        source=row["study_id"] or row["source_id"],
        repeats=row["repeats_study_id"] or row["repeats_source_id"],
        stance=row["stance"],
        result=row["result"],
        indirect=row["indirect"].split(" | ") if row["indirect"] else None,
        drift=row["drift"],
        locator=_locator(row),
        quote=_quote(quotes[row["id"]]),
        finding=finding,
    )
