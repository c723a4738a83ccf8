"""The calendar in memory is as strict as a real one: the contract, a count of mails, faults on demand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import OWNER, a_draft, a_guest, an_event, at, when
from providers.contract import CalendarContract, Setting, UnreadableContract
from providers.contract_setting import EVA, KEY, TOM, YEAR, an_approval, versions
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import AllDay, Event, Series, Timed, When
from zaaikalender.core.ports import Mails
from zaaikalender.errors import OutcomeUnknown, Stale, Unreachable
from zaaikalender.providers.memory import MemoryCalendar
from zaaikalender.providers.memory_shelf import Occasion


def now():
    return at("2026-11-24 09:00")


def later(moment: When, by: timedelta) -> When:
    kind = AllDay if isinstance(moment, AllDay) else Timed
    return kind(start=moment.start + by, end=moment.end + by)


class Played(MemoryCalendar):
    """The person in memory can also enter a series."""

    def put_weekly(self, event: Event, times: int) -> Event:
        days = [timedelta(weeks=week) for week in range(times)]
        last = later(event.when, days[-1]).start.date()
        series = Series(last=last, count=times, step=timedelta(weeks=1))
        return self.put(
            *(
                replace(event, when=later(event.when, by), occurrence=f"{number}", series=series)
                for number, by in enumerate(days)
            )
        )

    @contextmanager
    def failing(self, when_: str) -> Iterator[None]:
        def fault(moment: str) -> None:
            side, act = moment.split()
            if side == when_ and act not in {"find", "changes"}:
                raise OutcomeUnknown("The reply was lost. Look before you write again.")

        self.faults, before = fault, self.faults
        try:
            yield
        finally:
            self.faults = before


def a_setting(**manner) -> Setting:
    calendar = Played(OWNER, clock=now, **manner)
    return Setting(
        source=calendar,
        target=calendar,
        person=calendar,
        owner=OWNER,
        failing=calendar.failing,
        reopened=lambda: calendar,
    )


class TestMemory(CalendarContract, UnreadableContract):
    @pytest.fixture(
        params=[
            {},
            {"remembers_deleted": True, "mails": Mails.SERVER},
            {"accent": lambda draft: replace(draft, title=draft.title.strip(), text=draft.text.rstrip())},
        ],
        ids=["plain", "like Google", "with an accent"],
    )
    def calendar(self, request):
        return a_setting(**request.param)


@pytest.fixture
def server():
    """A calendar whose server mails the guests."""
    return Played(OWNER, mails=Mails.SERVER, clock=now)


def mails(calendar: MemoryCalendar):
    return [(mail.to, mail.what, mail.by) for mail in calendar.mails]


def test_a_proposal_mails_nobody(server):
    created = server.create(KEY, a_draft())
    server.update(created, a_draft("Voorstel: Nazorg"), frozenset(Field))
    assert server.mails == []


def test_each_guest_gets_one_mail_per_occasion(server):
    event = server.create(KEY, a_draft())
    event = server.invite(event, an_approval(a_draft("Borging"), EVA, TOM))
    event = server.update(event, a_draft("Nazorg"), frozenset({Field.TITLE}))
    server.cancel(event)
    assert mails(server) == [
        (guest, what, "us")
        for what in (Occasion.INVITATION, Occasion.UPDATE, Occasion.CANCELLATION)
        for guest in (EVA, TOM)
    ]


def test_a_mail_holds_what_the_guest_reads(server):
    server.invite(server.create(KEY, a_draft()), an_approval(a_draft("Borging", text="Tot dan"), EVA))
    (mail,) = server.mails
    assert (mail.title, mail.text, mail.at) == ("Borging", "Tot dan", now())


def test_what_the_person_does_to_his_invitations_is_mailed_as_his(server):
    server.put(an_event("Overleg", guests=["eva@client-a.example"]))
    server.move("overleg@test", when("2027-06-01 10:00"))
    server.categorise("overleg@test", "Project")
    server.delete("overleg@test")
    assert mails(server) == [
        (EVA, what, "person") for what in (Occasion.INVITATION, Occasion.UPDATE, Occasion.CANCELLATION)
    ]


def test_another_organizers_event_mails_nobody(server):
    server.put(an_event("Overleg", organizer=EVA, guests=[a_guest(OWNER.address), a_guest(TOM.address)]))
    server.decline("overleg@test")
    assert server.mails == []


def test_a_calendar_without_a_server_mails_nobody():
    calendar = Played(OWNER, clock=now)
    calendar.invite(calendar.create(KEY, a_draft()), an_approval(a_draft("Borging"), EVA))
    assert calendar.mails == []


def test_an_update_from_elsewhere_is_given_to_who_holds_an_old_cursor(server):
    server.put(an_event("Overleg"))
    first = server.changes(YEAR, None, {})
    assert server.changes(YEAR, first.cursor, {}).changed == ()
    server.forget_cursors()
    assert server.changes(YEAR, first.cursor, {}).changed == first.changed
    server.put(an_event("Borrel"))
    server.delete("overleg@test")
    second = server.changes(YEAR, first.cursor, versions(first))
    assert [item.uid for item in second.changed] == ["borrel@test"]
    assert second.gone == {item.ref for item in first.changed}


def test_every_act_can_be_broken_off_before_and_after():
    moments = []
    calendar = Played(OWNER, clock=now, faults=moments.append)
    event = calendar.create(KEY, a_draft())
    event = calendar.update(event, a_draft("Borging"), frozenset({Field.TITLE}))
    calendar.find(KEY, None)
    calendar.changes(YEAR, None, {})
    calendar.cancel(calendar.invite(event, an_approval(a_draft(), EVA)))
    acts = ["create", "update", "find", "changes", "invite", "cancel"]
    assert moments == [f"{side} {act}" for act in acts for side in ("before", "after")]


def test_a_read_that_fails_gives_no_empty_calendar(server):
    def fault(moment):
        raise Unreachable(f"{moment}. Try again later.")

    server.faults = fault
    with pytest.raises(Unreachable):
        server.changes(YEAR, None, {})


def test_one_occurrence_of_a_series_can_be_moved(server):
    server.put_weekly(an_event("Weekstart", "2027-05-17 09:00"), 3)
    server.move("weekstart@test", when("2027-05-25 09:00"), "1")
    starts = [event.when.start for event in server.events()]
    assert starts == [at("2027-05-17 09:00"), at("2027-05-25 09:00"), at("2027-05-31 09:00")]


def test_a_deleted_id_that_is_remembered_lives_again_when_its_person_takes_it_back():
    calendar = Played(OWNER, remembers_deleted=True, clock=now)
    created = calendar.create(KEY, a_draft())
    calendar.cancel(created)
    with pytest.raises(Stale):
        calendar.create(KEY, a_draft())
    calendar.undelete(created.uid)
    assert calendar.find(KEY, None)[0].ref == created.ref
