"""What an event means: a project end, leave, a block that does not really block.

You need this between reading a calendar and deciding anything. Strangers command nothing: anybody can mail
an invitation that lands in a calendar, so an event feeds a rule only if its organiser is the owner or a
colleague, or the owner accepted it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias

from zaaikalender.core.dates import Hours, Span
from zaaikalender.core.sessions import SessionRule

TitlePattern: TypeAlias = Callable[[str], Mapping[str, str] | None]
"""A title goes in; its named groups come out, or None where the pattern does not fit.

Made at the config's door, where a pattern gets a limit in time: a match that takes too long raises
`ConfigurationError` that names the rule.
"""


class Guests(StrEnum):
    """Who is invited to a follow-up, once its owner approves."""

    OUTSIDE = "outside"
    ALL = "all"
    NONE = "none"


class Invite(StrEnum):
    """How guests come to be invited: once the owner approves, at once (colleagues only), or never."""

    PROPOSE = "propose"
    DIRECT = "direct"
    SELF = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEndRule:
    """Which events mean that a project ends; all that is given must fit.

    `title` gives the group `project`, else the whole title is the project's name. `series` looks at the last
    of four or more meetings with the same outsider.
    """

    name: str
    title: TitlePattern | None = None
    category: str | None = None
    all_day: bool | None = None
    series: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRule:
    """Events that are recognised by their title alone: leave, planning blocks."""

    title: TitlePattern


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRule:
    """What to plan after a project end: when, how long, within which hours, with whom.

    `title` is a template with `{project}`. The due day lies `after` the end; `within` is how many days
    earlier or later it may be.
    """

    name: str
    title: str
    after: Span
    within: Span
    duration: timedelta
    between: Hours
    guests: Guests = Guests.OUTSIDE
    invite: Invite = Invite.PROPOSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules of an office, in the order in which they are tried."""

    project_ends: tuple[ProjectEndRule, ...] = ()
    leave: tuple[TitleRule, ...] = ()
    planning_blocks: tuple[TitleRule, ...] = ()
    follow_ups: tuple[FollowUpRule, ...] = ()
    sessions: tuple[SessionRule, ...] = ()
