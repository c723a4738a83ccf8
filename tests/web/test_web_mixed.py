"""An office whose people sign in with Microsoft and with Google: no answer of one passes for the other's."""

import json

import pytest

from web.house import token_in


@pytest.fixture
def both(make, tmp_path):
    client = {"web": {"client_id": "an id", "client_secret": "a secret"}}
    (tmp_path / "client.json").write_text(json.dumps(client), encoding="utf-8")
    return make(more='[google]\nclient_file = "client.json"\n')


def test_an_answer_of_one_provider_is_refused_at_the_others_address_and_used_up(both):
    where = both.there(both.begin())
    elsewhere = both.browser.get(where.replace("/microsoft/", "/google/"))
    assert elsewhere.status_code == 400
    assert "verlopen" in elsewhere.text
    assert both.browser.get(where).status_code == 400
    assert both.browser.get("/").headers["location"] == "/sign-in"


def test_each_provider_has_an_address_of_its_own_to_come_back_to(both):
    token = token_in(both.browser.get("/sign-in"))
    google = both.browser.post("/sign-in/google", data={"token": token}).headers["location"]
    assert "sign-in%2Fgoogle%2Fback" in google
    assert "sign-in%2Fmicrosoft%2Fback" in both.begin()
