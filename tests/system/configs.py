"""An office that edits its config between two passes, drawn from a seed: rules, hours, language, domains.

You need this in the simulation alone. Each gesture is what somebody does to a file in a year; the promises
hold whatever he does there, and nothing that he does is a word of the calendar's owner.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from builders import a_rule, an_office, week
from system.office import Office, some_rules
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.rules import FollowUpRule, Invite, ProjectEndRule


class Configs:
    """All that an office may change in its config; `anything` draws one change."""

    def __init__(self, office: Office, random: Random) -> None:
        self.office, self.random = office, random
        self._number = 1
        self._first = (office.rules, office.bureau().office, office.policy)

    def anything(self) -> str:
        """One change; gives its name."""
        changes: list[Callable[[], None]] = [
            self.language, self.language, self.later, self.title, self.another_rule, self.rename_rule,
            self.no_rule, self.ends_match_twice, self.no_ends, self.hours, self.closed, self.domains,
            self.directly, self.margin, self.slower, self.as_it_was, self.as_it_was,
        ]  # fmt: skip
        change = self.random.choice(changes)
        change()
        self._number += 1
        self.office.fingerprint = f"rules-{self._number}"
        return f"config: {change.__name__}"

    @property
    def is_first(self) -> bool:
        """Whether the rules are as they were when the office began."""
        return self.office.rules == self._first[0]

    def as_it_was(self) -> None:
        """Last month's file comes back."""
        self.office.rules, self.office.office, self.office.policy = self._first
        self.office.language = "nl"

    def language(self) -> None:
        self.office.language = "en" if self.office.language == "nl" else "nl"

    def _change(self, change: Callable[[FollowUpRule], FollowUpRule]) -> None:
        rules = self.office.rules
        self.office.rules = replace(rules, follow_ups=tuple(map(change, rules.follow_ups)))

    def later(self) -> None:
        weeks = self.random.choice([5, 6, 8, 12])
        self._change(lambda rule: replace(rule, after=Span(weeks, Unit.WEEKS)))

    def title(self) -> None:
        self._change(lambda rule: replace(rule, title=f"Terugblik {self._number} {{project}}"))

    def directly(self) -> None:
        self._change(lambda rule: replace(rule, invite=self.random.choice(list(Invite))))

    def another_rule(self) -> None:
        name = self.random.choice(["nazorg", "borging", "nabellen"])
        rules = self.office.rules
        if name not in {rule.name for rule in rules.follow_ups}:
            rule = a_rule(name, after=Span(10, Unit.WEEKS))
            self.office.rules = replace(rules, follow_ups=(*rules.follow_ups, rule))

    def rename_rule(self) -> None:
        first, *rest = self.office.rules.follow_ups
        named = replace(first, name=f"{first.name}-{self._number}")
        self.office.rules = replace(self.office.rules, follow_ups=(named, *rest))

    def no_rule(self) -> None:
        if len(self.office.rules.follow_ups) > 1:
            self.office.rules = replace(self.office.rules, follow_ups=self.office.rules.follow_ups[1:])

    def ends_match_twice(self) -> None:
        (end, *_rest) = some_rules().project_ends
        other = ProjectEndRule(name="again", title=end.title)
        self.office.rules = replace(self.office.rules, project_ends=(other, end))

    def no_ends(self) -> None:
        """A pattern with a slip in it: no end that is known matches any more."""
        never = ProjectEndRule(name="end", title=lambda _title: None)
        self.office.rules = replace(self.office.rules, project_ends=(never,))

    def hours(self) -> None:
        start, end = self.random.choice([("09:00", "17:30"), ("10:00", "16:00"), ("08:00", "18:00")])
        self.office.office = replace(self.office.office, hours=week(start, end))

    def closed(self) -> None:
        day = self.office.now.date() + timedelta(days=self.random.randint(0, 60))
        shut = an_office(closed=[f"{day}/{day + timedelta(days=9)}"], holidays=[str(day)])
        self.office.office = replace(self.office.office, closed=shut.closed, holidays=shut.holidays)

    def domains(self) -> None:
        more = self.random.choice([set(), {"client.example"}, {"other.example"}])
        self.office.office = replace(self.office.office, domains=frozenset({"bureau.example"} | more))

    def margin(self) -> None:
        minutes = self.random.choice([0, 15, 60])
        self.office.office = replace(self.office.office, margin=timedelta(minutes=minutes))

    def slower(self) -> None:
        self.office.policy = replace(self.office.policy, max_changes=self.random.choice([0.1, 0.3, 1.0]))
