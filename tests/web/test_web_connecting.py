"""A calendar that cannot be read: its page says so, and there one connects it."""

import pytest

from web.house import token_in
from zaaikalender.errors import AccessRevoked

OWN = "/c/marieke"


@pytest.mark.parametrize("page", ["plan", "people/suggestions"])
def test_who_came_by_a_link_connects_where_the_page_could_read_nothing(tenant, page):
    browser = tenant.house.signed_in("marieke")
    answer = browser.get(f"{OWN}/{page}")
    assert answer.status_code == 502
    assert "nog niet verbonden" in answer.text
    assert "zaai connect" not in answer.text
    assert 'action="/sign-in/microsoft"' in answer.text
    assert f'href="{OWN}/{page}"' in answer.text


def test_what_fails_shows_beside_the_button_that_mends_it(tenant):
    tenant.back()
    tenant.house.yes("marieke")
    tenant.login.refresh.clear()
    tenant.graph.tokens.clear()
    with pytest.raises(AccessRevoked):
        tenant.house.run("marieke")
    page = tenant.house.signed_in("marieke").get(f"{OWN}/").text
    assert "Verbinden met Microsoft" in page
    assert "zaai connect" not in page


def test_disconnecting_says_first_what_it_means(tenant):
    page = tenant.house.signed_in("marieke").get(f"{OWN}/care").text
    before, _, after = page.partition("Opnieuw verbinden kan altijd.")
    assert f'action="{OWN}/disconnect"' in after
    assert f'action="{OWN}/disconnect"' not in before


def test_taking_somebody_off_says_first_that_it_cannot_be_undone(house):
    eva = house.put("marieke", name="Eva Jansen")
    page = house.signed_in("marieke").get(f"{OWN}/people/{eva.id}").text
    before, _, after = page.partition("kan niet worden teruggedraaid")
    assert "/remove" in after
    assert "/remove" not in before


def test_a_new_password_is_given_where_the_calendar_is_looked_after(build):
    more = """
[[calendar]]
name = "sanne"
owner = "Sanne Visser <sanne@bureau.example>"
provider = "caldav"
url = "https://dav.example/sanne/"
username = "sanne"
"""
    house = build(more=more)
    page = house.signed_in("sanne").get("/c/sanne/care").text
    assert 'action="/sign-in/password"' in page
    assert 'value="sanne@bureau.example"' in page
    assert token_in(house.signed_in("sanne").get("/c/sanne/care"))
