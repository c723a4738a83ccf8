"""The best arrangement of wishes that contend for the same weeks.

You need this to know what "best" means. Of all arrangements, in this order: the fewest wishes unplaced; the
fewest days from their due days in all; the fewest pairs of ours in one week, then on one day (what stands
counts too); even hours, then early ones; and of what is still equal the earliest half-day for the first wish
in the order of keys, then for the second, and so on. So there is exactly one best arrangement, whatever the
order in which the wishes come, and it does not change when a place that it does not use is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zaaikalender.core.flow import Network
from zaaikalender.core.hours import week_count
from zaaikalender.core.moments import MOST_LATENESS
from zaaikalender.core.nearest import Place, Room, Search

_HALVES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weights:
    """What each thing costs: more than all lesser things together, so that one integer holds them all.

    `places` is how many half-days lie between the first and the last that any wish may have, and one more.
    """

    wishes: int
    first: int
    places: int
    late: int
    same_day: int
    same_week: int
    distance: int
    unplaced: int

    @classmethod
    def of(cls, group: Sequence[Search], room: Room) -> "_Weights":
        """The weights for a group."""
        wishes = len(group)
        kept = [place for search in group for place in search.kept]
        half_days = [place.moment.half_day for place in kept] or [0]
        places = max(half_days) - min(half_days) + 2
        late = places**wishes
        same_day = late * (wishes * MOST_LATENESS + 1)
        same_week = same_day * (wishes * _HALVES + 1)
        used = max((room.used.get(place.week, 0) for place in kept), default=0)
        distance = same_week * (wishes * (wishes + used) + 1)
        return cls(
            wishes=wishes,
            first=min(half_days),
            places=places,
            late=late,
            same_day=same_day,
            same_week=same_week,
            distance=distance,
            unplaced=distance * (wishes * max((place.distance for place in kept), default=0) + 1),
        )

    def of_place(self, rank: int, place: Place) -> int:
        """What it costs that the wish of that rank has this place."""
        return (
            self.distance * place.distance
            + self.late * place.moment.lateness
            + self._tie(rank, place.moment.half_day - self.first)
        )

    def of_none(self, rank: int) -> int:
        """What it costs that the wish of that rank has no place."""
        return self.unplaced + self._tie(rank, self.places - 1)

    def _tie(self, rank: int, choice: int) -> int:
        """A digit of a number of which the first wish has the highest digit."""
        digit: int = self.places ** (self.wishes - 1 - rank)
        return choice * digit


def arrange(group: Sequence[Search], room: Room) -> dict[str, Place]:
    """The place of each wish that gets one, by its key."""
    grid = _Grid(group, room)
    for search in sorted(group, key=lambda search: search.key):
        grid.add(search)
    return grid.filled()


class _Grid:
    """The network: from each wish to its half-days, from there to the day, the week, and out.

    An arc carries one unit, so the arcs behind a half-day, a day and a week say how many it holds; the
    second and third cost more.
    """

    def __init__(self, group: Sequence[Search], room: Room) -> None:
        self._network = Network()
        self._room = room
        self._weights = _Weights.of(group, room)
        self._out = self._network.node()
        self._wishes: list[int] = []
        self._arcs: dict[int, tuple[str, Place]] = {}
        self._half_days: dict[int, int] = {}
        self._days: dict[int, int] = {}
        self._weeks: dict[int, int] = {}

    def add(self, search: Search) -> None:
        """Take in the next wish, in the order of the keys."""
        rank = len(self._wishes)
        wish = self._network.node()
        for place in search.kept:
            arc = self._network.arc(wish, self._half_day(place), self._weights.of_place(rank, place))
            self._arcs[arc] = search.key, place
        self._network.arc(wish, self._out, self._weights.of_none(rank))
        self._wishes.append(wish)

    def filled(self) -> dict[str, Place]:
        """Give each wish a place, or none, so that all together cost least."""
        for wish in self._wishes:
            self._network.send(wish, self._out)
        return dict(given for arc, given in self._arcs.items() if self._network.carries(arc))

    def _half_day(self, place: Place) -> int:
        number = place.moment.half_day
        if self._room.whole_days:
            number -= number % _HALVES
        if number not in self._half_days:
            self._half_days[number] = self._network.node()
            self._network.arc(self._half_days[number], self._day(number // _HALVES), 0)
        return self._half_days[number]

    def _day(self, day: int) -> int:
        if day not in self._days:
            self._days[day] = self._network.node()
            standing = len(self._room.taken & {_HALVES * day, _HALVES * day + 1})
            for others in range(standing, _HALVES):
                self._network.arc(self._days[day], self._week(day), others * self._weights.same_day)
        return self._days[day]

    def _week(self, day: int) -> int:
        week = week_count(day)
        if week not in self._weeks:
            self._weeks[week] = self._network.node()
            standing = self._room.used.get(week, 0)
            for others in range(standing, standing + min(self._room.left(week), self._weights.wishes)):
                self._network.arc(self._weeks[week], self._out, others * self._weights.same_week)
        return self._weeks[week]
