"""The tables that say what events mean and what follows from them.

You need this when a rule gets a new key. What comes out is turned into `core.rules` in `build`.
"""

from typing import Literal, TypeAlias

from pydantic import Field

from zaaikalender.config.fields import Between, Days, Duration, Flag, Label, Pattern, SomeDays, Title
from zaaikalender.config.table import Table

END_IN_TITLE = (
    r"(?i)^(?:(?:eind|einde|einddatum|laatste dag|afronding|oplevering|eindoplevering)\s+(?:van\s+)?"
    r"(?:de\s+|het\s+)?(?:opdracht|project)\b\s*[:–-]?\s*|(?:einde|oplevering|afronding)\s*:\s*)"  # noqa: RUF001
    r"(?P<project>\S.*)$"
)
LEAVE = r"(?i)\b(vakantie|verlof|vrij|papadag|mamadag|ziek|afwezig)\b"
ON_SITE = r"(?i)^op locatie\b"

InviteWord: TypeAlias = Literal["propose", "direct", "self"]


class ProjectEnd(Table):
    """Which events mean that a project ends. Tables are tried in order; the first that fits, counts."""

    name: Label = Field(description="The rule's own name; `zaai why` shows it.")
    title: Pattern | None = Field(
        default=None,
        description="A pattern over the title. Its group `project` is the project's name; without that group"
        " the whole title is.",
    )
    category: Label | None = Field(
        default=None, description="Outlook category, iCalendar CATEGORIES or Google colour name."
    )
    all_day: Flag | None = Field(
        default=None,
        description="true: only whole days, a span ends on its last day; false: only with times.",
    )
    series: Flag = Field(
        default=False,
        description="Also the last of four or more meetings with the same outsider; comes as a question.",
    )


class Leave(Table):
    """Entries that mean that somebody is away: they block, however they are shown."""

    title: Pattern = Field(description="A pattern over the title.")


class PlanningBlock(Table):
    """Entries that say where somebody works: they do not block."""

    title: Pattern = Field(description="A pattern over the title.")


class FollowUp(Table):
    """What to plan after a project's end. A second table is a second follow-up."""

    name: Label = Field(
        description="The rule's name, and part of each appointment's identity: another name is another rule."
    )
    title: Title | None = Field(
        default=None,
        description="Title of the appointment; {project} is the project's name. Without it: the rule's name"
        " and the project's.",
    )
    after: SomeDays = Field("6 weken", validate_default=True, description="So long after the project's end.")
    within: Days = Field(
        "2 weken",
        validate_default=True,
        description="Calendar days earlier or later, both ends included; never longer than `after`.",
    )
    duration: Duration = Field("45 min", validate_default=True, description="How long the appointment lasts.")
    between: Between = Field(
        "10:00-16:30", validate_default=True, description="The hours of the day in which it must lie."
    )
    guests: Literal["outside", "all", "none"] = Field(
        default="outside", description="Who is invited once approved: outside, all or none."
    )
    invite: InviteWord | None = Field(
        default=None,
        description="propose: its owner approves first. direct: at once, colleagues only. self: nobody ever."
        " Without it: what [policy] says.",
    )


def default_project_ends() -> tuple[ProjectEnd, ...]:
    """What counts as a project's end where the config says nothing of it."""
    return (ProjectEnd(name="einde in de titel", title=END_IN_TITLE),)


def default_leave() -> tuple[Leave, ...]:
    """What counts as leave where the config says nothing of it."""
    return (Leave(title=LEAVE),)


def default_planning_blocks() -> tuple[PlanningBlock, ...]:
    """What counts as a planning block where the config says nothing of it."""
    return (PlanningBlock(title=ON_SITE),)


def default_follow_ups() -> tuple[FollowUp, ...]:
    """What follows a project's end where the config says nothing of it: borging, six weeks later."""
    return (FollowUp.model_validate({"name": "borging"}),)
