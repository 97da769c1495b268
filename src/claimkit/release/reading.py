"""A release back to the files of a dataset: from claims.jsonld alone, by the names of its context.

The graph holds everything that a record says, so nothing else of the release is needed; layout, comments, notes and
drafts are in no release. What comes out is read by `assembly` like any dataset: a release is trusted no more than a
pull request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from claimkit.diagnostics import quoted
from claimkit.exporters.graph import PREDICATES
from claimkit.exporters.tables.claims import PLAIN_SCOPE
from claimkit.model import Locator
from claimkit.release.opening import Release, ReleaseError
from claimkit.yamlio.scalars import LARGEST_INTEGER, as_number

Node = dict[str, Any]

_PREDICATES = {address: name for name, address in PREDICATES.items()}
_NUMBER = re.compile(r"-?[0-9]{1,309}(\.[0-9]{1,340})?")
"""Plain notation, as long as a 64-bit float can be in it: an exponent would unfold to as many digits as it likes."""
_SHOWN = 40
_ARROWS = re.compile(r"( (?:->|-\||--) )")


def dataset_files(release: Release) -> dict[str, bytes]:
    """The files of the dataset that was released, its ledger among them, by path. Raises ReleaseError."""
    return files_of(release.graph) | release.ledger


def files_of(content: bytes) -> dict[str, bytes]:
    """The files of the dataset whose claims.jsonld this is, by path. Raises ReleaseError."""
    try:
        document = json.loads(content, object_pairs_hook=_without_twins)
        reader = _Reader(document)
        records = {"dataset.yaml": reader.dataset(), **reader.terms(), **reader.sources(), **reader.claims()}
        return {path: _json(record).encode() for path, record in records.items()}
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ReleaseError(f"claims.jsonld is not of claimkit's making: {type(error).__name__} {error}") from None


def _without_twins(pairs: list[tuple[str, Any]]) -> Node:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _present(**fields: Any) -> Node:
    """A mapping without what is absent; an underscore at a name's end is dropped, `__` is a hyphen."""
    return {
        name.rstrip("_").replace("__", "-"): value
        for name, value in fields.items()
        if value is not None and value not in ([], {})
    }


def _number(text: str | None) -> Decimal | None:
    """A number with the digits that stand there; no exponent is ever written, and none is read."""
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{quoted(text[:_SHOWN])} is no number in plain notation")
    return Decimal(text)


def _json(value: Any) -> str:
    """JSON that the strict reader takes: numbers in plain notation, which `json` would not always write."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)}: {_json(below)}" for name, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    if not isinstance(value, Decimal):
        return json.dumps(value, ensure_ascii=False)
    # a whole number beyond it can only have been a float, of which the strict reader takes no more digits than count
    far = (
        as_number(f"{value.normalize():e}") if abs(value) > LARGEST_INTEGER and value == value.to_integral() else None
    )
    return far or format(value, "f")


class _Reader:
    """The nodes of one graph."""

    def __init__(self, document: Node) -> None:
        self._nodes: list[Node] = document["@graph"]
        self._context: Node = document["@context"]
        (self._dataset,) = self._of("Dataset")
        self._base: str = self._dataset["@id"]
        concepts = self._of("Concept")
        self._key = {node["@id"]: node["term_key"] for node in concepts}
        self._key_of_curie = {node["notation"]: node["term_key"] for node in concepts}

    def dataset(self) -> Node:
        node = self._dataset
        edition: str = node["version"]
        prefixes = {
            name: meaning["@id"]
            for name, meaning in self._context.items()
            if isinstance(meaning, dict) and meaning.get("@prefix") is True
        }
        curators = {
            one["identifier"]: _present(label=one["curator_label"], ORCID=one.get("orcid"))
            for one in node.get("curated_by", [])
        }
        return _present(
            format=node["format"],
            name=node["dataset_name"],
            title=node["title"],
            description=node.get("description"),
            version=edition.removesuffix("-dev"),
            license=node["license"].rpartition("/")[2],
            id_prefix=node["id_prefix"],
            base_iri=self._base,
            creators=[_person(one) for one in _in_order(node.get("creator", []))],
            keywords=node.get("keyword"),
        ) | {"curators": curators, "prefixes": prefixes | self._prefixes_written_out(prefixes)}

    def _prefixes_written_out(self, known: Node) -> Node:
        """Prefixes that are called like a name of the context are no prefixes there: terms give them away."""
        found = {}
        for node in self._of("Concept"):
            prefix, _, local = node["notation"].partition(":")
            if prefix not in known and node["@id"].endswith(local):
                found[prefix] = node["@id"].removesuffix(local)
        return found

    def terms(self) -> Node:
        files: dict[str, Node] = {}
        for node in self._of("Concept"):
            files.setdefault(f"terms/{node['category']}.yaml", {})[node["term_key"]] = _present(
                id=node["notation"],
                label=node["label"],
                synonyms=node.get("alt_label"),
                antonyms=node.get("antonym"),
                deposits=node.get("deposit"),
                products=node.get("product"),
                searched=node.get("searched"),
                organism=self._term(node.get("organism")),
                parts=[self._term(part) for part in node.get("part", [])],
            )
        return files

    def sources(self) -> Node:
        return {f"sources/{node['identifier']}.yaml": self._source(node) for node in self._of("Source")}

    def claims(self) -> Node:
        return {
            f"records/{node['topic']}/{node['identifier'].partition(':')[2]}.yaml": self._claim(node)
            for node in self._of("Claim")
        }

    def _of(self, kind: str) -> list[Node]:
        return [node for node in self._nodes if kind == node["@type"] or kind in node["@type"]]

    def _term(self, reference: str | None) -> str | None:
        return self._key[reference] if reference else None

    def _host(self, node: Node, name: str = "host") -> str | None:
        return "not-stated" if node.get("host_stated") is False else self._term(node.get(name))

    def _curator(self, address: str | None) -> str | None:
        return address.removeprefix(f"{self._base}#curator-") if address else None

    def _reference(self, address: str | None) -> str | None:
        """Of a source or study."""
        return address.removeprefix(f"{self._base}source/") if address else None

    def _claim_id(self, address: str | None) -> str | None:
        prefix = self._dataset["id_prefix"]
        return f"{prefix}:{address.removeprefix(f'{self._base}claim/')}" if address else None

    def _source(self, node: Node) -> Node:
        plain = ("title", "issued", "accessed", "volume", "issue", "page", "number", "publisher", "language", "kind")
        return _present(
            id=node["identifier"],
            type=node["type_of_work"],
            **{field: node.get(field) for field in plain},
            container__title=node.get("container_title"),
            **{field.upper(): node.get(field) for field in ("doi", "pmid", "pmcid", "isbn", "url")},
            author=[_person(one) for one in _in_order(node.get("author", []))],
            editor=[_person(one) for one in _in_order(node.get("editor", []))],
            standing=_present(status=node["standing"], checked=node.get("standing_checked")),
            studies=[self._study(study) for study in node.get("study", [])],
            verified=[
                _present(fields=one["field"], from_=one["read_from"], via=one.get("read_via"), date=one["read_on"])
                for one in _in_order(node.get("reading", []))
            ],
            texts=[
                {field: one[field] for field in ("sha256", "tokens", "extent", "obtained", "licence")}
                for one in _in_order(node.get("text", []))
            ],
            cites=[self._reference(cited) for cited in node.get("cites", [])],
            caveats=[
                _present(text=one["caveat_text"], locator=_locator(one), quote=_quote(one))
                for one in _in_order(node.get("caveat", []))
            ],
        )

    def _study(self, node: Node) -> Node:
        own = ("design", "system", "size", "dose", "duration", "registration", "funding", "conflicts")
        return _present(
            id=node["identifier"].partition("/")[2],
            **{field: node.get(field) for field in own},
            host=self._host(node, "studied_host"),
            agent=self._term(node["agent"]),
            sample=self._reference(node.get("sample")),
            pools=_present(
                design=node.get("pooled_design"),
                size=node.get("pooled_size"),
                studies=node.get("pooled_studies"),
                includes=[self._reference(one) for one in node.get("pooled_study", [])],
            ),
        )

    def _claim(self, node: Node) -> Node:
        whole = _present(
            id=node["identifier"],
            version=node["version"],
            **{field: node[field] for field in ("status", "statement", "direction", "evidence_level")},
            predicate=_PREDICATES[node["predicate"]],
            **{field: self._term(node.get(field)) for field in ("organism", "strain", "agent")},
            target=self._term(node["object"]),
            mechanism=["".join(map(self._keyed, _ARROWS.split(path))) for path in node.get("mechanism", [])],
            context=_present(
                host=self._host(node),
                system=node["system"],
                site=self._term(node.get("site")),
                condition=self._term(node.get("condition")),
                **{field: node.get(field) for field in PLAIN_SCOPE},
            ),
            related=[
                _present(claim=self._claim_id(tie["other"]), relation=tie["relation"], note=tie.get("note"))
                for tie in node.get("tie", [])
            ],
            withdrawal=_present(
                reason=node.get("withdrawal_reason"),
                date=node.get("withdrawn"),
                replaced_by=self._claim_id(node.get("replaced_by")),
            ),
            curation=_present(
                curator=self._curator(node["curator"]),
                created=node["created"],
                reviewer=self._curator(node.get("reviewer")),
                reviewed=node.get("reviewed"),
            ),
        )
        return whole | {"evidence": [self._line(line) for line in _in_order(node.get("evidence", []))]}

    def _keyed(self, part: str) -> str:
        return str(self._key_of_curie.get(part, part))

    def _line(self, node: Node) -> Node:
        return _present(
            source=self._reference(node.get("study") or node["source"]),
            repeats=self._reference(node.get("repeats")),
            **{field: node.get(field) for field in ("stance", "result", "indirect", "drift")},
            locator=_locator(node),
            quote=_quote(node),
            finding=_finding(node["finding"]) if "finding" in node else None,
        )


def _in_order(nodes: Iterable[Node]) -> Iterator[Node]:
    yield from sorted(nodes, key=lambda node: int(node["position"]))


def _locator(node: Node) -> Node:
    return _present(**{field: node.get(f"locator_{field}") for field in Locator.model_fields})


def _quote(node: Node) -> Node:
    return _present(tokens=node.get("quote_tokens"), sha256=node.get("quote_sha256"))


def _person(node: Node) -> Node:
    return _present(
        family=node.get("family"),
        given=node.get("given"),
        non__dropping__particle=node.get("particle"),
        suffix=node.get("suffix"),
        literal=node.get("literal"),
        ORCID=node.get("orcid"),
    )


def _finding(node: Node) -> Node:
    effect = node.get("effect", {})
    return _present(
        measure=node["measure"],
        timepoint=node.get("timepoint"),
        arms=[
            _present(label=arm["group"], size=arm.get("size"), **_measured(arm))
            for arm in _in_order(node.get("arm", []))
        ],
        effect=_present(
            type=effect.get("effect_type"),
            **_measured(effect),
            ci_level=_number(effect.get("ci_level")),
            p=effect.get("p_value"),
        ),
    )


def _measured(node: Node) -> Node:
    lower, upper = _number(node.get("ci_lower")), _number(node.get("ci_upper"))
    return _present(
        value=_number(node.get("value")), unit=node.get("unit"), ci=None if lower is None else [lower, upper]
    )
