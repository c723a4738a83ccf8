"""The line `gasten: …` written anew: whom it names then, and what else the text says."""

from hypothesis import given
from hypothesis import strategies as st

from zaaikalender.core.guests import guests_in, with_guests

LINES = st.lists(st.text(st.characters(exclude_characters="\n\r", codec="utf-8"), max_size=30), max_size=5)


@given(before=LINES, after=LINES, old=st.text(st.characters(exclude_characters="\n\r"), max_size=40))
def test_the_line_names_whom_it_is_told_and_nothing_else_changes(before, after, old):
    before = [line for line in before if "gasten" not in line.casefold() and "guests" not in line.casefold()]
    text = "\n".join([*before, f"gasten:{old}", *after])
    written = with_guests(text, "Eva <eva@client.example>, bo@client.example")
    assert [guest.address for guest in guests_in(written)] == ["eva@client.example", "bo@client.example"]
    assert written.split("\n")[: len(before)] == text.split("\n")[: len(before)]
    assert written.split("\n")[len(before) + 1 :] == text.split("\n")[len(before) + 1 :]
    assert guests_in(with_guests(text, "")) == ()


def test_without_such_a_line_the_text_stays_as_it_is():
    assert with_guests("Niets van dien aard", "eva@client.example") == "Niets van dien aard"


def test_line_ends_stay_as_they_were():
    assert with_guests("a\r\ngasten: x@y.nl\r\nb", "z@y.nl") == "a\r\ngasten: z@y.nl\r\nb"
