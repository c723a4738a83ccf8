"""Whom Google mails when an organizer writes an event, and what.

You need this to see why a mail was sent. `sendUpdates` says who is told; a guest whose answer a write takes
away is invited anew.
"""

from collections.abc import Container
from dataclasses import dataclass

from providers.fakes.google_agenda import Agenda, Entry
from providers.fakes.google_merge import changes

TIMES = {"start", "end", "recurrence"}
_NOTICED = {"summary", "description", "location", "attendees", "attachments", "conferenceData", *TIMES}


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to one guest: invitation, update or cancellation; or his reply to the organizer.

    `by` is "us" or "person".
    """

    to: str
    what: str
    ref: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Who writes, and whom `sendUpdates` tells (all, externalOnly, none)."""

    by: str
    updates: str = "none"


def answers_of(entry: Entry) -> dict[str, str]:
    """Each guest's answer by his address."""
    return {one["email"]: one["responseStatus"] for one in entry.get("attendees", ())}


def sent(inside: Container[str], agenda: Agenda, before: Entry, after: Entry, deed: Deed) -> list[Mail]:
    """The mails of one write; `inside` are those with a calendar at Google."""
    noticed = changes(before, after) & _NOTICED
    return [
        Mail(to=to, what=what, ref=after["id"], by=deed.by)
        for to in sorted((answers_of(before).keys() | answers_of(after).keys()) - {agenda.id})
        if (what := _what(to, before, after)) != "update" or noticed
        if _told(inside, to, deed)
        or (agenda.habits.mails_anyway and (to in answers_of(before)) != (to in answers_of(after)))
    ]


def _told(inside: Container[str], to: str, deed: Deed) -> bool:
    return deed.updates == "all" or (deed.updates == "externalOnly" and to not in inside)


def _what(to: str, before: Entry, after: Entry) -> str:
    was, now = answers_of(before), answers_of(after)
    if after["status"] == "cancelled" or to not in now:
        return "cancellation"
    taken_back = was.get(to) != now[to] == "needsAction"
    return "invitation" if to not in was or taken_back or before["status"] == "cancelled" else "update"
