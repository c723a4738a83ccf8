"""The line of guests in a proposal's text, as a person leaves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaaikalender.core.guests import guests_in, unread_in

EVA, TOM = "eva@client-a.example", "tom@client-b.example"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (f"gasten: {EVA}, {TOM}", [EVA, TOM]),
        (f"Gasten : {EVA}; {TOM}", [EVA, TOM]),
        (f"guests: {EVA} {TOM}", [EVA, TOM]),
        (f"GASTEN: Eva Jansen <{EVA}>, {TOM}", [EVA, TOM]),
        (f"gasten: <mailto:{EVA}>", [EVA]),
        (f"gasten: mailto:{EVA}", [EVA]),
        (f"gasten: {EVA.upper()}, {EVA}", [EVA]),
        (f"gasten: {EVA}.", [EVA]),
        (f"> gasten: {EVA}", [EVA]),
        (f"- gasten: {EVA}", [EVA]),
        (f"Beste,\r\n\r\ngasten: {EVA}\r\nGroet", [EVA]),
        (f"gasten:\n{EVA}", []),
        (f"gasten: {EVA}\ngasten: {TOM}", [EVA]),
        ("gasten: Eva Jansen", []),
        ("gasten: eva@", []),
        ("gasten: eva@localhost", []),
        ("gasten: e va@client-a.example", ["va@client-a.example"]),
        ("gasten:", []),
        ("", []),
        (f"De gasten: {EVA}", []),
        (f"vergasten: {EVA}", []),
        (f'gasten: "Jansen, Eva" <{EVA}>', [EVA]),
        ("gasten: eva.o'hara@client-a.example", ["eva.o'hara@client-a.example"]),
        (f"gasten: '{EVA}'", [EVA]),
    ],
)
def test_who_stands_on_the_line_is_a_guest_and_nobody_else(text, addresses):
    assert [guest.address for guest in guests_in(text)] == addresses


def test_a_guest_keeps_the_name_that_stands_before_his_address():
    assert guests_in(f"gasten: Eva Jansen <{EVA}>")[0].name == "Eva Jansen"


@given(st.text(max_size=200))
def test_any_text_gives_only_addresses_that_stand_in_it(text):
    for guest in guests_in(f"gasten: {text}"):
        assert guest.address in text.lower()
        assert guest.address.count("@") == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{EVA}, {TOM}", ()),
        (f'"Jansen, Eva" <{EVA}>; {TOM}.', ()),
        (f"Eva Jansen <{EVA}> <mailto:{EVA}>", ()),
        ("", ()),
        (" - ", ()),
        ("geen", ()),
        ("Niemand.", ()),
        ("Eva Jansen", ("Eva Jansen",)),
        (f"{TOM}, Eva Jansen", ("Eva Jansen",)),
        (f"{TOM}; eva@", ("eva@",)),
        ("eva@localhost", ("eva@localhost",)),
        ("e va@client-a.example", ("e",)),
        (f"Eva <eva@@client-a.example>, {TOM}", ("Eva <eva@@client-a.example",)),
    ],
)
def test_what_is_no_address_on_the_line_of_guests_is_told(line, words):
    assert unread_in(f"Ja?\ngasten: {line}\nGroet, Marieke") == words


@given(st.lists(st.sampled_from([EVA, TOM, "Eva Jansen", "bo@", "bo@client", "B. Smit"]), unique=True))
def test_each_on_the_line_is_a_guest_or_is_told(parts):
    line = f"gasten: {', '.join(parts)}"
    addresses = {guest.address for guest in guests_in(line)}
    assert addresses == {EVA, TOM} & set(parts)
    assert set(unread_in(line)) == set(parts) - addresses


@given(st.text(max_size=200))
def test_whatever_is_told_stands_there(text):
    assert all(word in text for word in unread_in(f"gasten: {text}"))
