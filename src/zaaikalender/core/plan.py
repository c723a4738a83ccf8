"""What must change, as data: operations that are decided first and carried out later.

You need this between deciding and writing. A plan can be printed, approved, limited or thrown away; only the
engine carries it out, in one `match`. `changed_fields` is the truth table of wanted, standing and written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from zaaikalender.core.appointments import Approval, Draft, Entry, Field, Kind
from zaaikalender.core.events import Event
from zaaikalender.core.letters import Letter
from zaaikalender.core.life import Eyes, same_text, theirs
from zaaikalender.core.questions import Question
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Act

Dialect: TypeAlias = Callable[[Draft], Draft]
"""How a calendar would give a draft back (`Target.dialect`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """A new appointment of ours; `entry` is the ledger's line as it will be."""

    entry: Entry
    draft: Draft
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Other values for these fields of an appointment of ours.

    `asked`: people asked for it (its owner, or colleagues who join an afternoon), so that no limit counts it.
    """

    entry: Entry
    event: Event
    draft: Draft
    fields: frozenset[Field]
    because: Reason
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """The approved guests come onto an appointment of ours; `letters` tell them, where it is we who mail."""

    entry: Entry
    event: Event
    approval: Approval
    because: Reason
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """An appointment of ours goes. `asked`: its owner asked for it himself."""

    entry: Entry
    event: Event
    because: Reason
    asked: bool = False


Operation: TypeAlias = Create | Update | Invite | Cancel
"""One write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone:
    """Something that could have been changed and is not, with the reason."""

    key: str
    kind: Kind
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A wish for which there is no moment, with the reason."""

    key: str
    kind: Kind
    rule: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one calendar's pass wants: operations in the order in which they are carried out.

    `held` are operations that a limit, or a missing yes, holds back, each with the reason. `new` are the
    questions that were never asked before, `waiting` all that wait.
    """

    calendar: str
    operations: tuple[Operation, ...] = ()
    held: tuple[tuple[Operation, Reason], ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    waiting: tuple[Question, ...] = ()
    new: tuple[Question, ...] = ()
    stopped: Reason | None = None

    @property
    def may_write(self) -> bool:
        """Whether anything may go out: beyond a limit some does, before its owner's yes nothing."""
        return self.stopped is None or self.stopped.code == "limit_changes"


def act_of(operation: Operation) -> Act:
    """Which write it is, for the intent and the limits."""
    match operation:
        case Create():
            return Act.CREATE
        case Update():
            return Act.UPDATE
        case Invite():
            return Act.INVITE
        case Cancel():
            return Act.CANCEL


def changed_fields(entry: Entry, event: Event, wanted: Draft, eyes: Eyes) -> frozenset[Field]:
    """Which fields to write so that what stands becomes what is wanted, leaving a person's alone.

    `wanted` is in the calendar's dialect. A field that still holds what we last wrote and is wanted
    otherwise is written; one that a person changed is his. What has begun is left as it is.
    """
    if eyes.has_begun(event.when):
        return frozenset()
    different = {
        Field.TITLE: not eyes.same_title(event.title, wanted.title) or _in_other_words(event, wanted, eyes),
        Field.WHEN: event.when != wanted.when,
        Field.TEXT: not same_text(event.text, wanted.text),
    }
    return frozenset(field for field, differs in different.items() if differs) - theirs(entry, event, eyes)


def _in_other_words(event: Event, wanted: Draft, eyes: Eyes) -> bool:
    """Whether it is still a proposal in the language that the office had before."""
    here, there = eyes.prefix_of(event.title), eyes.prefix_of(wanted.title)
    return bool(here and there) and here != there
