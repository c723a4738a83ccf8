import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaaikalender.texts import clean

NASTY = st.text(alphabet="ab :/.<>htpwm@\n\r\t\x00\u202e\u200b\u2028\ud800{}") | st.text()


@given(NASTY)
def test_what_is_clean_is_one_short_line_that_shows_what_it_is(text):
    cleaned = clean(text)
    assert len(cleaned) <= 120
    assert cleaned == " ".join(cleaned.split())
    assert not [each for each in cleaned if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert not re.search(r"[a-z][a-z0-9+.-]*://", cleaned, re.IGNORECASE)
    assert "<" not in cleaned


@given(NASTY)
def test_cleaning_what_is_clean_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Project Alfa", "Project Alfa"),
        ("Alfa\r\nvolgende: over 1 dag", "Alfa volgende: over 1 dag"),
        ("Alfa https://evil.example/x?y", "Alfa"),
        ("Alfa HTTP://EVIL.example", "Alfa"),
        ("Alfa www.evil.example nu", "Alfa nu"),
        ("Alfa mailto:a@evil.example", "Alfa"),
        ("ht<b>tp://evil.example</b>", "ht"),
        ("ht\u200btp://evil.example", ""),
        ('<a href="//evil.example">klik</a>', "klik"),
        ("<a href=//evil.example", "a href=//evil.example"),
        ("\u202egro.live", "gro.live"),
        ("Team <3", "Team 3"),
        ("A -> B", "A -> B"),
        ("Big data: een verkenning", "Big data: een verkenning"),
        ("Booking.com", "Booking.com"),
        ("eva@client.example", "eva@client.example"),
        ("Zoë & François, 50 %", "Zoë & François, 50 %"),
        ("x" * 121, "x" * 119 + "…"),
        ("", ""),
    ],
)
def test_foreign_words_keep_their_sense_and_lose_their_tricks(text, cleaned):
    assert clean(text) == cleaned
