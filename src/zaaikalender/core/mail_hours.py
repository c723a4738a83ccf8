"""When a first invitation by mail may go out that did not go with its approval.

You need this when a letter waits although the mail server is there. What was put off keeps the promises under
which it was approved: within office hours, and not at shorter notice than the office gives.
"""

from zaaikalender.core.dates import add, within_hours
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import first_day
from zaaikalender.core.letters import Letter, Purpose, Stage


def is_late(desk: Desk, letter: Letter) -> bool:
    """Whether it would come at shorter notice than the office promises."""
    office = desk.situation.office
    earliest = add(desk.situation.today, desk.situation.policy.notice, office)
    return _is_first(letter) and first_day(letter.draft.when, office.zone) < earliest


def may_go(desk: Desk, letter: Letter) -> bool:
    """Whether it may go out now; what its owner had sent again, and all that is no first one, always may."""
    office = desk.situation.office
    in_hours = within_hours(desk.situation.now, office, office.hours)
    return not _is_first(letter) or (in_hours and not is_late(desk, letter))


def _is_first(letter: Letter) -> bool:
    return letter.purpose is Purpose.INVITE and letter.stage is Stage.WAITING and not letter.tries
