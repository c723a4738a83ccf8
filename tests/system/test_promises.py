"""Single stories that once broke a promise, each as short as it can be told."""

from contextlib import suppress

import pytest

from builders import an_event, at, when
from system.office import Office, a_policy, a_rule, guests_of, some_rules
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.events import AllDay, Timed
from zaaikalender.core.people import Answer, Person
from zaaikalender.core.records import Said, Word
from zaaikalender.errors import NotWritten, OutcomeUnknown, Unreachable

SISTER = Person(address="zus@family.example")
KINDS = ("remembers", "forgets", "folder", "outlook", "google")


@pytest.fixture(params=KINDS)
def office(request, tmp_path):
    office = Office(tmp_path, kind=request.param)
    yield office
    office.close()


def an_end(project: str, day: str, *guests: str, **fields):
    return an_event(f"Einde opdracht: {project}", day, guests=guests or ("eva@client.example",), **fields)


END = "einde-opdracht-alfa@test"


def proposed(office, day: str = "2026-12-04"):
    """A proposal after project Alfa."""
    office.hand().put(an_end("Alfa", day))
    office.until_quiet()
    return office.the("Alfa")


def approved(office, day: str = "2026-12-04"):
    """A proposal of which the prefix was taken away; the delay has not passed."""
    event = proposed(office, day)
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    return office.the("Alfa")


def invited(office, day: str = "2026-12-04"):
    approved(office, day)
    office.later(minutes=15)
    office.until_quiet()
    event = office.the("Alfa")
    assert guests_of(event) == {"eva@client.example"}
    return event


def failing(step: str, error: type[BaseException], times: int = 1):
    """A hook that breaks off at a step, so many times."""
    left = [times]

    def hook(now: str) -> None:
        if now == step and left[0] > 0:
            left[0] -= 1
            raise error("a fault of the test")

    return hook


def test_a_proposal_with_a_guest_of_its_owners_own_is_not_moved_when_the_end_moves(office):
    event = proposed(office)
    office.hand().add_guest(event.uid, SISTER)
    office.until_quiet()
    office.hand().move(END, when("2027-02-26"))
    office.until_quiet()
    assert office.the("Alfa").when == event.when
    assert [question.ask.code for question in office.questions()] == ["end_moved"]


def test_a_proposal_with_a_guest_of_its_owners_own_is_not_cancelled_when_the_end_goes(office):
    event = proposed(office)
    office.hand().add_guest(event.uid, SISTER)
    office.hand().delete(END)
    office.until_quiet()
    assert office.the("Alfa").when == event.when
    assert [question.ask.code for question in office.questions()] == ["end_gone"]


def test_a_proposal_with_a_guest_of_its_owners_own_is_not_renamed_with_its_project(office):
    event = proposed(office)
    office.hand().add_guest(event.uid, SISTER)
    office.hand().retitle(END, "Einde opdracht: Alfabet")
    office.until_quiet()
    assert office.the("Alfa").title == event.title


def test_a_note_to_which_its_owner_invited_somebody_stays_where_it_is(office):
    event = invited(office)
    note = next(one for one in office.hand().events() if one.title.startswith("Na "))
    office.hand().add_guest(note.uid, SISTER)
    office.hand().move(event.uid, when("2027-01-19 10:00", minutes=45))
    office.until_quiet()
    assert office.hand().event(note.uid).when == note.when


@pytest.mark.parametrize("error", [NotWritten, Unreachable])
def test_a_title_that_could_not_follow_its_project_follows_in_the_next_pass(office, error):
    proposed(office)
    office.hand().retitle(END, "Einde opdracht: Beta")
    office.hook = failing("before update", error)
    with suppress(Unreachable):
        office.a_pass()
    office.until_quiet()
    assert office.the("Beta").title == "Voorstel: Borging Beta"


def test_an_answer_is_used_once_and_not_again_for_a_later_approval(office):
    """Asked anew when the end comes back to a day of which another moment was once the answer."""
    event = approved(office)
    for turn, day in enumerate(("2027-01-29", "2027-03-26", "2027-01-29")):
        office.hand().move(END, when(day))
        office.until_quiet()
        assert office.the("Alfa").when == event.when
        (question,) = office.questions()
        if turn == 2:
            break
        office.answer(question.number, "new_moment")
        office.until_quiet()
        event = office.the("Alfa")
        assert event.title == "Voorstel: Borging Alfa"
        office.hand().retitle(event.uid, "Borging Alfa")
        office.later(minutes=1)
        office.until_quiet()
        event = office.the("Alfa")


def test_who_lets_a_collision_be_is_not_asked_again(office):
    event = approved(office)
    office.hand().put(an_event("Overleg", event.when))
    office.until_quiet()
    (question,) = office.questions()
    assert question.ask.code == "collision"
    office.answer(question.number, "leave")
    office.until_quiet()
    office.later(minutes=15)
    office.until_quiet()
    assert not office.questions()
    assert guests_of(office.the("Alfa")) == {"eva@client.example"}


def a_busy_office(tmp_path, kind="forgets"):
    """Eight proposals that all want to move."""
    office = Office(tmp_path, kind=kind, policy=a_policy(max_new=20))
    for number in range(8):
        office.hand().put(an_end(f"Klus {number}", "2026-12-04"))
    office.until_quiet()
    assert len(office.ours()) == 8
    for number in range(8):
        office.hand().move(f"einde-opdracht-klus-{number}@test", when("2027-02-26"))
    office.until_quiet()
    return office


def test_a_stopped_pass_goes_on_when_its_owner_says_so_days_later(tmp_path):
    office = a_busy_office(tmp_path)
    stood = [event.when for event in office.ours()]
    (question,) = office.questions()
    office.later(days=1)
    office.until_quiet()
    assert [each.number for each in office.questions()] == [question.number]
    assert [event.when for event in office.ours()] == stood
    office.later(days=2)
    office.answer(question.number, "go_on")
    office.until_quiet()
    assert all(event.when.start > at("2027-03-01 00:00") for event in office.ours())
    office.close()


def test_a_go_on_survives_a_pass_that_breaks_off(tmp_path):
    office = a_busy_office(tmp_path)
    (question,) = office.questions()
    office.later(days=2)
    office.answer(question.number, "go_on")
    office.hook = failing("before update", Unreachable)
    with pytest.raises(Unreachable):
        office.a_pass()
    office.until_quiet()
    assert all(event.when.start > at("2027-03-01 00:00") for event in office.ours())
    assert not office.questions()
    office.close()


def test_what_was_deleted_before_we_knew_that_it_was_written_is_not_tried_for_ever(tmp_path):
    office = Office(tmp_path, kind="remembers")
    office.hand().put(an_end("Alfa", "2026-12-04"))
    office.hook = failing("after create", OutcomeUnknown)
    with pytest.raises(OutcomeUnknown):
        office.a_pass()
    office.hand().delete(next(one.uid for one in office.hand().events() if one.key))
    office.until_quiet()
    result, _tap = office.a_pass()
    assert not office.ours()
    assert not result.failed
    office.close()


def test_an_invitation_that_was_not_sent_is_sent_though_a_guest_stood_there_already(office):
    """Its owner had invited Eva himself; that she stands there does not say that Bob was invited."""
    office.hand().put(an_end("Alfa", "2026-12-04", "bob@client.example", "eva@client.example"))
    office.until_quiet()
    event = office.the("Alfa")
    office.hand().add_guest(event.uid, Person(address="eva@client.example"))
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.later(minutes=15)
    office.hook = failing("before invite", OutcomeUnknown)
    with pytest.raises(OutcomeUnknown):
        office.a_pass()
    office.until_quiet()
    assert guests_of(office.the("Alfa")) == {"eva@client.example", "bob@client.example"}


def a_lost_store(office):
    office.close()
    for file in office.path.glob("zaai.db*"):
        file.unlink()
    office.store = office.opened()


def test_a_lost_store_doubles_nothing_and_brings_no_note_back(office):
    event = invited(office)
    note = next(one for one in office.hand().events() if one.title.startswith("Na "))
    office.hand().delete(note.uid)
    office.until_quiet()
    a_lost_store(office)
    before = office.hand().events()
    assert office.until_quiet() == 0
    result, _tap = office.a_pass()
    assert not result.failed
    assert office.hand().events() == before
    assert office.the("Alfa").uid == event.uid


def test_a_lost_store_asks_once_about_what_does_not_stand(office):
    proposed(office)
    office.hand().put(an_end("Beta", "2026-12-11"))
    office.until_quiet()
    office.hand().delete(office.the("Beta").uid)
    office.until_quiet()
    a_lost_store(office)
    office.until_quiet()
    assert [question.ask.code for question in office.questions()] == ["lost_store"]
    office.later(days=3)
    office.until_quiet()
    result, _tap = office.a_pass()
    assert not result.failed
    assert len(office.ours()) == 1
    assert [question.ask.code for question in office.questions()] == ["lost_store"]
    office.answer(office.questions()[0].number, "plan")
    office.until_quiet()
    assert len(office.ours()) == 2


def test_a_notice_that_stood_when_the_store_was_lost_is_not_tried_for_ever(office):
    event = approved(office)
    office.hand().put(an_event("Overleg", event.when))
    office.until_quiet()
    assert office.questions()
    a_lost_store(office)
    office.until_quiet()
    result, _tap = office.a_pass()
    assert not result.failed
    assert sum(one.title.startswith("Zaaikalender") for one in office.hand().events()) == 1


def test_a_declined_invitation_leads_to_one_new_moment_and_no_more(office):
    event = invited(office)
    office.hand().answer(event.uid, Person(address="eva@client.example"), Answer.DECLINED)
    office.until_quiet()
    (question,) = office.questions()
    office.answer(question.number, "new_moment")
    office.until_quiet()
    assert [one.title for one in office.ours()].count("Voorstel: Borging Alfa") == 1
    assert office.until_quiet() == 0


def test_a_proposal_after_a_lapse_stays_where_it_is_put(office):
    """The window is nearly over, and full: the second proposal may lie past it, and lies there quietly."""
    office.hand().put(an_event("Alles vol", "2027-01-01", days=25))
    proposed(office)
    lapse = office.the("Alfa").when.end
    office.hand().put(an_event("Ook vol", AllDay(start=lapse.date(), end=lapse.date().replace(day=31))))
    office.now = lapse.replace(hour=17)
    office.until_quiet()
    assert office.ours()[-1].when.start > at("2027-02-01 00:00")
    office.later(minutes=15)
    assert office.until_quiet() == 0
    result, _tap = office.a_pass()
    assert not result.plan.unplaced


def test_a_narrower_rule_moves_nothing_without_a_yes(office):
    event = proposed(office)
    office.hand().put(an_event("Vol", "2027-01-13", days=5))
    office.until_quiet()
    office.rules = some_rules(a_rule(within=Span(1, Unit.WEEKS)))
    office.fingerprint = "rules-2"
    assert office.until_quiet() == 0
    assert office.the("Alfa").uid == event.uid


def test_a_renamed_rule_asks_and_doubles_nothing(office):
    proposed(office)
    office.rules, office.fingerprint = some_rules(a_rule("terugblik")), "rules-2"
    office.until_quiet()
    assert len(office.ours()) == 1
    (question,) = office.questions()
    office.answer(question.number, "same")
    office.until_quiet()
    office.later(days=1)
    office.until_quiet()
    assert len(office.ours()) == 1


def test_a_whole_day_made_of_an_invited_appointment_keeps_its_note(office):
    event = invited(office)
    office.hand().move(event.uid, when("2027-01-19"))
    office.until_quiet()
    assert any(one.title.startswith("Na ") for one in office.hand().events())


def test_private_words_are_not_lost_when_a_whole_day_is_approved(office):
    event = proposed(office)
    office.hand().retext(event.uid, f"{event.text}\nGEHEIM: de sleutel ligt bij Kees")
    office.hand().move(event.uid, when("2027-01-19"))
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.later(minutes=15)
    office.until_quiet()
    assert "GEHEIM" not in office.the("Alfa").text
    assert any("GEHEIM" in one.text for one in office.hand().events())


def test_an_unreadable_copy_with_our_uid_takes_nothing_away(office):
    event = proposed(office)
    office.hand().spoil(event.uid)
    office.until_quiet()
    assert [entry.state.value for entry in office.store.entries() if entry.uid == event.uid] == ["proposed"]
    office.hand().mend(event.uid)
    office.until_quiet()
    assert office.the("Alfa").when == event.when


def test_an_unreadable_end_takes_no_follow_up_away(office):
    event = proposed(office)
    office.hand().spoil(END)
    office.until_quiet()
    assert office.the("Alfa").when == event.when


def test_an_undeleted_invitation_gets_its_note_back(office):
    event = invited(office)
    office.hand().delete(event.uid)
    office.until_quiet()
    assert not [one for one in office.hand().events() if one.title.startswith("Na ")]
    office.hand().undelete(event.uid)
    office.until_quiet()
    assert [one for one in office.hand().events() if one.title.startswith("Na ")]


def test_two_calendars_that_find_one_project_at_once_write_one_follow_up(tmp_path):
    office = Office(tmp_path, people=("jan", "marieke"))
    for name in ("jan", "marieke"):
        office.hand(name).put(an_end("Alfa", "2026-12-04", uid=f"{name}-alfa@test"))
    office.until_quiet()
    assert len(office.ours()) == 1
    office.hand("jan").delete("jan-alfa@test")
    office.until_quiet()
    assert len(office.ours()) == 1
    office.hand("marieke").delete("marieke-alfa@test")
    office.until_quiet()
    office.until_quiet()
    assert not office.ours()
    office.close()


def test_again_said_of_what_was_deleted_plans_one(office):
    event = proposed(office)
    key = event.key
    office.hand().delete(event.uid)
    office.until_quiet()
    assert not office.ours()
    office.store.say("marieke", Word(key=key, word=Said.AGAIN, at=office.now))
    office.until_quiet()
    assert len(office.ours()) == 1
    assert isinstance(office.the("Alfa").when, Timed)


def test_a_cancellation_of_unknown_outcome_is_asked_about_and_the_answer_is_followed(tmp_path):
    """It was gone when we looked: by us, or by its owner? The end comes back; only he can say."""
    office = Office(tmp_path, kind="forgets")
    event = proposed(office)
    office.hand().delete(END)
    office.hook = failing("after cancel", OutcomeUnknown)
    with pytest.raises(OutcomeUnknown):
        office.a_pass()
    office.until_quiet()
    office.hand().undelete(END)
    office.until_quiet()
    assert not office.ours()
    (question,) = office.questions()
    assert question.ask.code == "unknown_outcome"
    office.answer(question.number, "plan_again")
    office.until_quiet()
    assert office.the("Alfa").uid != event.uid
    office.close()


@pytest.mark.parametrize("kind", KINDS)
def test_an_end_that_cannot_be_read_when_all_is_read_anew_is_not_gone_for_a_colleague(tmp_path, kind):
    office = Office(tmp_path, kind=kind, people=("jan", "marieke"))
    office.hand("jan").put(an_end("Alfa", "2026-12-04", uid="jan@test"))
    office.hand("jan").put(an_event("Overleg"))
    office.hand("marieke").put(an_end("Alfa", "2026-12-04", uid="marieke@test"))
    office.hand("marieke").put(an_event("Overleg"))
    office.until_quiet()
    event = office.the("Alfa", "jan")
    office.hand("marieke").spoil("marieke@test")
    office.hand("jan").delete("jan@test")
    office.fingerprint = "rules-2"
    office.a_pass("marieke")
    office.until_quiet()
    office.until_quiet()
    assert office.the("Alfa", "jan").uid == event.uid
    office.close()
