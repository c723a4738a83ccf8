"""Start now: a list that is short of its goal gets one quarter of an hour, within two weeks, to be made.

You need this when "Lijst van zeven maken" stands in a calendar. It comes once: who moved or deleted it has
said what he thinks of it.
"""

from dataclasses import replace
from datetime import timedelta

from zaaikalender.core.actions import working_hours
from zaaikalender.core.appointments import Kind
from zaaikalender.core.dates import next_working_day
from zaaikalender.core.desk import Desk
from zaaikalender.core.identity import Identity
from zaaikalender.core.notes import QUARTER
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.wishes import Wish, earliest

RULE = "make_list"
"""The rule's name in its key."""

_WITHIN = timedelta(days=14)
_DUE = timedelta(days=7)


def plan_start(desk: Desk) -> None:
    """Lays down the wish for it, where the office keeps lists and it never stood."""
    network, situation = desk.situation.network, desk.situation
    if network is None or not network.kept or len(network.contacts) >= network.goal:
        return
    identity = Identity(kind=Kind.ACTION, rule=RULE, subject=situation.calendar)
    if desk.key(identity) in desk.entries:
        return
    first = next_working_day(situation.today, situation.office, situation.hours)
    facts: dict[str, Fact] = {"count": len(network.contacts), "goal": network.goal, "helper": network.helper}
    wish = Wish(
        key=desk.key(identity),
        identity=identity,
        kind=Kind.ACTION,
        due=max(first, situation.today + _DUE),
        first=first,
        last=max(first, situation.today + _WITHIN),
        duration=QUARTER,
        between=working_hours(desk),
        not_before=situation.now,
        because=Reason("list_short_with" if network.helper else "list_short", facts),
        beyond=_WITHIN.days,
    )
    desk.wishes.append(replace(wish, not_before=earliest(wish, situation.asker)))
