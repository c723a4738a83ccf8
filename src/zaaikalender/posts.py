"""An office and its calendars, as a pass needs them: values that `app` fills in.

You need this when a pass must know one more thing: of the office it goes on the `Bureau`, of one person's
calendar on his `Post`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zaaikalender.core.agreements import DateWords, no_dates
from zaaikalender.core.contacts import Network
from zaaikalender.core.dates import Office, WeekHours
from zaaikalender.core.desk import Phrases
from zaaikalender.core.events import Window
from zaaikalender.core.people import Person
from zaaikalender.core.policy import Policy
from zaaikalender.core.ports import Postman, Source, Target
from zaaikalender.core.records import Busy
from zaaikalender.core.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Bureau:
    """What all calendars of an office share.

    `homes` are the connected calendars by owner, `hours` the working hours by calendar.
    """

    office: Office
    policy: Policy
    rules: Rules
    phrases: Phrases
    homes: Mapping[Person, str]
    dates: DateWords = no_dates
    office_key: bytes = field(repr=False)
    hours: Mapping[str, WeekHours] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One person's calendar as the engine needs it: whose, how to read it, how to write it.

    `elsewhere` reads his other calendars for busy time alone. `fingerprint` is that of the rules as they
    hold for him. `network` is his list; None where it cannot be read now. `list_fingerprint` changes with
    it: a list is its owner's own, so another one asks for no new yes. `place` says in one word where the
    calendar stands.
    `postman` mails guests where it is we who do.
    """

    name: str
    owner: Person
    hours: WeekHours
    source: Source
    target: Target
    fingerprint: str
    elsewhere: Callable[[Window], tuple[Busy, ...]] = lambda _window: ()
    postman: Postman | None = None
    network: Network | None = None
    list_fingerprint: str = ""
    place: str = ""

    @property
    def reads_by(self) -> str:
        """What decides which events matter.

        With other rules, with another list or at another place all must be looked at again.
        """
        where = self.place and f"@{self.place}"
        return " ".join(filter(None, (self.fingerprint, self.list_fingerprint, where)))
