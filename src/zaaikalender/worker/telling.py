"""A worker's lines in the log: a constant sentence with facts beside it, and no private word.

You need this to change what the log says. A pass that did nothing is told at debug level only.
"""

import logging

from zaaikalender.core.records import CalendarState
from zaaikalender.engine import Result, failure_of
from zaaikalender.store.anchors import heads
from zaaikalender.store.trail import Trail

LOG = logging.getLogger("zaaikalender.worker")

_ANCHORS = 50
"""Calendars in one line of anchors; some logs cut off a line of more than two thousand characters."""


def tell_state(state: CalendarState) -> None:
    """When a calendar was last good, and when its turn comes."""
    LOG.info("state of a calendar", extra=_facts(state))


def tell_failure(state: CalendarState, error: Exception) -> None:
    """Why a pass failed; where it did, for who debugs."""
    LOG.warning("pass failed", extra={**_facts(state), "why": failure_of(error)})
    LOG.debug("pass failed, in full", exc_info=error, extra={"calendar": state.name})


def tell_trail(trail: Trail) -> None:
    """How far the trail is, for `zaai trail --check`: several lines where there are many calendars."""
    found = heads(trail)
    for begin in range(0, len(found), _ANCHORS):
        told = ",".join(map(str, found[begin : begin + _ANCHORS]))
        LOG.info("trail anchor", extra={"anchors": told})


def tell_result(result: Result, *, news: bool) -> None:
    """What a pass did. `news`: there is more to hear than that it did nothing."""
    stopped = {"stopped": result.plan.stopped.code} if result.plan.stopped else {}
    loud = bool(news or result.done or result.failed or result.plan.new)
    LOG.log(
        logging.INFO if loud else logging.DEBUG,
        "pass ended",
        extra={"calendar": result.calendar, **_counts(result), **stopped},
    )
    for why in result.failed:
        LOG.warning("write refused", extra={"calendar": result.calendar, "why": why})


def _counts(result: Result) -> dict[str, int]:
    return {
        "read": len(result.reading.kept),
        "done": len(result.done),
        "refused": len(result.failed),
        "unreadable": len(result.reading.unreadable),
        "questions": len(result.plan.waiting),
    }


def _facts(state: CalendarState) -> dict[str, str | int]:
    facts: dict[str, str | int] = {"calendar": state.name, "last_good": "never", "next_due": "now"}
    moments = {"last_good": state.last_good, "next_due": state.next_due, "paused_since": state.paused_at}
    facts |= {name: f"{moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in moments.items() if moment}
    if state.failures:
        facts["failures"] = state.failures
    return facts
