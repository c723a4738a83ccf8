"""A bad file costs a sentence: refused as a whole with what to do, and never a traceback."""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.files import EVA, PIET, a_csv, an_excel, as_excel_saves, read, repacked, with_sheet
from zaaikalender.lists.complaint import FileRefused
from zaaikalender.lists.package import is_package

GOOD = an_excel(EVA, PIET)
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def a_zip(**parts: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return file.getvalue()


def with_entities(part: bytes) -> bytes:
    start = part.index(b"<worksheet")
    return part[:start] + b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + part[start:]


def with_a_file(part: bytes) -> bytes:
    start = part.index(b"<worksheet")
    return part[:start] + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + part[start:]


def strings_bomb() -> bytes:
    return as_excel_saves(GOOD, strings=b"<si/>" * 1_500_000)


def strings_among_the_sheets() -> bytes:
    return as_excel_saves(GOOD, strings=b"<si/>" * 1_500_000, at="xl/worksheets/strings.xml")


def zeros_bomb() -> bytes:
    return repacked(GOOD, lambda _name, part: part, **{"xl/media/image1.png": bytes(50_000_000)})


def cells_bomb() -> bytes:
    return with_sheet(GOOD, lambda part: part.replace(b"</row>", b"<c/>" * 3_000_000 + b"</row>", 1))


def locked_part() -> bytes:
    content = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


REFUSED = {
    "password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    "a part with a password": (locked_part(), "protected with a password"),
    "old Excel": (COMPOUND + "Workbook".encode("utf-16-le"), r"old Excel file \(.xls\)"),
    "binary Excel": (a_zip(**{"xl__workbook.bin": b"x"}), r"binary Excel file \(.xlsb\)"),
    "LibreOffice": (a_zip(mimetype=b"x", **{"content.xml": b"<x/>"}), r"LibreOffice file \(.ods\)"),
    "another zip": (a_zip(readme=b"hello"), "damaged"),
    "half a file": (GOOD[: len(GOOD) // 2], "damaged, or not all of it has arrived"),
    "the last byte missing": (GOOD[:-30], "damaged"),
    "a vCard": (b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Eva\r\nEND:VCARD\r\n", "this is a vCard"),
    "HTML that calls itself Excel": (
        b"<html><table><tr><td>Eva</td></tr></table></html>",
        "no row with the col",
    ),
    "entities that grow": (with_sheet(GOOD, with_entities), "damaged"),
    "a file of this machine": (with_sheet(GOOD, with_a_file), "damaged"),
    "a zip bomb": (zeros_bomb(), "unpacked, the file is far too large"),
    "strings without end": (strings_bomb(), "far too large"),
    "a row without end": (cells_bomb(), "damaged"),
    "a sheet that is no XML": (with_sheet(GOOD, lambda _part: b"<worksheet"), "damaged"),
    "a sheet cut off": (
        with_sheet(GOOD, lambda part: part[: part.index(b"piet") if b"piet" in part else -90]),
        "damaged",
    ),
    "strings that hide": (strings_among_the_sheets(), "damaged"),
    "a string that is not there": (
        with_sheet(as_excel_saves(GOOD), lambda part: part.replace(b"<v>0</v>", b"<v>9999</v>")),
        "damaged",
    ),
    "no header": (an_excel(PIET, titles=EVA), "no row with the columns' names"),
    "an empty workbook": (an_excel(titles=()), "no row with the columns' names"),
    "a text without a header": (b"Eva;eva@client-a.example\n", "no row with the columns' names"),
    "bytes that are no text": (bytes(range(256)) * 4, "neither an Excel file nor text"),
    "a quotation mark that stays open": (a_csv(EVA) + b'"Piet;\n' + b"x;\n" * 9, "does not close"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_holds_no_list_is_refused_with_what_to_do(case: str) -> None:
    content, expected = REFUSED[case]
    names, sentences = read(content)
    assert names == []
    assert len(sentences) == 1
    assert sentences[0].startswith("lijst.xlsx: ")
    assert sentences[0].endswith("Nothing was taken; the list stays as it was.")
    assert re.search(expected, sentences[0])


@given(st.data())
def test_no_damage_to_a_workbook_gives_anything_but_a_list_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    names, sentences = read(bytes(content))
    assert len(names) <= 2
    assert all(sentences)


@given(st.data())
def test_no_damage_inside_a_part_gives_anything_but_a_list_or_a_refusal(data: st.DataObject) -> None:
    chosen = data.draw(
        st.sampled_from(["sheet1.xml", "workbook.xml", "styles.xml", "[Content_Types].xml", ".rels"])
    )
    where, junk = data.draw(st.integers(0, 10_000)), data.draw(st.binary(max_size=12))

    def damaged(name: str, part: bytes) -> bytes:
        at = where % len(part)
        return part[:at] + junk + part[at + len(junk) // 2 :] if name.endswith(chosen) else part

    names, _sentences = read(repacked(GOOD, damaged))
    assert len(names) <= 2


@given(st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_no_junk_gives_anything_but_a_list_or_a_refusal(junk: bytes) -> None:
    read(junk, "lijst.csv")
    read(a_csv(EVA) + junk, "lijst.csv")


def test_a_part_that_says_it_is_small_gives_no_more_than_it_says() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in {"[Content_Types].xml": b"<x/>", "xl/worksheets/a.xml": b"<x/>"}.items():
            archive.writestr(ZipInfo(name), part)
        archive.writestr("xl/big.xml", b"<" * 1_000_000)
    content = bytearray(file.getvalue())
    true, false = (1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert content.count(true) >= 2
    lying = bytes(content).replace(true, false)
    assert zlib.crc32(b"<" * 10) != zlib.crc32(b"<" * 1_000_000)
    assert "damaged" in read(lying)[1][0]


def test_what_a_good_file_says_about_its_size_is_not_believed() -> None:
    lying = with_sheet(
        GOOD, lambda part: part.replace(b'<dimension ref="A1:I3"', b'<dimension ref="A1:XFD1048576"')
    )
    assert lying != GOOD
    assert read(lying) == (["Eva Jansen", "Piet Bakker"], [])


@pytest.mark.parametrize("declared", [b"<!DOCTYPE x>", b'<!DOCTYPE x SYSTEM "file:///etc/hostname">'])
@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "styles.xml", ".rels"])
def test_no_part_may_declare_a_document_type(part: str, declared: bytes) -> None:
    content = repacked(
        GOOD, lambda name, text: declared + text if name.endswith(part) and b"<?xml" not in text else text
    )
    assert content != GOOD
    with pytest.raises(FileRefused):
        is_package(content)


def test_a_workbook_as_excel_itself_saves_it_is_read() -> None:
    assert read(as_excel_saves(GOOD)) == (["Eva Jansen", "Piet Bakker"], [])
