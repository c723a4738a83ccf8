"""Days in people's words, Dutch and English: what can be read in two ways, or in none, is never guessed."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_office, day
from zaaikalender.datewords import Words

ON = day("2027-03-15")
READ = Words(an_office())


@pytest.mark.parametrize(
    ("words", "meant", "exact"),
    [
        ("over 4 maanden", "2027-07-15", False),
        ("Over  Vier maanden!", "2027-07-15", False),
        ("over een jaar", "2028-03-15", False),
        ("over anderhalf jaar", "2028-09-15", False),
        ("over een half jaar", "2027-09-15", False),
        ("over 6 weken", "2027-04-26", False),
        ("over ongeveer 3 maanden", "2027-06-15", False),
        ("in 4 months", "2027-07-15", False),
        ("in a year", "2028-03-15", False),
        ("12 maart", "2028-03-12", True),
        ("20 april", "2027-04-20", True),
        ("12 mrt 2028", "2028-03-12", True),
        ("20 April", "2027-04-20", True),
        ("April 20", "2027-04-20", True),
        ("13/4", "2027-04-13", True),
        ("2027-06-05", "2027-06-05", True),
        ("donderdag", "2027-03-18", True),
        ("volgende week donderdag", "2027-03-25", True),
        ("donderdag volgende week", "2027-03-25", True),
        ("next week thursday", "2027-03-25", True),
        ("september", "2027-09-01", False),
    ],
)
def test_a_day_in_words(words, meant, exact):
    (way,) = READ(words, ON)
    assert (way.day, way.exact, way.at) == (day(meant), exact, None)


@pytest.mark.parametrize(
    ("words", "meant", "form"),
    [
        ("over 4 maanden koffie", "2027-07-15", "koffie"),
        ("12 maart koffie", "2028-03-12", "koffie"),
        ("20 april padel bij de brug", "2027-04-20", "padel bij de brug"),
        ("volgende week donderdag lunch", "2027-03-25", "lunch"),
    ],
)
def test_what_follows_a_day_may_be_a_form(words, meant, form):
    (way,) = READ(words, ON)
    assert (way.day, way.form) == (day(meant), form)


def test_a_time_that_was_agreed_is_kept():
    (way,) = READ("20 april 10:30", ON)
    assert (way.day, way.at) == (day("2027-04-20"), time(10, 30))


@pytest.mark.parametrize(("words", "days"), [("3/4", ["2027-04-03", "2028-03-04"]), ("4-4", ["2027-04-04"])])
def test_two_numbers_that_may_both_be_a_month_are_read_both_ways(words, days):
    assert [way.day for way in READ(words, ON)] == [day(each) for each in days]


@pytest.mark.parametrize(
    "words",
    ["", "na de zomer", "nog te bepalen", "4", "2028", "over ooit", "over 4 glazen", "week 40",
     "32/13", "over 0 maanden"],
)  # fmt: skip
def test_what_cannot_be_read_is_not_guessed(words):
    assert READ(words, ON) == ()


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_words_make_it_fail(words, on):
    assert all(isinstance(way.day, date) for way in READ(words, on))
