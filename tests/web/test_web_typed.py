"""What somebody typed is not lost with a form that came too late."""

import pytest

from web.house import token_in

NEW = "/c/marieke/people/new"
TYPED = {"name": "Karin Mulder", "note": "Kent iedereen in het Noorden <b>x</b>"}


def form(house):
    return {"token": token_in(house.signed_in("marieke").get(NEW)), **TYPED}


def test_who_was_signed_out_meanwhile_reads_what_he_had_typed_and_signs_in(house):
    answer = house.visitor().post(NEW, data=form(house))
    assert answer.status_code == 403
    assert "Je was intussen afgemeld" in answer.text
    assert "Kent iedereen in het Noorden &lt;b&gt;x" in answer.text
    assert house.listed("marieke") == ()


def test_a_form_of_an_older_session_shows_what_was_typed_in_it(house):
    answer = house.signed_in("marieke").post(NEW, data=form(house) | {"token": "0" * 64})
    assert answer.status_code == 403
    assert "Kent iedereen in het Noorden" in answer.text


@pytest.mark.parametrize("who", ["", "marieke"])
def test_what_another_site_sends_is_not_shown(house, who):
    browser = house.signed_in(who) if who else house.visitor()
    answer = browser.post(NEW, data=form(house), headers={"origin": "https://evil.example"})
    assert "Noorden" not in answer.text


def test_nothing_else_that_was_sent_is_shown(house):
    data = {"token": "0" * 64, "password": "geheim", "name": "x"}
    assert "geheim" not in house.visitor().post(NEW, data=data).text
    assert house.visitor().post("/c/marieke/plan", data=data).headers["location"] == "/sign-in"
