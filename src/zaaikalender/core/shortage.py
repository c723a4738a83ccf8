"""Why a wish found no place, in figures that a person can check on his calendar.

You need this for what is unplaced: "three days closed, ten on leave, two full; free again on 12 May".
"""

from datetime import date

from zaaikalender.core.hours import LAST_DAY, week_count
from zaaikalender.core.moments import Diary
from zaaikalender.core.nearest import Room, Search
from zaaikalender.core.reasons import Reason

LOOK_AHEAD = 60
"""Days past the window in which we look when it would fit."""


def shortage(search: Search, room: Room, diary: Diary, *, since: int) -> Reason:
    """The reason `no_room`: from when till when there was none, and why not.

    `since` is the first day of the window that is not past (`date.toordinal`). Facts: `first` is that day,
    `last` the last one that was searched (it lies before `first` where the whole window is past). Of the
    days on which the person works by his hours, `closed_days` counts those on which the office is closed or
    has a holiday, `leave_days` those on which he is on leave all day, `full_days` the others. `first_free`
    is the first day after them, within 60, on which there is room beside all that stands and was placed, or
    "" where there is none.
    """
    days = [date.fromordinal(day) for day in range(since, search.last + 1)]
    due = [day for day in days if diary.hours.on(day)]
    opened = [day for day in due if diary.office.is_open(day)]
    working = sum(map(diary.works, opened))
    return Reason(
        "no_room",
        {
            "first": date.fromordinal(since),
            "last": date.fromordinal(search.last),
            "closed_days": len(due) - len(opened),
            "leave_days": len(opened) - working,
            "full_days": working,
            "first_free": _first_free(search, room) or "",
        },
    )


def _first_free(search: Search, room: Room) -> date | None:
    # Of a window that is past the days that are left begin today.
    after = max(search.last + 1, search.first)
    for day in range(after, min(after + LOOK_AHEAD, LAST_DAY)):
        if room.left(week_count(day)) and any(
            room.offers(each, search.moments) for each in search.moments.on(day)
        ):
            return date.fromordinal(day)
    return None
