"""Who may use the page: owners of calendars in the config, and those whom it names managers.

You need this when somebody signs in and is told that nothing is here for him. An address is looked up in the
config each time, so whoever leaves it is out at once.
"""

from dataclasses import dataclass

from zaaikalender.config import CalendarConfig, Config
from zaaikalender.core.people import Person
from zaaikalender.errors import ZaaiError


class NotThere(ZaaiError):
    """There is no such thing for this visitor; whether there is for another is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who signed in: his calendars in the config's order, and whether he is a manager."""

    person: Person
    calendars: tuple[CalendarConfig, ...]
    manager: bool

    def calendar(self, name: str) -> CalendarConfig:
        """His calendar of that name. Raises `NotThere`, for another's as well."""
        for each in self.calendars:
            if each.name == name:
                return each
        raise NotThere("there is no such calendar here.")


def member_of(config: Config, address: str) -> Member | None:
    """Who that address is here; None for somebody who has no place in the config."""
    person = Person(address=address)
    calendars = tuple(each for each in config.calendars if each.owner == person)
    managers = [each for each in config.settings.web.managers if each == person]
    if not calendars and not managers:
        return None
    named = (*(each.owner for each in calendars), *managers)
    return Member(person=named[0], calendars=calendars, manager=bool(managers))
