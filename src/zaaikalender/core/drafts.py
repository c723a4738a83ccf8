"""What we write, in words: the draft of a proposal, of an invitation, of the quarter of an hour after it.

You need this to see which text stands where. A proposal's text is private and names whom we would invite; an
event with guests carries the guests' text alone.
"""

from zaaikalender.core.appointments import Draft, Entry, Kind
from zaaikalender.core.contact_drafts import contact_slot, list_title, slot_title, with_helper
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, Shown, Timed, When
from zaaikalender.core.ports import Mails
from zaaikalender.core.wishes import Wish


def proposal(desk: Desk, wish: Wish, entry: Entry, *, when: Timed | None = None) -> Draft:
    """A proposal: tentative, its owner's alone. Without `when` at the moment where it was last seen."""
    phrases = desk.situation.phrases
    moment = when or entry.seen_when or (entry.written.when if entry.written else None)
    if moment is None:
        raise ValueError("a proposal needs a moment")
    if wish.contact:
        return contact_slot(desk, wish, wish.contact, when=moment)
    if wish.kind is Kind.ACTION:
        return with_helper(desk, wish, when=moment)
    return Draft(
        title=phrases.prefix + what(desk, wish),
        when=moment,
        text=_text(desk, wish, entry),
        shown=Shown.TENTATIVE,
    )


def what(desk: Desk, wish: Wish) -> str:
    """How its owner would call it: the title without the prefix."""
    if wish.contact:
        return slot_title(desk, wish, wish.contact)
    if wish.kind is Kind.ACTION:
        return wish.title or list_title(desk, wish)
    return desk.situation.phrases.fill(wish.title, {"project": wish.project})


def _text(desk: Desk, wish: Wish, entry: Entry) -> str:
    phrases = desk.situation.phrases
    because = phrases.reason(wish.because)
    if entry.pick:
        facts = {"because": because, "candidates": phrases.guests(entry.candidates)}
        return phrases.render("text.proposal_pick", facts)
    if entry.candidates:
        facts = {"because": because, "guests": phrases.guests(entry.candidates)}
        return phrases.render("text.proposal", facts)
    return phrases.render("text.proposal_alone", {"because": because})


def note(desk: Desk, parent: Entry, event: Event, when: When) -> Draft:
    """The private quarter of an hour after a conversation, with the words that approval moved there."""
    phrases = desk.situation.phrases
    title = desk.eyes.bare(event.title)
    carried = phrases.verbatim(parent.carried or "-")
    code = "note_list" if parent.kind is Kind.ACTION else "note"
    text = phrases.render(f"text.{code}", {"title": title, "carried": carried})
    if desk.situation.mails is Mails.NOBODY:
        text = f"{phrases.render('text.nobody_mails')}\n\n{text}"
    return Draft(
        title=phrases.render(f"title.{code}", {"title": title}),
        when=when,
        text=text,
        shown=Shown.BUSY,
        private=True,
    )


def invitation(desk: Desk, entry: Entry, event: Event) -> Draft:
    """What the guests get: the title as its owner left it, and no private word."""
    return Draft(
        title=desk.eyes.bare(event.title),
        when=event.when,
        text=desk.situation.phrases.render(_guests_text(entry), {"project": entry.project}),
        shown=Shown.BUSY,
    )


_GUESTS_TEXTS = {Kind.CONTACT: "text.guests_contact", Kind.ACTION: "text.guests_list"}


def _guests_text(entry: Entry) -> str:
    return _GUESTS_TEXTS.get(entry.kind, "text.guests")
