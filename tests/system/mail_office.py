"""An office whose mails arrive on this machine, with one invitation on its way through life.

You need this to tell what guests hear: `told = in_a_folder(tmp_path, sink)`, then what its owner or a mail
server does; `told.passes()` lets passes run.
"""

from dataclasses import dataclass, field
from pathlib import Path

from builders import an_event, when
from system.mail_sink import Said, Sink
from system.office import Office
from zaaikalender.core.events import Event
from zaaikalender.core.people import Person

EVA, BOB = "eva@client.example", "bob@client.example"


def in_a_folder(path: Path, sink: Sink) -> "Told":
    """The same in a folder of files."""
    return Told(Office(path, kind="folder", postman=sink.postman), sink)


@dataclass
class Told:
    """A follow-up of project Alfa, with two guests unless you say otherwise."""

    office: Office
    sink: Sink
    guests: tuple[str, ...] = (EVA, BOB)
    uid: str = field(init=False)

    def __post_init__(self) -> None:
        """The proposal stands, and its owner says yes."""
        self.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=self.guests))
        self.office.until_quiet()
        proposal = self.office.the("Alfa")
        assert self.sink.mails == []
        self.uid = proposal.uid
        self.hand.retitle(proposal.uid, proposal.title.removeprefix("Voorstel: "))

    @property
    def hand(self):
        return self.office.hand()

    @property
    def event(self) -> Event:
        return self.hand.event(self.uid)

    def passes(self, number: int = 3) -> None:
        """Each a quarter of an hour after the one before."""
        for _ in range(number):
            self.office.later(minutes=15)
            self.office.a_pass()

    def moves(self, moment: str = "2027-02-11 10:00") -> None:
        self.hand.move(self.uid, when(moment, minutes=45))

    def removes(self, address: str) -> None:
        """Its owner takes a guest off."""
        self.hand.remove_guest(self.uid, Person(address=address))

    def asked(self) -> list[str]:
        return [question.ask.code for question in self.office.questions()]

    def answers(self, code: str, choice: str) -> None:
        """The owner answers the one question of that kind; passes follow."""
        (question,) = [each for each in self.office.questions() if each.ask.code == code]
        self.office.answer(question.number, choice)
        self.passes()

    def heard(self, address: str) -> list[tuple[str, int]]:
        """What came to a guest: method and number, in order."""
        return [(each.method, each.sequence) for each in self.said() if each.to == address]

    def said(self) -> list[Said]:
        return self.sink.said()
