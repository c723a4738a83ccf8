"""An office, its rules and its policy for the tests of decisions, and all dials that such a test may turn.

You need this through `Agenda` in `situations`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from builders import AMSTERDAM, a_person, a_policy, a_rule, an_event, an_office, at, week
from zaaikalender.core.agreements import DateWords, no_dates
from zaaikalender.core.contacts import Network
from zaaikalender.core.dates import Office, WeekHours
from zaaikalender.core.events import Event, Unreadable, Window
from zaaikalender.core.helping import Help
from zaaikalender.core.people import Person
from zaaikalender.core.policy import Policy
from zaaikalender.core.ports import Mails
from zaaikalender.core.records import Act, Busy, Consent
from zaaikalender.core.rules import FollowUpRule, ProjectEndRule, Rules, TitleRule
from zaaikalender.core.sessions import Session, Turnout
from zaaikalender.texts import Texts

NOW = at("2026-11-24 09:00")
WINDOW = Window(start=at("2026-06-01 00:00"), end=at("2028-06-01 00:00"))
TEXTS = Texts(language="nl", zone=AMSTERDAM)
EVA = a_person()


def by(pattern: str) -> Any:
    """A rule's title, as the config would make it."""
    found = re.compile(pattern, re.IGNORECASE)

    def match(title: str) -> Mapping[str, str] | None:
        hit = found.fullmatch(title.strip())
        return hit.groupdict() if hit else None

    return match


def some_rules(*follow_ups: FollowUpRule) -> Rules:
    """Project ends, leave and planning blocks by their titles, and these follow-ups (or borging)."""
    return Rules(
        project_ends=(ProjectEndRule(name="end", title=by(r"einde opdracht: *(?P<project>.+)")),),
        leave=(TitleRule(title=by(r"vakantie.*")),),
        planning_blocks=(TitleRule(title=by(r"op locatie .*")),),
        follow_ups=follow_ups or (a_rule(),),
    )


def an_end(project: str = "Alfa", on: str = "2027-03-19", **fields: Any) -> Event:
    """The end of a project, with one guest from outside unless you name others."""
    return an_event(f"Einde opdracht: {project}", on, **({"guests": (EVA.address,)} | fields))


@dataclass(slots=True, kw_only=True)
class Dials:
    """All of a situation that a test may turn."""

    now: datetime = NOW
    office: Office = field(default_factory=an_office)
    hours: WeekHours = field(default_factory=week)
    policy: Policy = field(default_factory=a_policy)
    rules: Rules = field(default_factory=some_rules)
    window: Window = WINDOW
    mails: Mails = Mails.SERVER
    fingerprint: str = "rules"
    consent: Consent | None = None
    paused_at: datetime | None = None
    elsewhere: tuple[Busy, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    by_name: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    spent: Mapping[Act, int] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()
    network: Network | None = None
    dates: DateWords = no_dates
    sessions: tuple[Session, ...] = ()
    turnout: Turnout = field(default_factory=Turnout)
    helps: tuple[Help, ...] = ()
