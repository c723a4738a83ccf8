"""From what a pass came to, to the shape that reports show; here everything private is masked.

You need this to make an `Overview`: `Showing(...).sheet(result)` for a plan or a pass, `listing` for what the
ledger holds. A private kind keeps its day and its state, and loses its words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from zaaikalender.core.appointments import PRIVATE_KINDS, STANDING, Draft, Entry, Field, Kind, State
from zaaikalender.core.events import Event, Timed, Unreadable, When
from zaaikalender.core.guests import guests_in
from zaaikalender.core.people import Person
from zaaikalender.core.plan import Cancel, Create, Invite, LeftAlone, Operation, Unplaced, Update
from zaaikalender.core.questions import Question
from zaaikalender.core.reasons import Reason
from zaaikalender.core.rules import Invite as InviteBy
from zaaikalender.core.rules import Rules
from zaaikalender.core.series import each_once
from zaaikalender.engine import Result
from zaaikalender.report.overview import Asked, Condition, Line, Remark, Sheet
from zaaikalender.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """With which a calendar is shown: the office's `texts` and `rules`, whose it is, of what kind it is.

    `open_to_owner` says that its owner asked for it by name: only then private words show. `renames` maps a
    rule's new name to the one in the keys.
    """

    calendar: str
    owner: Person
    provider: str
    texts: Texts
    rules: Rules
    open_to_owner: bool = False
    renames: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, result: Result, *, hint: str = "", condition: Condition | None = None) -> Sheet:
        """A plan or a pass. What was done is marked so."""
        plan, reading = result.plan, result.reading
        done = {id(operation) for operation in result.done}
        touched = {operation.entry.key for operation in plan.operations}
        new = {question.ask.key for question in plan.new}
        lines = [self._operation(each, done=id(each) in done) for each in plan.operations]
        return Sheet(
            calendar=self.calendar,
            provider=self.provider,
            complete=not reading.unreadable,
            events=len(reading.kept),
            lines=(*lines, *(self._asks(each) for each in plan.new)),
            standing=self.listing(entry for entry in reading.known.entries if entry.key not in touched),
            held=tuple(self._operation(each, because=because) for each, because in plan.held),
            left_alone=tuple(self._left(each) for each in plan.left_alone),
            unplaced=tuple(self._unplaced(each) for each in plan.unplaced),
            questions=tuple(self.asked(each, is_new=each.ask.key in new) for each in plan.waiting),
            unreadable=reading.unreadable,
            stopped=self.texts.reason(plan.stopped) if plan.stopped else "",
            stopped_code=plan.stopped.code if plan.stopped else "",
            refused=result.failed,
            mailed=result.mailed,
            hint=hint,
            condition=condition,
        )

    def removals(
        self, cancels: Iterable[Cancel], left_alone: Iterable[LeftAlone], unreadable: tuple[Unreadable, ...]
    ) -> Sheet:
        """What would be taken away, the soonest first, and what would stay."""
        return Sheet(
            calendar=self.calendar,
            provider=self.provider,
            complete=not unreadable,
            lines=_soonest_first(map(self._operation, cancels)),
            left_alone=tuple(self._left(each) for each in left_alone),
            unreadable=unreadable,
        )

    def failed(self, error: str, *, condition: Condition | None = None) -> Sheet:
        """A calendar that could not be read or written."""
        return Sheet(
            calendar=self.calendar, provider=self.provider, complete=False, error=error, condition=condition
        )

    def listing(self, entries: Iterable[Entry], *, everything: bool = False) -> tuple[Line, ...]:
        """What stands according to the ledger, the soonest first; with `everything` also what has been."""
        shown = each_once(each for each in entries if everything or each.state in STANDING | {State.UNKNOWN})
        return _soonest_first(map(self.entry, shown))

    def entry(self, entry: Entry) -> Line:
        """A line of the ledger as it was last seen."""
        written = entry.written
        title = entry.seen_title or (written.title if written else entry.project)
        when = entry.seen_when or (written.when if written else None)
        text = written.text if written else ""
        return self._line(
            entry, title, when, guests=entry.guests, text=text, because=self.reason(entry.because)
        )

    def asked(self, question: Question, *, is_new: bool = False) -> Asked:
        """A question; all of them are private."""
        return Asked(
            calendar=self.calendar,
            key=question.ask.key,
            number=question.number,
            question=self.texts.question(question.ask) if self.open_to_owner else self._private,
            choices=self.texts.choices(question.ask) if self.open_to_owner else (),
            is_new=is_new,
        )

    def reason(self, reason: Reason) -> str:
        """The sentence behind a reason."""
        return self.texts.reason(reason)

    @property
    def _private(self) -> str:
        return self.texts.render("title.private")

    def _hides(self, kind: Kind) -> bool:
        return kind in PRIVATE_KINDS and not self.open_to_owner

    def _operation(self, operation: Operation, *, done: bool = False, because: Reason | None = None) -> Line:
        why = self.reason(because or operation.because)
        match operation:
            case Create(entry=entry, draft=draft):
                return self._drafted(entry, draft, "create", why, done=done)
            case Update(entry=entry, event=event, draft=draft, fields=fields):
                after = Draft(
                    title=draft.title if Field.TITLE in fields else event.title,
                    when=draft.when if Field.WHEN in fields else event.when,
                    text=draft.text if Field.TEXT in fields else event.text,
                    shown=event.shown,
                )
                return self._drafted(entry, after, "update", why, done=done, guests=self._guests_of(event))
            case Invite(entry=entry, event=event, approval=approval):
                guests = dict.fromkeys((*self._guests_of(event), *approval.guests))
                return self._drafted(entry, approval.draft, "update", why, done=done, guests=tuple(guests))
            case Cancel(entry=entry, event=event):
                return self._line(
                    entry,
                    event.title,
                    event.when,
                    op="cancel",
                    guests=self._guests_of(event),
                    because=why,
                    done=done,
                )

    def _drafted(  # noqa: PLR0913 - what differs between operations
        self,
        entry: Entry,
        draft: Draft,
        op: str,
        because: str,
        *,
        done: bool,
        guests: tuple[Person, ...] = (),
    ) -> Line:
        return self._line(
            entry, draft.title, draft.when, op=op, guests=guests, text=draft.text, because=because, done=done
        )

    def _line(  # noqa: PLR0913 - the parts of a line
        self,
        entry: Entry,
        title: str,
        when: When | None,
        *,
        op: str = "",
        guests: tuple[Person, ...] = (),
        text: str = "",
        because: str = "",
        done: bool = False,
    ) -> Line:
        hidden = self._hides(entry.kind)
        start, end = self._moments(when)
        pending = self._pending(entry, text, guests)
        return Line(
            op=op,
            calendar=self.calendar,
            key=entry.key,
            kind=entry.kind.value,
            rule=self._rule(entry.identity.rule),
            title=self._private if hidden else title,
            start=start,
            end=end,
            state=entry.state,
            guests=() if hidden else tuple(person.address for person in guests),
            pending=() if hidden else tuple(person.address for person in pending),
            because=self._private if hidden else because,
            done=done,
        )

    def _pending(self, entry: Entry, text: str, guests: tuple[Person, ...]) -> tuple[Person, ...]:
        """Who is to be invited once its owner approves: whom the text names, if the rule ever invites."""
        waits = entry.state is State.PROPOSED or (entry.state is State.APPROVED and entry.noticed_at)
        named = guests_in(text) if waits and self._ever_invites(entry) else ()
        return tuple(person for person in named if person not in (self.owner, *guests))

    def _ever_invites(self, entry: Entry) -> bool:
        by_rule = entry.kind is Kind.FOLLOW_UP
        invites = {each.name for each in self.rules.follow_ups if each.invite is not InviteBy.SELF}
        return self._rule(entry.identity.rule) in invites if by_rule else bool(entry.candidates)

    def _guests_of(self, event: Event) -> tuple[Person, ...]:
        return tuple(each.person for each in event.attendees if each.person != self.owner)

    def _rule(self, name: str) -> str:
        """The name that a rule has now."""
        return next((new for new, old in self.renames.items() if old == name), name)

    def _moments(self, when: When | None) -> tuple[date | datetime | None, date | datetime | None]:
        if when is None:
            return None, None
        if isinstance(when, Timed):
            return when.start.astimezone(self.texts.zone), when.end.astimezone(self.texts.zone)
        return when.start, when.end

    def _asks(self, question: Question) -> Line:
        asked = self.asked(question)
        return Line(
            op="ask",
            calendar=self.calendar,
            key=asked.key,
            kind=Kind.QUESTION.value,
            rule="",
            title=asked.question,
            start=None,
            end=None,
            state=State.APPROVED,
            because=asked.question,
        )

    def _left(self, left: LeftAlone) -> Remark:
        because = self._private if self._hides(left.kind) else self.reason(left.because)
        return Remark(calendar=self.calendar, key=left.key, kind=left.kind.value, because=because)

    def _unplaced(self, unplaced: Unplaced) -> Remark:
        because = self._private if self._hides(unplaced.kind) else self.reason(unplaced.because)
        return Remark(
            calendar=self.calendar,
            key=unplaced.key,
            kind=unplaced.kind.value,
            because=because,
            rule=self._rule(unplaced.rule),
        )


def _soonest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (str(line.start or "9"), line.key)))
