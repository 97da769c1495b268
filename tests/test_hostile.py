"""What strangers send: hostile YAML and hostile files, judged by the command as a user runs it.

Each is refused with a code, a file and a line; nothing acts, nothing is written, no other file is hidden.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases import FOLDER
from conftest import Command

BASE = FOLDER / "_base"
SUBTILIS = "records/sleep/subtilis.yaml"


@pytest.fixture(autouse=True)
def time_out() -> Iterator[None]:
    """A hang fails the test; nothing here needs more than a fraction of this."""

    def stop(*_: object) -> None:
        raise TimeoutError("more than two seconds")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(2)
    yield
    signal.alarm(0)


def snapshot(root: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in root.rglob("*")}


def refused(claimkit: Command, demo: Path, raw: bytes, code: str, line: int | None = None) -> str:
    """Judges the demo dataset with `raw` in place of one record, and a mistake in another that must still show."""
    (demo / SUBTILIS).write_bytes(raw)
    other = demo / "records/sleep/caffeine.yaml"
    other.write_text(other.read_text().replace("version: 1", "version: 0"))
    before = snapshot(demo)
    result = claimkit("validate")
    assert result.code == 1
    assert "caffeine.yaml:3:10: error CK106" in result.out
    finding = next(text for text in result.out.splitlines() if f"{SUBTILIS}:" in text)
    assert f" error {code} " in finding
    if line is not None:
        assert f"{SUBTILIS}:{line}:" in finding
    assert "Traceback" not in result.err
    assert all(text.isprintable() for text in (result.out + result.err).split("\n"))
    assert snapshot(demo) == before
    return finding


GOOD = (BASE / SUBTILIS).read_bytes()
YAML = {
    "alias bomb": (b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n", "CK011", 1),
    "self alias": (b"a: &a [*a]\n", "CK011", 1),
    "merge bomb": (b"a: &a {x: 1}\nb: {<<: [*a, *a]}\n", "CK011", 1),
    "python tag": (b"a: !!python/object/apply:os.system ['touch canary']\n", "CK012", 1),
    "include tag": (b"a: !include /etc/passwd\n", "CK012", 1),
    "set tag": (b"a: !!set {x}\n", "CK012", 1),
    "deep list": (b"a: " + b"[" * 40 + b"]" * 40, "CK015", 1),
    "deep and unclosed": (b"a: " + b"[" * 60_000, "CK015", 1),
    "deep mappings": (b"a: " + b"{a: " * 15_000, "CK015", 1),
    "deep block": (b"".join(b" " * k + b"a:\n" for k in range(200)), "CK015", 17),
    "many nodes": (b"a: [" + b"1," * 3_000 + b"1]", "CK015", 1),
    "many lines": (b"a: 1\n" + b"\n" * 5_000, "CK015", 2_001),
    "large comment": (b"#" + b"x" * 3_000_000, "CK003", 1),
    "lone surrogate by escape": (b'a: "\\uD800"\n', "CK006", 1),
    "beyond Unicode": (b'a: "\\U00110000"\n', "CK006", 1),
    "ANSI by escape": (b'a: "\\e[31mred"\n', "CK005", 1),
    "tag characters": ("a: x\U000e0041y\n".encode(), "CK005", 1),
    "second key after a byte order mark": ("a: 1\n\ufeffb: 2\n".encode(), "CK005", 2),
    "next line character": ("a: 1 # note\x85b: 2\n".encode(), "CK005", 1),
    "UTF-32": ("a: 1\n".encode("utf-32"), "CK004", 1),
    "5000-digit integer": (b"a: " + b"9" * 5_000, "CK014", 1),
    "sexagesimal": (b"a: 1:30\n", "CK013", 1),
    "octal": (b"a: 0777\n", "CK013", 1),
    "null": (b"a: ~\n", "CK013", 1),
    "not a number": (b"a: .nan\n", "CK013", 1),
    "complex key": (b"? [a, b]\n: c\n", "CK006", 1),
    "full-width key": ("ｉd: dmo:h7k2m9p9\n".encode() + GOOD.split(b"\n", 1)[1], "CK101", 1),
    "truncated": (GOOD[: len(GOOD) // 2] + b'"', "CK006", None),
}


@pytest.mark.parametrize("name", YAML)
def test_hostile_yaml_is_refused_and_hides_no_other_file(claimkit: Command, demo: Path, name: str) -> None:
    raw, code, line = YAML[name]
    refused(claimkit, demo, raw, code, line)
    assert not Path("canary").exists()


def test_a_message_shows_foreign_text_escaped_and_cut(claimkit: Command, demo: Path) -> None:
    raw = GOOD.replace(b"organism: bacillus-subtilis", b"organism: " + b"x" * 64)
    assert len(refused(claimkit, demo, raw, "CK303")) < 300
    raw = GOOD.replace(b"version: 2", "version: 2\n\u00a0\U0001f600::error::%0Aevil: 1".encode())
    assert "\u00a0" not in refused(claimkit, demo, raw, "CK102")


def test_a_broken_file_does_not_flood_the_log(claimkit: Command, demo: Path) -> None:
    raw = GOOD + b"".join(b"unknown-%d: 1\n" % k for k in range(500))
    (demo / SUBTILIS).write_bytes(raw)
    result = claimkit("validate")
    assert result.code == 1
    assert len(result.out.splitlines()) == 51
    assert "error CK901 and 450 more findings in this file" in result.out.splitlines()[-1]


def test_harmless_variants_give_the_same_data(claimkit: Command, demo: Path) -> None:
    first = claimkit("explain", "dmo:h7k2m9p9").out
    variants = [
        GOOD.replace(b"\n", b"\r\n"),
        b"%YAML 1.2\n---\n" + GOOD + b"...\n",
        GOOD.replace(b"status: accepted", b"\"status\" :   'accepted'  # a comment"),
        GOOD.replace(b"context: {host: mus-musculus}", b"context:\n      host: >-\n        mus-musculus"),
        b"\n\n" + GOOD.rstrip(b"\n"),
    ]
    for raw in variants:
        (demo / SUBTILIS).write_bytes(raw)
        assert claimkit("validate").code == 0
        assert claimkit("explain", "dmo:h7k2m9p9").out == first


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    "target", ["/proc/self/environ", "/dev/zero", "caffeine.yaml", "nowhere", "link.yaml"], ids=str
)
def test_a_symbolic_link_is_refused_wherever_it_leads(claimkit: Command, demo: Path, target: str) -> None:
    link = demo / "records/sleep/link.yaml"
    link.symlink_to(target)
    result = claimkit("validate")
    assert result.code == 1
    assert "link.yaml:1:1: error CK001 not a regular file but a symbolic link" in result.out
    assert "PATH=" not in result.out


def test_a_dataset_that_is_a_link_is_no_answer(claimkit: Command, demo: Path) -> None:
    demo.rename(demo.parent / "elsewhere")
    demo.symlink_to("elsewhere")
    for arguments in ([], ["claims"], ["claims/records"]):
        result = claimkit("validate", *arguments)
        assert result.code == 2
        assert "is a symbolic link" in result.err


def test_a_linked_folder_and_a_linked_dataset_yaml_are_refused(claimkit: Command, demo: Path, tmp_path: Path) -> None:
    shutil.move(demo / "sources", tmp_path / "elsewhere")
    (demo / "sources").symlink_to(tmp_path / "elsewhere")
    result = claimkit("validate")
    assert result.code == 1
    assert "claims/sources:1:1: error CK001" in result.out


def test_pipes_devices_folders_and_unreadable_files_are_refused_at_once(claimkit: Command, demo: Path) -> None:
    os.mkfifo(demo / "records/sleep/pipe.yaml")
    (demo / "records/sleep/folder.yaml").mkdir()
    result = claimkit("validate")
    assert result.code == 1
    assert "pipe.yaml:1:1: error CK001 not a regular file but a device or pipe" in result.out
    assert "folder.yaml:1:1: error CK001 not a regular file but a folder" in result.out


def test_a_file_that_may_not_be_read_is_an_error(
    claimkit: Command, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open

    def deny(path: str, *arguments: int, **more: int) -> int:
        if str(getattr(path, "name", path)).endswith("blog.yaml"):
            raise PermissionError(13, "Permission denied")
        return real_open(path, *arguments, **more)

    monkeypatch.setattr("claimkit.scan.os.open", deny)
    result = claimkit("validate")
    assert result.code == 1
    assert "sources/blog.yaml:1:1: error CK002 the file can not be read: Permission denied" in result.out
    assert result.out.count("error") == 1  # what cites it is not blamed


def test_a_huge_sparse_file_is_refused_by_its_size_before_it_is_read(claimkit: Command, demo: Path) -> None:
    with (demo / SUBTILIS).open("r+b") as handle:
        handle.truncate(3 * 2**30)
    assert "error CK003" in claimkit("validate").out


@pytest.mark.parametrize(
    "name", ["Upper.yaml", "x y.yaml", "-x.yaml", "a\nb.yaml", "::error::.yaml", "a" * 200 + ".yaml"]
)
def test_names_that_are_not_portable_are_refused_and_shown_escaped(claimkit: Command, demo: Path, name: str) -> None:
    (demo / "sources" / name).write_bytes((demo / "sources/blog.yaml").read_bytes())
    result = claimkit("validate")
    assert result.code == 1
    assert "error CK019" in result.out
    assert all(text.isprintable() for text in result.out.split("\n"))
    assert len(result.out.splitlines()) == 1


def test_a_name_that_is_not_utf_8_is_shown_escaped(claimkit: Command, demo: Path) -> None:
    (Path(os.fsdecode(os.fsencode(demo) + b"/sources/\xff.yaml"))).write_bytes(b"a: 1\n")
    result = claimkit("validate")
    assert result.code == 1
    assert "\\udcff" in result.out


@pytest.mark.parametrize(
    "name", ["sources/x.yml", "sources/x.YAML", "notes.txt", ".hidden.yaml", "records/a/b/c.yaml"]
)
def test_nothing_is_left_out_in_silence(claimkit: Command, demo: Path, name: str) -> None:
    path = demo / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("id: x\n")
    result = claimkit("validate")
    assert result.code == 1
    assert "error CK01" in result.out


def test_a_broken_dataset_yaml_is_one_finding(claimkit: Command, demo: Path) -> None:
    (demo / "dataset.yaml").write_text("format: 1\nname: x\n  title: y\n")
    result = claimkit("validate")
    assert result.code == 1
    assert result.out.count("error") == 1
    assert "dataset.yaml could not be read" in result.err
    assert claimkit("build").code == 1
    assert claimkit("sync").code == 2


@pytest.mark.parametrize("entry", [b"extra: x\n", b"extra: [a]\n", b"extra: 1\n"])
def test_a_term_that_is_no_mapping_is_one_finding(claimkit: Command, demo: Path, entry: bytes) -> None:
    path = demo / "terms/molecules.yaml"
    path.write_bytes(entry + path.read_bytes())
    result = claimkit("validate")
    assert result.code == 1
    assert "terms/molecules.yaml:1:8: error CK104" in result.out
    assert result.out.count("error") == 1


def test_records_that_are_no_records_are_no_success(claimkit: Command, demo: Path) -> None:
    shutil.rmtree(demo / "records")
    (demo / "records/topic").mkdir(parents=True)
    (demo / "records/topic/x.txt").write_text("x")
    assert claimkit("validate").code == 2


@pytest.mark.parametrize("terms", ["molecules", "organisms", "measures", "strains"])
def test_a_broken_terms_file_is_one_finding(claimkit: Command, demo: Path, terms: str) -> None:
    path = demo / f"terms/{terms}.yaml"
    path.write_text("a: [\n" + path.read_text())
    result = claimkit("validate")
    assert result.code == 1
    assert result.out.count("error") == 1
