"""What should happen, before it has a time.

You need this between the rules and the calendar: a `Wish` says what is wanted, around which day and in which
window; placement (`slots`) gives it a moment.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from zaaikalender.core.appointments import Kind
from zaaikalender.core.dates import Hours
from zaaikalender.core.events import Person
from zaaikalender.core.identity import Identity
from zaaikalender.core.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something that should be planned once.

    `due` is the day that would be best; `first` and `last` (both included) are the window. `between` are the
    wall-clock hours in which it must lie, `travel` is kept free before and after it besides the office's
    margin. `not_before` (UTC) is the earliest moment that makes sense now. `beyond` is how many days past
    `last` may be used where the whole window lies in closed weeks.
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
    candidates: tuple[Person, ...] = field(default=())
