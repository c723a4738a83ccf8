"""The people on a consultant's list: who they are, how and how often he means to see them.

You need this wherever a list of seven is read, kept or planned from. A list is its owner's alone: a contact's
name never leaves his own calendar, his own commands and his own file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from zaaikalender.core.dates import Hours, Span, Unit
from zaaikalender.core.people import Person
from zaaikalender.core.rules import Invite


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody on a list. `id` is what he is called on this list for ever; it tells nothing of him.

    `address` is an e-mail address in lower case, or empty; `form` names a form of meeting and `every` the
    time between two conversations, both empty where the office's hold. `last` is the last conversation as
    the list says it; the calendar may know a later one.
    """

    id: str
    name: str
    organisation: str = ""
    address: str = ""
    telephone: str = ""
    form: str = ""
    every: Span | None = None
    last: date | None = None
    note: str = ""

    @property
    def person(self) -> Person | None:
        """As a guest; None where no address is known."""
        return Person(address=self.address, name=self.name) if self.address else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A way to meet: how long, at which hours of the day, with how much travel before and after.

    `months` (1 to 12) are its season; empty is all year round.
    """

    name: str
    duration: timedelta
    travel: timedelta
    between: Hours
    months: frozenset[int] = frozenset()

    def in_season(self, day: date) -> bool:
        """Whether people do this at that time of the year."""
        return not self.months or day.month in self.months


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One consultant's list, and how his office keeps in touch.

    `every` lies between two conversations and `form` is how people meet, unless a contact says otherwise.
    `per_week` contact slots stand in a week at most. `goal` is how long a list should be, and `helper` is
    the colleague who helps to make one. `kept`: this office keeps lists at all. `yearly`:
    who is seen once a year gets a yearly series.
    """

    contacts: tuple[Contact, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    form: str = ""
    every: Span = field(default=Span(1, Unit.YEARS))
    per_week: int = 1
    invite: Invite = Invite.SELF
    goal: int = 7
    helper: Person | None = None
    kept: bool = False
    yearly: bool = False

    def form_of(self, contact: Contact) -> Form:
        """How to meet somebody; a form that the office does not know is its usual one."""
        return self.forms.get(contact.form.strip().casefold()) or self.forms[self.form]

    def every_of(self, contact: Contact) -> Span:
        """How long after a conversation the next one is due."""
        return contact.every or self.every
