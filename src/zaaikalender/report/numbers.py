"""Numbers that bring their words along: `{count:# vraag|# vragen}` is "1 vraag" or "2 vragen".

You need this to write a sentence with a number in it. What stands before the bar is for one, what stands
behind it for any other number, none included; `#` is the number.
"""

from collections.abc import Mapping


class Number(int):
    """A whole number that chooses its words."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if not bar:
            return super().__format__(spec)
        return (one if self == 1 else many).replace("#", str(int(self)))


def filled(sentence: str, facts: Mapping[str, object]) -> str:
    """The sentence with its facts; whole numbers choose their words."""
    return sentence.format(
        **{name: Number(fact) if isinstance(fact, int) else fact for name, fact in facts.items()}
    )
