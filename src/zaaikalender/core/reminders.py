"""A slot that is not agreed yet reminds its owner three weeks ahead.

You need this to see when that stands in his calendar: in the entry that asks and tells, for a week.
"""

from datetime import timedelta

from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import first_day
from zaaikalender.core.reasons import Fact, Reason

_FROM, _TO = timedelta(days=21), timedelta(days=14)


def plan_reminders(desk: Desk) -> None:
    """Lays down what its owner should hear of slots that are near and not agreed."""
    zone, today = desk.situation.office.zone, desk.situation.today
    for entry in desk.entries.values():
        event = desk.stands(entry) if entry.kind is Kind.CONTACT else None
        if event is None or entry.state is not State.PROPOSED:
            continue
        if _TO <= first_day(event.when, zone) - today <= _FROM:
            facts: dict[str, Fact] = {"title": desk.eyes.bare(event.title), "start": event.when.start}
            desk.notices.append(Reason("contact_reminder", facts))
