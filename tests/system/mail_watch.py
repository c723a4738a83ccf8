"""A mail server in memory that keeps each letter, and what must hold of them whatever happens.

You need this to simulate an office that mails by itself. Letters are made into messages as they are for a
real server, and read back by icalendar.
"""

from collections import Counter
from collections.abc import Callable

from builders import AMSTERDAM
from system.mail_sink import SENDER, Said, said_in
from system.watch import Watch
from zaaikalender.core.letters import Letter, Purpose
from zaaikalender.core.people import Person
from zaaikalender.providers.mail_message import message_of


class Kept:
    """Implements `core.ports.Postman`, and keeps what it takes."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.said: list[Said] = []
        self.begun: set[tuple[str, str]] = set()

    def post(self, letter: Letter, sender: Person, *, handing: Callable[[], None]) -> None:
        octets = message_of(letter, sender, SENDER, AMSTERDAM)
        # Of one that breaks off here nobody knows, and its guest counts as told.
        self.begun |= {(letter.uid, letter.to.address)} if letter.purpose is Purpose.INVITE else set()
        handing()
        self.letters.append(letter)
        self.said.append(said_in(letter.to.address, octets))

    def check(self, watch: Watch) -> None:
        """Holds all that was ever sent against what people approved."""
        self._none_unasked(watch)
        self._none_twice()
        self._in_order()

    def _none_unasked(self, watch: Watch) -> None:
        approved = set(watch.invited)
        for letter in self.letters:
            who = (letter.uid, letter.to.address)
            assert who in approved, f"a mail to somebody who was not approved: {letter.subject}"
            assert {each.address for each in letter.guests} <= {
                to for uid, to in approved if uid == letter.uid
            }

    def _none_twice(self) -> None:
        """The same letter goes out again only where its owner said so, as often as he did."""
        sent = Counter(letter.id for letter in self.letters)
        tries = {
            each.id: max(other.tries for other in self.letters if other.id == each.id)
            for each in self.letters
        }
        for name, times in sent.items():
            assert times <= 1 + tries[name], f"mailed {times} times: {name}"

    def _in_order(self) -> None:
        """What a guest gets about an appointment has ever higher numbers, and follows on an invitation."""
        last: dict[tuple[str, str], Letter] = {}
        for letter in self.letters:
            before = last.get((letter.uid, letter.to.address))
            assert (letter.uid, letter.to.address) in self.begun, f"without an invitation: {letter.purpose}"
            assert not before or before.sequence <= letter.sequence, "an older letter after a newer one"
            last[letter.uid, letter.to.address] = letter
