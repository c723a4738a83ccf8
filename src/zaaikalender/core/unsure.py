"""What became of a write of which nobody knows the outcome: its owner says so.

You need this when a question asks whether something must be planned again. Where a calendar forgets what was
deleted, "never written" and "written, then deleted by its owner" look the same; we do not guess.
"""

from zaaikalender.core.appointments import Entry, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.reasons import Fact, Reason


def is_unsure(entry: Entry) -> bool:
    """Whether nobody knows if it was written, or by whom it was taken away."""
    return entry.state is State.UNKNOWN or (
        entry.state is State.CANCELLED and entry.because.code == "cancel_unsure"
    )


def wanted_again(desk: Desk, entry: Entry) -> bool:
    """Whether its owner said that it must be planned again; where he said nothing yet, asks him."""
    return is_unsure(entry) and _answer(desk, entry) in ("plan", "plan_again")


def taken_away(entry: Entry) -> bool:
    """Whether it was we who took it away, for certain: wanted once more, it may stand again."""
    return entry.state is State.CANCELLED and not is_unsure(entry)


def may_stand_again(desk: Desk, entry: Entry) -> bool:
    """Whether what stood may stand again: we took it away, or its owner wants it (unsure: he is asked)."""
    return taken_away(entry) or wanted_again(desk, entry)


def _answer(desk: Desk, entry: Entry) -> str | None:
    """Asks what became of it; after a lost store one question serves all that does not stand."""
    if entry.because.code == "lost_store":
        answer = desk.ask(
            "lost_store", ("plan", "leave"), about=None, detail=entry.since.isoformat(), facts={}
        )
    else:
        title = entry.written.title if entry.written else entry.project
        facts: dict[str, Fact] = {"title": desk.eyes.bare(title), "start": _start(entry)}
        answer = desk.ask("unknown_outcome", ("plan_again", "leave"), about=entry.key, detail="", facts=facts)
    if answer == "leave":
        desk.put(entry, state=State.SKIPPED, because=Reason("deleted_by_owner"))
    return answer


def _start(entry: Entry) -> Fact:
    when = entry.seen_when or (entry.written.when if entry.written else None)
    return when.start if when else entry.due or ""
