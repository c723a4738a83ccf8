"""What is remembered of a pass: a run, with bare numbers and a sentence without a private word.

You need this when the history of passes must tell one thing more.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from zaaikalender.core.records import CalendarState, Outcome, Run
from zaaikalender.engine import Result, failure_of
from zaaikalender.errors import Busyness


def run_of(result: Result, *, started: datetime, ended: datetime) -> Run:
    """The run of a pass that came to its end (`started`, `ended`: UTC)."""
    refused = result.plan.stopped is not None
    return Run(
        calendar=result.calendar,
        started=started,
        ended=max(started, ended),
        outcome=Outcome.REFUSED if refused else Outcome.DONE,
        sentence=result.plan.stopped.code if result.plan.stopped else "; ".join(result.failed),
        counts={
            "done": len(result.done),
            "held": len(result.plan.held),
            "unplaced": len(result.plan.unplaced),
            "questions": len(result.plan.waiting),
            "unreadable": len(result.reading.unreadable),
            **({"mailed": result.mailed} if result.mailed else {}),
        },
    )


def run_that_failed(calendar: str, error: Exception, *, started: datetime, ended: datetime) -> Run:
    """The run of a pass that broke off."""
    return Run(
        calendar=calendar,
        started=started,
        ended=max(started, ended),
        outcome=Outcome.FAILED,
        sentence=failure_of(error),
    )


def holder_of(what: str, now: datetime) -> str:
    """A name for one pass, unlike any other's (`now`: UTC)."""
    return f"{what}-{now.timestamp():.0f}-{secrets.token_hex(8)}"


def busyness_of(calendar: str) -> Busyness:
    """What to raise where another process has the right to write a calendar."""
    return Busyness(f"calendar {calendar}: another process works on it. It does what this pass would; wait.")


def failures_of(calendar: str, states: Iterable[CalendarState]) -> int:
    """How many passes of a calendar failed in a row until now."""
    return next((state.failures for state in states if state.name == calendar), 0)
