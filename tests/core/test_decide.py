"""The whole decision: quiet when nothing changed, the same in any order, nothing without a yes."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import OWNER, a_guest, an_event, day, when
from core.situations import NOW, Agenda, a_policy, a_rule, an_end, kinds, some_rules
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.decide import decide
from zaaikalender.core.people import Answer
from zaaikalender.core.policy import Start
from zaaikalender.core.records import Consent, Said, Word

projects = st.lists(
    st.tuples(st.sampled_from(["Alfa", "Beta", "Gamma", "Delta", "Alfa"]), st.integers(0, 400)),
    min_size=1,
    max_size=5,
)
meetings = st.lists(st.tuples(st.integers(0, 400), st.integers(9, 16), st.integers(30, 300)), max_size=6)
GESTURES = ("nothing", "approve", "rename", "move", "delete", "edit", "decline", "private guest")


def _calendar(ends, busy):
    start = day("2026-11-24")
    found = [
        an_end(name, str(start + timedelta(days=days)), uid=f"end-{number}@test")
        for number, (name, days) in enumerate(ends)
    ]
    found += [
        an_event(
            "Overleg", f"{start + timedelta(days=days)} {hour:02}:00", minutes=length, uid=f"{number}@test"
        )
        for number, (days, hour, length) in enumerate(busy)
    ]
    return found


def _act(agenda, gesture):
    for event in agenda.all_of(Kind.FOLLOW_UP)[:1]:
        match gesture:
            case "approve":
                agenda.edit(event, title=event.title.removeprefix("Voorstel: "))
            case "rename":
                agenda.edit(event, title="Koffie met Eva")
            case "move":
                later = timedelta(days=7)
                moved = replace(event.when, start=event.when.start + later, end=event.when.end + later)
                agenda.edit(event, when=moved)
            case "delete":
                agenda.delete(event)
            case "edit":
                agenda.edit(event, text="Neem taart mee")
            case "decline":
                agenda.edit(event, attendees=(a_guest(OWNER.address, Answer.DECLINED),))
            case "private guest":
                agenda.edit(event, attendees=(a_guest("tom@client-b.example"),))


@given(ends=projects, busy=meetings, gestures=st.lists(st.sampled_from(GESTURES), max_size=4))
@settings(max_examples=40)
def test_a_plan_that_was_carried_out_leaves_nothing_to_plan(ends, busy, gestures):
    agenda = Agenda(*_calendar(ends, busy), rules=some_rules(a_rule(), a_rule("nazorg")))
    for gesture in ["nothing", *gestures]:
        _act(agenda, gesture)
        for _ in range(3):
            agenda.go(minutes=15)
        again = agenda.go()
        assert not again.plan.operations
        assert not again.entries


@given(ends=projects, busy=meetings, order=st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_in_which_a_calendar_gives_its_events_changes_no_plan(ends, busy, order):
    agenda = Agenda(*_calendar(ends, busy))
    agenda.go()
    agenda.add(an_end("Omega", "2027-02-02"))
    situation = agenda.situation()
    known = situation.known
    kept, entries, own = list(situation.kept), list(known.entries), list(situation.projects)
    order.shuffle(kept)
    order.shuffle(entries)
    order.shuffle(own)
    shuffled = replace(
        situation, kept=tuple(kept), projects=tuple(own), known=replace(known, entries=tuple(entries))
    )
    assert decide(shuffled).plan.operations == decide(situation).plan.operations
    assert decide(shuffled).questions == decide(situation).questions


def test_a_newly_connected_calendar_is_only_watched_until_its_owner_says_yes():
    agenda = Agenda(an_end(), policy=a_policy(start=Start.WATCH))
    situation = agenda.situation()
    state = replace(situation.known.state, consent=None)
    verdict = decide(replace(situation, known=replace(situation.known, state=state)))
    assert verdict.plan.stopped is not None
    assert verdict.plan.stopped.code == "waits_for_consent"
    assert kinds(verdict.plan.operations) == ["Create"]


def test_a_paused_calendar_says_so():
    agenda = Agenda(an_end(), paused_at=NOW)
    assert agenda.go().plan.stopped.code == "paused"
    assert not agenda.writes


def test_other_rules_that_touch_what_stands_wait_for_a_new_yes():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.dials.fingerprint = "other rules"
    assert agenda.go().plan.stopped is None
    agenda.delete(agenda.events["einde-opdracht-alfa@test.ics"])
    assert agenda.go().plan.stopped.code == "rules_changed"
    agenda.dials.consent = Consent(at=NOW, rules="other rules")
    assert kinds(agenda.go().plan.operations) == ["Cancel"]


def test_other_rules_that_only_plan_more_need_no_new_yes():
    agenda = Agenda(an_end(), fingerprint="other rules")
    assert kinds(agenda.go().plan.operations) == ["Create"]


def test_a_cancelled_event_of_ours_was_deleted_by_its_owner():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.delete()
    agenda.go(minutes=15)
    assert (agenda.entry().state, agenda.entry().because.code) == (State.SKIPPED, "deleted_by_owner")


def test_a_word_of_skip_takes_it_away_and_it_stays_away():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.words.append(Word(key=agenda.entry().key, word=Said.SKIP, at=NOW, id=7))
    verdict = agenda.go(minutes=1)
    assert verdict.heard == {7}
    assert kinds(verdict.plan.operations) == ["Cancel"]
    assert not agenda.go(minutes=15).plan.operations
    assert agenda.entry().state is State.SKIPPED


def test_a_copy_of_ours_is_the_persons_and_left_alone():
    agenda = Agenda(an_end())
    agenda.go()
    copy = replace(agenda.ours(), uid="copy@person", ref="copy.ics", when=when("2027-05-12 10:00"))
    agenda.add(copy)
    verdict = agenda.go(minutes=15)
    assert not verdict.plan.operations
    assert [each.because.code for each in verdict.plan.left_alone] == ["copy_of_ours"]


def test_a_mark_of_another_calendars_is_its_own_business():
    stray = an_event("Voorstel: Borging Beta", "2027-04-30 10:00", key="0" * 32)
    agenda = Agenda(an_end(), stray, foreign=frozenset({"0" * 32}))
    verdict = agenda.go()
    assert [each.because.code for each in verdict.plan.left_alone] == ["other_calendar"]


def test_a_mark_that_nobody_asks_for_is_reported_and_stays():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.add(an_event("Borging Beta", "2027-05-12 10:00", key="0" * 32))
    verdict = agenda.go(minutes=15)
    assert not verdict.plan.operations
    assert [each.because.code for each in verdict.plan.left_alone] == ["not_ours_to_remove"]
