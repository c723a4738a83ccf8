"""The life of an appointment, as read from the calendar: what a person said by moving, deleting, renaming.

You need this when an appointment is in a state that you do not expect. The calendar is the interface: a
deletion is "no", taking the prefix away is "yes", putting it back takes the yes back, any other title is just
a title. Nothing here writes; `observe` gives the ledger's line as it is after looking.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import STANDING, Entry, Field, Kind, State
from zaaikalender.core.events import Event, Status, Timed, When, midnight
from zaaikalender.core.people import Answer, Person
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Said, Word
from zaaikalender.core.written import seen as as_seen

_WITH_PREFIX = frozenset({Kind.FOLLOW_UP, Kind.CONTACT})
"""Kinds that are always proposed first, with a prefix before their title."""

_STANDS_AND_IS_OVER = frozenset({"skipped_by_word", "declined_by_guests", "again"})
"""What its owner has done with while it still stands in the calendar: seeing it says nothing new."""

CONVERSATIONS = frozenset({Kind.FOLLOW_UP, Kind.CONTACT, Kind.SESSION})
"""Kinds that are held or not; the others are merely over."""


class Absence(StrEnum):
    """What a pass saw of an appointment that it did not see: certainly gone, or just not looked at."""

    GONE = "gone"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """With which a calendar is looked at: whose it is, when (UTC), what a proposal's title begins with.

    `prefixes` are the office's own first, then those of other languages: what was proposed before the office
    changed its language is a proposal still, and nobody said yes to it by that. `overlapping` are the keys of
    appointments that overlap something else that keeps their owner busy.
    """

    owner: Person
    now: datetime
    zone: ZoneInfo
    prefixes: tuple[str, ...]
    overlapping: frozenset[str] = frozenset()

    def is_proposal(self, title: str) -> bool:
        """Whether a title begins with a prefix, however it is spaced and spelt."""
        return bool(self.prefix_of(title))

    def prefix_of(self, title: str) -> str:
        """The prefix with which a title begins, without its space; empty where it begins with none."""
        folded = title.strip().casefold()
        known = (prefix.strip() for prefix in self.prefixes)
        return next((prefix for prefix in known if folded.startswith(prefix.casefold())), "")

    def bare(self, title: str) -> str:
        """The title without the prefix."""
        text = title.strip()
        return text[len(self.prefix_of(text)) :].strip()

    def same_title(self, one: str, other: str) -> bool:
        """Whether two titles say the same, prefix, case and spacing aside."""
        return _folded(self.bare(one)) == _folded(self.bare(other))

    def has_begun(self, when: When) -> bool:
        """Whether it has begun; then nobody changes it any more."""
        return _start(when, self.zone) <= self.now

    def is_over(self, when: When) -> bool:
        """Whether it lies behind us."""
        end = when.end if isinstance(when, Timed) else midnight(when.end, self.zone)
        return end <= self.now


def with_prefix(entry: Entry) -> bool:
    """Whether it is proposed first; a quarter of an hour only where somebody else would come to it."""
    return entry.kind in _WITH_PREFIX or bool(entry.candidates)


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same to who reads them: line ends and white space at the edges aside."""
    return _lines(one) == _lines(other)


def theirs(entry: Entry, event: Event, eyes: Eyes) -> frozenset[Field]:
    """The fields that a person changed: they no longer hold what we last wrote. Those are his for good.

    All of them where we do not know what we wrote, or where he made a series of it. The prefix is no part of
    the title.
    """
    written = entry.written
    if written is None or event.occurrence is not None:
        return frozenset({Field.TITLE, Field.WHEN, Field.TEXT})
    changed = {
        Field.TITLE: not eyes.same_title(event.title, written.title),
        Field.WHEN: event.when != written.when,
        Field.TEXT: event.mixed_text or not same_text(event.text, written.text),
    }
    return frozenset(field for field, is_changed in changed.items() if is_changed)


def observe(entry: Entry, seen: Event | Absence, eyes: Eyes) -> Entry:  # noqa: PLR0911 - one per case
    """The ledger's line after looking at its calendar."""
    if seen is Absence.UNSEEN:
        return entry
    if not isinstance(seen, Event):
        return _gone(entry, eyes)
    if seen.status is Status.CANCELLED:
        return _gone(entry, eyes)
    if entry.state is State.LAPSED and _agreed_after_all(entry, seen, eyes):
        return _turn(entry, State.HELD, Reason("held"), eyes)
    if entry.state in (State.HELD, State.LAPSED):
        return entry
    if entry.state is State.SKIPPED and entry.because.code in _STANDS_AND_IS_OVER and entry.ref:
        return entry
    if seen.answer_of(eyes.owner) is Answer.DECLINED:
        return _turn(entry, State.SKIPPED, Reason("declined_by_owner"), eyes)
    if entry.state not in STANDING:
        entry = _revived(entry, seen, eyes)
    return _passed(_remembered(_gestures(entry, seen, eyes), seen, eyes), seen, eyes)


def _agreed_after_all(entry: Entry, event: Event, eyes: Eyes) -> bool:
    """Whether its owner took the prefix away once it was over: a conversation that he had all the same."""
    known = entry.seen_title or (entry.written.title if entry.written else "")
    is_slot = entry.kind is Kind.CONTACT and eyes.is_proposal(known)
    return is_slot and not eyes.is_proposal(event.title) and eyes.same_title(event.title, known)


def _gone(entry: Entry, eyes: Eyes) -> Entry:
    if entry.state in STANDING:
        entry = _turn(entry, State.SKIPPED, Reason("deleted_by_owner"), eyes)
    return replace(entry, ref=None, version=None) if entry.ref else entry


def _revived(entry: Entry, event: Event, eyes: Eyes) -> Entry:
    """What was gone stands again: it lives again, as what it looks like."""
    invited = entry.guests and {each.person for each in event.attendees} & set(entry.guests)
    if invited:
        state = State.INVITED
    elif with_prefix(entry) and eyes.is_proposal(event.title):
        state = State.PROPOSED
    else:
        state = State.APPROVED
    # What we cancelled ourselves and a person put back is his, every field of it.
    written = None if entry.state is State.CANCELLED else entry.written
    revived = replace(entry, written=written, noticed_at=None, seen_title=event.title, seen_when=event.when)
    return _turn(revived, state, Reason("adopted"), eyes)


def _gestures(entry: Entry, event: Event, eyes: Eyes) -> Entry:  # noqa: PLR0911 - one per gesture
    """What its owner said by the title, before anybody is invited."""
    if not with_prefix(entry) or entry.state not in (State.PROPOSED, State.APPROVED):
        return entry
    known = entry.seen_title or (entry.written.title if entry.written else event.title)
    proposal = eyes.is_proposal(event.title)
    if entry.state is State.PROPOSED:
        if proposal:
            return entry
        if eyes.same_title(event.title, known):
            return _approved(entry, event.when, Reason("approved_by_owner"), eyes)
        return _turn(replace(entry, noticed_at=None), State.APPROVED, Reason("renamed_by_owner"), eyes)
    if proposal and not eyes.is_proposal(known):
        return _turn(replace(entry, noticed_at=None), State.PROPOSED, Reason("withdrawn"), eyes)
    if entry.noticed_at and (event.when != entry.noticed_when or not eyes.same_title(event.title, known)):
        # He is still busy with it: the time to think again starts anew.
        return replace(entry, noticed_at=eyes.now, noticed_when=event.when)
    return entry


def _approved(entry: Entry, when: When | None, because: Reason, eyes: Eyes) -> Entry:
    return _turn(replace(entry, noticed_at=eyes.now, noticed_when=when), State.APPROVED, because, eyes)


def _remembered(entry: Entry, event: Event, eyes: Eyes) -> Entry:
    """The line with what was seen; a move onto something else was its owner's own choice."""
    moved = entry.seen_when is not None and event.when != entry.seen_when
    overlap_ok = entry.key in eyes.overlapping if moved else entry.overlap_ok
    return replace(as_seen(entry, event), overlap_ok=overlap_ok)


def _passed(entry: Entry, event: Event, eyes: Eyes) -> Entry:
    """What has become of it, once it is over."""
    if not eyes.is_over(event.when) or entry.state not in STANDING:
        return entry
    if entry.state is State.PROPOSED:
        touched = int(bool(theirs(entry, event, eyes)))
        return _turn(entry, State.LAPSED, Reason("lapsed", {"touched": touched}), eyes)
    if entry.kind in CONVERSATIONS and all_declined(event, eyes.owner):
        return entry
    code = "held" if entry.kind in _WITH_PREFIX else "is_over"
    return _turn(entry, State.HELD, Reason(code), eyes)


def all_declined(event: Event, owner: Person) -> bool:
    """Whether there are guests and each of them said no."""
    answers = [each.answer for each in event.attendees if each.person != owner]
    return bool(answers) and all(answer is Answer.DECLINED for answer in answers)


def hear(entry: Entry, word: Word, eyes: Eyes, seen: Event | None = None) -> Entry:
    """The ledger's line after a word of its owner, given outside the calendar; `seen` is what stands there.

    Who skipped and wants it again before it was taken away just keeps it: another one would double it.
    """
    skipped = entry.state is State.SKIPPED and entry.because.code == "skipped_by_word"
    match word.word:
        case Said.AGAIN if skipped and seen and not eyes.is_over(seen.when):
            return _revived(entry, seen, eyes)
        case Said.APPROVE if entry.state is State.PROPOSED:
            return _approved(entry, entry.seen_when, Reason("approved_by_owner"), replace(eyes, now=word.at))
        case Said.SKIP if entry.state in STANDING:
            return _turn(entry, State.SKIPPED, Reason("skipped_by_word"), eyes)
        case Said.HELD if entry.state is not State.HELD:
            return _turn(entry, State.HELD, Reason("held"), eyes)
        case Said.AGAIN if entry.state not in STANDING:
            return replace(entry, because=Reason("again"))
    return entry


def _turn(entry: Entry, state: State, because: Reason, eyes: Eyes) -> Entry:
    if entry.state is state:
        return entry
    return replace(entry, state=state, since=eyes.now, because=because)


def _start(when: When, zone: ZoneInfo) -> datetime:
    return when.start if isinstance(when, Timed) else midnight(when.start, zone)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]
