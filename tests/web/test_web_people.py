"""One's own list on the page: adding, changing, taking off, proposals one by one, up and down as a file."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from web.house import hidden_in, token_in
from zaaikalender.store.trail import What

LIST = "/c/marieke/people"
MEETING = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//test//NL\r
BEGIN:VEVENT\r
UID:{uid}@test\r
DTSTAMP:20261101T090000Z\r
DTSTART:20261012T090000Z\r
DTEND:20261012T100000Z\r
SUMMARY:Overleg\r
ORGANIZER:mailto:marieke@bureau.example\r
ATTENDEE;CN={name}:mailto:{address}\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def browser(house):
    return house.signed_in("marieke")


def typed(page, **fields):
    blank = dict.fromkeys(("organisation", "address", "telephone", "form", "every", "last", "note"), "")
    return {"token": token_in(page), **blank, **fields}


def add(browser, **fields):
    return browser.post(f"{LIST}/new", data=typed(browser.get(f"{LIST}/new"), **fields))


def test_somebody_is_added_changed_and_taken_off_again(house, browser):
    answer = add(
        browser, name="Eva Jansen", address="eva@client.example", every="6 maanden", last="2026-03-11"
    )
    assert answer.headers["location"] == f"{LIST}?told=kept"
    (eva,) = house.listed("marieke")
    page = browser.get(LIST).text
    assert "Eva Jansen" in page
    assert "6 maanden" in page
    form = browser.get(f"{LIST}/{eva.id}")
    assert 'value="2026-03-11"' in form.text
    browser.post(f"{LIST}/{eva.id}", data=typed(form, name="Eva de Boer", address="eva@client.example"))
    (after,) = house.listed("marieke")
    assert (after.id, after.name, after.every) == (eva.id, "Eva de Boer", None)
    browser.post(f"{LIST}/{eva.id}/remove", data={"token": token_in(form)})
    assert house.listed("marieke") == ()
    assert house.woken


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "verwacht een naam"),
        ("address", "eva", "verwacht een e-mailadres"),
        ("address", "jan@bureau.example", "dit is een collega"),
        ("every", "soms", "verwacht een tijd zoals"),
        ("last", "2030-01-01", "verwacht een dag die geweest is"),
        ("form", "zwemmen", "verwacht een van"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_sentence_and_as_it_was_typed(
    house, browser, field, value, sentence
):
    fields = {"name": "Eva Jansen", "note": "houdt van taart", field: value}
    answer = add(browser, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "houdt van taart" in answer.text
    assert house.listed("marieke") == ()


def test_the_same_person_twice_is_one_and_a_change_into_another_is_refused(house, browser):
    add(browser, name="Eva Jansen", address="eva@client.example")
    add(browser, name="Eva Jansen", address="eva@client.example", telephone="06 12345678")
    (eva,) = house.listed("marieke")
    assert eva.telephone
    add(browser, name="Bo Kok", address="bo@client.example")
    bo = house.listed("marieke")[1]
    form = browser.get(f"{LIST}/{bo.id}")
    answer = browser.post(f"{LIST}/{bo.id}", data=typed(form, name="Bo Kok", address="eva@client.example"))
    assert answer.status_code == 422
    assert [each.address for each in house.listed("marieke")] == ["eva@client.example", "bo@client.example"]


def test_adding_somebody_once_more_empties_nothing_that_was_known(house, browser):
    add(browser, name="Eva Jansen", telephone="06 12345678", every="6 maanden", note="houdt van taart")
    add(browser, name="Eva Jansen", organisation="Gemeente Assen")
    (eva,) = house.listed("marieke")
    assert (eva.note, eva.organisation) == ("houdt van taart", "Gemeente Assen")
    assert eva.telephone
    assert eva.every


def test_a_colleague_reaches_nobody_on_anothers_list(house):
    eva = house.put("marieke", name="Eva Jansen", address="eva@client.example")
    browser = house.signed_in("piet")
    assert browser.get(f"/c/piet/people/{eva.id}").status_code == 404
    token = token_in(browser.get("/c/piet/people"))
    assert browser.post(f"/c/piet/people/{eva.id}/remove", data={"token": token}).status_code == 404
    assert len(house.listed("marieke")) == 1
    assert "Eva" not in browser.get("/c/piet/people").text


def meetings(house, *people):
    for number, (name, address) in enumerate(people):
        text = MEETING.format(uid=f"m{number}", name=name, address=address)
        (house.folder / "marieke" / f"m{number}.ics").write_text(text, encoding="utf-8")


def test_people_met_are_proposed_one_by_one_and_only_a_yes_puts_one_on_the_list(house, browser):
    meetings(house, ("Eva Jansen", "eva@client.example"), ("Bo Kok", "bo@client.example"))
    page = browser.get(f"{LIST}/suggestions")
    seen = []
    for answer in ("yes", "no"):
        seen.append("Eva Jansen" if "Eva Jansen" in page.text else "Bo Kok")
        form = {"token": token_in(page), "left": hidden_in(page, "left"), "answer": answer}
        page = browser.post(f"{LIST}/suggestions", data=form, follow_redirects=True)
    assert sorted(seen) == ["Bo Kok", "Eva Jansen"]
    assert "niemand (meer)" in page.text
    assert [each.name for each in house.listed("marieke")] == seen[:1]
    assert "niemand (meer)" in browser.get(f"{LIST}/suggestions").text


def test_going_back_shows_the_one_before_and_his_answer_can_still_be_given(house, browser):
    people = [(f"Mens {letter}", f"{letter}@client.example") for letter in "abc"]
    meetings(house, *people)
    page = browser.get(f"{LIST}/suggestions")
    form = {"token": token_in(page), "left": hidden_in(page, "left"), "answer": "later"}
    second = browser.post(f"{LIST}/suggestions", data=form).headers["location"]
    assert second.startswith(f"{LIST}/suggestions?left=")
    page = browser.get(second)
    form |= {"left": hidden_in(page, "left"), "answer": "later"}
    browser.post(f"{LIST}/suggestions", data=form)
    page = browser.get(second)
    form |= {"left": hidden_in(page, "left"), "answer": "yes"}
    browser.post(f"{LIST}/suggestions", data=form)
    assert [each.name for each in house.listed("marieke")] == ["Mens b"]
    assert "@client" not in second


def test_nobody_joins_who_was_not_proposed_to_this_very_visitor(house, browser):
    meetings(house, ("Eva Jansen", "eva@client.example"))
    page = browser.get(f"{LIST}/suggestions")
    left, token = hidden_in(page, "left"), token_in(page)
    again = house.signed_in("marieke")
    other = token_in(again.get(LIST))
    attempts = [
        browser.post(f"{LIST}/suggestions", data={"token": token, "left": "e30=", "answer": "yes"}),
        browser.post(f"{LIST}/suggestions", data={"token": token, "left": left[:-8], "answer": "yes"}),
        again.post(f"{LIST}/suggestions", data={"token": other, "left": left, "answer": "yes"}),
    ]
    assert [answer.status_code for answer in attempts] == [404, 404, 404]
    assert house.listed("marieke") == ()


def test_the_list_goes_down_as_excel_and_comes_up_changed(house, browser):
    browser.get(f"{LIST}/file/xlsx")
    assert not house.app.store.trail.lines("marieke"), "an empty form takes nothing along"
    add(browser, name="Eva Jansen", address="eva@client.example")
    answer = browser.get(f"{LIST}/file/xlsx")
    assert [line.what for line in house.app.store.trail.lines("marieke")] == [What.EXPORTED]
    assert 'filename="mijn-lijst.xlsx"' in answer.headers["content-disposition"]
    book = load_workbook(BytesIO(answer.content))
    sheet = book.worksheets[0]
    sheet.cell(row=3, column=1, value="Bo Kok")
    changed = BytesIO()
    book.save(changed)
    eva = house.listed("marieke")[0]
    page = browser.post(
        f"{LIST}/file",
        data={"token": token_in(browser.get(LIST))},
        files={"file": ("lijst.xlsx", changed.getvalue())},
    )
    assert "2 mensen op je lijst, 1 nieuw, 0 eraf" in page.text
    assert [each.name for each in house.listed("marieke")] == ["Eva Jansen", "Bo Kok"]
    assert house.listed("marieke")[0].id == eva.id


def test_the_list_goes_down_as_csv_and_as_cards(browser):
    add(browser, name="=Eva", address="eva@client.example")
    assert "'=Eva" in browser.get(f"{LIST}/file/csv").text
    assert browser.get(f"{LIST}/file/vcf").text.startswith("BEGIN:VCARD")
    assert browser.get(f"{LIST}/file/exe").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lijst.xlsx", b""),
        ("lijst.xlsx", b"PK\x03\x04 nothing"),
        ("lijst.csv", b"a;b\n1;2\n"),
        ("../../<b>x</b>.csv", b"\x00\xff\x00"),
        ("lijst.csv", b"Naam;E-mail\n;\n"),
    ],
)
def test_a_file_that_holds_no_list_is_a_sentence_and_the_list_stays(house, browser, name, content):
    add(browser, name="Eva Jansen", address="eva@client.example")
    form = {"token": token_in(browser.get(LIST))}
    answer = browser.post(f"{LIST}/file", data=form, files={"file": (name, content)})
    assert answer.status_code == 422
    assert 'class="trouble"' in answer.text
    assert "<b>x" not in answer.text
    assert len(house.listed("marieke")) == 1


def test_a_file_that_is_too_large_is_not_read(house, browser):
    form = {"token": token_in(browser.get(LIST))}
    answer = browser.post(f"{LIST}/file", data=form, files={"file": ("lijst.csv", b"x" * 6_000_000)})
    assert answer.status_code == 413
    assert house.listed("marieke") == ()


def test_where_the_config_names_a_file_the_page_shows_it_and_changes_nothing(build):
    house = build(more='[contacts]\nfile = "{calendar}.csv"\n')
    (house.folder / "marieke.csv").write_text(
        "Naam;E-mail\nEva Jansen;eva@client.example\n", encoding="utf-8"
    )
    browser = house.signed_in("marieke")
    page = browser.get(LIST)
    assert "marieke.csv" in page.text
    assert "Eva Jansen" in page.text
    assert f'href="{LIST}/new"' not in page.text
    answer = add(browser, name="Bo Kok")
    assert answer.status_code == 409
    eva = house.listed("marieke")[0]
    assert browser.post(f"{LIST}/{eva.id}/remove", data={"token": token_in(page)}).status_code == 409
    assert [each.name for each in house.listed("marieke")] == ["Eva Jansen"]


def test_whatever_stands_on_a_list_shows_as_text_and_never_as_markup(house, browser):
    evil = '"><script>alert(1)</script><b>Eva</b>'
    house.put("marieke", name=f"Eva {evil}", organisation=evil, note=evil, address="eva@client.example")
    (eva,) = house.listed("marieke")
    for path in ("", f"/{eva.id}"):
        page = browser.get(f"{LIST}{path}").text
        assert "Eva" in page
        assert "<script>" not in page
        assert "<b>Eva" not in page
