"""What kind of file this is, and whether it is safe to unpack: looked at before Excel's reader sees it.

You need this when a file is refused as a whole. An .xlsx is a ZIP of XML (ECMA-376): a few kilobytes may
unpack to gigabytes, and XML may name entities that grow or files of this machine. What Excel protects with a
password, and what it wrote before 2007, is a compound file (MS-CFB).
"""

import re
import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from zaaikalender.lists.complaint import FileRefused
from zaaikalender.lists.sheet import LARGEST

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_MEMBERS = 1_000
_MOST_TAGS = 300_000
_LARGEST_IN_ALL = 400_000_000
"""Bytes of all parts, unpacked: a million empty rows are so large. Sheets are read only as far as need be."""

_CHUNK = 65_536
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_OTHERS = re.compile(r"<(?:\w+:)?Override\b[^>]*(?:sharedStrings|styles|theme|main)\+xml[^>]*>")
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What a damaged ZIP raises while it is read."""


def is_package(content: bytes) -> bool:
    """Whether this is an Excel file that may be opened. Raises `FileRefused` for one that may not.

    False for what is no ZIP at all: a text file, perhaps.
    """
    if content.startswith(_COMPOUND):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise FileRefused("password" if protected else "old_excel")
    if not content.startswith(_ZIPPED):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_size(archive)
            _check_kind(archive)
            for part in archive.infolist():
                _check_part(archive, part)
    except BROKEN as error:
        raise FileRefused("damaged") from error
    return True


def _check_size(archive: ZipFile) -> None:
    """Nobody's list unpacks to so much. A part never gives more than it says here (zipfile)."""
    parts = archive.infolist()
    large = any(part.file_size > LARGEST and not _SHEET.fullmatch(part.filename) for part in parts)
    if large or len(parts) > _MEMBERS or sum(part.file_size for part in parts) > _LARGEST_IN_ALL:
        raise FileRefused("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused("password")


def _check_kind(archive: ZipFile) -> None:
    names = {name.lower() for name in archive.namelist()}
    if "content.xml" in names and "mimetype" in names:
        raise FileRefused("open_document")
    if "xl/workbook.bin" in names:
        raise FileRefused("binary_excel")
    if "[content_types].xml" not in names or not any(map(_SHEET.fullmatch, names)):
        raise FileRefused("damaged")
    kinds = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    # What is read as a whole must not hide among the sheets, which alone may be large.
    if any("xl/worksheets/" in other[0] for other in _OTHERS.finditer(kinds)):
        raise FileRefused("damaged")


def _check_part(archive: ZipFile, part: ZipInfo) -> None:
    """Refuses XML that declares a document type (entities come with one), or that is all tags."""
    tags, looking = 0, True
    start = expat.ParserCreate()
    start.StartDoctypeDeclHandler = _refuse
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            # A document type stands before anything that could break, and before the first element.
            looking = looking and _is_before_all(start, chunk)
            tags += chunk.count(b"<")
            if _SHEET.fullmatch(part.filename) and not looking:
                return
            if tags > _MOST_TAGS:
                raise FileRefused("bomb")


def _is_before_all(parser: expat.XMLParserType, chunk: bytes) -> bool:
    """Whether no element has begun yet; what is no XML at all never gets so far."""
    begun: list[object] = []
    parser.StartElementHandler = lambda *_: begun.append(None)
    try:
        parser.Parse(chunk, False)  # noqa: FBT003 - expat's own way to say that more follows
    except expat.ExpatError:
        return False
    return not begun


def _refuse(*_: object) -> None:
    raise FileRefused("damaged")
