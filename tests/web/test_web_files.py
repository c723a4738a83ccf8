"""A list that goes up as a file on the page: what it takes off, and what it leaves."""

import pytest

from web.house import token_in

LIST = "/c/marieke/people"
ANOTHERS = "Voornaam;Achternaam;Woonplaats\nJan;Jansen;Assen\n"


@pytest.fixture
def browser(house):
    house.put("marieke", name="Eva Jansen", address="eva@client.example", note="houdt van taart")
    house.put("marieke", name="Bo Kok", address="bo@client.example")
    return house.signed_in("marieke")


def sent_up(browser, text, **more):
    form = {"token": token_in(browser.get(LIST)), **more}
    return browser.post(f"{LIST}/file", data=form, files={"file": ("lijst.csv", text.encode())})


def test_the_wrong_file_takes_nobody_off_and_the_page_says_who_stayed(house, browser):
    page = sent_up(browser, ANOTHERS).text
    assert [each.name for each in house.listed("marieke")] == ["Eva Jansen", "Bo Kok", "Jan Jansen"]
    assert "3 mensen op je lijst, 1 nieuw, 0 eraf" in page
    assert "2 mensen staan niet in het bestand en zijn gebleven" in page


def test_a_file_that_is_the_whole_list_takes_off_whom_it_does_not_name(house, browser):
    page = sent_up(browser, "Naam;E-mail\nBo Kok;bo@client.example\n", whole="yes").text
    assert [each.name for each in house.listed("marieke")] == ["Bo Kok"]
    assert "1 eraf" in page
    assert "gebleven" not in page


def test_who_stands_in_the_file_is_changed_in_his_place(house, browser):
    sent_up(browser, "Naam;E-mail;Organisatie\nEva Jansen;eva@client.example;Gemeente Assen\n")
    assert [each.organisation for each in house.listed("marieke")] == ["Gemeente Assen", ""]
