"""An office that mails by itself, lived at random: no letter unasked, none twice, none out of order.

More seeds, and others, as in `test_simulation`:

    ZAAI_SIMULATE=400 ZAAI_SEED=1000 pytest tests/system/test_simulated_mail.py -s
"""

from datetime import UTC, timedelta

import pytest

from builders import AMSTERDAM
from system.mail_watch import Kept
from system.office import let
from system.simulation import Story
from system.test_simulation import FAULTS, FIRST, QUARTER, SEEDS

FRIDAY = 4


class Approving(Story):
    """A life in which yes is said more often than people do, and left alone until it counts."""

    def _step(self) -> None:
        super()._step()
        if self.random.random() < 0.5:
            for home in self.office.homes.values():
                let(lambda home=home: self._say(f"yes {self.acts.say_yes(home)}"))
            self.office.now = self._next_morning()
            for _ in range(3):
                for home in self.office.homes.values():
                    self._a_pass(home)
                self.office.later(minutes=12)

    def _next_morning(self):
        local = self.office.now.astimezone(AMSTERDAM) + timedelta(days=1)
        while local.weekday() > FRIDAY:
            local += timedelta(days=1)
        return local.replace(hour=10, minute=0).astimezone(UTC)


@pytest.mark.parametrize("kind", ["forgets", "folder"])
def test_whatever_happens_the_mails_are_what_was_approved_and_done(tmp_path, kind):
    letters = 0
    for seed in range(FIRST, FIRST + SEEDS):
        path = tmp_path / str(seed)
        path.mkdir()
        kept = Kept()
        story = Approving(path, kind, seed, faults=FAULTS[seed % len(FAULTS)], postman=kept)
        story.run(QUARTER // 2)
        letters += len(kept.letters)
    assert letters, "nobody was mailed at all"
    print(f"{kind}: {letters} letters in {SEEDS} lives")  # noqa: T201 - the figure of this test
