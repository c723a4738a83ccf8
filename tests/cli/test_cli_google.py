"""A consultant's first day at Google: from `zaai connect` in a terminal to a follow-up in his calendar."""

import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.error import HTTPError

import pytest

from builders import OWNER, an_event
from cli.office import MORNING, Zaai
from cli.terminal import Terminal, on_a_terminal
from providers.fakes.google import Fault
from providers.google_person import GooglePerson
from servers.google_place import OFFICE, OWN, NoFurther, Place

EVA = "eva@client.example"
LINK = r"http://localhost:\d+/o/oauth2/v2/auth\?\S+"
JAN = "jan@bureau.example"
A_COLLEAGUE = """
[[calendar]]
name = "jan"
owner = "Jan <jan@bureau.example>"
provider = "google"
endpoint = "{endpoint}"
"""
YES = "Mag dit zo in marieke worden geschreven"


class Day:
    """An office at Google with a project that ends, and its command line."""

    def __init__(self, stack: ExitStack, path: Path, way: str, more: str = "") -> None:
        self.place = Place(stack, path, more, way)
        self.place.app.close()
        self.hand = GooglePerson(self.place.google.world, OWNER)
        self.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA], organizer=OWNER))
        self.zaai = Zaai(self.place.file)
        self.words = ("--config", str(self.place.file), "--now", MORNING, "connect", "marieke")

    def is_connected(self, *others: str) -> None:
        """Its calendar was connected some time ago, and that of others who log in too."""
        self.place.reopened()
        self.place.connect()
        for other in others:
            self.place.login.user = f"{other}@bureau.example"
            self.place.connect(other)
        self.place.app.close()

    def titles(self) -> list[str]:
        return sorted(event.title for event in self.hand.events())


@pytest.fixture(params=[OWN])
def day(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Day]:
    with ExitStack() as stack:
        yield Day(stack, tmp_path, request.param)


def ended_at(link: str) -> str:
    """Where Google sends the browser on, once its owner agreed."""
    with pytest.raises(HTTPError) as moved:
        urllib.request.build_opener(NoFurther()).open(link)
    return str(moved.value.headers["Location"])


def says_yes(terminal: Terminal) -> str:
    shown = terminal.read_until(YES)
    terminal.type("j")
    terminal.read_until("Wil je nu voorstellen zien")
    terminal.type("")
    assert terminal.ended() == 0
    return shown


def connected(day: Day) -> str:
    """Somebody connects, with the browser on the same machine; gives what he was shown."""
    with on_a_terminal(*day.words) as terminal:
        urllib.request.urlopen(ended_at(terminal.find(LINK))).read()  # noqa: S310 - this machine's
        return says_yes(terminal)


def test_from_the_login_in_the_browser_to_the_follow_up_in_the_calendar(day: Day) -> None:
    shown = connected(day)
    assert "Borging Alfa" in shown
    assert day.titles() == ["Einde opdracht: Alfa", "Overleg"]
    assert day.zaai("run").code == 0
    assert [title for title in day.titles() if "Borging Alfa" in title]
    assert not [mail for mail in day.place.google.world.mails if mail.to == EVA]


def test_the_address_may_be_pasted_where_the_browser_is_elsewhere(day: Day) -> None:
    with on_a_terminal(*day.words) as terminal:
        address = ended_at(terminal.find(LINK))
        terminal.type(address.replace("state=", "state=x"))
        terminal.read_until("Dat is niet het adres")
        terminal.type(address)
        assert "Borging Alfa" in says_yes(terminal)


def test_a_refused_consent_is_a_sentence_in_dutch_and_leaves_nothing(day: Day) -> None:
    day.place.login.answers = "access_denied"
    with on_a_terminal(*day.words) as terminal:
        urllib.request.urlopen(ended_at(terminal.find(LINK))).read()  # noqa: S310 - this machine's
        assert terminal.ended() != 0
    assert "De aanmelding bij Google is geweigerd door wie haar gaf." in " ".join(terminal.shown.split())
    ended = day.zaai("doctor")
    assert "die is nog niet verbonden" in ended.out + ended.err


@pytest.mark.parametrize("day", [OFFICE], indirect=True)
def test_with_the_service_account_connecting_opens_no_browser_and_doctor_is_content(day: Day) -> None:
    assert day.zaai("plan").code != 0
    assert day.place.google.asked == []
    assert day.zaai("connect", "marieke", "--yes").code == 0
    ended = day.zaai("doctor")
    assert ended.code == 0, ended.out
    assert "het serviceaccount van het bureau meldt zichzelf aan" in ended.out


def test_forgetting_ends_the_login_at_google_and_says_so(day: Day) -> None:
    day.is_connected()
    ended = day.zaai("forget", "marieke", "--yes")
    assert ended.code == 0
    assert "ook bij Google ingetrokken" in ended.out + ended.err
    assert day.place.login.lasting == {}


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("", "De aanmelding bij Google is verlopen of ingetrokken. Verbind de agenda opnieuw"),
        ("domainPolicy", "De beheerder moet de app vertrouwen"),
        ("insufficientPermissions", "zet alle vinkjes aan"),
        ("accessNotConfigured", "De beheerder moet die aanzetten"),
    ],
)
def test_doctor_says_in_dutch_why_google_lets_nobody_in(day: Day, reason: str, told: str) -> None:
    day.is_connected()
    if reason:
        day.place.google.faults += [Fault("before", 403, reason, methods=frozenset({"GET"}))] * 9
    else:
        day.place.login.withdraw(OWNER.address)
    ended = day.zaai("doctor")
    assert ended.code != 0
    assert told in " ".join(ended.out.split())


def test_a_colleague_whose_login_was_revoked_holds_up_nobody(tmp_path: Path) -> None:
    with ExitStack() as stack:
        day = Day(stack, tmp_path, OWN, A_COLLEAGUE)
        place = day.place
        place.google.world.agenda(JAN)
        day.is_connected("jan")
        place.login.withdraw(JAN)
        ended = day.zaai("apply", "--yes")
        assert "De aanmelding bij Google is verlopen of ingetrokken" in " ".join(ended.err.split())
        assert [title for title in day.titles() if "Borging Alfa" in title]


def test_doctor_says_in_dutch_that_a_consent_screen_in_testing_ends_the_login(day: Day) -> None:
    day.place.login.testing = True
    day.is_connected()
    ended = day.zaai("doctor")
    assert ended.code != 0
    assert 'het toestemmingsscherm staat op "Testing"' in ended.out
    assert "over 7 dagen" in ended.out
