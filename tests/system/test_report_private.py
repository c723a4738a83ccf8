"""A contact is his consultant's alone: no report, no log and no colleague's calendar tells who he is."""

import logging
from collections.abc import Iterator

import pytest
from rich.console import Console

from builders import AMSTERDAM, an_event, day
from core.afternoons import a_rule as a_session_rule
from core.networks import a_contact, a_network
from system.office import Home, Office, some_rules
from zaaikalender.core.appointments import Kind
from zaaikalender.core.contacts import Contact
from zaaikalender.core.conversations import conversations
from zaaikalender.core.counts import Figures, figures_of, together
from zaaikalender.core.life import Eyes
from zaaikalender.core.people import Attendee, Person
from zaaikalender.core.rules import Rules
from zaaikalender.core.tally import keys_in, talks_in
from zaaikalender.report.year import YearReport
from zaaikalender.report.year_html import year_html
from zaaikalender.report.year_json import year_json
from zaaikalender.report.year_text import print_year

PEOPLE = ("marieke", "jan", "fatima")
NAMES = {
    "marieke": ("Quirijn Zwanenvogel", "Xandra Pimpelmees"),
    "jan": ("Wolfert Kwikstaart", "Ypke Roerdomp"),
    "fatima": ("Zebedeus Kluut", "Ottilie Grutto"),
}


def contacts_of(name: str) -> tuple[Contact, ...]:
    return tuple(
        a_contact(
            each,
            telephone=f"06-7{number}{abs(hash(each)) % 10**6:06}",
            organisation=f"Vogelhuis {each.split()[1]}",
            note=f"houdt van {each.split()[1].lower()}en",
            last=day("2025-03-04"),
        )
        for number, each in enumerate(NAMES[name])
    )


NETWORKS = {name: a_network(*contacts_of(name)) for name in PEOPLE}
CANARIES = {
    name: {
        word.casefold()
        for each in contacts_of(name)
        for word in (
            each.name,
            each.address,
            each.telephone,
            each.organisation,
            each.id,
            *each.name.split()[1:],
        )
    }
    for name in PEOPLE
}


def rules() -> Rules:
    whole = some_rules()
    return Rules(
        project_ends=whole.project_ends,
        leave=whole.leave,
        follow_ups=whole.follow_ups,
        sessions=(a_session_rule(),),
    )


class Log(logging.Handler):
    """Keeps all that is logged, to the last attribute."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.__dict__}")


@pytest.fixture(scope="module")
def log() -> Iterator[Log]:
    log, root = Log(), logging.getLogger()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    yield log
    root.removeHandler(log)
    root.setLevel(level)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, log: Log) -> Iterator[Office]:
    """Three consultants, with a list and a lunch each, half a year on."""
    log.lines.clear()
    office = Office(tmp_path_factory.mktemp("office"), people=PEOPLE, rules=rules(), networks=NETWORKS)
    for name in PEOPLE:
        eva = contacts_of(name)[0]
        lunch = an_event(
            f"Lunch met {eva.name}",
            "2026-11-18 12:00",
            guests=[Attendee(person=Person(address=eva.address, name=eva.name))],
            organizer=office.homes[name].owner,
            uid=f"lunch-{name}",
        )
        office.hand(name).put(lunch)
    for _ in range(26):
        for name in PEOPLE:
            office.a_pass(name)
        office.later(days=7)
    yield office
    office.close()


def figures(office: Office, home: Home) -> Figures:
    """A year as the report counts it."""
    known, network = office.store.load(home.name, now=office.now), NETWORKS[home.name]
    met = [event for kept in known.kept for event in kept.met]
    eyes = Eyes(owner=home.owner, now=office.now, zone=AMSTERDAM, prefixes=("Voorstel: ", "Proposal: "))
    found = conversations(network.contacts, met, known.entries, {}, eyes)
    entries = {entry.key: entry for entry in known.entries}
    return figures_of(
        2026,
        known.entries,
        talks_in(found, network, entries, today=office.now.date()),
        size=len(network.contacts),
        goal=network.goal,
        zone=AMSTERDAM,
        counted=keys_in(found.values()),
    )


def found_in(text: str, *names: str) -> set[str]:
    """Which canaries of these people's lists a text gives away."""
    return {word for name in names for word in CANARIES[name] if word in text.casefold()}


def test_no_contact_stands_in_any_report(office: Office) -> None:
    people = {name: figures(office, office.homes[name]) for name in PEOPLE}
    assert together(people.values()).year.held == 3
    for language in ("nl", "en"):
        report = YearReport(
            year=2026, language=language, total=together(people.values()), people=tuple(people.items())
        )
        console = Console(record=True, width=200)
        print_year(console, report)
        for text in (year_json(report), year_html(report), console.export_text(), repr(report)):
            assert found_in(text, *PEOPLE) == set()


def test_no_contact_stands_in_a_colleagues_calendar(office: Office) -> None:
    for name in PEOPLE:
        others = [each for each in PEOPLE if each != name]
        text = "\n".join(str(event) for event in office.hand(name).events())
        assert found_in(text, name)
        assert found_in(text, *others) == set()


def test_no_contact_stands_in_anything_that_others_may_see(office: Office) -> None:
    for name in PEOPLE:
        private = {entry.uid for entry in office.store.entries(name) if entry.kind is not Kind.SESSION}
        open_ = [each for each in office.hand(name).events() if each.key and each.uid not in private]
        assert open_
        assert found_in(str(open_), *PEOPLE) == set()
        for event in office.hand(name).events():
            if event.key and found_in(str(event), name):
                assert event.private


@pytest.mark.usefixtures("office")
def test_no_contact_stands_in_a_log(log: Log) -> None:
    assert found_in("\n".join(log.lines), *PEOPLE) == set()


def test_everybody_has_his_afternoons_at_one_time_and_a_call_list_of_his_own(office: Office) -> None:
    starts: dict[str, set[object]] = {}
    for name in PEOPLE:
        keys = {entry.uid: entry.kind for entry in office.store.entries(name) if entry.uid}
        events = [event for event in office.hand(name).events() if event.uid in keys]
        starts[name] = {event.when for event in events if keys[event.uid] is Kind.SESSION}
        lists = [event for event in events if keys[event.uid] is Kind.LIST]
        assert {event.when for event in lists} == starts[name]
    assert len(starts["jan"]) == 3
    assert starts["jan"] == starts["marieke"] == starts["fatima"]
