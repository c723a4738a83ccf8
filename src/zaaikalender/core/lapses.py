"""What comes after an appointment that passed without a sign: once more, and then a question.

You need this when something is proposed for ever that nobody looks at, or is given up too soon. Follow-ups
and contact slots go by the same measure.
"""

from collections.abc import Sequence

from zaaikalender.core.appointments import Entry, State
from zaaikalender.core.desk import Desk

_MOST = 2
"""After so many proposals that nobody touched, we ask instead of proposing once more."""


def after_lapse(desk: Desk, chain: Sequence[Entry]) -> str | None:
    """What follows the last of a chain, which lapsed: "plan" or "leave"; None until its owner answered."""
    latest = chain[-1]
    lapses = sum(entry.state is State.LAPSED for entry in chain)
    if lapses < _MOST and not latest.because.facts.get("touched"):
        return "plan"
    title = latest.written.title if latest.written else latest.project
    facts = {"title": desk.eyes.bare(title)}
    return desk.ask("lapsed_twice", ("plan", "leave"), about=latest.key, detail="", facts=facts)
