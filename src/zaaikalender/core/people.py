"""The people in a calendar: who somebody is, and what he answered to an invitation.

You need this wherever guests, organisers and owners are compared. An address is what identifies a person.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Answer(StrEnum):
    """What a guest said to the invitation (PARTSTAT, RFC 5545, 3.2.12)."""

    NEEDS_ACTION = "needs_action"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class AttendeeKind(StrEnum):
    """What stands behind an attendee's address (CUTYPE, RFC 5545, 3.2.3).

    Only individuals are people; an attendee that names no kind is one. UNKNOWN may be a list: no person.
    """

    INDIVIDUAL = "individual"
    GROUP = "group"
    RESOURCE = "resource"
    ROOM = "room"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an e-mail address: `Person(address="eva@client.example", name="Eva")`.

    The address is what identifies him; it is kept in lower case. The name may be empty.
    """

    address: str
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Fold the address, so that two spellings are one person."""
        object.__setattr__(self, "address", self.address.strip().lower())

    @property
    def domain(self) -> str:
        """What stands behind the last @, or nothing."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person (or a room) in the guest list of an event, with the answer given."""

    person: Person
    answer: Answer = Answer.NEEDS_ACTION
    kind: AttendeeKind = AttendeeKind.INDIVIDUAL
