"""What Outlook does that no other calendar does: tokens that die, versions that move."""

from datetime import timedelta

import pytest

from builders import OWNER, a_draft, an_event, at, when
from providers.contract_setting import EVA, KEY, TOM, YEAR, an_approval, versions
from providers.fakes.outlook import Fault
from providers.fakes.outlook_mailbox import Habits
from providers.fakes.outlook_server import GraphDoor
from providers.outlook_person import OutlookPerson
from providers.outlook_setting import NOW, a_calendar, a_graph
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Window
from zaaikalender.errors import NotOurs, NotWritten, OutcomeUnknown, Stale, Unreachable

DRAFT = a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00", text="Hoe staat het?\ngasten: eva@x.example")


class Scene:
    """A mailbox, its owner and our calendar, with a clock that can be turned."""

    def __init__(self, **habits):
        self.now = NOW
        self.graph = a_graph(Habits(**habits))
        self.box = self.graph.mailbox(OWNER.address)
        self.hand = OutlookPerson(self.box, OWNER)
        self.calendar = a_calendar(self.graph, GraphDoor(self.graph), clock=lambda: self.now)

    def asked(self, act):
        """What an act asked of the server."""
        before = len(self.graph.asked)
        act()
        return self.graph.asked[before:]

    def read(self, cursor=None, known=None):
        return self.calendar.changes(YEAR, cursor, known or {})


def titles(changes):
    return sorted(event.title for item in changes.changed for event in item.events)


def test_a_quiet_pass_is_one_request_and_moves_no_cursor():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    seen = []
    asked = scene.asked(lambda: seen.append(scene.read(first.cursor, versions(first))))
    assert [method for method, _ in asked] == ["GET"]
    assert (seen[0].changed, seen[0].cursor) == ((), first.cursor)


def test_what_was_told_once_is_not_told_again_though_no_time_passed():
    scene = Scene()
    first = scene.read()
    scene.hand.put(an_event("Overleg"))
    second = scene.read(first.cursor, versions(first))
    assert titles(second) == ["Overleg"]
    assert scene.read(second.cursor, versions(second)).changed == ()


def test_a_link_of_which_nothing_was_told_is_exchanged_now_and_then():
    scene = Scene()
    first = scene.read()
    scene.now += timedelta(hours=13)
    assert scene.read(first.cursor).cursor != first.cursor


def test_once_a_week_all_is_read_and_compared():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    scene.now += timedelta(days=8)
    again = scene.read(first.cursor, versions(first))
    assert titles(again) == ["Overleg"]


@pytest.mark.parametrize(
    "answer",
    [
        (410, "SyncStateNotFound"),
        (404, "syncStateNotFound"),
        (400, "ErrorInvalidSyncStateData"),
        (400, "InvalidDeltaToken"),
        (400, "resyncRequired"),
    ],
)
def test_a_token_that_died_loses_nothing(answer):
    scene = Scene(forgets_as=answer)
    scene.hand.put(an_event("Overleg"))
    scene.hand.put(an_event("Weg"))
    first = scene.read()
    scene.hand.delete("weg@test")
    scene.hand.put(an_event("Nieuw"))
    scene.box.generation += 1
    second = scene.read(first.cursor, versions(first))
    assert titles(second) == ["Nieuw", "Overleg"]
    gone = next(item.ref for item in first.changed if item.uid == "weg@test")
    assert second.gone == {gone}


def test_what_left_the_window_is_not_gone():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    scene.hand.move("overleg@test", when("2030-01-08 10:00"))
    second = scene.read(first.cursor, versions(first))
    (item,) = second.changed
    assert (item.events, second.gone) == ((), frozenset())


def test_what_we_wrote_outside_the_window_is_followed_there():
    scene = Scene()
    scene.calendar.create(KEY, a_draft(on="2031-04-30 10:00"))
    first = scene.read()
    (event,) = [event for item in first.changed for event in item.events]
    scene.hand.retitle(event.uid, "Anders")
    assert titles(scene.read(first.cursor, versions(first))) == ["Anders"]


def test_an_event_outside_the_window_that_we_never_knew_says_nothing():
    scene = Scene()
    first = scene.read()
    scene.hand.put(an_event("Ver weg", "2031-04-30 10:00"))
    second = scene.read(first.cursor)
    assert (second.changed, second.gone) == ((), frozenset())


def test_a_deleted_occurrence_is_missed_though_nobody_announces_it():
    scene = Scene(masters_missing=True)
    scene.hand.put_weekly(an_event("Weekstart", "2027-05-17 09:00"), 4)
    first = scene.read()
    scene.hand.delete_occurrence("weekstart@test", "2027-05-24")
    second = scene.read(first.cursor, versions(first))
    (item,) = second.changed
    assert [event.when.start for event in item.events] == [
        at(f"2027-{day} 09:00") for day in ("05-17", "05-31", "06-07")
    ]
    assert second.changed == scene.read().changed


def test_a_moved_occurrence_keeps_its_name_and_the_others_their_contents():
    scene = Scene()
    scene.hand.put_weekly(an_event("Weekstart", "2027-05-17 09:00"), 3)
    first = scene.read()
    scene.hand.move_occurrence("weekstart@test", "2027-05-24", when("2027-05-25 15:00"))
    (item,) = scene.read(first.cursor, versions(first)).changed
    moved = [event for event in item.events if event.when == when("2027-05-25 15:00")]
    assert [event.occurrence for event in moved] == ["20270524T070000Z"]
    assert {event.title for event in item.events} == {"Weekstart"}


def test_a_series_says_when_it_ends_and_keeps_its_hour_over_the_change_of_the_clocks():
    scene = Scene()
    scene.hand.put_weekly(an_event("Weekstart", "2027-03-15 09:00"), 4)
    (item,) = scene.read().changed
    assert [event.when.start for event in item.events][1:3] == [
        at("2027-03-22 09:00"),
        at("2027-03-29 09:00"),
    ]
    series = item.events[0].series
    assert (str(series.last), series.count, series.step.days) == ("2027-04-05", 4, 7)


def test_a_mailbox_that_cannot_answer_at_once_is_read_in_parts():
    scene = Scene(overloaded_above_days=100)
    scene.hand.put(an_event("Vroeg", "2027-01-08 10:00"))
    scene.hand.put(an_event("Laat", "2027-11-08 10:00"))
    first = scene.read()
    assert titles(first) == ["Laat", "Vroeg"]
    scene.hand.move("vroeg@test", when("2027-12-01 10:00"))
    second = scene.read(first.cursor, versions(first))
    assert (titles(second), second.gone) == (["Vroeg"], frozenset())


def test_our_mark_is_found_though_the_filter_lags():
    scene = Scene()
    first = scene.read()
    created = scene.calendar.create(KEY, DRAFT)
    scene.box.habits.lag = 100
    (item,) = scene.read(first.cursor).changed
    assert [event.key for event in item.events] == [created.key]


def test_a_version_that_moved_by_itself_is_no_persons_edit():
    scene = Scene(moves_by_itself=True)
    created = scene.calendar.create(KEY, DRAFT)
    updated = scene.calendar.update(created, a_draft("Anders"), frozenset({Field.TITLE}))
    assert updated.title == "Anders"


@pytest.mark.parametrize("status", [201, 409])
def test_a_creation_that_is_repeated_makes_no_second_event(status):
    scene = Scene(repeated_transaction=status, lag=0)
    scene.graph.faults.append(Fault("after"))
    with pytest.raises(OutcomeUnknown):
        scene.calendar.create(KEY, DRAFT)
    scene.box.habits.lag = 100
    scene.hand.retitle(next(iter(scene.box.events.values()))["iCalUId"], "Koffie met Eva")
    with pytest.raises(Stale):
        scene.calendar.create(KEY, DRAFT)
    assert [one["subject"] for one in scene.box.events.values()] == ["Koffie met Eva"]


def test_a_stale_version_right_before_the_write_is_looked_at_again():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    scene.graph.faults += [Fault("before", 412, "ErrorIrresolvableConflict")] * 2
    assert scene.calendar.update(created, a_draft("Anders"), frozenset({Field.TITLE})).title == "Anders"


@pytest.mark.parametrize("act", ["update", "invite", "cancel"])
def test_an_edit_between_our_look_and_our_write_is_not_overwritten(act):
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)

    def edit_first():
        if scene.graph.asked[-1][0] in {"PATCH", "DELETE"}:
            scene.graph.delay = None
            scene.hand.retitle(created.uid, "Koffie met Eva")

    scene.graph.delay = edit_first
    acts = {
        "update": lambda: scene.calendar.update(created, a_draft("Anders"), frozenset({Field.TITLE})),
        "invite": lambda: scene.calendar.invite(created, an_approval(DRAFT, EVA)),
        "cancel": lambda: scene.calendar.cancel(created),
    }
    with pytest.raises(Stale):
        acts[act]()
    (standing,) = scene.box.events.values()
    assert (standing["subject"], scene.box.mails) == ("Koffie met Eva", [])


@pytest.mark.parametrize(
    ("status", "moment", "failure"),
    [(429, "before", NotWritten), (400, "before", NotWritten), (503, "after", OutcomeUnknown)],
)
def test_what_a_refused_write_means(status, moment, failure):
    scene = Scene()
    scene.graph.faults.append(Fault(moment, status, "ErrorX", {"Retry-After": "7"}))
    with pytest.raises(failure):
        scene.calendar.create(KEY, DRAFT)
    assert len(scene.box.events) == (1 if moment == "after" else 0)


def test_a_mailbox_that_asks_to_wait_is_left_alone_for_a_while():
    scene = Scene()
    scene.graph.faults.append(Fault("before", 429, "", {"Retry-After": "7"}, frozenset({"GET"})))
    with pytest.raises(Unreachable, match="7 seconds"):
        scene.read()


def test_only_what_changes_is_sent():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    scene.calendar.update(created, a_draft("Anders", text="Anders"), frozenset({Field.TITLE}))
    assert scene.box.events[created.ref]["body"]["content"] == DRAFT.text


def test_a_cancellation_says_a_word_to_those_who_were_invited():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    invited = scene.calendar.invite(created, an_approval(DRAFT, EVA))
    asked = scene.asked(lambda: scene.calendar.cancel(invited))
    assert [url.rpartition("/")[2] for method, url in asked if method == "POST"] == ["cancel"]
    assert [(mail.to, mail.what) for mail in scene.box.mails] == [
        (EVA.address, "invitation"),
        (EVA.address, "cancellation"),
    ]


def test_what_teams_wrote_below_stays_when_the_invitation_goes_out():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    scene.hand.meets_online(created.uid)
    (standing,) = scene.calendar.find(KEY, None)
    assert not standing.mixed_text
    assert standing.text == DRAFT.text, "what Teams added is no edit of the owner's"
    invitation = a_draft("Borging Alfa", "2027-04-30 10:00", text="Ik kom graag langs.\nTot dan")
    invited = scene.calendar.invite(standing, an_approval(invitation, EVA))
    assert invited.text == invitation.text
    html = scene.box.events[created.ref]["body"]["content"]
    assert "https://teams.example/1" in html
    assert "gasten" not in html


def test_where_our_text_cannot_be_told_from_teams_nobody_is_invited():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    assert not created.mixed_text
    scene.box.events[created.ref]["isOnlineMeeting"] = True
    (standing,) = scene.calendar.find(KEY, None)
    assert standing.mixed_text, "so that its owner is asked, and nothing is tried"
    with pytest.raises(NotOurs, match="online meeting"):
        scene.calendar.invite(standing, an_approval(DRAFT, EVA, TOM))
    assert scene.box.mails == []


def test_what_others_made_private_is_read_without_its_text():
    scene = Scene()
    scene.hand.put(an_event("Tandarts", private=True, text="GEHEIM"))
    (item,) = scene.read().changed
    assert item.events[0].text == ""
    assert scene.calendar.create(KEY, a_draft(private=True, text="Eigen")).text == "Eigen"


def test_another_window_is_read_anew():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    later = Window(start=YEAR.start, end=YEAR.end + timedelta(days=60))
    assert titles(scene.calendar.changes(later, first.cursor, {})) == ["Overleg"]
