"""What is written reads back as the same list; nothing in it is a formula, and nobody else may read it."""

import re
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.files import FORMS, NOW, TODAY, a_contact, cells_of, taken_from
from zaaikalender.core.contacts import Contact
from zaaikalender.core.dates import Span, Unit
from zaaikalender.errors import ConfigurationError
from zaaikalender.lists import NoList, template, write
from zaaikalender.lists.values import tidy
from zaaikalender.lists.vcard import vcards

lines = st.text(max_size=60).map(tidy)
contacts = st.lists(
    st.builds(
        lambda number, phone, **fields: a_contact(
            id=f"{number:016x}",
            address=f"p{number}@client.example",
            telephone=phone and f"{phone}{number:08}",
            **fields,
        ),
        st.integers(0, 10**8 - 1),
        name=lines.map(lambda text: f"=Eva {text}".strip()) | lines.map(lambda text: f"Eva {text}".strip()),
        organisation=lines | st.sampled_from(["=1+1", "'=1", "''@x", "-", 'a;b,c"d', "'"]),
        phone=st.sampled_from(["", "+31 6 ", "06-"]),
        form=st.sampled_from(["", *FORMS]),
        every=st.sampled_from([None, Span(6, Unit.MONTHS), Span(1, Unit.YEARS), Span(5, Unit.WORKING_DAYS)]),
        last=st.none() | st.dates(date(1970, 1, 1), TODAY),
        note=st.text(max_size=80).map(lambda text: tidy(text, lines=True)),
    ),
    unique_by=lambda each: each.id,
    min_size=1,
    max_size=4,
)


@given(contacts, st.sampled_from(["xlsx", "csv"]), st.sampled_from(["nl", "en"]))
def test_an_exported_list_is_the_same_list_when_it_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, people: list[Contact], form: str, language: str
) -> None:
    path = tmp_path_factory.mktemp("lists") / f"lijst.{form}"
    write(path, people, language, now=NOW)
    taken = taken_from(path.read_bytes(), path.name)
    assert taken.contacts == tuple(people)
    assert taken.complaints == ()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "'="])
def test_what_begins_like_a_formula_is_text_in_excel_and_harmless_in_csv(tmp_path: Path, start: str) -> None:
    person = a_contact(f"{start}cmd|' /C calc'!A0", note=f"{start}1+1")
    write(tmp_path / "l.xlsx", [person], "nl", now=NOW)
    rows = cells_of((tmp_path / "l.xlsx").read_bytes())
    assert [cell.data_type for row in rows for cell in row if cell.value] == ["s"] * 13
    assert rows[1][0].quotePrefix == (start in "=+-@")
    write(tmp_path / "l.csv", [person], "nl", now=NOW)
    cells = (tmp_path / "l.csv").read_text("utf-8-sig").splitlines()[1].split(";")
    assert not any(re.match(r"[=+\-@\t]", cell.strip('"')) for cell in cells)


def test_a_file_is_its_owners_alone_and_leaves_no_draft(tmp_path: Path) -> None:
    for name in ("l.xlsx", "l.csv", "l.vcf"):
        write(tmp_path / name, [a_contact()], "nl", now=NOW)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["l.csv", "l.vcf", "l.xlsx"]


def test_a_dutch_excel_opens_a_dutch_text_file_at_a_double_click(tmp_path: Path) -> None:
    write(tmp_path / "l.csv", [a_contact("Zoë")], "nl", now=NOW)
    content = (tmp_path / "l.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfNaam;Organisatie;E-mail;")
    write(tmp_path / "l.csv", [a_contact("Zoë")], "en", now=NOW)
    assert (tmp_path / "l.csv").read_bytes().startswith(b"\xef\xbb\xbfName,Organisation,E-mail,")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_template_that_was_filled_in_is_a_list(tmp_path: Path, language: str, name: str) -> None:
    template(tmp_path / name, list(FORMS), language, now=NOW)
    taken = taken_from((tmp_path / name).read_bytes(), name)
    assert taken.contacts == taken.complaints == ()


def test_another_kind_of_file_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"\.xlsx, \.csv or \.vcf"):
        write(tmp_path / "l.pdf", [a_contact()], "nl", now=NOW)
    with pytest.raises(ConfigurationError, match="a template is written as"):
        template(tmp_path / "t.vcf", [], "nl", now=NOW)
    with pytest.raises(NoList, match="cannot be written"):
        write(tmp_path / "none" / "l.csv", [a_contact()], "nl", now=NOW)


def unfolded(content: bytes) -> list[str]:
    """The lines of a vCard (RFC 6350, 3.2)."""
    assert content.endswith(b"\r\n")
    assert not re.search(rb"[^\r]\n|\r[^\n]", content)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def text_of(value: str) -> str:
    """A text value (RFC 6350, 3.4)."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@given(contacts)
def test_a_vcard_says_what_the_list_says(people: list[Contact]) -> None:
    cards = "\n".join(unfolded(vcards(people, "nl"))).split("END:VCARD")
    for person, card in zip(people, cards, strict=False):
        found = dict(re.split(":", line, maxsplit=1) for line in card.strip("\n").split("\n"))
        assert found["BEGIN"] == "VCARD"
        assert card.strip("\n").split("\n")[1] == "VERSION:4.0"
        assert text_of(found["FN"]) == person.name
        assert text_of(found.get("ORG", "")) == person.organisation
        assert text_of(found.get("NOTE", "")) == person.note
        assert text_of(found["EMAIL"]) == person.address
        assert text_of(found.get("TEL;VALUE=text", "")) == person.telephone
        assert found["UID;VALUE=text"] == person.id
