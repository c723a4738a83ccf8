"""A rule that got another name: asked about, instead of planning everything a second time.

You need this when a pass asks "renamed?". A rule's name is part of each key: a new name is a new rule, and it
would double what stands.
"""

from collections.abc import Sequence
from itertools import count

from zaaikalender.core.appointments import Kind
from zaaikalender.core.desk import Desk


def plan_renames(desk: Desk) -> None:
    """Asks of each new rule whether it is an old one that left its appointments behind."""
    current = [rule.name for rule in desk.situation.rules.follow_ups]
    _name_anew(desk, current)
    used = {entry.identity.rule for entry in desk.entries.values() if entry.kind is Kind.FOLLOW_UP}
    known_by = {desk.name_in_keys(name) for name in current}
    former = sorted(used - known_by)
    fresh = [name for name in current if name not in desk.renames and name not in used]
    for new, old in zip(fresh, former, strict=False):
        answer = desk.ask(
            "rule_renamed",
            ("same", "new"),
            about=None,
            detail=f"{old}|{new}",
            facts={"former": old, "rule": new},
        )
        if answer == "same":
            desk.renames[new] = old
        elif answer == "new":
            desk.renames[new] = new


def _name_anew(desk: Desk, current: Sequence[str]) -> None:
    """A rule that is called as another once was gets keys of its own: what stands is the other one's."""
    for name in current:
        given_away = any(desk.renames.get(other) == name for other in current if other != name)
        if given_away and desk.name_in_keys(name) == name:
            taken = {*current, *desk.renames, *desk.renames.values()}
            desk.renames[name] = next(new for new in map(f"{name} {{}}".format, count(2)) if new not in taken)


def waits_for_name(desk: Desk, rule: str) -> bool:
    """Whether it is not known yet if this rule is an old one under another name."""
    return any(ask.code == "rule_renamed" and ask.because.facts["rule"] == rule for ask in desk.asks.values())
