"""The office's afternoons are chosen once, by whoever comes first, and kept as they were chosen."""

from dataclasses import replace

from builders import an_entry, an_event, at, day, when
from store import examples as the
from store.rivals import outcomes
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.events import Window
from zaaikalender.core.identity import Identity
from zaaikalender.core.records import CalendarState, Consent, Kept
from zaaikalender.core.sessions import Session, Shortfall, Turnout
from zaaikalender.store import Store

FIRST = the.a_session()
WHY = Shortfall(looked=day("2026-11-24"), best=1, needed=2, calendars=3)
WITHOUT = replace(FIRST, number=2, when=None, shortfall=WHY)


def known(store: Store) -> tuple[Session, ...]:
    return store.load("marieke", now=the.NOW).sessions


def test_what_was_chosen_first_stays(store: Store) -> None:
    assert store.claim_sessions([FIRST, WITHOUT]) == (FIRST, WITHOUT)
    later = replace(FIRST, when=when("2027-03-04 13:00", minutes=240))
    assert store.claim_sessions([later]) == (FIRST, WITHOUT)
    assert known(store) == (FIRST, WITHOUT)
    assert store.claim_sessions([]) == (FIRST, WITHOUT)


def test_a_part_without_a_day_gets_one_later_and_keeps_it(store: Store) -> None:
    store.claim_sessions([FIRST, WITHOUT])
    tried = replace(WITHOUT, shortfall=replace(WHY, looked=day("2026-11-25"), best=0))
    assert store.claim_sessions([tried]) == (FIRST, tried)
    found = replace(WITHOUT, when=when("2027-05-06 13:00", minutes=240), shortfall=None)
    assert store.claim_sessions([found]) == (FIRST, found)
    assert store.claim_sessions([tried]) == (FIRST, found)


def test_a_year_that_somebody_else_chose_gets_no_afternoon_more(store: Store) -> None:
    store.claim_sessions([FIRST])
    other = replace(FIRST, number=3)
    assert store.claim_sessions([replace(FIRST, number=2), other]) == (FIRST,)
    next_year = replace(FIRST, year=2028)
    assert store.claim_sessions([next_year]) == (FIRST, next_year)


def test_who_could_not_come_is_remembered_until_his_calendar_is_forgotten(store: Store) -> None:
    for name in ("jan", "fatima"):
        the.recorded(store, name)
    session = replace(FIRST, absent=frozenset({"jan", "fatima", "who was forgotten meanwhile"}))
    (kept,) = store.claim_sessions([session])
    assert kept.absent == {"jan", "fatima"}
    store.forget("jan", at=the.NOW)
    assert known(store)[0].absent == {"fatima"}


def test_two_processes_that_choose_at_once_get_the_same_afternoon(url: str) -> None:
    ended = outcomes(url, "choose", 2)
    assert {code for code, _ in ended} == {0}
    assert len({told for _, told in ended}) == 1


def test_who_comes_is_who_was_read_may_be_written_and_did_not_stay_away(store: Store) -> None:
    seen = Window(start=the.NOW, end=the.LATER)
    skipped = an_entry(
        identity=Identity(kind=Kind.SESSION, rule="Just-Do-It", subject="2027-02-25", cycle="jan"),
        kind=Kind.SESSION,
        calendar="jan",
        state=State.SKIPPED,
    )
    for name in ("jan", "fatima", "kees"):
        state = CalendarState(name=name, fingerprint="rules", window=seen)
        entries = (skipped,) if name == "jan" else ()
        the.recorded(store, name, state=state, entries=entries)
    the.recorded(store, "lies")
    store.consent("jan", Consent(at=the.NOW, rules="rules"))
    store.pause("kees", the.NOW)
    store.claim_sessions([FIRST])
    assert store.load("marieke", now=the.NOW).turnout == Turnout(
        read=frozenset({"jan", "fatima"}),
        allowed=frozenset({"jan"}),
        away=frozenset({("jan", "Just-Do-It", "2027-02-25")}),
    )


def test_who_wanted_it_again_after_all_comes(store: Store) -> None:
    first = Identity(kind=Kind.SESSION, rule="Just-Do-It", subject="2027-02-25", cycle="jan")
    lines = (
        an_entry(identity=first, kind=Kind.SESSION, calendar="jan", state=State.SKIPPED),
        an_entry(identity=first.next(), kind=Kind.SESSION, calendar="jan", state=State.APPROVED),
    )
    store.claim_sessions([FIRST])
    the.recorded(store, "jan", entries=lines[:1])
    assert store.load("marieke", now=the.NOW).turnout.away
    the.recorded(store, "jan", entries=lines[1:])
    assert store.load("marieke", now=the.NOW).turnout.away == frozenset()


def test_who_stayed_away_is_forgotten_once_the_afternoon_is_over(store: Store) -> None:
    identity = Identity(kind=Kind.SESSION, rule="Just-Do-It", subject="2027-02-25", cycle="jan")
    line = an_entry(identity=identity, kind=Kind.SESSION, calendar="jan", state=State.SKIPPED)
    store.claim_sessions([FIRST])
    the.recorded(store, "jan", entries=(line,))
    assert store.load("marieke", now=at("2027-02-25 09:00")).turnout.away
    assert not store.load("marieke", now=at("2027-02-26 09:00")).turnout.away


def test_all_calendars_that_were_read_can_be_laid_side_by_side(store: Store) -> None:
    seen = Window(start=the.NOW, end=the.LATER)
    ours = an_event("Borging Alfa", key="0123456789abcdef0123456789abcdef")
    kept = (Kept(ref="a", version="1", uid="u", events=(ours,)),)
    the.recorded(store, "jan", state=CalendarState(name="jan", fingerprint="r", window=seen), kept=kept)
    the.recorded(store, "fatima", state=CalendarState(name="fatima"))
    assert store.kept_by_all() == {"jan": (seen, kept)}
