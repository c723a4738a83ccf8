"""Which half-days can matter to a wish: the nearest few to its due day, as many as it has rivals.

You need this when placement is slow, or when you doubt that it is exact. Looking through a whole year for
each wish would be the greater part of the work, so the search goes outward from the due day and stops early.

Why that loses nothing. A place is free for a wish as long as its half-day (or its whole day, where whole
days are asked) and its week have room. So the sets of places that can be used together are the independent
sets of a laminar matroid. While searching we keep a *basis*: places of the distances so far, as many as could
be used together. Among n wishes that contend, let one stand at a place of distance d that we did not keep,
because the basis of smaller distances has n places, or because adding this place makes it dependent. The
other n - 1 places used are independent; by the exchange property some place of that basis can be added to
them (in the second case: else this place, being spanned by the basis, would be spanned by the others too).
It is nearer: so the wish did not stand in the best arrangement. Places of equal distance are all kept, so no
preference among them is lost either. In the same way no wish stays unplaced that has n places in its basis.

Wishes contend only where they have kept a place in the same week. What contends with nothing is best off by
itself, and so is each group: together they cost the sum, and no arrangement of all can cost less than that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zaaikalender.core.hours import week_count
from zaaikalender.core.moments import Moment, Moments

_ENDLESS = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A moment that a wish might have, and how many days it lies from the due day."""

    moment: Moment
    distance: int

    @property
    def day(self) -> int:
        """The day as `date.toordinal`."""
        return self.moment.half_day // 2

    @property
    def week(self) -> int:
        """The week as `Week.count`."""
        return week_count(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is left to give away: half-days in which one of ours stands, and how much each week may hold.

    Half-days are `HalfDay.number`, weeks `Week.count`. `whole_days`: one of ours a day, not one a half-day.
    """

    taken: frozenset[int]
    used: Mapping[int, int]
    per_week: int | None
    whole_days: bool = False

    def left(self, week: int) -> int:
        """How many more may stand in that week."""
        return _ENDLESS if self.per_week is None else max(0, self.per_week - self.used.get(week, 0))

    def less(self, places: Iterable[Place]) -> "Room":
        """What is left once these places are given away too."""
        given = list(places)
        half_days = {place.moment.half_day for place in given}
        if self.whole_days:
            half_days |= {half_day ^ 1 for half_day in half_days}
        used = Counter(self.used)
        used.update(place.week for place in given)
        return replace(self, taken=self.taken | half_days, used=used)

    def offers(self, moment: Moment, moments: Moments) -> bool:
        """Whether that half-day (for what asks for whole days: that day) is still free of ours."""
        if moments.whole_days:
            return not self.taken & {moment.half_day, moment.half_day ^ 1}
        return moment.half_day not in self.taken


@dataclass(slots=True, kw_only=True)
class Search:
    """One wish's search outward from `due` through the days `first` to `last` (all as `date.toordinal`).

    `kept` are the places that can matter so far. `basis` counts by week those that could be used together,
    `rank` counts them in all.
    """

    key: str
    due: int
    first: int
    last: int
    moments: Moments
    room: Room
    kept: list[Place] = field(default_factory=list)
    rank: int = 0
    basis: dict[int, int] = field(default_factory=dict)
    _distance: int = field(init=False)
    _farthest: int = field(init=False)

    def __post_init__(self) -> None:
        """Begin at the nearest day of the window."""
        self._distance = max(0, self.first - self.due, self.due - self.last)
        self._farthest = max(self.last - self.due, self.due - self.first) if self.first <= self.last else -1

    def reach(self, rank: int) -> None:
        """Go on until the basis holds that many places, or the window is searched through."""
        while self.rank < rank and self._distance <= self._farthest:
            # All places of one distance are looked up before any of them counts.
            found = [self._places(day) for day in self._days()]
            for places in filter(None, found):
                self._keep(places)
            self._distance += 1

    def _days(self) -> Iterator[int]:
        before, after = self.due - self._distance, self.due + self._distance
        if self.first <= before <= self.last:
            yield before
        if self.first <= after <= self.last and after != before:
            yield after

    def _places(self, day: int) -> list[Place]:
        """Places on that day, unless nearer ones fill up its week."""
        week = week_count(day)
        if self.basis.get(week, 0) >= self.room.left(week):
            return []
        return [
            Place(moment=moment, distance=self._distance)
            for moment in self.moments.on(day)
            if self.room.offers(moment, self.moments)
        ]

    def _keep(self, places: list[Place]) -> None:
        """Count what was found on one day: as many as could be used together with what the basis has."""
        week = places[0].week
        together = min(len(places), 1) if self.room.whole_days else len(places)
        counted = self.basis.get(week, 0)
        gained = min(together, self.room.left(week) - counted)
        self.basis[week] = counted + gained
        self.rank += gained
        self.kept += places


def contending(searches: Sequence[Search]) -> list[list[Search]]:
    """The wishes in groups that can be placed apart from each other, each searched as far as it needs."""
    groups = [[search] for search in searches]
    while True:
        for group in groups:
            for search in group:
                search.reach(len(group))
        joined = _joined(groups)
        if len(joined) == len(groups):
            return groups
        groups = joined


def _joined(groups: list[list[Search]]) -> list[list[Search]]:
    """Groups that have kept a place in the same week become one."""
    apart: list[tuple[set[int], list[Search]]] = []
    for group in groups:
        weeks = set().union(*(search.basis for search in group))
        touching = [other for other in apart if not weeks.isdisjoint(other[0])]
        apart = [other for other in apart if weeks.isdisjoint(other[0])]
        members = sum((searches for _, searches in touching), group)
        apart.append((weeks.union(*(other for other, _ in touching)), members))
    return [members for _, members in apart]
