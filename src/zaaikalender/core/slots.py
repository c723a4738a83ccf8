"""Where all new wishes of a person go: the best placement of them together, and a reason for what has none.

You need this once per person and pass. What stands is fixed: give it as busy, as half-days that are taken
and as weeks that are used. Then no new wish moves it, and one more wish or meeting moves no placed wish that
it does not touch.

The parts: `moments` knows the best start in a half-day, `nearest` which half-days can matter to a wish,
`arrange` which arrangement is best, `shortage` why something did not fit.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from zaaikalender.core.arrange import arrange
from zaaikalender.core.dates import Office, WeekHours
from zaaikalender.core.events import Timed
from zaaikalender.core.freetime import BusyTime
from zaaikalender.core.hours import FIRST_DAY, LAST_DAY, HalfDay, Week
from zaaikalender.core.moments import Diary, Moments, Need
from zaaikalender.core.nearest import Place, Room, Search, contending
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Busy
from zaaikalender.core.shortage import shortage
from zaaikalender.core.wishes import Wish

_NONE_USED: Mapping[Week, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Which wish goes where, by the wishes' keys, in the order of the keys.

    `late` were placed after their window, because nobody works in all of it. `unplaced` gives for the others
    the reason `no_room`.
    """

    placed: Mapping[str, Timed]
    late: frozenset[str]
    unplaced: Mapping[str, Reason]


def place(  # noqa: PLR0913 - all that a person's time depends on, each by its name
    wishes: Sequence[Wish],
    *,
    busy: Sequence[Busy],
    hours: WeekHours,
    office: Office,
    leave: Sequence[Busy] = (),
    taken: Collection[HalfDay] = (),
    per_week: int | None = None,
    used_weeks: Mapping[Week, int] = _NONE_USED,
) -> Placement:
    """The best placement of one person's new wishes; equal input in any order gives equal output.

    An appointment lies within his `hours` and the wish's own, on an open day, clear of all that is `busy` and
    of his `leave` (the office's margin and the wish's travel included). At most one of ours stands in a
    half-day; those in which one does already are `taken`. At most `per_week` stand in a week; `used_weeks`
    tells how many do already. A wish in whose window nobody works may go as far as it says `beyond` it.
    Raises ValueError where two wishes have one key.
    """
    diary = Diary(
        busy=BusyTime.of([*busy, *leave] if leave else busy),
        leave=BusyTime.of(leave),
        hours=hours,
        office=office,
    )
    ordered = sorted(wishes, key=lambda wish: wish.key)
    if len({wish.key for wish in ordered}) < len(ordered):
        raise ValueError("two wishes have one key")
    # Wishes that ask the same share what was looked up.
    moments = {need: Moments(need, diary) for need in {_need(wish) for wish in ordered}}
    room = _room(taken, per_week, used_weeks, whole_days=any(each.whole_days for each in moments.values()))
    searches = [_search(wish, moments[_need(wish)], room, diary) for wish in ordered]
    chosen: dict[str, Place] = {}
    for group in contending(searches):
        chosen |= arrange(group, room)
    return _placement(ordered, searches, chosen, room, diary)


def _need(wish: Wish) -> Need:
    return Need(duration=wish.duration, between=wish.between, travel=wish.travel, not_before=wish.not_before)


def _room(
    taken: Iterable[HalfDay], per_week: int | None, used_weeks: Mapping[Week, int], *, whole_days: bool
) -> Room:
    return Room(
        taken=frozenset(half_day.number for half_day in taken),
        used={week.count: used for week, used in used_weeks.items()},
        per_week=per_week,
        whole_days=whole_days,
    )


def _search(wish: Wish, moments: Moments, room: Room, diary: Diary) -> Search:
    """The search through a wish's window, or past it where nobody works in what is left of that."""
    first, last = _first_day(wish, diary), wish.last.toordinal()
    if wish.beyond and first <= last and not diary.works_between(first, last):
        first, last = last + 1, last + wish.beyond
    return Search(
        key=wish.key,
        due=wish.due.toordinal(),
        first=max(first, FIRST_DAY),
        last=min(last, LAST_DAY),
        moments=moments,
        room=room,
    )


def _first_day(wish: Wish, diary: Diary) -> int:
    """The first day of a wish's window that is not past."""
    today = wish.not_before.astimezone(diary.office.zone).toordinal()
    return max(wish.first.toordinal(), today)


def _placement(
    wishes: Sequence[Wish],
    searches: Sequence[Search],
    chosen: Mapping[str, Place],
    room: Room,
    diary: Diary,
) -> Placement:
    left = room.less(chosen.values())
    placed, late, unplaced = {}, set(), {}
    for wish, search in zip(wishes, searches, strict=True):
        place = chosen.get(wish.key)
        if place is None:
            unplaced[wish.key] = shortage(search, left, diary, since=_first_day(wish, diary))
            continue
        placed[wish.key] = Timed(start=place.moment.start, end=place.moment.start + wish.duration)
        if search.first > wish.last.toordinal():
            late.add(wish.key)
    return Placement(placed=placed, late=frozenset(late), unplaced=unplaced)
