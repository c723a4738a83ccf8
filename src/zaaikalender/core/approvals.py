"""From an approval to an invitation: wait, look again, and only then put the guests on.

You need this when an invitation went out, or did not. It goes out in office hours, by the first pass at least
`delay` after the one that saw the gesture, and never at shorter notice than the office promises.
"""

from dataclasses import replace

from zaaikalender.core.appointments import Draft, Entry, Field, Kind, State, approve, colleagues_only
from zaaikalender.core.dates import add, within_hours
from zaaikalender.core.desk import Desk
from zaaikalender.core.drafts import invitation
from zaaikalender.core.events import Event, Shown, first_day
from zaaikalender.core.guests import guests_in, unread_in
from zaaikalender.core.mail_words import invitations
from zaaikalender.core.people import Person
from zaaikalender.core.plan import Invite as InviteGuests
from zaaikalender.core.plan import Update
from zaaikalender.core.ports import Mails
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.rules import Invite


def finish(desk: Desk, invite: Invite, entry: Entry, event: Event) -> None:
    """What is left to do for an appointment that its owner approved."""
    guests = _guests(desk, invite, event)
    if guests != entry.seen_guests:
        # Whoever is still busy with the list gets the time to think again, as after a move.
        again = desk.situation.now if entry.noticed_at else None
        entry = desk.put(entry, seen_guests=guests, noticed_at=again)
    if entry.noticed_at and not guests and _named(desk, event):
        # His yes was to a rule that invites none of them: no other rule makes it a yes to an invitation.
        entry = desk.put(entry, noticed_at=None)
    if entry.because.code == "renamed_by_owner" and entry.noticed_at is None and guests:
        entry = _ask_renamed(desk, entry, event)
    words = () if invite is Invite.SELF or entry.noticed_at is None else unread_in(event.text)
    if words and not _goes_without(desk, entry, event, ", ".join(words)):
        _make_definite(desk, entry, event, keep_shown=True)
    elif entry.noticed_at is None or not guests:
        _make_definite(desk, entry, event, keep_shown=False)
    elif event.mixed_text or event.occurrence is not None:
        _ask_by_hand(desk, entry, event)
        _make_definite(desk, entry, event, keep_shown=True)
    elif _may_invite(desk, entry, event):
        _invite(desk, invite, entry, event, guests)
    else:
        _make_definite(desk, entry, event, keep_shown=True)


def _guests(desk: Desk, invite: Invite, event: Event) -> tuple[Person, ...]:
    """Whom its text names, less its owner; directly invited are colleagues alone."""
    if invite is Invite.SELF:
        return ()
    guests = _named(desk, event)
    if invite is Invite.DIRECT:
        return tuple(guest for guest in guests if guest.domain in desk.situation.office.domains)
    return guests


def _named(desk: Desk, event: Event) -> tuple[Person, ...]:
    """Whom its text names, less its owner."""
    return tuple(guest for guest in guests_in(event.text) if guest != desk.situation.owner)


def _ask_renamed(desk: Desk, entry: Entry, event: Event) -> Entry:
    facts: dict[str, Fact] = {"title": event.title, "start": event.when.start}
    answer = desk.ask("invite_renamed", ("invite", "leave"), about=entry.key, detail="", facts=facts)
    if answer == "invite":
        now, because = desk.situation.now, Reason("approved_by_owner")
        return desk.put(entry, because=because, noticed_at=now, noticed_when=event.when)
    return entry


def _goes_without(desk: Desk, entry: Entry, event: Event, words: str) -> bool:
    """Whether its owner said that what is no address may be left out; until he does, nobody is invited."""
    facts: dict[str, Fact] = {"title": desk.eyes.bare(event.title), "start": event.when.start, "words": words}
    choices = ("without", "leave")
    answer = desk.ask("guests_unread", choices, about=entry.key, detail=f"{entry.since} {words}", facts=facts)
    if answer == "leave":
        desk.put(entry, noticed_at=None)
    elif answer is None:
        desk.leave(entry, Reason("guests_unread", {"words": words}))
    return answer == "without"


def _ask_by_hand(desk: Desk, entry: Entry, event: Event) -> None:
    """Guests cannot be invited to it as it is; once its owner has changed that, all goes on.

    Our own words cannot be taken out of the text that they would read, or he made a series of it: which of
    all these moments would be meant?
    """
    code = "made_a_series" if event.occurrence is not None else "online_meeting"
    facts: dict[str, Fact] = {"title": desk.eyes.bare(event.title), "start": event.when.start}
    # An answer holds for this approval.
    detail = f"{entry.since}"
    answer = desk.ask(code, ("leave",), about=entry.key, detail=detail, facts=facts)
    if answer == "leave":
        desk.put(entry, noticed_at=None)
    desk.leave(entry, Reason(code, {"start": event.when.start}))


def _may_invite(desk: Desk, entry: Entry, event: Event) -> bool:
    """Whether it is time; where it is not, says what it waits for."""
    situation = desk.situation
    office, policy, now = situation.office, situation.policy, situation.now
    if entry.noticed_at is None:
        return False
    if first_day(event.when, office.zone) < add(situation.today, policy.notice, office):
        facts: dict[str, Fact] = {"title": event.title, "start": event.when.start}
        choices = ("leave",)
        answer = desk.ask("new_moment", choices, about=entry.key, detail=str(event.when), facts=facts)
        if answer == "leave":
            desk.put(entry, noticed_at=None)
        desk.leave(entry, Reason("too_late_to_invite", {"start": event.when.start}))
        return False
    if now < entry.noticed_at + policy.delay:
        desk.leave(entry, Reason("waits_delay", {"until": entry.noticed_at + policy.delay}))
        return False
    if not within_hours(now, office, office.hours):
        desk.leave(entry, Reason("waits_office_hours"))
        return False
    return True


def _invite(desk: Desk, invite: Invite, entry: Entry, event: Event, guests: tuple[Person, ...]) -> None:
    """The one place where guests come onto an event of ours."""
    situation = desk.situation
    draft = situation.dialect(invitation(desk, entry, event))
    if invite is Invite.DIRECT:
        approval = colleagues_only(
            entry.key, guests, draft, domains=situation.office.domains, at=situation.now
        )
    else:
        approval = approve(entry.key, guests, draft, at=situation.now)
    because = Reason("invited", {"count": len(guests)})
    invited = replace(
        entry,
        state=State.INVITED,
        since=situation.now,
        because=because,
        guests=guests,
        carried=_private_words(entry, event),
        written=draft,
        seen_title=draft.title,
    )
    we_mail = situation.mails is Mails.US
    letters = invitations(desk, entry, event, guests, draft) if we_mail else ()
    desk.operations.append(
        InviteGuests(entry=invited, event=event, approval=approval, because=because, letters=letters)
    )


def _private_words(entry: Entry, event: Event) -> str:
    """What the guests must not read and its owner wants to keep: why it is there, and all that he wrote.

    Our own explanation of how to say yes has done its work. A helper may know why he is asked: of that
    quarter of an hour only what its owner wrote is private.
    """
    if entry.written is None:
        return event.text
    ours = {line.strip() for line in entry.written.text.splitlines()}
    why = entry.kind is not Kind.ACTION
    lines = [line.rstrip() for line in event.text.strip().splitlines()]
    kept = (line for index, line in enumerate(lines) if (index == 0 and why) or line.strip() not in ours)
    return "\n".join(kept)


def _make_definite(desk: Desk, entry: Entry, event: Event, *, keep_shown: bool) -> None:
    """What is approved loses its prefix, and is tentative no longer once nobody waits for an invitation."""
    if event.occurrence is not None:
        # He made a series of it: that is his, prefix and all.
        return
    fields = set()
    if desk.eyes.is_proposal(event.title):
        fields.add(Field.TITLE)
    ours_to_show = not keep_shown and entry.written is not None and not desk.has_outsiders(event)
    if ours_to_show and event.shown is Shown.TENTATIVE:
        fields.add(Field.SHOWN)
    if not fields:
        return
    draft = Draft(
        title=desk.eyes.bare(event.title),
        when=event.when,
        text=event.text,
        shown=event.shown if keep_shown else Shown.BUSY,
        private=event.private,
    )
    desk.operations.append(
        Update(
            entry=entry,
            event=event,
            draft=draft,
            fields=frozenset(fields),
            because=Reason("approved_by_owner"),
            asked=True,
        )
    )
