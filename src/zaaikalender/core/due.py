"""When a contact is due: after the last conversation, at what was agreed in it, or spread over the year.

You need this when a contact slot stands in a month that you did not expect.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zaaikalender.core.agreements import Meant
from zaaikalender.core.appointments import Entry, State
from zaaikalender.core.contacts import Contact, Form, Network
from zaaikalender.core.conversations import Conversation
from zaaikalender.core.dates import Office, Span, add, subtract
from zaaikalender.core.events import first_day
from zaaikalender.core.reasons import Fact, Reason

_A_YEAR = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The best day, how many days earlier or later will do, and why; `meant` is what was agreed, if any."""

    day: date
    slack: int
    because: Reason
    meant: Meant | None = None


def due_of(  # noqa: PLR0913 - all that a due day depends on, each by its name
    contact: Contact,
    network: Network,
    talks: Sequence[Conversation],
    latest: Entry | None,
    meant: Meant | None,
    *,
    office: Office,
) -> Due | None:
    """When the next conversation is due; None for somebody who was never spoken.

    `talks` are his conversations, `latest` the last contact slot that we planned, and `meant` what was agreed
    in the last conversation.
    """
    every = network.every_of(contact)
    last = last_spoken(contact, talks)
    skipped = _skipped(latest, office)
    if skipped and (last is None or skipped > last):
        because = Reason("contact_skipped", {"name": contact.name, "day": skipped})
        return _after(skipped, add(skipped, every, office), because)
    if last is None:
        return None
    if meant:
        facts: dict[str, Fact] = {"name": contact.name, "day": last, "due": meant.day}
        slack = 0 if meant.exact else _slack(last, meant.day)
        return Due(day=meant.day, slack=slack, because=Reason("contact_agreed", facts), meant=meant)
    return _after(last, add(last, every, office), Reason("contact_due", {"name": contact.name, "day": last}))


def last_spoken(contact: Contact, talks: Sequence[Conversation]) -> date | None:
    """The day of the last conversation, by the calendar or by the list."""
    days = [talk.day for talk in talks if talk.held]
    if contact.last:
        days.append(contact.last)
    return max(days, default=None)


def in_season(day: date, form: Form, *, after: date) -> date:
    """The nearest day `after` that day in the form's season; of two equally near ones the earlier."""
    for distance in range(_A_YEAR):
        for candidate in (day - timedelta(days=distance), day + timedelta(days=distance)):
            if form.in_season(candidate) and (candidate > after or distance == 0):
                return candidate
    return day


def window(due: Due, form: Form) -> tuple[date, date]:
    """The days (both included) between which it may lie: about the due day, and within the season."""
    first, last = due.day - timedelta(days=due.slack), due.day + timedelta(days=due.slack)
    while first < due.day and not form.in_season(first):
        first += timedelta(days=1)
    while last > due.day and not form.in_season(last):
        last -= timedelta(days=1)
    return first, last


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def days_of(every: Span, office: Office, today: date) -> int:
    """How many days such an interval has, counted back from today."""
    return (today - subtract(today, every, office)).days


def _after(since: date, due: date, because: Reason) -> Due:
    return Due(day=due, slack=_slack(since, due), because=because)


def _slack(since: date, due: date) -> int:
    """Three weeks of a year, and of a shorter time as large a part."""
    return min(21, max(3, (due - since).days // 17))


def _skipped(latest: Entry | None, office: Office) -> date | None:
    """The day of the slot that its owner skipped last."""
    if latest is None or latest.state is not State.SKIPPED:
        return None
    when = latest.seen_when or (latest.written.when if latest.written else None)
    return first_day(when, office.zone) if when else latest.due
