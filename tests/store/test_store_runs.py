"""When a calendar was last good, what stands, and what people may type instead of a whole key."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import an_entry
from store import examples as the
from zaaikalender.core.records import CalendarState, Consent, Lease, Outcome, Run
from zaaikalender.errors import ConfigurationError
from zaaikalender.store import Store


def finished(store: Store, run: Run, lease: Lease | None = None) -> CalendarState:
    lease = lease or the.a_lease(store)
    store.finish(lease, run, next_due=run.ended + timedelta(minutes=15))
    return store.load("marieke", now=the.NOW).state


def test_a_pass_that_was_done_makes_its_calendar_good_again(store: Store) -> None:
    finished(store, the.a_run(Outcome.FAILED, sentence="the folder is gone"))
    state = finished(store, the.a_run(ended=the.LATER))
    assert (state.last_good, state.failures, state.failure) == (the.LATER, 0, "")
    assert state.next_due == the.LATER + timedelta(minutes=15)


def test_failures_in_a_row_are_counted_and_the_last_good_pass_is_remembered(store: Store) -> None:
    finished(store, the.a_run())
    finished(store, the.a_run(Outcome.FAILED, the.LATER, sentence="unreachable"))
    state = finished(store, the.a_run(Outcome.FAILED, the.LATER, sentence="the folder is gone"))
    assert (state.last_good, state.failures, state.failure) == (the.NOW, 2, "the folder is gone")


def test_a_pass_that_waits_for_a_person_is_no_failure_but_not_good_either(store: Store) -> None:
    finished(store, the.a_run(Outcome.FAILED, sentence="unreachable"))
    state = finished(store, the.a_run(Outcome.REFUSED, sentence="beyond a limit"))
    assert (state.last_good, state.failures, state.failure) == (None, 0, "beyond a limit")


def test_the_end_of_a_pass_gives_its_calendar_back(store: Store) -> None:
    lease = the.a_lease(store)
    finished(store, the.a_run(), lease)
    assert store.acquire("marieke", "pass 2", now=the.NOW, seconds=60) is not None


def test_who_was_overtaken_tells_of_his_run_but_says_nothing_of_the_calendar(store: Store) -> None:
    overslept = the.a_lease(store)
    the.a_lease(store, holder="pass 2", now=the.LATER)
    state = finished(store, the.a_run(Outcome.FAILED, the.LATER, sentence="overtaken"), overslept)
    assert (state.failures, state.next_due) == (0, None)
    assert store.acquire("marieke", "pass 3", now=the.LATER, seconds=60) is None
    assert [run.sentence for run in store.runs("marieke")] == ["overtaken"]


def rested(store: Store, seen: CalendarState, run: Run) -> CalendarState:
    store.rest(seen, run, next_due=run.ended + timedelta(minutes=15))
    return store.load("marieke", now=the.NOW).state


def test_a_pass_that_never_took_the_right_to_write_is_a_good_one_too(store: Store) -> None:
    seen = finished(store, the.a_run(Outcome.FAILED, sentence="unreachable"))
    state = rested(store, seen, the.a_run(ended=the.LATER))
    assert (state.last_good, state.failures, state.failure) == (the.LATER, 0, "")
    assert state.next_due == the.LATER + timedelta(minutes=15)
    assert len(store.runs("marieke")) == 2


def test_a_lease_that_ran_out_keeps_no_quiet_pass_from_being_remembered(store: Store) -> None:
    the.a_lease(store)
    seen = store.load("marieke", now=the.LATER).state
    state = rested(store, seen, replace(the.a_run(ended=the.LATER), started=the.LATER))
    assert state.last_good == the.LATER


@pytest.mark.parametrize("over", [False, True])
def test_who_looked_before_another_wrote_says_nothing_of_the_calendar(store: Store, *, over: bool) -> None:
    seen = finished(store, the.a_run())
    lease = the.a_lease(store, holder="pass 2")
    if over:
        store.release(lease)
    assert rested(store, seen, the.a_run(Outcome.FAILED, the.LATER)) == seen
    assert len(store.runs("marieke")) == 2


def test_a_quiet_pass_over_a_calendar_that_was_forgotten_meanwhile_leaves_nothing(store: Store) -> None:
    seen = finished(store, the.a_run())
    store.forget("marieke", at=the.NOW)
    rested(store, seen, the.a_run())
    assert (store.runs("marieke"), store.calendars()) == ((), ())


def test_a_run_of_a_calendar_that_was_forgotten_meanwhile_leaves_nothing(store: Store) -> None:
    lease = the.a_lease(store)
    store.forget("marieke", at=the.NOW)
    finished(store, the.a_run(), lease)
    assert (store.runs("marieke"), store.calendars()) == ((), ())


def test_runs_are_told_newest_first_and_kept_for_ninety_days(store: Store) -> None:
    runs = [the.a_run(ended=the.NOW + timedelta(days=days), counts={"read": days}) for days in (0, 50, 91)]
    for run in runs:
        finished(store, run)
    assert store.runs("marieke") == (runs[2], runs[1])
    assert store.runs("jan") == ()


def test_all_calendars_that_were_seen_are_told_by_name(store: Store) -> None:
    store.consent("sanne", Consent(at=the.NOW, rules="r"))
    store.pause("jan", the.NOW)
    the.recorded(store, "marieke")
    assert [state.name for state in store.calendars()] == ["jan", "marieke", "sanne"]
    assert store.calendars()[0].paused_at == the.NOW


def test_what_stands_can_be_listed_for_one_or_for_all(store: Store) -> None:
    marieke, jan = an_entry(), an_entry("beta@test", calendar="jan")
    the.recorded(store, entries=(marieke,))
    the.recorded(store, "jan", entries=(jan,))
    assert store.entries("jan") == (jan,)
    assert set(store.entries()) == {marieke, jan}


def test_six_characters_of_a_key_are_enough(store: Store) -> None:
    entry = an_entry()
    the.recorded(store, entries=(entry, an_entry("beta@test")))
    assert store.find_entry(f" {entry.key[:6].upper()}") == entry
    assert store.find_entry(entry.key) == entry


@pytest.mark.parametrize(
    ("prefix", "told"),
    [("abc12", "too short"), ("zzzzzz", "zaai list"), ("______", "zaai list"), ("%%%%%%", "zaai list")],
)
def test_a_key_that_names_nothing_is_refused_with_a_way_out(store: Store, prefix: str, told: str) -> None:
    the.recorded(store, entries=(an_entry(),))
    with pytest.raises(ConfigurationError, match=told):
        store.find_entry(prefix)


def test_a_key_that_names_several_is_refused_and_they_are_named(store: Store) -> None:
    first = an_entry()
    second = replace(an_entry("beta@test"), key=f"{first.key[:10]}{'0' * 22}")
    the.recorded(store, entries=(first, second))
    with pytest.raises(ConfigurationError, match=second.key) as told:
        store.find_entry(first.key[:8])
    assert first.key in str(told.value)
    assert store.find_entry(first.key[:11]) == first


def test_the_same_key_in_two_calendars_asks_which_is_meant(store: Store) -> None:
    marieke, jan = an_entry(), an_entry(calendar="jan")
    the.recorded(store, entries=(marieke,))
    the.recorded(store, "jan", entries=(jan,))
    with pytest.raises(ConfigurationError, match="name the calendar"):
        store.find_entry(marieke.key)
    assert store.find_entry(marieke.key, "jan") == jan


def renames(store: Store) -> dict[str, str]:
    return dict(store.load("marieke", now=the.NOW).renames)


def test_a_rule_that_is_renamed_twice_keeps_the_keys_of_its_first_name(store: Store) -> None:
    store.rename_rule("nazorg", "borging")
    store.rename_rule("follow-up", "nazorg")
    assert renames(store) == {"follow-up": "borging"}


def test_a_rule_that_gets_its_first_name_back_is_no_longer_renamed(store: Store) -> None:
    store.rename_rule("nazorg", "borging")
    store.rename_rule("borging", "nazorg")
    assert renames(store) == {}


def test_news_brings_a_turn_forward_and_never_puts_it_off(store: Store) -> None:
    state = finished(store, the.a_run())
    assert state.next_due is not None
    sooner = state.next_due - timedelta(minutes=10)
    for at in (sooner, sooner + timedelta(minutes=5), state.next_due + timedelta(minutes=5)):
        store.make_due("marieke", at)
        assert store.load("marieke", now=the.NOW).state.next_due == sooner
    store.make_due("marieke")
    store.make_due("marieke", sooner)
    assert store.load("marieke", now=the.NOW).state.next_due is None
