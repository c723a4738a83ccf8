"""What was sown, in numbers: a year adds up, counts each meeting once, and cannot say with whom."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any, get_args, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, OWNER, a_draft, an_entry, an_event, at, day
from core.networks import a_contact, a_network
from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.conversations import conversations
from zaaikalender.core.counts import Counts, Figures, Talk, figures_of, follow_ups_between, sown_of, together
from zaaikalender.core.events import Event, Shown
from zaaikalender.core.life import Eyes
from zaaikalender.core.tally import keys_in, talks_in

NOW = at("2026-11-24 09:00")
EVA, BAS = a_contact("Eva Jansen"), a_contact("Bas de Boer")
LIST = a_network(EVA, BAS)
BESIDE = Talk(day=day("2026-03-04"), length=timedelta(hours=2), held=True)


def a_year(*entries: Entry, talks: tuple[Talk, ...] = (), **known: Any) -> Figures:
    return figures_of(2026, entries, talks, size=5, goal=7, zone=AMSTERDAM, **known)


def counted(*met: Event, entries: tuple[Entry, ...] = (), events: dict[str, Event] | None = None) -> Figures:
    """A year as the calendar shows it."""
    eyes = Eyes(owner=OWNER, now=NOW, zone=AMSTERDAM, prefixes=("Voorstel: ", "Proposal: "))
    found = conversations(LIST.contacts, met, entries, events or {}, eyes)
    known = {entry.key: entry for entry in entries}
    talks = talks_in(found, LIST, known, today=day("2026-11-24"))
    return a_year(*entries, talks=talks, counted=keys_in(found.values()))


def ours(kind: Kind, on: str, state: State, subject: str = "x", **fields_: Any) -> Entry:
    identity = an_entry(subject).identity
    entry = an_entry(subject, state=state, kind=kind, written=a_draft(on=on, minutes=60))
    return Entry(
        **{each.name: getattr(entry, each.name) for each in fields(Entry)}
        | {"key": f"{kind} {subject} {on}", "identity": identity}
        | fields_
    )


def test_held_conversations_are_among_the_planned() -> None:
    later = Talk(day=day("2026-12-02"), length=timedelta(hours=2))
    counts = a_year(talks=(BESIDE, later)).year
    assert (counts.planned, counts.held, counts.half_days) == (2, 1, 1.0)


def test_another_year_is_another_report() -> None:
    next_year = Talk(day=day("2027-01-01"), length=timedelta(hours=2))
    assert a_year(talks=(next_year,)).year == Counts()


def test_all_years_of_a_calendar_are_counted_at_once_and_each_as_if_alone() -> None:
    entries = [ours(Kind.FOLLOW_UP, f"{year}-05-06 10:00", State.HELD) for year in (2025, 2026)]
    talks = (BESIDE, Talk(day=day("2027-01-01"), length=timedelta(hours=2)))
    sown = sown_of(entries, talks, size=1, goal=7, zone=AMSTERDAM)
    for year in range(2024, 2029):
        alone = figures_of(year, entries, talks, size=1, goal=7, zone=AMSTERDAM)
        assert sown.of(year) == alone
    assert [sown.of(year) != sown.of(2024) for year in (2025, 2026, 2027, 2028)] == [True] * 3 + [False]


def test_what_follow_ups_ask_takes_proposals_too_and_the_office_asks_the_sum() -> None:
    states = (State.PROPOSED, State.HELD)
    asked = [a_year(ours(Kind.FOLLOW_UP, "2026-05-06 10:00", state)) for state in states]
    assert asked[0].asked == asked[1].asked > 0
    assert together(asked).asked == 2 * asked[0].asked
    assert a_year(ours(Kind.FOLLOW_UP, "2026-05-06 10:00", State.SKIPPED)).asked == 0


def test_a_proposal_and_what_was_skipped_count_for_nothing() -> None:
    states = (State.PROPOSED, State.SKIPPED, State.LAPSED, State.CANCELLED, State.UNKNOWN)
    entries = [ours(kind, "2026-05-06 10:00", state) for kind in Kind for state in states]
    assert a_year(*entries).year == Counts()


def test_afternoons_that_stand_or_were_held_count_and_those_that_take_no_time_do_not() -> None:
    entries = [
        ours(Kind.SESSION, "2026-03-05 13:00", State.HELD),
        ours(Kind.SESSION, "2026-12-03 13:00", State.APPROVED),
        ours(
            Kind.SESSION,
            "2026-06-04 13:00",
            State.HELD,
            written=a_draft(on="2026-06-04 13:00", shown=Shown.FREE),
        ),
    ]
    counts = a_year(*entries).year
    assert (counts.sessions, counts.session_half_days, counts.half_days) == (2, 0.5, 0.0)


def test_a_follow_up_stands_beside_the_half_days_unless_it_is_with_a_contact() -> None:
    stranger = ours(Kind.FOLLOW_UP, "2026-05-06 10:00", State.HELD, guests=())
    friend = ours(Kind.FOLLOW_UP, "2026-05-07 10:00", State.HELD, guests=(EVA.person,))
    counts = counted(entries=(stranger, friend)).year
    assert (counts.planned, counts.held) == (1, 1)
    assert counts.follow_up_half_days == 0.25
    assert counts.half_days == (1 + 2 * 0.75) / 4


def test_two_contacts_at_one_lunch_are_two_conversations_in_the_time_of_one() -> None:
    lunch = an_event("Lunch", "2026-05-06 12:00", guests=[EVA.address, BAS.address])
    counts = counted(lunch).year
    assert (counts.planned, counts.held, counts.half_days) == (2, 2, 0.625)


def test_two_meetings_on_one_day_take_the_time_of_two() -> None:
    one = an_event("Koffie", "2026-05-06 09:00", guests=[EVA.address])
    two = an_event("Wandeling", "2026-05-06 15:00", guests=[BAS.address])
    assert counted(one, two).year.half_days == 1.25


def test_what_is_over_and_was_not_held_is_no_conversation() -> None:
    over = ours(Kind.CONTACT, "2026-11-20 10:00", State.APPROVED, subject=EVA.id)
    coming = ours(Kind.CONTACT, "2026-11-27 10:00", State.APPROVED, subject=BAS.id)
    assert counted(entries=(over, coming)).year.planned == 1


def test_who_left_the_list_was_spoken_all_the_same() -> None:
    slot = ours(Kind.CONTACT, "2026-05-06 10:00", State.HELD, subject="who left")
    counts = counted(entries=(slot,)).year
    assert (counts.planned, counts.held, counts.half_days) == (1, 1, 0.25)


def test_what_follow_ups_ask_of_a_year_is_what_stands_in_it_proposals_too() -> None:
    first, last = day("2026-01-01"), day("2026-12-31")
    stand = [ours(Kind.FOLLOW_UP, f"2026-0{month}-04 10:00", State.PROPOSED) for month in (1, 5)]
    other = [
        ours(Kind.FOLLOW_UP, "2027-01-01 10:00", State.PROPOSED),
        ours(Kind.FOLLOW_UP, "2026-05-05 10:00", State.SKIPPED),
        ours(Kind.SESSION, "2026-05-05 10:00", State.HELD),
    ]
    assert follow_ups_between([*stand, *other], first, last, AMSTERDAM) == 0.5


def test_quarters_are_three_months_each() -> None:
    talks = tuple(Talk(day=day(f"2026-{month:02}-15"), length=timedelta(0)) for month in (1, 3, 4, 12, 12))
    assert [each.planned for each in a_year(talks=talks).quarters] == [2, 1, 0, 2]


def test_what_its_owner_skipped_is_counted_for_himself_and_in_no_sum() -> None:
    mine = a_year(ours(Kind.CONTACT, "2026-05-06 10:00", State.SKIPPED))
    assert mine.skipped == 1
    assert together([mine, mine]).skipped == 0


COUNTS = st.builds(Counts, planned=st.integers(0, 9), held=st.integers(0, 9), sessions=st.integers(0, 3))
FIGURES = st.builds(
    Figures,
    list=st.integers(0, 9),
    goal=st.integers(0, 9),
    months=st.lists(COUNTS, min_size=12, max_size=12).map(tuple),
)


@given(st.lists(FIGURES, max_size=5))
def test_the_office_is_the_sum_of_its_people_and_a_year_that_of_its_quarters(people: list[Figures]) -> None:
    whole = together(people)
    assert whole.year.planned == sum(each.year.planned for each in people)
    assert whole.goal == sum(each.goal for each in people)
    assert sum(whole.quarters, Counts()) == whole.year


# What carries the counts cannot hold a word.


def leaves(kind: Any) -> Iterator[Any]:
    """The plain types of which a type is made, all the way down."""
    if is_dataclass(kind):
        for each in get_type_hints(kind).values():
            yield from leaves(each)
    elif get_args(kind):
        for each in get_args(kind):
            if each is not Ellipsis:
                yield from leaves(each)
    else:
        yield kind


def test_what_carries_the_counts_is_made_of_numbers_alone() -> None:
    assert set(leaves(Counts)) == {int, float}
    assert set(leaves(Figures)) == {int, float}


def test_no_contact_can_be_found_in_the_counts() -> None:
    lunch = an_event("Lunch met Eva Jansen", "2026-05-06 12:00", guests=[EVA.address, BAS.address])
    shown = repr(counted(lunch)).casefold()
    words = (EVA.name, EVA.address, EVA.id, BAS.name, BAS.address, BAS.id, "lunch")
    assert not [word for word in words if word.casefold() in shown]
