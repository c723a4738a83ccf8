"""What should happen, before it has a time.

You need this between the rules and the calendar: a `Wish` says what is wanted, around which day and in which
window; placement (`slots`) gives it a moment. `follow_up` makes the wish of one rule for one project.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from zaaikalender.core.appointments import Kind
from zaaikalender.core.contacts import Contact
from zaaikalender.core.dates import Hours, Office, Span, WeekHours, add, local, next_working_day, subtract
from zaaikalender.core.identity import Identity, forgotten_mark, key_of
from zaaikalender.core.people import Person
from zaaikalender.core.projects import Project
from zaaikalender.core.reasons import Reason
from zaaikalender.core.rules import FollowUpRule, Guests, Invite

MOST_GUESTS = 3
"""More guests than this are not proposed by themselves: their owner picks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something that should be planned once.

    `due` is the day that would be best; `first` and `last` (both included) are the window. `between` are the
    wall-clock hours in which it must lie, `travel` is kept free before and after it besides the office's
    margin. `not_before` (UTC) is the earliest moment that makes sense now. `beyond` is how many days past
    `last` may be used where the whole window lies in closed weeks. `candidates` are who could be invited;
    with `pick` their owner chooses first. `ended` is the day on which the project ends. `contact` is whom a
    contact slot is for; then `title` names the form of meeting. `yearly`: it is the first of a series.
    """

    key: str
    identity: Identity
    kind: Kind
    due: date
    first: date
    last: date
    duration: timedelta
    between: Hours
    not_before: datetime
    because: Reason
    travel: timedelta = timedelta(0)
    beyond: int = 0
    project: str = ""
    title: str = ""
    ended: date | None = None
    candidates: tuple[Person, ...] = field(default=())
    pick: bool = False
    invite: Invite = Invite.PROPOSE
    contact: Contact | None = None
    yearly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """For whom wishes are made: his hours, his office, its key, the notice that guests get, and now (UTC)."""

    owner: Person
    office: Office
    hours: WeekHours
    office_key: bytes
    notice: Span
    now: datetime
    forgotten: frozenset[str] = frozenset()

    def may_propose(self, person: Person) -> bool:
        """Whether somebody may be named as a guest: not its owner, and nobody who was forgotten."""
        return person != self.owner and (
            not self.forgotten or forgotten_mark(person.address, self.office_key) not in self.forgotten
        )

    @property
    def today(self) -> date:
        """The day that it is in the office."""
        return self.now.astimezone(self.office.zone).date()


def follow_up(rule: FollowUpRule, project: Project, asker: Asker, *, name: str, generation: int = 0) -> Wish:
    """The wish of one rule for one project.

    `name` is the rule's name in its keys: the one that it had before it was renamed. Its window may have
    passed: see `is_past`.
    """
    office, ended = asker.office, project.chief.day
    due = add(ended, rule.after, office)
    last = add(due, rule.within, office)
    identity = Identity(kind=Kind.FOLLOW_UP, rule=name, subject=project.subject.id, generation=generation)
    candidates = guests_of(rule, project, asker)
    wish = Wish(
        key=key_of(identity, asker.office_key),
        identity=identity,
        kind=Kind.FOLLOW_UP,
        due=due,
        first=subtract(due, rule.within, office),
        last=last,
        duration=rule.duration,
        between=rule.between,
        not_before=asker.now,
        because=Reason("new_follow_up", {"project": project.chief.project, "end": ended, "due": due}),
        beyond=(last - due).days,
        project=project.chief.project,
        title=rule.title,
        ended=ended,
        candidates=candidates,
        pick=len(candidates) > MOST_GUESTS,
        invite=rule.invite,
    )
    return replace(wish, not_before=earliest(wish, asker))


def is_past(wish: Wish, asker: Asker) -> bool:
    """Whether its whole window lies behind us; such a wish gives nothing."""
    return wish.last < asker.today


def once_more(wish: Wish, asker: Asker) -> Wish:
    """The wish again after a lapse: as long a window from today on, where its own has (nearly) passed."""
    within = wish.last - wish.due
    return replace(wish, first=max(wish.first, asker.today), last=max(wish.last, asker.today + within))


def guests_of(rule: FollowUpRule, project: Project, asker: Asker) -> tuple[Person, ...]:
    """Who could be invited to a follow-up: people of the project's end, never its owner."""
    if rule.guests is Guests.NONE or rule.invite is Invite.SELF:
        return ()
    people: Iterable[Person] = filter(asker.may_propose, project.people())
    if rule.guests is Guests.OUTSIDE:
        people = (person for person in people if person.domain not in asker.office.domains)
    return tuple(people)


def by_name(wish: Wish, people: Iterable[Person], asker: Asker) -> Wish:
    """The same wish with guests that were only found by the project's name in a title: their owner picks."""
    found = {person.address: person for person in people if asker.may_propose(person)}
    candidates = tuple(found[address] for address in sorted(found))
    return replace(wish, candidates=candidates, pick=bool(candidates))


def earliest(wish: Wish, asker: Asker) -> datetime:
    """The earliest moment that makes sense: time for a yes and for decent notice, if the window allows it."""
    office = asker.office
    tomorrow = next_working_day(asker.today, office, asker.hours)
    in_time = next_working_day(add(asker.today, asker.notice, office), office, asker.hours)
    day = in_time if wish.candidates and in_time <= wish.last else tomorrow
    return local(
        day, min((each.start for each in asker.hours.on(day)), default=wish.between.start), office.zone
    )
