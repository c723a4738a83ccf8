"""Which events feed which rule, and what an item is worth keeping.

You need this right after reading a calendar: `kept` turns each item into when it makes its owner busy and the
few events that matter; of all others nothing but start and end is kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from zaaikalender.core.conversations import NOBODY, Acquaintances
from zaaikalender.core.dates import Office
from zaaikalender.core.events import AllDay, Event, Item, Shown, Status, last_day, outsiders, span
from zaaikalender.core.forgetting import IsForgotten, nobody_is, without
from zaaikalender.core.people import Answer, Person
from zaaikalender.core.records import Busy, Kept
from zaaikalender.core.rules import ProjectEndRule, Rules, TitleRule

_NEVER_BLOCKS = frozenset({Shown.FREE, Shown.ELSEWHERE})

Meaning: TypeAlias = tuple[ProjectEndRule, str]
"""The rule that fits an event, and the project's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Through whose eyes a calendar is read: its owner's, in his office, under its rules."""

    owner: Person
    office: Office
    rules: Rules
    people: Acquaintances = NOBODY
    is_forgotten: IsForgotten = nobody_is

    def listens_to(self, event: Event) -> bool:
        """Whether this event may feed a rule at all: strangers command nothing.

        Its organiser is the owner (or it names none), or a colleague, or the owner accepted it; he did not
        decline it, and it is not cancelled.
        """
        answer = event.answer_of(self.owner)
        if event.status is Status.CANCELLED or answer is Answer.DECLINED:
            return False
        organizer = event.organizer
        return (
            organizer is None
            or organizer == self.owner
            or organizer.domain in self.office.domains
            or answer is Answer.ACCEPTED
        )

    def project_end(self, event: Event) -> Meaning | None:
        """The first rule that takes this event for a project's end; private events and ours never are."""
        if event.key is not None or event.private or not self.listens_to(event):
            return None
        return meaning_of(event, self.rules)

    def busy(self, event: Event) -> bool:
        """Whether it takes its owner's time.

        Busy, tentative and unanswered events do; declined, free and working elsewhere don't. Leave blocks
        however it is shown, out of office always; a planning block never does.
        """
        if event.status is Status.CANCELLED or event.answer_of(self.owner) is Answer.DECLINED:
            return False
        if event.shown is Shown.OUT_OF_OFFICE or self.leave(event):
            return True
        if event.shown in _NEVER_BLOCKS:
            return False
        return not (self.listens_to(event) and _fits(self.rules.planning_blocks, event.title))

    def leave(self, event: Event) -> bool:
        """Whether it is leave, by its title; a private one counts too, one of ours never."""
        return event.key is None and self.listens_to(event) and _fits(self.rules.leave, event.title)

    def kept(self, item: Item) -> Kept:
        """What is worth keeping of an item."""
        zone = self.office.zone
        taken = ((event, span(event.when, zone)) for event in item.events if self.busy(event))
        return Kept(
            ref=item.ref,
            version=item.version,
            uid=item.uid,
            busy=tuple(
                Busy(start=start, end=end, leave=self.leave(event) or event.shown is Shown.OUT_OF_OFFICE)
                for event, (start, end) in taken
                if start < end
            ),
            events=tuple(map(self._remembered, self._that_matter(item.events))),
            replies=item.replies,
            met=tuple(self._remembered(met) for event in item.events if (met := self._met(event))),
        )

    def _remembered(self, event: Event) -> Event:
        """What may be stored of an event that is not ours: nobody who was forgotten."""
        return event if event.key is not None else without(event, self.is_forgotten)

    def _met(self, event: Event) -> Event | None:
        """A meeting with somebody on the list, as far as it is needed; private ones and ours are none."""
        if event.key is not None or event.private or not self.listens_to(event):
            return None
        return self.people.needed(event, self.owner)

    def _that_matter(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Our own events, and of each series or event that means a project's end the last that does."""
        ours = tuple(event for event in events if event.key is not None)
        ends = [event for event in events if self.project_end(event)]
        if not ends:
            return ours
        last = max(ends, key=lambda event: last_day(event.when, self.office.zone))
        meaning = meaning_of(last, self.rules)
        if meaning and meaning[0].series and not self._same_outsider(last, events):
            return ours
        return (*ours, last)

    def _same_outsider(self, last: Event, events: tuple[Event, ...]) -> bool:
        """Whether somebody from outside who is at the last meeting of a series was at all the others too.

        Four others that were read are enough: a series goes on for years, and the window does not.
        """
        held = [set(outsiders(event, self.office.domains)) for event in events if self.listens_to(event)]
        enough = min(len(held), FEWEST_IN_SERIES)
        return any(
            sum(person in people for people in held) >= enough
            for person in outsiders(last, self.office.domains)
        )


def meaning_of(event: Event, rules: Rules) -> Meaning | None:
    """The first project-end rule that fits, and the project's name in the title; a bare ":" is no name.

    A rule about series comes after all others, for it only leads to a question.
    """
    for rule in sorted(rules.project_ends, key=lambda rule: rule.series):
        project = _project(rule, event)
        if any(map(str.isalnum, project)):
            return rule, project
    return None


def _project(rule: ProjectEndRule, event: Event) -> str:
    """The project's name by this rule; empty where the rule does not fit."""
    if rule.all_day is not None and rule.all_day != isinstance(event.when, AllDay):
        return ""
    if rule.category is not None and not _in_category(rule.category, event):
        return ""
    if rule.series and not _bounded_series(event):
        return ""
    if rule.title is None:
        return event.title.strip()
    groups: Mapping[str, str] | None = rule.title(event.title)
    if groups is None:
        return ""
    return (groups.get("project") or event.title).strip()


def _in_category(category: str, event: Event) -> bool:
    return category.casefold() in {each.casefold() for each in event.categories}


FEWEST_IN_SERIES = 4
"""So many meetings make a series whose last one may mean a project's end."""


def _bounded_series(event: Event) -> bool:
    series = event.series
    return series is not None and series.last is not None and series.count >= FEWEST_IN_SERIES


def _fits(rules: Iterable[TitleRule], title: str) -> bool:
    return any(rule.title(title) is not None for rule in rules)
