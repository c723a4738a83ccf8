"""The tables about people: lists of contacts, forms of meeting, sessions, budget and report.

You need this when a setting about contacts or figures changes. Nobody's name stands in the config.
"""

from typing import Literal

from pydantic import Field

from zaaikalender.config.fields import (
    AtLeastOne,
    Between,
    Count,
    Duration,
    Flag,
    Label,
    ListFile,
    Month,
    Name,
    Share,
    Slack,
    SomeDays,
    Weekday,
)
from zaaikalender.config.rule_tables import InviteWord
from zaaikalender.config.table import Table


class Contacts(Table):
    """Everybody's list of people to see at least once a year."""

    file: ListFile | None = Field(
        default=None,
        description="A living file per person, {calendar} is the calendar's name; read again when it changed."
        " Without it: what was imported.",
    )
    goal: Count = Field(default=7, description="How many contacts a list should hold.")
    every: SomeDays = Field("1 jaar", validate_default=True, description="Time between two conversations.")
    recurring: Literal["rolling", "series"] = Field(
        default="rolling",
        description="rolling: the next one counts from the last conversation. series: one recurring event,"
        " each year on the same weekday of the month; who is seen more or less often stays rolling.",
    )
    per_week: AtLeastOne = Field(
        default=1, description="Contact slots in one week; follow-ups are not counted."
    )
    form: Name = Field(default="koffie", description="How people meet unless the list says otherwise.")
    invite: InviteWord = Field(
        default="self",
        description='self: taking the prefix away says "agreed" and mails nobody. propose: it invites.',
    )
    helper: Name | None = Field(
        default=None, description="Calendar of the colleague who helps to make a list."
    )


class Form(Table):
    """A form of meeting. Koffie, wandeling, padel, lunch and bellen are there already."""

    name: Name = Field(description="What it is called on a list.")
    duration: Duration = Field("1 uur", validate_default=True, description="How long it lasts.")
    travel: Slack = Field(
        "45 min",
        validate_default=True,
        description='Kept free before and after it; once agreed as private entries "Reistijd".',
    )
    between: Between = Field(
        "09:30-16:00", validate_default=True, description="The hours of the day in which it must lie."
    )
    months: tuple[Month, ...] = Field(
        default=(), description="Its season, as numbers of months; without them all year round."
    )


class Session(Table):
    """Just-Do-It afternoons for the whole team."""

    name: Label = Field(default="Just-Do-It", description="The title of the afternoon.")
    times: AtLeastOne = Field(default=3, description="So many times a year.")
    weekday: Weekday = Field("donderdag", validate_default=True, description="The day of the week.")
    between: Between = Field("13:00-17:00", validate_default=True, description="From and to.")
    ahead: SomeDays = Field(
        "8 weken", validate_default=True, description="Announced at least so long before."
    )
    quorum: Share = Field(
        "60%", validate_default=True, description="The share of the calendars that must be free."
    )


class Budget(Table):
    """What time there is for keeping contact, and whether the office's targets contradict it."""

    hours_a_year: AtLeastOne = Field(default=1880, description="Working hours a year, net of leave.")
    minimum_hours: Count = Field(default=0, description="Billable hours asked of everybody.")
    bonus_above: Count | None = Field(
        default=None, description="Billable hours above which a bonus is paid; without it there is none."
    )
    network_counts: Flag = Field(default=False, description="Whether network hours count towards either.")
    half_days: Count = Field(default=5, description="Half-days a year, travel included, meant for contacts.")


class Report(Table):
    """The office's figures."""

    per_person: Flag = Field(
        default=False, description="Figures per colleague; each is told so when connecting."
    )


def built_in_forms() -> tuple[Form, ...]:
    """The forms that need no table; a [[form]] of the same name takes the place of one."""
    return (
        Form.model_validate({"name": "koffie"}),
        Form.model_validate({"name": "wandeling", "travel": "30 min", "between": "09:30-16:30"}),
        # Not in the dark: on its last day the sun is up until five.
        Form.model_validate(
            {
                "name": "padel",
                "duration": "1,5 uur",
                "between": "09:00-17:00",
                "months": tuple(range(3, 11)),
            }
        ),
        Form.model_validate({"name": "lunch", "travel": "30 min", "between": "12:00-13:30"}),
        Form.model_validate(
            {"name": "bellen", "duration": "30 min", "travel": "0 min", "between": "09:30-16:30"}
        ),
    )
