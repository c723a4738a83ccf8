"""Content lines: how iCalendar cuts text into lines, names, parameters and values (RFC 5545, 3.1 and 3.3.11).

You need this when you read or write a single line. Everything here is linear in its input, whatever that is:
the bytes come from strangers.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

MAX_BYTES = 10 * 1024 * 1024
MAX_LINE = 1024 * 1024
MAX_PROPERTIES = 50_000
_MAX_ROWS = 250_000
"""Rows of a file before they are unfolded: 10 MB in full rows is 140,000; more is made to fill memory."""

MAX_TITLE = 1_000
MAX_TEXT = 100_000

_LIMIT = 75
"""Octets in a line, its end not counted (RFC 5545, 3.1)."""

_FOLD = re.compile(rb"\n[ \t]")
_QUOTED = re.compile(r'"[^"]*"')
_ESCAPED = re.compile(r'\\([\\,;:"nN])')
_NEW_LINE = re.compile("\r\n|[\r\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PARAMETER_ESCAPES = {"^n": "\n", "^N": "\n", "^'": '"', "^^": "^"}
_CARET = re.compile(r"\^[nN'^]")


class NotReadable(Exception):
    """Something cannot be read. `why` is a sentence for a person; `index` the line it is about, if known."""

    def __init__(self, why: str, index: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.index = index


class Property(NamedTuple):
    """One content line: where it stands, its parameters as written, its value as written."""

    at: int
    params: str
    value: str


@contextmanager
def about(prop: Property) -> Iterator[None]:
    """What cannot be read in here is reported with this property's line."""
    try:
        yield
    except NotReadable as problem:
        problem.index = prop.at if problem.index is None else problem.index
        raise


def too_much(data: bytes) -> str | None:
    """Why a file is too large to be looked into, or None."""
    if len(data) > MAX_BYTES:
        return "the file is larger than 10 MB: split it, or leave out its attachments"
    if len(data) <= MAX_LINE // 4:
        return None
    if data.count(b"\n") > _MAX_ROWS:
        return f"the file has more than {_MAX_ROWS} lines: split it"
    if max(map(len, data.split(b"\n"))) > MAX_LINE:
        return "a line is longer than 1 MB: this is no calendar file, or it is damaged; export it again"
    return None


def rows(data: bytes) -> bytes:
    """The same text in UTF-8 with a plain newline after each row, whatever program wrote it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in data:
        return data.replace(b"\r", b"\n")
    return data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")


def unfold(data: bytes) -> list[str]:
    """The content lines of a file. Folds may cut a character in two, so that decoding comes last."""
    joined = _FOLD.sub(b"", rows(data))
    try:
        return joined.decode().split("\n")
    except UnicodeDecodeError:
        return [_decoded(line) for line in joined.split(b"\n")]


def _decoded(line: bytes) -> str:
    """A line that says nothing of its charset: UTF-8 as it should be, else what Windows writes in Europe."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def row_numbers(data: bytes) -> list[int]:
    """The rows (from 1, as an editor counts them) in which the content lines of a file begin."""
    numbered = enumerate(rows(data).split(b"\n"), 1)
    return [number for number, row in numbered if number == 1 or row[:1] not in {b" ", b"\t"}]


def split(line: str) -> tuple[str, str, str]:
    """Name (in capitals), parameters and value of a line; a line without a colon has no value."""
    head, _, value = line.partition(":")
    if '"' in head:
        # A colon inside quotes belongs to a parameter (CN="Wit: Marieke").
        at = _masked(line).find(":")
        head, value = (line[:at], line[at + 1 :]) if at >= 0 else (head, value)
    name, _, params = head.partition(";")
    return name.strip().upper(), params, value


def _masked(text: str) -> str:
    """The text with what stands between quotes blotted out, at the same length."""
    return _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)


def parameters(text: str) -> dict[str, str]:
    """The parameters of a line, by name in capitals; of a name that comes twice the first one counts."""
    found: dict[str, str] = {}
    for part in _parts(text):
        name, _, value = part.partition("=")
        found.setdefault(name.strip().upper(), _unquoted(value))
    return found


def _parts(text: str) -> list[str]:
    """The text cut at semicolons outside quotes."""
    if '"' not in text:
        return text.split(";") if text else []
    ends = [at.start() for at in re.finditer(";", _masked(text))]
    starts = [0, *(end + 1 for end in ends)]
    return [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]


def _unquoted(value: str) -> str:
    """A parameter's value without its quotes and its escapes (RFC 6868)."""
    value = value.strip().strip('"')
    return _CARET.sub(lambda at: _PARAMETER_ESCAPES[at[0]], value) if "^" in value else value


def quoted(value: str) -> str:
    """A parameter's value as it is written: in quotes, and nothing in it can end the line (RFC 6868)."""
    plain = one_line(value).replace("^", "^^").replace('"', "^'")
    return f'"{plain}"'


def unescaped(value: str) -> str:
    r"""A TEXT value as a person reads it. One pass: `\\n` is a backslash and an n, no new line."""
    if "\\" in value:
        value = _ESCAPED.sub(lambda at: "\n" if at[1] in "nN" else at[1], value)
    return clean(value)


def escaped(text: str) -> str:
    """A text as a TEXT value: nothing in it can end the line or begin another property."""
    plain = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def clean(text: str) -> str:
    """The text without control characters, and with one kind of new line; some readers end a line at any."""
    # Most texts are one line of letters, and there are thousands of them.
    return text if text.isprintable() else _CONTROL.sub("", _NEW_LINE.sub("\n", text))


def one_line(text: str) -> str:
    """The text as a title: one line, nothing around it, not endless."""
    return clean(text).replace("\n", " ").replace("\t", " ")[:MAX_TITLE].strip()


def body(text: str) -> str:
    """The text as a description: nothing around it, not endless."""
    return clean(text)[:MAX_TEXT].strip()


def fold(line: str) -> bytes:
    """A content line as it is written: folded at 75 octets, never inside a character, ended by CRLF."""
    octets = line.encode("utf-8", "replace")
    pieces = []
    limit = _LIMIT
    while len(octets) > limit:
        at = limit
        while octets[at] & 0xC0 == 0x80:  # noqa: PLR2004 - the second or later octet of a character
            at -= 1
        pieces.append(octets[:at])
        octets = octets[at:]
        limit = _LIMIT - 1  # the blank that begins the next row counts
    return b"\r\n ".join([*pieces, octets]) + b"\r\n"
