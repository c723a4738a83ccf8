"""One calendar's plan: from a situation to all that should happen, and everything that was noticed.

You need this to read the whole decision on one screen: look → hear → follow up → place → note → ask → limit.
It is a function of its situation alone: the same situation gives the same plan, and a plan that was carried
out leaves nothing to plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zaaikalender.core.actions import plan_actions
from zaaikalender.core.adoption import store_was_lost
from zaaikalender.core.answers import with_answers
from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.brakes import allowed_of, waits
from zaaikalender.core.call_lists import plan_call_lists
from zaaikalender.core.contact_slots import plan_contacts
from zaaikalender.core.desk import Desk, Situation
from zaaikalender.core.events import Event, Status
from zaaikalender.core.follow_ups import plan_follow_ups
from zaaikalender.core.grouping import TWINS
from zaaikalender.core.joining import plan_joining
from zaaikalender.core.letters import Letter
from zaaikalender.core.life import Eyes, hear, observe
from zaaikalender.core.mailing import plan_mail
from zaaikalender.core.notes import plan_notes
from zaaikalender.core.notice import answers_in, chosen, plan_notice
from zaaikalender.core.orphans import plan_orphans, plan_removals, plan_strangers
from zaaikalender.core.overlaps import overlapping
from zaaikalender.core.placing import place_all
from zaaikalender.core.plan import Plan
from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.records import Said
from zaaikalender.core.reminders import plan_reminders
from zaaikalender.core.renames import plan_renames
from zaaikalender.core.series import absence_of, is_occurrence, look_at_series
from zaaikalender.core.session_entries import plan_sessions
from zaaikalender.core.start_now import plan_start
from zaaikalender.core.travel import plan_travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The plan, and what the ledger must remember before any of it is carried out.

    `entries` are those that changed by looking. `questions` are all that wait, with what was answered just
    now; `withdrawn` are numbers nobody needs answered. `heard` are ids of words. `renames` are rules of
    which their owner said that they got another name, new to old. `letters` are mails to record, `post`
    those that may go out now.
    """

    plan: Plan
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...]
    withdrawn: frozenset[int]
    heard: frozenset[int]
    renames: tuple[tuple[str, str], ...]
    letters: tuple[Letter, ...] = ()
    post: tuple[Letter, ...] = ()


def standing_events(entries: Iterable[Entry], own: tuple[Event, ...]) -> dict[str, Event]:
    """Which event in the calendar is which appointment of ours, by key.

    Ours is the one with the UID in the ledger, at the place where we left it if it is still there. Other
    copies with our mark are the person's.
    """
    found = {}
    for entry in entries:
        twins = [event for event in own if event.uid == entry.uid] if entry.uid else []
        # Without a UID (a create whose answer was lost) it is the oldest that carries the key.
        twins = twins or [event for event in own if event.key == entry.key and entry.uid is None]
        if is_occurrence(entry):
            twins = [event for event in twins if event.occurrence == entry.identity.cycle]
        if twins:
            found[entry.key] = next((event for event in twins if event.ref == entry.ref), twins[0])
    return found


def decide(situation: Situation) -> Verdict:
    """Everything that should happen in this calendar now, and everything that was noticed in it."""
    desk, answered = _desk(situation)
    plan_renames(desk)
    lost = store_was_lost(desk)
    asked = plan_follow_ups(desk, lost=lost)
    plan_contacts(desk, lost=lost)
    plan_actions(desk)
    plan_start(desk)
    plan_joining(desk)
    plan_orphans(desk, asked)
    plan_removals(desk)
    plan_sessions(desk, lost=lost)
    place_all(desk)
    plan_call_lists(desk)
    plan_notes(desk)
    plan_travel(desk)
    plan_reminders(desk)
    plan_mail(desk)
    plan_strangers(desk)
    _ask_about_twins(desk)
    allowed = allowed_of(desk)
    questions, new, withdrawn = _questions(desk, answered)
    open_now = tuple(question for question in questions if question.answer is None)
    before = len(desk.operations)
    # An afternoon without a quorum is the office's matter: the plan tells it, no calendar asks about it.
    unplaced = (each.because for each in desk.unplaced if each.kind is not Kind.SESSION)
    plan_notice(desk, open_now, (*unplaced, *desk.notices))
    notice = tuple(desk.operations[before:])
    plan = Plan(
        calendar=situation.calendar,
        operations=(*allowed.now, *notice),
        held=allowed.held,
        left_alone=tuple(desk.left_alone),
        unplaced=tuple(desk.unplaced),
        waiting=open_now,
        new=new,
        stopped=waits(desk) or allowed.stopped,
    )
    known = {entry.key: entry for entry in situation.known.entries}
    return Verdict(
        plan=plan,
        entries=tuple(entry for entry in desk.entries.values() if known.get(entry.key) != entry),
        questions=questions,
        withdrawn=withdrawn,
        heard=frozenset(word.id for word in situation.known.words),
        renames=tuple(sorted(desk.renames.items() - situation.known.renames.items())),
        letters=tuple(desk.letters),
        post=tuple(desk.post),
    )


def _desk(situation: Situation) -> tuple[Desk, dict[int, str]]:
    """The desk with everything looked at and heard, and the answers that came in now, by number."""
    known, own = situation.known, situation.own_events()
    lines = {entry.key: entry for entry in known.entries}
    replies = [reply for kept in situation.kept for reply in kept.replies]
    events = {
        key: with_answers(event, lines[key], known.letters, replies)
        for key, event in standing_events(known.entries, own).items()
        if event.status is not Status.CANCELLED
    }
    eyes = Eyes(
        owner=situation.owner,
        now=situation.now,
        zone=situation.office.zone,
        prefixes=situation.phrases.prefixes,
        overlapping=overlapping(situation, events),
    )
    answered = _answers(situation, own)
    desk = Desk(
        situation=situation,
        eyes=eyes,
        own=own,
        entries={},
        events=events,
        answers=_by_key(situation.known.questions, answered),
        renames=dict(known.renames),
    )
    for entry in known.entries:
        desk.put(_looked_at(entry, desk))
    look_at_series(desk)
    return desk, answered


def _looked_at(entry: Entry, desk: Desk) -> Entry:
    """The entry after looking at it and hearing its owner; an open intent is settled elsewhere, first."""
    for word in desk.situation.known.words:
        if word.key == entry.key and word.word is not Said.ANSWER:
            entry = hear(entry, word, desk.eyes, desk.events.get(entry.key))
    if entry.kind is Kind.SERIES:
        return entry
    seen = observe(entry, desk.events.get(entry.key) or absence_of(entry, desk), desk.eyes)
    # Nobody can be asked about a question: a notice of unknown outcome just makes room for the next.
    if seen.kind is Kind.QUESTION and seen.state is State.UNKNOWN:
        return replace(seen, state=State.SKIPPED)
    return seen


def _answers(situation: Situation, own: tuple[Event, ...]) -> dict[int, str]:
    """What was answered since the last pass, by a question's number."""
    typed = chosen(situation.known.questions, answers_in(own, situation.known.entries))
    waiting = {question.number: question for question in situation.known.questions if question.answer is None}
    said = {
        int(word.key): word.choice
        for word in situation.known.words
        if word.word is Said.ANSWER and word.key.isdecimal()
    }
    valid = {
        number: choice
        for number, choice in said.items()
        if number in waiting and choice in waiting[number].ask.choices
    }
    return typed | valid


def _by_key(questions: Iterable[Question], answered: dict[int, str]) -> dict[str, str]:
    """All answers that were ever given, by their question's key."""
    found = {}
    for question in questions:
        answer = question.answer or answered.get(question.number)
        if answer:
            found[question.ask.key] = answer
    return found


def _questions(
    desk: Desk, answered: dict[int, str]
) -> tuple[tuple[Question, ...], tuple[Question, ...], frozenset[int]]:
    """What is asked now and what was just answered; what is asked for the first time; what is withdrawn."""
    situation = desk.situation
    before = {question.ask.key: question for question in situation.known.questions}
    number = situation.known.state.next_question
    current: list[Question] = []
    new: list[Question] = []
    for key, ask in sorted(desk.asks.items(), key=lambda pair: (pair[1].code, pair[0])):
        if key in before:
            current.append(replace(before[key], ask=ask))
        else:
            new.append(_first_asked(situation, ask, number + len(new)))
    for question in before.values():
        if question.number in answered:
            answer = answered[question.number]
            current.append(replace(question, answer=answer, answered_at=situation.now))
    kept = {question.number for question in current}
    gone = (q.number for q in before.values() if q.answer is None and q.number not in kept)
    return (*current, *new), tuple(new), frozenset(gone)


def _first_asked(situation: Situation, ask: Ask, number: int) -> Question:
    return Question(number=number, calendar=situation.calendar, ask=ask, asked_at=situation.now)


def _ask_about_twins(desk: Desk) -> None:
    for one, other in desk.situation.doubts:
        detail = TWINS.join(sorted((one.event.uid, other.event.uid)))
        facts = {"project": one.project, "other": other.project, "uids": detail}
        desk.ask("same_project", ("one", "two"), about=None, detail=detail, facts=facts)
