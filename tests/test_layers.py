"""The house: who may import whom. The files are parsed, not imported."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "claimkit"

# The layers of docs/architecture.md: what of claimkit each module of the top level may import, and which packages.
BASE = {"diagnostics", "refusals"}
PURE = {"identifiers", "fingerprint", "versions", "model", "yamlio", "scan"}
LOADED = {"shapes", "corpus", "assembly", "texts", "links"}
JUDGING = {"rules", "exporters"}
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "diagnostics": (set(), set()),
    "refusals": ({"diagnostics"}, set()),
    "identifiers": (set(), set()),
    "fingerprint": (set(), set()),
    "model": ({"identifiers", "fingerprint"}, {"pydantic", "pydantic_core"}),
    "yamlio": (BASE, {"yaml"}),
    "scan": (BASE, set()),
    "shapes": (BASE | {"model", "yamlio"}, {"pydantic"}),
    "corpus": (BASE | PURE, set()),
    "assembly": (BASE | PURE | {"shapes", "corpus"}, {"pydantic"}),
    "links": ({"model"}, {"pydantic"}),
    "versions": (set(), set()),
    "formatting": (BASE | {"model", "yamlio"}, {"pydantic", "yaml"}),
    "mending": (BASE | {"assembly", "formatting", "validate", "yamlio"}, set()),
    "texts": (BASE | PURE | {"corpus"}, set()),
    "derive": (BASE | PURE | LOADED, set()),
    "ledger": (BASE | PURE | LOADED | {"derive"}, set()),
    "changes": (BASE | PURE | LOADED | {"derive"}, set()),
    "rules": (BASE | PURE | LOADED | {"derive", "ledger"}, set()),
    "exporters": (BASE | PURE | LOADED | {"derive"}, {"pydantic"}),
    "edition": ({"corpus", "ledger", "model"}, set()),
    "schema": (BASE | PURE | LOADED | {"derive", "exporters"}, {"pydantic"}),
    "rulebook": ({"refusals", "rules"}, set()),
    "citation": ({"corpus", "edition", "exporters", "ledger", "model"}, set()),
    "citing": (
        BASE | PURE | LOADED | {"derive", "edition", "exporters", "ledger"},
        {"bibtexparser", "rispy"},
    ),
    "validate": (BASE | PURE | LOADED | {"derive", "rules", "waivers"}, set()),
    "waivers": (BASE | PURE | LOADED | {"rules"}, set()),
    "snapshots": (BASE | PURE | LOADED, {"pydantic"}),
    "bibliography": ({"diagnostics", "identifiers", "model"}, {"pydantic", "requests", "bibtexparser", "rispy"}),
    "drafts": (BASE | PURE | LOADED | {"bibliography", "derive", "formatting"}, {"pydantic"}),
    "starter": ({"assembly", "drafts", "formatting", "generated", "model", "shapes", "yamlio"}, set()),
    "report": ({"diagnostics"}, set()),
    "generated": ({"citation", "corpus", "edition", "rulebook", "schema", "model"}, set()),
    "dataset": (
        BASE | PURE | LOADED | {"derive", "edition", "exporters", "release", "rules", "validate"},
        {"pandas", "pyoxigraph"},
    ),
    "release": (
        BASE
        | PURE
        | LOADED
        | {"changes", "citation", "citing", "derive", "exporters", "ledger", "schema", "versions"},
        set(),
    ),
    "verifying": (BASE | PURE | LOADED | {"derive", "exporters", "ledger", "release"}, {"pydantic"}),
    "cli": ({path.stem for path in ROOT.iterdir()}, {"click", "prompt_toolkit"}),
    "__init__": ({"dataset"}, set()),
}
FILES = sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Dotted names of the modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "claimkit" else {module}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    import sys

    top = path.relative_to(ROOT).parts[0].removesuffix(".py")
    own, packages = ALLOWED[top]
    for name in imports(path):
        root, _, rest = name.partition(".")
        if root == "claimkit":
            module = rest.partition(".")[0]
            assert module in own | {top, "__version__"}, f"{top} imports claimkit.{module}"
        else:
            assert root in packages | set(sys.stdlib_module_names), f"{top} imports {root}"


def test_no_layer_imports_in_a_circle() -> None:
    below = {top: own for top, (own, _) in ALLOWED.items() if top != "cli"}
    placed: set[str] = set()
    while len(placed) < len(below):
        ready = {top for top, own in below.items() if top not in placed and own - {"__init__"} <= placed}
        assert ready, f"a circle among {sorted(set(below) - placed)}"
        placed |= ready


def test_every_module_says_what_it_is_and_stays_small() -> None:
    for path in FILES:
        tree = ast.parse(path.read_text())
        assert ast.get_docstring(tree), f"{path.relative_to(ROOT)} has no docstring"
        assert len(path.read_text().splitlines()) <= 350, f"{path.relative_to(ROOT)} is more than one idea"
    forbidden = {"utils", "helpers", "common", "constants"}
    assert not forbidden & {path.stem for path in ROOT.rglob("*")}


def test_only_the_command_line_prints_exits_or_asks_the_environment() -> None:
    for path in FILES:
        if "cli" in path.relative_to(ROOT).parts:
            continue
        text = path.read_text()
        for word in ("print(", "sys.exit", "os.environ", "subprocess"):
            assert word not in text, f"{path.relative_to(ROOT)} has {word}"


def test_rules_and_exporters_read_no_clock() -> None:
    for path in FILES:
        if path.relative_to(ROOT).parts[0] in (
            "rules",
            "exporters",
            "derive",
            "citing",
            "model",
            "assembly.py",
            "corpus.py",
            "validate.py",
        ):
            for word in ("now(", "today(", "import time", "time.time("):
                assert word not in path.read_text(), f"{path.relative_to(ROOT)} has {word}"
