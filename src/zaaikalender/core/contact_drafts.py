"""What a contact slot says, and what stands beside it: travel time, and an action of one's own.

You need this to change how a slot reads. All of it is private: no guest ever gets these words.
"""

import re

from zaaikalender.core.appointments import Draft, Entry
from zaaikalender.core.contacts import Contact
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Shown, Timed, When
from zaaikalender.core.rules import Invite
from zaaikalender.core.wishes import Wish

_NUMBER = re.compile(r"\+?[\d ().-]{6,24}")
_DUTCH_MOBILE = re.compile(r"(?:\+31|0031|0)6(\d{8})")
_SHORTEST, _LONGEST = 8, 15
"""Digits of a number in international form (ITU-T E.164)."""


def contact_slot(desk: Desk, wish: Wish, contact: Contact, *, when: When) -> Draft:
    """A slot with somebody on the list: tentative, private, its owner's alone."""
    return Draft(
        title=desk.situation.phrases.prefix + slot_title(desk, wish, contact),
        when=when,
        text=_text(desk, wish, contact),
        shown=Shown.TENTATIVE,
        private=True,
        yearly=wish.yearly,
    )


def slot_title(desk: Desk, wish: Wish, contact: Contact) -> str:
    """Koffie met Eva Jansen."""
    form = wish.title[:1].upper() + wish.title[1:]
    return f"{form} {desk.situation.phrases.render('title.contact', {'name': contact.name})}"


def _text(desk: Desk, wish: Wish, contact: Contact) -> str:
    phrases = desk.situation.phrases
    facts = {"because": phrases.reason(wish.because), "name": contact.name, "call": _call(desk, contact)}
    if wish.yearly:
        return phrases.render("text.contact_yearly", facts)
    if wish.invite is Invite.SELF or not wish.candidates:
        return phrases.render("text.contact", facts)
    return phrases.render("text.contact_invite", {**facts, "guests": phrases.guests(wish.candidates)})


def _call(desk: Desk, contact: Contact) -> str:
    """The telephone number, with a link to chat where it is one that can."""
    phrases = desk.situation.phrases
    number = contact.telephone.strip()
    if not _NUMBER.fullmatch(number):
        return phrases.render("text.contact_no_number")
    chat = _international(number)
    said = f"{number} \u00b7 https://wa.me/{chat}" if chat else number
    return phrases.verbatim(said)


def _international(number: str) -> str:
    """The digits of a number with its country, as a chat link wants them; empty where that is unknown."""
    digits = re.sub(r"[^\d+]", "", number)
    if mobile := _DUTCH_MOBILE.fullmatch(digits):
        return f"316{mobile[1]}"
    bare = digits.removeprefix("+")
    return bare if digits.startswith("+") and _SHORTEST <= len(bare) <= _LONGEST else ""


def new_number(desk: Desk, wish: Wish, entry: Entry) -> bool:
    """Whether a slot that stands shows another telephone number than the list now does."""
    if wish.contact is None or entry.written is None:
        return False
    return _call(desk, wish.contact) not in entry.written.text


def travel(desk: Desk, title: str, when: Timed) -> Draft:
    """The way there, or back."""
    phrases = desk.situation.phrases
    return Draft(
        title=phrases.render("title.travel"),
        when=when,
        text=phrases.render("text.travel", {"title": title}),
        shown=Shown.BUSY,
        private=True,
    )


def action(desk: Desk, wish: Wish, when: When) -> Draft:
    """A quarter of an hour for what its owner said that he would do, or for making his list."""
    phrases = desk.situation.phrases
    if wish.title:
        facts = {"title": wish.project, "words": wish.title}
        title, text = phrases.render("title.action", facts), phrases.render("text.action", facts)
    else:
        because = {"because": phrases.reason(wish.because)}
        title, text = list_title(desk, wish), phrases.render("text.make_list", because)
    return Draft(title=title, when=when, text=text, shown=Shown.BUSY, private=True)


def list_title(desk: Desk, wish: Wish) -> str:
    """Lijst van zeven maken, and with whom where a colleague helps."""
    phrases = desk.situation.phrases
    if not wish.candidates:
        return phrases.render("title.make_list")
    helper = wish.candidates[0]
    return phrases.render("title.make_list_with", {"helper": helper.name or helper.address})


def with_helper(desk: Desk, wish: Wish, *, when: When) -> Draft:
    """A quarter of an hour to make the list together: a proposal, since a colleague would be invited."""
    phrases = desk.situation.phrases
    facts = {"because": phrases.reason(wish.because), "guests": phrases.guests(wish.candidates)}
    return Draft(
        title=phrases.prefix + list_title(desk, wish),
        when=when,
        text=phrases.render("text.make_list_with", facts),
        shown=Shown.TENTATIVE,
        private=True,
    )
