"""A mail of ours about an appointment, where no calendar server mails: to one guest, and how far it came.

You need this for invitations by mail (iMIP: RFC 6047, RFC 5546). A letter is recorded before the write that
it tells of, released when that write is certain, and marked right before the mail server may take it: a crash
at any of these neither loses nor doubles it. Which letters there must be is decided in `mailing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from zaaikalender.core.appointments import Draft
from zaaikalender.core.people import Answer, Person


class Method(StrEnum):
    """What a letter asks of the guest's calendar (RFC 5546, 1.4); a notice has no calendar part."""

    REQUEST = "request"
    CANCEL = "cancel"
    NOTICE = "notice"


class Purpose(StrEnum):
    """Why it is sent: a first invitation, another moment, the end of it all, or of one guest's part in it."""

    INVITE = "invite"
    MOVE = "move"
    CANCEL = "cancel"
    UNINVITE = "uninvite"
    NOTICE = "notice"

    @property
    def method(self) -> Method:
        """The method that serves it."""
        match self:
            case Purpose.INVITE | Purpose.MOVE:
                return Method.REQUEST
            case Purpose.CANCEL | Purpose.UNINVITE:
                return Method.CANCEL
            case Purpose.NOTICE:
                return Method.NOTICE


class Stage(StrEnum):
    """How far a letter came.

    drafted (its write is under way) -> waiting -> handing (the mail server may have it) -> sent; or refused
    (for good, by the mail server), left (its owner let it be), withdrawn (before it went out). One that stays
    `handing` was cut off: nobody knows.
    """

    DRAFTED = "drafted"
    WAITING = "waiting"
    HANDING = "handing"
    SENT = "sent"
    REFUSED = "refused"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail to one guest. The same (key, method, sequence, guest) is the same letter, and sent once.

    `uid` and `sequence` are the event's, as the guest's calendar must know them; `guests` all that stand in
    it. `draft` is what they may read of it, `subject` and `body` the words around. `at` (UTC) is when it was
    decided, `over` when its appointment ends, `stood` what the guest had answered by then; `tries` how often
    its owner had it sent again.
    """

    calendar: str
    key: str
    purpose: Purpose
    sequence: int
    to: Person
    uid: str
    guests: tuple[Person, ...]
    draft: Draft
    subject: str
    body: str
    at: datetime
    over: datetime
    stood: Answer = Answer.NEEDS_ACTION
    stage: Stage = Stage.WAITING
    tries: int = 0

    @property
    def id(self) -> tuple[str, str, str, int, str]:
        """What makes it this letter and no other."""
        return self.calendar, self.key, self.purpose.method.value, self.sequence, self.to.address


TOLD = frozenset({Stage.HANDING, Stage.SENT})
"""Stages of letters that a guest has, or may have."""


def latest(letters: Iterable[Letter], key: str) -> dict[Person, Letter]:
    """By guest, the last letter about an appointment that was not withdrawn."""
    found = [each for each in letters if each.key == key and each.stage is not Stage.WITHDRAWN]
    return {each.to: each for each in sorted(found, key=lambda each: (each.sequence, each.at))}
