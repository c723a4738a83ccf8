"""Which of our appointments lie over something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_event, at
from core.situations import Agenda, an_end
from zaaikalender.core.appointments import Kind
from zaaikalender.core.events import Shown
from zaaikalender.core.overlaps import overlapping
from zaaikalender.core.records import Busy


def over(agenda):
    """Whether our follow-up overlaps something."""
    key = agenda.entry().key
    return key in overlapping(agenda.situation(), {key: agenda.ours()})


@pytest.mark.parametrize(
    ("start", "minutes", "overlaps"),
    [
        ("09:00", 60, False),
        ("09:00", 61, True),
        ("10:45", 60, False),
        ("10:44", 60, True),
        ("10:10", 5, True),
    ],
)
def test_touching_is_not_overlapping(start, minutes, overlaps):
    agenda = Agenda(an_end())
    agenda.go()
    assert agenda.ours().when.start == at("2027-04-30 10:00")
    agenda.add(an_event("Tandarts", f"2027-04-30 {start}", minutes=minutes))
    assert over(agenda) is overlaps


def test_it_does_not_overlap_itself_nor_what_is_free():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.add(an_event("Misschien", agenda.ours().when, shown=Shown.FREE))
    assert not over(agenda)


def test_another_calendar_of_his_counts():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.dials.elsewhere = (Busy(start=at("2027-04-30 08:00"), end=at("2027-04-30 18:00")),)
    assert over(agenda)


def test_whole_days_of_ours_overlap_nothing():
    agenda = Agenda(an_end(), an_event("Tandarts", "2027-04-30 09:00", minutes=60))
    agenda.go()
    agenda.edit(when=an_event("x", "2027-04-30").when)
    assert not over(agenda)
    assert agenda.entry().kind is Kind.FOLLOW_UP


stretches = st.lists(st.tuples(st.integers(0, 1200), st.integers(1, 600)), max_size=8)


@given(stretches)
def test_the_quick_way_finds_what_looking_at_each_would(found):
    agenda = Agenda(an_end())
    agenda.go()
    midnight = at("2027-04-30 00:00")
    minute = at("2027-04-30 00:01") - midnight
    busy = tuple(
        Busy(start=midnight + start * minute, end=midnight + (start + length) * minute)
        for start, length in found
    )
    agenda.dials.elsewhere = busy
    ours = agenda.ours().when
    assert over(agenda) is any(each.start < ours.end and ours.start < each.end for each in busy)
