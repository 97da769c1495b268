"""Bytes to text: the encoding, the characters, and what is not a record at all."""

from __future__ import annotations

import re
import unicodedata

from claimkit.diagnostics import quoted
from claimkit.yamlio.positions import Place
from claimkit.yamlio.refusal import RefusedError

_LFS = b"version https://git-lfs.github.com/spec/"
_CONFLICT = re.compile(r"^(<{7}|>{7}|={7}|\|{7})( |$)", re.MULTILINE)
_HTML = re.compile(r"\s*<(!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]#")
_TABS_BEHIND_COLON = re.compile(r"[^\t]*|[ ]*(- +)*[A-Za-z0-9_.-]+:[ \t]+[^\t]*")
_LONE_CR = re.compile(r"\r(?!\n)")
_LONE_LF = re.compile(r"(?<!\r)\n")
# What acts unseen: controls (tab and line feed apart), line and paragraph separators, bidirectional controls, byte
# order marks, tag characters, surrogates. Zero-width characters do not act: they belong to some scripts' spelling.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff\ufffe\uffff]"
)


def decode(raw: bytes) -> str:
    """The text of a file, its lines ended by LF. Raises RefusedError."""
    if raw.startswith(_LFS):
        hint = "run: git lfs pull; then delete the lines about claims/ in .gitattributes"
        raise RefusedError("CK007", "this is a Git LFS pointer, not the file itself", hint=hint)
    if 0 in raw[:4] or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RefusedError("CK004", "the file is UTF-16, UTF-32 or binary", hint="save it as UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        hint = 'save it as "UTF-8 without BOM"'
        raise RefusedError("CK004", "the file begins with a byte order mark", hint=hint)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise RefusedError("CK004", message, (line, column), "save the file as UTF-8") from None
    return _examined(text)


def visible(text: str) -> str:
    """The text with a blank for each character that would be refused."""
    return _FORBIDDEN.sub(" ", text)


def refuse_hidden(text: str, place: Place | None = None) -> None:
    """Raises RefusedError for a character that acts unseen: at `place`, else where it stands in the text."""
    found = _FORBIDDEN.search(text)
    if found:
        character = found.group()
        name = unicodedata.name(character, "a control character").lower()
        message = f"U+{ord(character):04X} ({name}) cannot be seen, and is not allowed, not even escaped"
        raise RefusedError(
            "CK005", message, place or _place(text, found.start()), "delete the word around it, and type it again"
        )


def _examined(text: str) -> str:
    if "\r" in text:
        text = _with_line_feeds(text)
    refuse_hidden(text)
    if "\t" in text:
        _refuse_tabs(text)
    conflict = _CONFLICT.search(text)
    if conflict:
        message = f"an unresolved merge conflict: a line begins with {quoted(conflict.group(1))}"
        hint = "keep one side, and delete the lines of <<<<<<<, ======= and >>>>>>>"
        raise RefusedError("CK007", message, _place(text, conflict.start()), hint)
    if _HTML.match(text):
        hint = "get the raw file: a web page was saved in its place"
        raise RefusedError("CK007", "this is an HTML or XML page, not YAML", hint=hint)
    if not unicodedata.is_normalized("NFC", text):
        raise _not_nfc(text)
    return text


def _refuse_tabs(text: str) -> None:
    """A tab may stand in a comment, behind a key's colon or at the end of a line; else it indents or is text."""
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line and not _tabs_are_harmless(line):
            place = (number, line.index("\t") + 1)
            raise RefusedError("CK006", "a tab character; YAML indents with spaces", place, "use spaces")


def _tabs_are_harmless(line: str) -> bool:
    content = line.rstrip(" \t")
    if content.lstrip(" \t").startswith("#"):
        return True
    comment = _COMMENT.search(content)
    if comment and not {'"', "'"} & set(content[: comment.start()]):
        content = content[: comment.start()]
    return bool(_TABS_BEHIND_COLON.fullmatch(content))


def _with_line_feeds(text: str) -> str:
    lone = _LONE_CR.search(text)
    if lone:
        message = "a carriage return (U+000D) without a line feed hides a line break"
        raise RefusedError("CK005", message, _place(text, lone.start()), "use LF line ends")
    mixed = _LONE_LF.search(text)
    if mixed:
        message = "line ends are mixed: some CR LF, some LF"
        raise RefusedError("CK005", message, _place(text, mixed.start()), "use LF line ends")
    return text.replace("\r\n", "\n")


def _not_nfc(text: str) -> RefusedError:
    # a line feed never composes with a neighbour, so a text is in NFC exactly when each of its lines is
    number, line = next(
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if not unicodedata.is_normalized("NFC", line)
    )
    composed = unicodedata.normalize("NFC", line)
    pairs = zip(line, composed, strict=False)
    at = next((k for k, (written, wanted) in enumerate(pairs) if written != wanted), len(composed))
    message = (
        f"{quoted(line[at : at + 12])} is not in Unicode normal form C: an accent stands as a character of its own"
    )
    return RefusedError("CK016", message, (number, at + 1), "delete the word, and type it again")


def _place(text: str, offset: int) -> Place:
    return (text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
