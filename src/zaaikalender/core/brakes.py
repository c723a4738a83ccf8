"""What holds a whole plan back: limits that want an answer first, and a yes that is not there yet.

You need this when a pass planned a lot and wrote nothing. The numbers themselves stand in `limits`.
"""

from datetime import timedelta
from functools import partial

from zaaikalender.core.appointments import STANDING
from zaaikalender.core.desk import Desk, Situation
from zaaikalender.core.limits import Allowed, limited
from zaaikalender.core.plan import Cancel, Update
from zaaikalender.core.policy import Start
from zaaikalender.core.reasons import Reason


def allowed_of(desk: Desk) -> Allowed:
    """What the limits allow of what lies on the desk; beyond them its owner is asked."""
    situation = desk.situation
    allow = partial(
        limited,
        desk.operations,
        known=situation.known,
        standing=sum(entry.state in STANDING for entry in desk.entries.values()),
        policy=situation.policy,
        zone=situation.office.zone,
    )
    allowed = allow(go_on=False)
    if allowed.stopped and allowed.stopped.code == "limit_changes":
        day = _stopped_since(situation)
        facts = {**allowed.stopped.facts, "day": day}
        answer = desk.ask("limit", ("go_on", "stop"), about=None, detail=day, facts=facts)
        if answer == "go_on":
            return allow(go_on=True)
    return allowed


def _stopped_since(situation: Situation) -> str:
    """The day of the stop that is still asked about, or was answered in the last 24 hours; else today."""
    fresh = situation.now - timedelta(days=1)
    days = [
        str(question.ask.because.facts["day"])
        for question in situation.known.questions
        if question.ask.code == "limit" and (question.answered_at is None or question.answered_at > fresh)
    ]
    return max(days, default=situation.today.isoformat())


def waits(desk: Desk) -> Reason | None:
    """Why nothing at all may be written yet: paused, no yes, or other rules that touch what stands."""
    situation = desk.situation
    state = situation.known.state
    if state.paused_at is not None:
        return Reason("paused")
    if state.consent is None:
        return Reason("waits_for_consent") if situation.policy.start is Start.WATCH else None
    if state.consent.rules != situation.fingerprint and any(_touches(each) for each in desk.operations):
        return Reason("rules_changed")
    return None


def _touches(operation: object) -> bool:
    return isinstance(operation, Update | Cancel) and not operation.asked
