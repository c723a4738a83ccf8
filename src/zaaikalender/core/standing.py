"""What becomes of a follow-up that stands: it follows its project, moves, or becomes a question.

You need this when a proposal moved by itself, or did not. What nobody touched follows its project; what a
person changed is his; what is approved or invited never moves by itself.
"""

from dataclasses import replace

from zaaikalender.core.appointments import Entry, Field, Kind, State
from zaaikalender.core.approvals import finish
from zaaikalender.core.contact_drafts import new_number
from zaaikalender.core.desk import Desk, Move
from zaaikalender.core.drafts import proposal
from zaaikalender.core.events import Event, first_day, outsiders
from zaaikalender.core.life import all_declined, theirs
from zaaikalender.core.plan import Update, changed_fields
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.wishes import Wish, is_past


def with_facts(entry: Entry, wish: Wish) -> Entry:
    """The entry with what the wish says now; guests once found by name are kept."""
    candidates, pick = (wish.candidates, wish.pick) if wish.candidates else (entry.candidates, entry.pick)
    return replace(
        entry,
        due=wish.due,
        first=wish.first,
        last=wish.last,
        ended=wish.ended,
        project=wish.project,
        candidates=candidates,
        pick=pick,
    )


def revise_standing(desk: Desk, wish: Wish, entry: Entry) -> None:
    """What becomes of a follow-up or a contact slot that stands (or is expected to)."""
    event = desk.events.get(entry.key)
    if event is None or desk.eyes.has_begun(event.when):
        return
    if entry.state is State.PROPOSED:
        _proposed(desk, wish, entry, event)
    else:
        _approved(desk, wish, entry, event)


def _proposed(desk: Desk, wish: Wish, entry: Entry, event: Event) -> None:
    changed = theirs(entry, event, desk.eyes)
    because = _why_elsewhere(desk, wish, entry, event)
    if desk.has_outsiders(event):
        _with_guest_of_his_own(desk, wish, entry, event, because)
        return
    if because and Field.WHEN not in changed and not is_past(wish, desk.situation.asker):
        desk.moves.append(Move(wish=wish, entry=with_facts(entry, wish), event=event, because=because))
        return
    if because and because.code == "collision":
        answer = _ask_collision(desk, entry, event)
        if answer == "new_moment":
            _propose_anew(desk, wish, entry, event)
            return
        if answer == "leave":
            entry = desk.put(entry, overlap_ok=True)
    _revise(desk, wish, entry, event)
    if changed:
        code = "moved_by_owner" if Field.WHEN in changed else "edited_by_owner"
        desk.leave(entry, entry.because if entry.written is None else Reason(code))


def _with_guest_of_his_own(
    desk: Desk, wish: Wish, entry: Entry, event: Event, because: Reason | None
) -> None:
    """Its owner invited somebody to a proposal: whatever we changed would be mailed, so he is asked."""
    desk.leave(entry, Reason("invited", {"count": len(outsiders(event, desk.situation.office.domains))}))
    if because and because.code == "end_moved":
        answer = _ask_moved(desk, wish, entry, event)
        if answer is None:
            return
    elif because and because.code == "collision":
        _ask_collision(desk, entry, event)
    desk.put(with_facts(entry, wish))


def _why_elsewhere(desk: Desk, wish: Wish, entry: Entry, event: Event) -> Reason | None:
    """Why an appointment would stand somewhere else if it were planned now; None where it is fine."""
    if _outside(desk, wish, entry, event):
        return _moved(wish)
    day = first_day(event.when, desk.situation.office.zone)
    if entry.key in desk.eyes.overlapping or not desk.situation.office.is_open(day):
        return Reason("collision", {"start": _start_of(event)})
    return None


def _moved(wish: Wish) -> Reason:
    """Why it moves: what it follows did."""
    if wish.kind is Kind.CONTACT:
        return Reason("contact_moved", {"name": wish.project, "due": wish.due})
    return Reason("end_moved", {"project": wish.project, "end": wish.ended or wish.due})


def _outside(desk: Desk, wish: Wish, entry: Entry, event: Event) -> bool:
    """Whether the project's end took the window away from where it stands.

    One placed past a closed window stays, and so does one whose rule became narrower: what stands is fixed.
    """
    if entry.first is None or (wish.due, wish.ended) == (entry.due, entry.ended):
        return False
    return not wish.first <= first_day(event.when, desk.situation.office.zone) <= wish.last


def _revise(desk: Desk, wish: Wish, entry: Entry, event: Event) -> None:
    """Title and text follow the project where no person changed them; new words of ours alone change none."""
    fresh = with_facts(entry, wish)
    if _facts(fresh) == _facts(entry) and not new_number(desk, wish, entry):
        return
    draft = desk.situation.dialect(replace(proposal(desk, wish, fresh), when=event.when))
    fields = changed_fields(entry, event, draft, desk.eyes) - {Field.WHEN}
    if not fields:
        desk.put(fresh)
    else:
        # What it says is known only once it is written: until then each pass wants it again.
        renamed = fresh.project != entry.project
        because = (
            Reason("end_renamed", {"project": wish.project})
            if renamed and wish.kind is not Kind.CONTACT
            else _moved(wish)
        )
        desk.operations.append(Update(entry=fresh, event=event, draft=draft, fields=fields, because=because))


def _facts(entry: Entry) -> tuple[object, ...]:
    return (entry.due, entry.first, entry.last, entry.ended, entry.project, entry.candidates, entry.pick)


def _approved(desk: Desk, wish: Wish, entry: Entry, event: Event) -> None:
    """What is approved or invited never moves by itself: what no longer fits becomes a question."""
    moved = entry.kind is not Kind.CONTACT and _outside(desk, wish, entry, event)
    if moved and Field.WHEN not in theirs(entry, event, desk.eyes):
        answer = _ask_moved(desk, wish, entry, event)
        if answer is None:
            return
        if answer == "new_moment":
            _propose_anew(desk, wish, entry, event)
            return
    if entry.key in desk.eyes.overlapping and not entry.overlap_ok:
        answer = _ask_collision(desk, entry, event)
        if answer == "new_moment":
            _propose_anew(desk, wish, entry, event)
        if answer != "leave":
            return
        entry = replace(entry, overlap_ok=True)
    entry = desk.put(with_facts(entry, wish))
    if entry.state is State.INVITED:
        _invited(desk, entry, event)
    else:
        finish(desk, wish.invite, entry, event)


def _invited(desk: Desk, entry: Entry, event: Event) -> None:
    desk.leave(entry, Reason("invited", {"count": len(entry.guests)}))
    if all_declined(event, desk.situation.owner):
        facts: dict[str, Fact] = {"title": event.title, "start": _start_of(event)}
        answer = desk.ask(
            "all_declined", ("new_moment", "let_go"), about=entry.key, detail=str(event.when), facts=facts
        )
        if answer:
            code = "again" if answer == "new_moment" else "declined_by_guests"
            desk.put(entry, state=State.SKIPPED, because=Reason(code), since=desk.situation.now)


def _ask_moved(desk: Desk, wish: Wish, entry: Entry, event: Event) -> str | None:
    facts: dict[str, Fact] = {
        "project": wish.project,
        "end": wish.ended or wish.due,
        "title": desk.eyes.bare(event.title),
        "start": _start_of(event),
    }
    detail = f"{wish.ended} {entry.since}"
    return desk.ask("end_moved", _ways_out(desk, entry, event), about=entry.key, detail=detail, facts=facts)


def _ask_collision(desk: Desk, entry: Entry, event: Event) -> str | None:
    if entry.overlap_ok:
        return "leave"
    facts: dict[str, Fact] = {"title": desk.eyes.bare(event.title), "start": _start_of(event)}
    # An answer holds for this approval, not for a later one that meets the same again.
    detail = f"{event.when} {entry.since}"
    return desk.ask("collision", _ways_out(desk, entry, event), about=entry.key, detail=detail, facts=facts)


def _ways_out(desk: Desk, entry: Entry, event: Event) -> tuple[str, ...]:
    """Who was invited is never moved by us, nor is a series that its owner made: he does that himself."""
    fixed = entry.state is State.INVITED or desk.has_outsiders(event) or event.occurrence is not None
    return ("leave",) if fixed else ("new_moment", "leave")


def _propose_anew(desk: Desk, wish: Wish, entry: Entry, event: Event) -> None:
    """Its owner wants another moment: it becomes a proposal again, at a moment that we find."""
    again = replace(
        with_facts(entry, wish),
        state=State.PROPOSED,
        since=desk.situation.now,
        because=Reason("again"),
        noticed_at=None,
        noticed_when=None,
    )
    desk.moves.append(Move(wish=wish, entry=again, event=event, because=Reason("again")))


def _start_of(event: Event) -> Fact:
    return event.when.start
