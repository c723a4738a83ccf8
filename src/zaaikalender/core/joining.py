"""After a follow-up was held: does its guest join the list? Asked once for each guest.

You need this to see who came onto a list by an answer. Nobody joins by himself: the answer is the only way,
and "not this one" is remembered as any answer is.
"""

from collections.abc import Iterable

from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.people import Answer, Person
from zaaikalender.core.questions import Question
from zaaikalender.core.reasons import Fact
from zaaikalender.core.wishes import MOST_GUESTS

CODE = "join_list"
"""The code of the question."""

JOIN, LEAVE = "join", "leave"


def plan_joining(desk: Desk) -> None:
    """Asks about the guests of what was held and who are not on the list."""
    network = desk.situation.network
    if network is None:
        return
    listed = {contact.address for contact in network.contacts}
    asked: dict[str, Person] = {}
    for entry in desk.entries.values():
        if entry.kind is Kind.FOLLOW_UP and entry.state is State.HELD:
            asked |= {person.address: person for person in _guests(desk, entry)}
    for address in sorted(asked.keys() - listed):
        person = asked[address]
        facts: dict[str, Fact] = {"name": person.name or address, "address": address}
        desk.ask(CODE, (JOIN, LEAVE), about=None, detail=address, facts=facts)


def _guests(desk: Desk, entry: Entry) -> tuple[Person, ...]:
    """Who was invited from outside and did not decline; of a crowd nobody."""
    event = desk.events.get(entry.key)
    declined = {each.person for each in event.attendees if each.answer is Answer.DECLINED} if event else set()
    situation = desk.situation
    guests = tuple(
        person
        for person in entry.guests
        if person.domain not in situation.office.domains
        and person not in declined
        and situation.asker.may_propose(person)
    )
    return guests if len(guests) <= MOST_GUESTS else ()


def joined(questions: Iterable[Question]) -> tuple[Person, ...]:
    """Who joins the list by an answer that was ever given; of who was forgotten since nothing is left."""
    said = [
        question.ask.because.facts
        for question in questions
        if question.ask.code == CODE and question.answer == JOIN
    ]
    people = (Person(address=str(each.get("address", "")), name=str(each.get("name", ""))) for each in said)
    return tuple(person for person in people if "@" in person.address)
