"""What we send to Google is what its own description of the API takes, and no more than was meant."""

import json
import re

import pytest
from googleapiclient.discovery_cache import get_static_doc
from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, a_draft
from providers.contract_setting import EVA, KEY, TOM
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Shown
from zaaikalender.providers.google_body import MARK, changed, dialect, invited, new
from zaaikalender.providers.google_text import plain, text_of, written

SCHEMAS = json.loads(get_static_doc("calendar", "v3"))["schemas"]


def allowed(schema: str, name: str) -> set[str]:
    """The values that Google's reference lists for a property; none listed means any."""
    told = SCHEMAS[schema]["properties"][name].get("description", "")
    return set(re.findall(r'^- "([A-Za-z_]+)"', told, re.MULTILINE))


@pytest.mark.parametrize("shown", list(Shown))
@pytest.mark.parametrize("on", ["2027-04-30", "2027-04-30 10:00"])
def test_a_new_event_has_only_names_and_words_that_google_knows(shown, on):
    body = new(KEY, a_draft(on=on, shown=shown, private=True), AMSTERDAM)
    assert body.keys() <= SCHEMAS["Event"]["properties"].keys()
    assert body["start"].keys() <= SCHEMAS["EventDateTime"]["properties"].keys()
    for name in ("status", "transparency", "visibility"):
        assert body[name] in allowed("Event", name)


def test_a_new_event_carries_our_mark_and_no_guests():
    body = new(KEY, a_draft(), AMSTERDAM)
    assert body["extendedProperties"] == {"private": {MARK: KEY}}
    assert "attendees" not in body
    assert re.fullmatch(r"[a-v0-9]{5,1024}", body["id"])


@pytest.mark.parametrize("field", list(Field))
def test_a_change_of_one_field_sends_no_other(field):
    names = {"title": {"summary"}, "when": {"start", "end"}, "text": {"description"}}
    wanted = names.get(field.value, {"status", "transparency"})
    assert changed(a_draft(), frozenset({field}), AMSTERDAM).keys() == wanted


def test_a_time_that_becomes_a_day_leaves_no_time_behind():
    body = changed(a_draft(on="2027-04-30"), frozenset({Field.WHEN}), AMSTERDAM)
    assert body["start"] == {"date": "2027-04-30", "dateTime": None, "timeZone": None}
    assert body["end"]["date"] == "2027-05-01"


def test_who_stands_there_already_keeps_his_answer_and_is_invited_once():
    standing = [{"email": "EVA@client-a.example", "responseStatus": "accepted", "comment": "graag"}]
    assert invited(standing, (EVA, TOM)) == [
        *standing,
        {"email": TOM.address, "responseStatus": "needsAction"},
    ]


@pytest.mark.parametrize("on", ["2027-04-30", "2027-04-30 10:00"])
def test_a_new_event_strikes_nothing_out(on):
    body = new(KEY, a_draft(on=on), AMSTERDAM)
    assert None not in [*body["start"].values(), *body["end"].values()]


@given(st.text(max_size=300))
def test_a_text_that_looks_like_html_comes_back_as_it_was_meant(text):
    assert text_of(written(text)) == plain(text) == plain(plain(text))


@given(st.text(max_size=300))
def test_a_dialect_of_a_dialect_is_itself(text):
    once = dialect(a_draft(text, text=text))
    assert dialect(once) == once


def test_what_google_made_of_a_text_on_its_pages_says_the_same_to_us():
    html = 'Wie?<br>\ngasten: <a href="mailto:eva@a.example">eva@a.example</a>,&nbsp;tom<p>Graag &amp; snel'
    assert text_of(html) == "Wie?\ngasten: eva@a.example, tom\nGraag & snel"
