"""Writing: an intent before each write, its outcome after it, and never a second write without looking."""

from dataclasses import dataclass, field, replace

import pytest

from builders import AMSTERDAM, OWNER, a_draft, a_person, an_entry, at, when
from zaaikalender.carry_out import Writer, carried_out, settled
from zaaikalender.core.appointments import Field, Kind, State, approve
from zaaikalender.core.plan import Cancel, Create, Invite, Update
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Act, CalendarState, Intent, Known, Lease
from zaaikalender.errors import AccessRevoked, NotWritten, Stale, Unreachable
from zaaikalender.providers.memory import MemoryCalendar

NOW = at("2026-11-24 09:00")
DRAFT, KEY = a_draft(), an_entry().key
WHY = Reason("new_follow_up")
LEASE = Lease(calendar="marieke", holder="test", fence=1, until=NOW)
GUESTS_DRAFT = replace(DRAFT, title="Borging Alfa", text="Tot dan")


@dataclass
class Diary:
    """A ledger that only remembers in which order it heard what."""

    entries: dict = field(default_factory=dict)
    log: list = field(default_factory=list)
    open: dict = field(default_factory=dict)

    def begin(self, lease, intent, **_clock):
        self.log.append(("begin", intent.act))
        self.open[intent.key] = intent
        return replace(lease, fence=lease.fence + 1)

    def settle(self, _lease, intent, entry, **_clock):
        self.log.append(("settle", intent.act))
        del self.open[intent.key]
        self.entries[entry.key] = entry

    def drop(self, _lease, intent):
        self.log.append(("drop", intent.act))
        del self.open[intent.key]

    def load(self, calendar, **_clock):
        state = CalendarState(name=calendar)
        return Known(state=state, entries=tuple(self.entries.values()), intents=tuple(self.open.values()))


def setting(*, faults=lambda _step: None, **traits):
    """A ledger, a calendar and the right to write it."""
    calendar = MemoryCalendar(OWNER, clock=lambda: NOW, zone=AMSTERDAM, **traits)
    diary = Diary()
    calendar.faults = lambda step: (diary.log.append(step), faults(step))[1]
    writer = Writer(ledger=diary, target=calendar, lease=LEASE, now=NOW, seconds=300)
    return diary, calendar, writer


def creation():
    return Create(entry=an_entry(), draft=DRAFT, because=WHY)


def go(writer, *operations):
    return carried_out(writer, operations, lambda _operation: None)


def fails(step, error):
    """Something goes wrong at this step, every time."""

    def fault(reached):
        if reached == step:
            raise error

    return fault


def test_the_intent_is_there_before_the_write_and_settled_after_it():
    diary, calendar, writer = setting()
    done, refused = go(writer, creation())
    assert diary.log == [("begin", Act.CREATE), "before create", "after create", ("settle", Act.CREATE)]
    assert (len(done), refused) == (1, ())
    (event,) = calendar.events()
    assert (diary.entries[KEY].ref, diary.entries[KEY].uid) == (event.ref, event.uid)
    assert writer.lease.fence == 2


def written(**traits):
    """A proposal of ours that stands."""
    diary, calendar, writer = setting(**traits)
    go(writer, creation())
    return diary, calendar, writer, diary.entries[KEY], calendar.events()[0]


def test_an_update_remembers_only_the_fields_that_it_wrote():
    diary, calendar, writer, entry, event = written()
    wanted = replace(DRAFT, title="Voorstel: Borging Beta", text="anders")
    go(
        writer,
        Update(entry=entry, event=event, draft=wanted, fields=frozenset({Field.TITLE}), because=WHY),
    )
    (event,) = calendar.events()
    assert (event.title, event.text) == (wanted.title, DRAFT.text)
    assert (diary.entries[KEY].written.title, diary.entries[KEY].written.text) == (wanted.title, DRAFT.text)


def test_what_was_adopted_stays_wholly_its_owners_after_an_update():
    diary, _calendar, writer, entry, event = written()
    adopted = replace(entry, written=None)
    go(writer, Update(entry=adopted, event=event, draft=DRAFT, fields=frozenset({Field.TITLE}), because=WHY))
    assert diary.entries[KEY].written is None


def invitation(entry, event):
    approval = approve(KEY, [a_person()], GUESTS_DRAFT, at=NOW)
    meant = replace(entry, state=State.INVITED, guests=(a_person(),), written=GUESTS_DRAFT)
    return Invite(entry=meant, event=event, approval=approval, because=WHY)


def test_an_invitation_puts_the_guests_on_and_swaps_the_text_in_one_write():
    diary, calendar, writer, entry, event = written()
    go(writer, invitation(entry, event))
    (event,) = calendar.events()
    assert [each.person for each in event.attendees] == [a_person()]
    assert (event.title, event.text) == ("Borging Alfa", "Tot dan")
    assert diary.log[-4:] == [("begin", Act.INVITE), "before invite", "after invite", ("settle", Act.INVITE)]


def test_a_cancellation_takes_it_away():
    diary, calendar, writer, entry, event = written()
    go(writer, Cancel(entry=replace(entry, state=State.CANCELLED), event=event, because=WHY))
    assert not calendar.events()
    assert diary.entries[KEY].state is State.CANCELLED


def test_what_was_refused_leaves_nothing_open_and_the_others_go_on():
    def refuses_the_first(step):
        if step == "before create" and not diary.entries and len(diary.log) < 3:
            raise NotWritten("the calendar said no")

    diary, calendar, writer = setting(faults=refuses_the_first)
    other = Create(entry=an_entry("beta@test"), draft=DRAFT, because=WHY)
    done, refused = go(writer, creation(), other)
    assert (len(done), refused) == (1, ("the calendar said no",))
    assert not diary.open
    assert len(calendar.events()) == 1


def test_the_note_after_an_invitation_that_was_refused_is_not_written():
    diary, calendar, writer, entry, event = written()
    calendar.faults = fails("before invite", Stale("changed meanwhile"))
    note = an_entry(kind=Kind.NOTE, identity=replace(entry.identity, kind="note", subject=KEY), key="n" * 32)
    done, refused = go(writer, invitation(entry, event), Create(entry=note, draft=DRAFT, because=WHY))
    assert (done, refused) == ((), ("changed meanwhile",))
    assert len(calendar.events()) == 1
    assert not diary.open


def test_a_revoked_access_leaves_nothing_open_and_ends_the_pass():
    diary, _calendar, writer = setting(faults=fails("before create", AccessRevoked("log in again")))
    with pytest.raises(AccessRevoked):
        go(writer, creation())
    assert not diary.open


@pytest.mark.parametrize("step", ["before create", "after create"])
@pytest.mark.parametrize("remembers", [True, False])
def test_an_unknown_outcome_stays_open_and_is_settled_by_looking(step, remembers):
    diary, calendar, writer = setting(faults=fails(step, Unreachable("gone")), remembers_deleted=remembers)
    with pytest.raises(Unreachable):
        go(writer, creation())
    assert list(diary.open) == [KEY]
    calendar.faults = lambda _step: None
    known = settled(writer, diary.load("marieke", now=NOW))
    assert not known.intents
    if step == "after create":
        assert diary.entries[KEY].ref == calendar.events()[0].ref
    elif remembers:
        assert not diary.entries
    else:
        assert diary.entries[KEY].state is State.UNKNOWN
    assert len(calendar.events()) == (step == "after create")


def test_with_nothing_open_settling_looks_at_nothing():
    diary, _calendar, writer = setting()
    known = diary.load("marieke", now=NOW)
    assert settled(writer, known) is known
    assert diary.log == []


def reopen(diary, act, entry):
    """The process was killed while it wrote this."""
    diary.open[KEY] = Intent(calendar="marieke", key=KEY, act=act, entry=entry, at=NOW)


def test_a_broken_off_cancellation_was_done_if_it_is_gone():
    diary, calendar, writer, entry, event = written()
    reopen(diary, Act.CANCEL, replace(entry, state=State.CANCELLED))
    settled(writer, diary.load("marieke", now=NOW))
    assert diary.entries[KEY] == entry
    calendar.cancel(event)
    reopen(diary, Act.CANCEL, replace(entry, state=State.CANCELLED))
    settled(writer, diary.load("marieke", now=NOW))
    assert (diary.entries[KEY].state, diary.entries[KEY].because.code) == (State.CANCELLED, "cancel_unsure")


def test_what_its_owner_skipped_stays_skipped_when_its_removal_broke_off():
    diary, calendar, writer, entry, event = written()
    calendar.cancel(event)
    reopen(diary, Act.CANCEL, replace(entry, state=State.SKIPPED))
    settled(writer, diary.load("marieke", now=NOW))
    assert diary.entries[KEY].state is State.SKIPPED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.TITLE, "Voorstel: Beta"),
        (Field.TEXT, "anders"),
        (Field.WHEN, when("2027-05-12 10:00", minutes=45)),
        (Field.SHOWN, GUESTS_DRAFT.shown.BUSY),
    ],
)
@pytest.mark.parametrize("carried", [True, False])
def test_a_broken_off_update_was_done_if_what_we_meant_stands(field, value, carried):
    diary, calendar, writer, entry, event = written()
    wanted = replace(DRAFT, **{field.value: value})
    if carried:
        calendar.update(event, wanted, frozenset({field}))
    reopen(diary, Act.UPDATE, replace(entry, written=wanted))
    settled(writer, diary.load("marieke", now=NOW))
    assert (diary.entries[KEY].written == wanted) is carried


@pytest.mark.parametrize("carried", [True, False])
def test_a_broken_off_invitation_went_out_if_its_guests_stand_there(carried):
    diary, calendar, writer, entry, event = written()
    operation = invitation(entry, event)
    if carried:
        calendar.invite(event, operation.approval)
    reopen(diary, Act.INVITE, operation.entry)
    settled(writer, diary.load("marieke", now=NOW))
    assert (diary.entries[KEY].state is State.INVITED) is carried


@pytest.mark.parametrize("act", [Act.UPDATE, Act.INVITE])
def test_what_is_gone_while_a_change_broke_off_is_left_to_looking(act):
    diary, calendar, writer, entry, event = written()
    calendar.cancel(event)
    reopen(diary, act, replace(entry, state=State.INVITED))
    settled(writer, diary.load("marieke", now=NOW))
    assert diary.entries[KEY] == entry


def test_what_stands_already_under_our_id_is_its_owners_and_not_written_again():
    diary, calendar, writer, _entry, _event = written()
    diary.entries.clear()
    done, refused = go(writer, creation())
    assert (done, refused) == ((), ())
    assert (diary.entries[KEY].written, diary.entries[KEY].because.code) == (None, "adopted")
    assert len(calendar.events()) == 1


def test_what_a_calendar_remembers_as_deleted_stays_deleted():
    diary, calendar, writer, _entry, event = written(remembers_deleted=True)
    calendar.cancel(event)
    diary.entries.clear()
    go(writer, creation())
    assert diary.entries[KEY].state is State.SKIPPED
    assert not calendar.events()
