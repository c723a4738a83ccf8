"""What all reports show, in one shape: lines about appointments, reasons, questions, per calendar.

You need this to change what a report says. Everything private is masked here, on the way in: what a layout
never gets, it cannot show. Private kinds show `(privé)` and nothing else, unless their owner's calendar was
asked for by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from zaaikalender.core.appointments import State
from zaaikalender.core.events import Unreadable
from zaaikalender.core.life import CONVERSATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An appointment: what becomes of it (`op`; empty where it just stands), and why.

    `start` and `end` are moments in the office's zone, or dates for whole days (`end` is then the day after
    the last). `guests` are addresses that the event itself holds, `pending` those who are to be invited once
    its owner approves. `done` says that it was carried out.
    """

    op: str
    calendar: str
    key: str
    kind: str
    rule: str
    title: str
    start: date | datetime | None
    end: date | datetime | None
    state: State
    guests: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    because: str = ""
    done: bool = False

    @property
    def state_word(self) -> str:
        """The code of the word for its state: what is no meeting is not held, but over."""
        over = self.state is State.HELD and self.kind not in CONVERSATIONS
        return "state.over" if over else f"state.{self.state.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that is left alone or has no place, and why."""

    calendar: str
    key: str
    kind: str
    because: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question: its number in that calendar, the sentence, what each choice means (`a` is the first)."""

    calendar: str
    key: str
    number: int
    question: str
    choices: tuple[str, ...]
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How a calendar is: when a pass last went well, what failed since then, whether it may be written."""

    last_good: datetime | None = None
    failure: str = ""
    paused: bool = False
    allowed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that there is to say of one calendar.

    `complete` says that all of it was read. `error` is the sentence of what made its pass fail, `refused`
    are those of single writes. `mailed` counts letters that a mail server took. `hint` is what to do where no
    project end stands in it.
    """

    calendar: str
    provider: str
    complete: bool = True
    events: int = 0
    lines: tuple[Line, ...] = ()
    standing: tuple[Line, ...] = ()
    held: tuple[Line, ...] = ()
    left_alone: tuple[Remark, ...] = ()
    unplaced: tuple[Remark, ...] = ()
    questions: tuple[Asked, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    stopped: str = ""
    stopped_code: str = ""
    error: str = ""
    refused: tuple[str, ...] = ()
    mailed: int = 0
    hint: str = ""
    condition: Condition | None = None

    @property
    def waits(self) -> bool:
        """Whether a person must do something before this calendar goes on: a yes, a limit, a new question.

        One that he himself made stand still waits for nobody.
        """
        return (bool(self.stopped) and self.stopped_code != "paused") or any(
            question.is_new for question in self.questions
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Some calendars as of one moment; `zone` is the office's, `language` that of its people."""

    as_of: datetime
    zone: tzinfo
    language: str
    sheets: tuple[Sheet, ...]

    def count(self) -> Mapping[str, int]:
        """How many lines there are of each operation."""
        ops = [line.op for sheet in self.sheets for line in sheet.lines]
        return {op: ops.count(op) for op in ("create", "update", "cancel", "ask")}


def soonest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """In the order in which they come; what has no moment is last."""
    return tuple(sorted(lines, key=lambda line: (str(line.start or "9"), line.key)))
