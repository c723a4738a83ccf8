"""Which mails must go out, where it is we who mail: approved invitations, and what their owner changed since.

You need this when a guest got a mail, or did not. Invitations are written with their approval (`approvals`);
here is what follows. A move by the owner goes to those who were invited, once he left it alone for `delay`.
What he deleted is first asked about. What nobody can know (cut off in the middle), or the mail server
refuses, is a question too: nothing is sent twice by itself.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from zaaikalender.core.appointments import Entry, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event
from zaaikalender.core.letters import TOLD, Letter, Method, Purpose, Stage, latest
from zaaikalender.core.mail_hours import is_late, may_go
from zaaikalender.core.mail_words import letters_to
from zaaikalender.core.people import Person
from zaaikalender.core.plan import Cancel
from zaaikalender.core.ports import Mails
from zaaikalender.core.reasons import Fact, Reason

_DOUBTS = {Stage.HANDING: "mail_unsure", Stage.REFUSED: "mail_refused"}
STUCK = timedelta(days=1)
"""A letter that waits longer than this for the mail server is told of."""
_SILENT = frozenset({Stage.REFUSED, Stage.LEFT})


def plan_mail(desk: Desk) -> None:
    """Lays down the letters that must go out now, and the questions about those that may not."""
    if desk.situation.mails is not Mails.US:
        return
    leaving = {each.entry.key for each in desk.operations if isinstance(each, Cancel)}
    letters: dict[str, list[Letter]] = {}
    for letter in desk.situation.known.letters:
        letters.setdefault(letter.key, []).append(letter)
    for key, written in letters.items():
        entry = desk.entries.get(key)
        under_way = any(each.stage is Stage.DRAFTED for each in written)
        if entry and key not in leaving and not under_way:
            _about(desk, entry, written)


def _about(desk: Desk, entry: Entry, letters: list[Letter]) -> None:
    """All that is to be mailed about one appointment."""
    event = desk.events.get(entry.key)
    when = event.when if event else entry.seen_when
    if when is None or desk.eyes.has_begun(when):
        for letter in (each for each in letters if each.stage is Stage.WAITING):
            _turn(desk, letter, Stage.WITHDRAWN)
        return
    now = [_go_on(desk, entry, event, letter) for letter in letters]
    _tell_stuck(desk, now)
    last = latest(now, entry.key)
    if event and entry.state is State.INVITED:
        unsent = set() if _is_taken_back(desk, event) else {each.to for each in now} - last.keys()
        _tell_move(desk, entry, event, now, unsent)
        _ask_uninvite(desk, entry, event, now)
        _ask_back(desk, entry, event, now)
    elif event is None and entry.state in (State.SKIPPED, State.CANCELLED):
        _ask_cancel(desk, entry, now)


def _go_on(desk: Desk, entry: Entry, event: Event | None, letter: Letter) -> Letter:
    """The letter after looking whether it still says what is so: posted, withdrawn, or asked about."""
    if letter.stage not in {Stage.WAITING, *_DOUBTS}:
        return letter
    if not _is_so(desk, entry, event, letter):
        return _turn(desk, letter, Stage.WITHDRAWN) if letter.stage is Stage.WAITING else letter
    code = "mail_late" if is_late(desk, letter) else _DOUBTS.get(letter.stage)
    if code is None:
        if may_go(desk, letter):
            desk.post.append(letter)
        else:
            desk.leave(entry, Reason("waits_office_hours"))
        return letter
    answer = _ask(desk, code, ("send_again", "leave"), entry, letter, {letter.to})
    if answer == "send_again":
        again = replace(letter, stage=Stage.WAITING, tries=letter.tries + 1)
        desk.letters.append(again)
        desk.post.append(again)
        return again
    if answer == "leave":
        # Who may have it counts as told: he hears of what changes.
        return _turn(desk, letter, Stage.SENT if letter.stage is Stage.HANDING else Stage.LEFT)
    return letter


def _tell_stuck(desk: Desk, letters: list[Letter]) -> None:
    """A mail server that takes nothing for a day: who thinks that his guests were told must know better."""
    since = desk.situation.now - STUCK
    stuck = [each for each in letters if each.stage is Stage.WAITING and each.at <= since]
    if stuck:
        draft = stuck[0].draft
        facts: dict[str, Fact] = {"title": draft.title, "start": draft.when.start, "count": len(stuck)}
        desk.notices.append(Reason("mail_stuck", facts))


def _is_so(desk: Desk, entry: Entry, event: Event | None, letter: Letter) -> bool:
    if event is None or letter.to not in _people(event):
        return letter.purpose.method is Method.CANCEL
    if letter.purpose.method is Method.CANCEL:
        return False
    asked = entry.state is State.INVITED and letter.to in entry.guests
    return asked and event.when == letter.draft.when and not _is_taken_back(desk, event)


def _is_taken_back(desk: Desk, event: Event) -> bool:
    """Whether its owner put the prefix back: whom no letter reached yet is not to be invited."""
    return desk.eyes.is_proposal(event.title)


def _tell_move(desk: Desk, entry: Entry, event: Event, letters: list[Letter], unsent: set[Person]) -> None:
    """Another moment goes to those who were invited, and stand there still."""
    last, here = latest(letters, entry.key), _people(event)
    moved = tuple(
        guest
        for guest in entry.guests
        if guest in here and (guest in unsent or (guest in last and _says_otherwise(last[guest], event)))
    )
    if not moved:
        # What he moves, or agrees to, from here on gets its own time to think again.
        desk.put(entry, noticed_at=None)
        return
    if event.series:
        # A letter about one moment would make the series a single appointment in the guests' calendars.
        desk.leave(entry, Reason("mail_series"))
        return
    if entry.noticed_when != event.when or entry.noticed_at is None:
        # He may still be busy moving it: one mail is enough.
        entry = desk.put(entry, noticed_at=desk.situation.now, noticed_when=event.when)
    now = desk.situation.now
    if now < (until := (entry.noticed_at or now) + desk.situation.policy.delay):
        desk.leave(entry, Reason("mail_waits", {"until": until}))
        return
    # Who heard of no moment yet is invited; to him it is no other one.
    for purpose, guests in ((Purpose.INVITE, unsent), (Purpose.MOVE, set(moved) - unsent)):
        if to := tuple(guest for guest in moved if guest in guests):
            _write(desk, entry, to, letters, purpose, event)


def _says_otherwise(letter: Letter, event: Event) -> bool:
    asked = letter.purpose.method is Method.REQUEST and letter.stage not in _SILENT
    return asked and letter.draft.when != event.when


def _ask_uninvite(desk: Desk, entry: Entry, event: Event, letters: list[Letter]) -> None:
    """Whom its owner took off the appointment does not know yet."""
    for guest in sorted(_told(letters, entry) - _people(event), key=lambda each: each.address):
        _if_wanted(desk, entry, {guest}, letters, event=event, code="uninvite", purpose=Purpose.UNINVITE)


def _ask_cancel(desk: Desk, entry: Entry, letters: list[Letter]) -> None:
    """It is gone from the calendar; its guests do not know yet."""
    told = _told(letters, entry)
    _if_wanted(desk, entry, told, letters, event=None, code="cancel_guests", purpose=Purpose.CANCEL)


def _ask_back(desk: Desk, entry: Entry, event: Event, letters: list[Letter]) -> None:
    """It stands again, or a guest does, of whom we said that it would not be."""
    back = _told(letters, entry, Method.CANCEL) & set(entry.guests) & _people(event)
    _if_wanted(desk, entry, back, letters, event=event, code="invite_again", purpose=Purpose.MOVE)


def _if_wanted(  # noqa: PLR0913 - a question about guests, and the letters that a yes brings
    desk: Desk,
    entry: Entry,
    guests: set[Person],
    letters: list[Letter],
    *,
    event: Event | None,
    code: str,
    purpose: Purpose,
) -> None:
    if not guests:
        return
    newest = max((each for each in letters if each.to in guests), key=lambda each: each.sequence)
    yes = "invite" if purpose is Purpose.MOVE else "cancel"
    if _ask(desk, code, (yes, "leave"), entry, newest, guests) == yes:
        ordered = tuple(guest for guest in newest.guests if guest in guests)
        rest = sorted(guests - set(ordered), key=lambda guest: guest.address)
        _write(desk, entry, (*ordered, *rest), letters, purpose, event)


def _told(letters: list[Letter], entry: Entry, method: Method = Method.REQUEST) -> set[Person]:
    """Who has, or may have, an invitation (or its end) as the last that he heard."""
    last = latest(letters, entry.key)
    return {to for to, each in last.items() if each.purpose.method is method and each.stage in TOLD}


def _write(  # noqa: PLR0913, PLR0917 - letters, and what they follow from
    desk: Desk,
    entry: Entry,
    guests: tuple[Person, ...],
    letters: list[Letter],
    purpose: Purpose,
    event: Event | None,
) -> None:
    """Lays down new letters, each under the next number (RFC 5546, 2.1.4)."""
    newest = max(letters, key=lambda each: each.sequence)
    when = event.when if event else newest.draft.when
    cancels = purpose.method is Method.CANCEL
    standing = tuple(guest for guest in entry.guests if event and guest in _people(event))
    new = letters_to(
        desk,
        entry,
        guests,
        replace(newest.draft, when=newest.draft.when if cancels else when),
        purpose=purpose,
        sequence=max(newest.sequence + 1, event.sequence if event else 0),
        uid=newest.uid,
        all_guests=guests if cancels else standing,
    )
    desk.letters += new
    desk.post += (each for each in new if may_go(desk, each))
    desk.leave(entry, Reason("mailed", {"count": len(new)}))


def _ask(  # noqa: PLR0913, PLR0917 - a question about letters, and who got them
    desk: Desk,
    code: str,
    choices: tuple[str, ...],
    entry: Entry,
    letter: Letter,
    guests: Collection[Person],
) -> str | None:
    facts: dict[str, Fact] = {
        "title": letter.draft.title,
        "start": letter.draft.when.start,
        "guest": letter.to.address,
        "count": len(guests),
    }
    # An answer holds for these guests, and this time: about another one it says nothing.
    detail = " ".join(
        (f"{letter.sequence} {letter.tries} {entry.since}", *sorted(each.address for each in guests))
    )
    return desk.ask(code, choices, about=entry.key, detail=detail, facts=facts)


def _people(event: Event) -> set[Person]:
    return {each.person for each in event.attendees}


def _turn(desk: Desk, letter: Letter, stage: Stage) -> Letter:
    desk.letters.append(turned := replace(letter, stage=stage))
    return turned
