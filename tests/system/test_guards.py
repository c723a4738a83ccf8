"""Each guard once, by itself: what would happen without it is what the test forbids."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import an_event, at, when
from system.office import Memory, Office, a_policy, a_rule, guests_of, some_rules
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.events import Changes, Window
from zaaikalender.core.policy import Start
from zaaikalender.core.records import Consent
from zaaikalender.errors import OutcomeUnknown

END = "einde-opdracht-alfa@test"
EVA, BOB = "eva@client.example", "bob@client.example"


def an_end(project: str = "Alfa", day: str = "2026-12-04", *guests: str):
    return an_event(f"Einde opdracht: {project}", day, guests=guests or (EVA,))


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def proposed(office, *guests: str):
    office.hand().put(an_end("Alfa", "2026-12-04", *guests))
    office.until_quiet()
    return office.the("Alfa")


def invited(office, *guests: str):
    event = proposed(office, *guests)
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.later(minutes=11)
    office.until_quiet()
    return office.the("Alfa")


def note(office):
    return next(one for one in office.hand().events() if one.title.startswith("Na "))


def test_a_calendar_that_is_only_watched_is_not_written_until_its_owner_says_yes(tmp_path):
    office = Office(tmp_path, policy=a_policy(start=Start.WATCH))
    office.hand().put(an_end())
    assert office.until_quiet() == 0
    result, _tap = office.a_pass()
    assert result.plan.stopped.code == "waits_for_consent"
    assert result.plan.operations
    office.store.consent("marieke", Consent(at=office.now, rules=office.fingerprint))
    office.until_quiet()
    assert len(office.ours()) == 1
    office.close()


def test_other_rules_that_touch_what_stands_wait_for_another_yes(office):
    office.store.consent("marieke", Consent(at=office.now, rules=office.fingerprint))
    event = proposed(office)
    office.rules, office.fingerprint = some_rules(a_rule(after=Span(20, Unit.WEEKS))), "rules-2"
    assert office.until_quiet() == 0
    assert office.the("Alfa") == event
    office.store.consent("marieke", Consent(at=office.now, rules=office.fingerprint))
    office.until_quiet()
    assert office.the("Alfa").when.start > at("2027-04-01 00:00")


def test_what_a_list_lacks_is_looked_for_before_it_is_believed(tmp_path):
    class Late(Memory):
        """A server whose list lags behind: it lacks an event that stands all the same."""

        lags = False

        def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
            found = super().changes(window, cursor, known)
            ours = frozenset(event.ref for event in self.events() if event.key)
            return replace(found, gone=found.gone | ours) if self.lags else found

    office = Office(tmp_path)
    late = Late(office.homes["marieke"].owner, clock=lambda: datetime(2026, 11, 24, tzinfo=UTC))
    office.homes["marieke"].calendar = office.homes["marieke"].hand = late
    proposed(office)
    late.lags = True
    office.until_quiet()
    assert [entry.state.value for entry in office.store.entries()] == ["proposed"]
    office.close()


def test_a_list_that_lacks_everything_is_not_believed_and_nothing_is_written_twice(office):
    invited(office)
    before = office.hand().events()
    office.hand().forget_cursors()
    assert office.until_quiet() == 0
    assert office.hand().events() == before


def test_nobody_is_on_a_proposal_but_its_owner(office):
    assert not proposed(office).attendees
    assert not office.hand().mails


def test_who_is_struck_out_is_not_invited(office):
    event = proposed(office, BOB, EVA)
    office.hand().retext(event.uid, event.text.replace(BOB, "").replace(", ", ""))
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.later(minutes=11)
    office.until_quiet()
    assert guests_of(office.the("Alfa")) == {EVA}


def test_an_approved_appointment_whose_project_vanishes_is_asked_about(office):
    event = proposed(office)
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.hand().delete(END)
    office.until_quiet()
    assert office.the("Alfa").when == event.when
    assert [question.ask.code for question in office.questions()] == ["end_gone"]


def test_an_invitation_whose_reply_was_lost_is_not_sent_twice(tmp_path):
    office = Office(tmp_path, kind="remembers")
    event = proposed(office)
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.later(minutes=11)

    def lost(step: str) -> None:
        if step == "after invite":
            raise OutcomeUnknown("a fault of the test")

    office.hook = lost
    with pytest.raises(OutcomeUnknown):
        office.a_pass()
    office.hook = lambda _step: None
    office.until_quiet()
    assert [mail.to.address for mail in office.hand().mails if mail.by == "us"] == [EVA]
    assert [entry.state.value for entry in office.store.entries() if entry.kind.value == "follow_up"] == [
        "invited"
    ]
    assert note(office).when.start == office.the("Alfa").when.end
    office.close()


def test_what_was_held_starts_no_second_one(office):
    event = invited(office)
    office.now = event.when.end.replace(hour=15)
    office.until_quiet()
    office.hand().move(END, when("2027-03-05"))
    office.until_quiet()
    assert len(office.ours()) == 1


def test_no_more_than_so_many_appear_in_a_day_and_the_rest_follows(office):
    for number in range(12):
        office.hand().put(an_end(f"Klus {number}", "2026-12-04"))
    office.until_quiet()
    assert len(office.ours()) == 10
    office.later(days=1, minutes=1)
    office.until_quiet()
    assert len(office.ours()) == 12


def test_a_note_goes_along_with_its_appointment_and_goes_when_that_is_deleted(office):
    event = invited(office)
    office.hand().move(event.uid, when("2027-01-20 11:00", minutes=45))
    office.until_quiet()
    assert note(office).when.start == at("2027-01-20 11:45")
    office.hand().delete(event.uid)
    office.until_quiet()
    assert not [one for one in office.hand().events() if one.title.startswith("Na ")]


def test_a_proposal_stands_where_its_owner_is_free(office):
    for day in range(1, 22):
        office.hand().put(an_event(f"Bezet {day}", f"2027-01-{day:02} 08:00", minutes=10 * 60))
    assert proposed(office).when.start > at("2027-01-22 00:00")


def test_what_its_owner_does_while_we_write_is_not_overwritten(office):
    event = proposed(office)
    office.hand().move(END, when("2027-02-26"))

    def meanwhile(step: str) -> None:
        if step == "before update":
            office.hand().move(event.uid, when("2027-01-20 11:00", minutes=45))

    office.hook = meanwhile
    office.a_pass()
    office.hook = lambda _step: None
    office.until_quiet()
    assert office.the("Alfa").when == when("2027-01-20 11:00", minutes=45)


def test_what_begins_while_we_decide_is_not_moved(office):
    event = proposed(office)
    office.now = event.when.start
    office.hand().put(an_event("Overleg", event.when))
    office.hand().move(END, when("2027-02-26"))
    office.hand().retitle(END, "Einde opdracht: Beta")
    office.until_quiet()
    assert office.hand().event(event.uid) == event


@pytest.mark.parametrize("of_ours", [True, False])
def test_a_file_that_got_another_name_and_cannot_be_read_takes_nothing_away(tmp_path, of_ours):
    office = Office(tmp_path, kind="folder")
    event = proposed(office)
    uid = event.uid if of_ours else END
    path = office.hand().path(uid)
    office.hand().spoil(uid)
    path.rename(path.with_name("renamed.ics"))
    office.until_quiet()
    assert [entry.state.value for entry in office.store.entries()] == ["proposed"]
    path.with_name("renamed.ics").rename(path)
    office.hand().mend(uid)
    office.until_quiet()
    assert office.the("Alfa").when == event.when
    office.close()


@pytest.mark.parametrize("kind", ["remembers", "forgets", "folder"])
def test_what_was_deleted_before_its_reply_was_known_does_not_come_back_unasked(tmp_path, kind):
    office = Office(tmp_path, kind=kind)
    office.hand().put(an_end())

    def lost(step: str) -> None:
        if step == "after create":
            raise OutcomeUnknown("a fault of the test")

    office.hook = lost
    with pytest.raises(OutcomeUnknown):
        office.a_pass()
    office.hook = lambda _step: None
    office.hand().delete(next(one.uid for one in office.hand().events() if one.key))
    office.until_quiet()
    assert not office.ours()
    asked = [question.ask.code for question in office.questions()]
    assert asked == ([] if kind == "remembers" else ["unknown_outcome"])
    office.close()


def test_nothing_is_asked_about_what_has_begun(office):
    event = proposed(office)
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.now = event.when.start
    office.hand().move(END, when("2027-02-26"))
    office.until_quiet()
    assert not office.questions()
