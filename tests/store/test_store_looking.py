"""What pages look up: one's own calendar without everybody else's, what counts are made of, how all are."""

from dataclasses import replace
from datetime import timedelta

from builders import an_entry, an_event
from store import examples as the
from zaaikalender.core.condition import Condition
from zaaikalender.core.records import Consent, Kept, Outcome
from zaaikalender.core.tally import Sighted
from zaaikalender.store import Store

END = an_event("Einde opdracht: Alfa", "2026-11-27")
OURS = replace(an_event("Borging", "2027-01-11 10:00"), key="k1")
LUNCH = an_event("Lunch", "2026-10-01 12:00", guests=["eva@client.example"])


def kept(ref: str, **fields: object) -> Kept:
    return Kept(**{"ref": ref, "version": "1", "uid": f"{ref}@test", "busy": ()} | fields)  # type: ignore[arg-type]


def filled(store: Store) -> None:
    """Marieke's calendar and Jan's know something, and so does the office."""
    for name in ("marieke", "jan"):
        subject = the.a_subject(f"of-{name}", home=name)
        the.recorded(
            store,
            name,
            entries=(replace(an_entry(f"of-{name}"), calendar=name),),
            kept=(kept("a", events=(END, OURS)), kept("b", met=(LUNCH,)), kept("c")),
            questions=(the.a_question(1, calendar=name),),
            subjects=(subject,),
        )
        store.say(name, the.a_word())
    store.rename_rule("nazorg", "borging")
    store.claim_sessions([the.a_session()])


def test_who_looks_at_a_calendar_sees_all_that_a_pass_knows_of_it_but_what_others_hold(store: Store) -> None:
    filled(store)
    known, own = store.load("marieke", now=the.NOW), store.own("marieke")
    assert known.elsewhere
    assert known.foreign
    assert own == replace(
        known,
        elsewhere={},
        foreign={},
        helps=(),
        sessions=(),
        turnout=own.turnout,
        spent={},
        subjects=tuple(each for each in known.subjects if each.home == "marieke"),
    )
    assert [each.home for each in own.subjects] == ["marieke"]
    assert own.subjects[0].uids


def test_counts_are_made_of_the_ledger_our_own_events_and_meetings_with_people_on_the_list(
    store: Store,
) -> None:
    filled(store)
    entries = store.entries("marieke")
    assert store.sighted("marieke") == Sighted(entries=entries, own=(OURS,), met=(LUNCH,))
    assert store.sighted("nobody") == Sighted()


def test_how_all_calendars_are_is_told_in_short(store: Store) -> None:
    filled(store)
    later = the.NOW + timedelta(minutes=15)
    store.consent("jan", Consent(at=the.NOW, rules="rules"))
    store.pause("jan", the.NOW)
    store.finish(the.a_lease(store), the.a_run(ended=later), next_due=later)
    failed = the.a_run(Outcome.FAILED, later, calendar="piet", sentence="no way in")
    store.finish(the.a_lease(store, "piet"), failed, next_due=later)
    assert {each.name: each for each in store.conditions()} == {
        each.name: Condition(
            name=each.name,
            last_good=each.last_good,
            failures=each.failures,
            failure=each.failure,
            paused=each.paused_at is not None,
            read=each.fingerprint is not None,
            allowed=each.consent is not None,
            questions=len(store.open_questions(each.name)),
        )
        for each in store.calendars()
    }
    states = {each.name: each for each in store.conditions()}
    assert (states["jan"].paused, states["jan"].allowed, states["jan"].questions) == (True, True, 1)
    assert (states["marieke"].last_good, states["piet"].failures) == (later, 1)
