"""What a person must decide, because a program may not guess.

You need this wherever two readings are possible and one of them would do harm. A question has a key of its
own, so that it is asked once; the answer is looked up by that key in each later pass.
"""

from dataclasses import dataclass
from datetime import datetime

from zaaikalender.core.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that a pass wants answered: `code` names its text, `choices` the codes of its answers.

    `about` is the key of the appointment that it is about, if any. Choice one is `a`, two is `b`.
    """

    key: str
    about: str | None
    code: str
    because: Reason
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was asked. `number` rises per calendar and is never used again."""

    number: int
    calendar: str
    ask: Ask
    asked_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


def choice_of(ask: Ask, letter: str) -> str | None:
    """The choice behind a letter (`a`, `B`), or None where there is no such choice."""
    index = ord(letter.strip().lower()) - ord("a") if len(letter.strip()) == 1 else -1
    return ask.choices[index] if 0 <= index < len(ask.choices) else None
