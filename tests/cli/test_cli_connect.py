"""`zaai connect` and `forget` with a calendar on a real server that asks for a password."""

import logging
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import OWNER, an_event
from cli.office import MORNING, Zaai
from cli.terminal import on_a_terminal
from providers.caldav_person import DavHand
from providers.caldav_servers import Server, SmallDoor, a_collection, radicale

CANARY = "canary-Wachtwoord-7"
CONFIG = """
language = "{language}"
[office]
domains = ["bureau.example"]
[report]
per_person = {per_person}
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "caldav"
url = "{url}"
{more}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with radicale() as running:
        users = running.place / "users"
        users.write_text(f"{users.read_text()}carla:{CANARY}\n")
        yield running


@dataclass
class Dav:
    """An office with one calendar on a server."""

    zaai: Zaai
    url: str
    hand: DavHand

    @property
    def place(self) -> Path:
        return self.zaai.config.parent

    def kept(self) -> bytes | None:
        """What the store keeps of the password, sealed."""
        with closing(sqlite3.connect(self.place / "zaaikalender.db")) as database:
            found = database.execute("SELECT sealed FROM credentials").fetchone()
        return found[0] if found else None

    def waits(self) -> bool:
        """Whether its turn is put off."""
        with closing(sqlite3.connect(self.place / "zaaikalender.db")) as database:
            return database.execute("SELECT next_due FROM calendars").fetchone()[0] is not None

    def on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.place.rglob("*") if path.is_file())

    def written(
        self, more: str = "", *, url: str = "", language: str = "nl", per_person: str = "false"
    ) -> None:
        text = CONFIG.format(url=url or self.url, more=more, language=language, per_person=per_person)
        self.zaai.config.write_text(text, encoding="utf-8")


def a_calendar_of_carla(server: Server, name: str = "") -> tuple[str, DavHand]:
    door = SmallDoor()
    own = Server(server.url, "/carla/", ("carla", CANARY))
    url = a_collection(own, door, name)
    return url, DavHand(door, url, OWNER, own.user, {})


@pytest.fixture
def dav(server: Server, tmp_path: Path) -> Dav:
    url, hand = a_calendar_of_carla(server)
    (tmp_path / "office").mkdir()
    found = Dav(Zaai(tmp_path / "office" / "zaaikalender.toml"), url, hand)
    found.written('username = "carla"')
    hand.put(an_event("Einde opdracht: Alfa", "2027-01-15"))
    return found


def test_on_a_terminal_the_password_is_asked_once_and_shows_nowhere(dav: Dav) -> None:
    words = ("--config", str(dav.zaai.config), "--now", MORNING, "connect", "marieke")
    with on_a_terminal(*words) as terminal:
        terminal.read_until("Wachtwoord van carla bij 127.0.0.1")
        terminal.type(CANARY)
        shown = terminal.read_until("Mag dit zo in marieke worden geschreven")
        terminal.type("j")
        terminal.read_until("Wil je nu voorstellen zien")
        terminal.type("")
        assert terminal.ended() == 0
    assert "Borging Alfa" in shown
    assert "verstuurt niemand post" in shown
    assert CANARY not in terminal.shown
    assert CANARY.encode() not in dav.on_disk()
    assert dav.kept() is not None
    again = dav.zaai("connect", "marieke", "--yes")
    assert again.code == 0
    assert "Wachtwoord van" not in again.err
    assert dav.zaai("run").code == 0
    assert any(b"Borging Alfa" in data for data in dav.hand.pull().values())


def test_a_wrong_password_is_a_sentence_and_keeps_nothing(dav: Dav) -> None:
    ended = dav.zaai("connect", "marieke", said="not-it\n")
    assert ended.code == 1
    assert "niet aan" in ended.err
    assert "app-wachtwoord" in ended.err
    assert "not-it" not in ended.out + ended.err
    assert dav.kept() is None
    assert dav.zaai("run").code == 2


def test_where_nobody_can_type_a_password_a_sentence_says_what_else_there_is(dav: Dav) -> None:
    ended = dav.zaai("connect", "marieke", said="")
    assert ended.code == 2
    assert "password_env" in ended.err
    assert dav.kept() is None


def test_a_password_that_was_changed_on_the_server_is_asked_for_again(dav: Dav, server: Server) -> None:
    assert dav.zaai("connect", "marieke", "--yes", said=f"{CANARY}\n").code == 0
    before, users = dav.kept(), server.place / "users"
    text = users.read_text()
    users.write_text(text.replace(CANARY, "another"))
    try:
        assert dav.zaai("run").code == 1
        assert dav.waits()
        ended = dav.zaai("connect", "marieke", "--yes", said="another\n")
        assert not dav.waits(), "its turn has come"
        assert ended.code == 0
        assert "bewaarde wachtwoord" in ended.out
        assert dav.kept() not in {before, None}
        assert dav.zaai("run").code == 0
    finally:
        users.write_text(text)


def test_of_several_calendars_it_shows_the_line_to_write(dav: Dav, server: Server) -> None:
    other, _ = a_calendar_of_carla(server)
    dav.written('username = "carla"', url=server.url)
    ended = dav.zaai("connect", "marieke", said=f"{CANARY}\n")
    assert ended.code == 2
    for url in (dav.url, other):
        assert f'url = "{url}"' in ended.out
        assert url not in ended.err
    assert dav.kept() is None


def test_a_password_that_the_config_names_is_tried_and_not_kept(
    dav: Dav, monkeypatch: pytest.MonkeyPatch
) -> None:
    dav.written('username = "carla"\npassword_env = "CARLAS"')
    monkeypatch.setenv("CARLAS", CANARY)
    assert dav.zaai("connect", "marieke", "--yes").code == 0
    assert dav.kept() is None
    monkeypatch.setenv("CARLAS", "wrong")
    assert dav.zaai("connect", "marieke", "--yes").code == 1


def test_endpoint_takes_the_place_of_the_url(dav: Dav) -> None:
    dav.written(f'username = "carla"\nendpoint = "{dav.url}"', url="https://dav.nobody.invalid/")
    assert dav.zaai("connect", "marieke", "--yes", said=f"{CANARY}\n").code == 0


@pytest.mark.parametrize(("per_person", "told"), [("true", True), ("false", False)])
def test_who_connects_is_told_where_figures_per_colleague_are_reported(
    dav: Dav, per_person: str, *, told: bool
) -> None:
    dav.written('username = "carla"', per_person=per_person)
    ended = dav.zaai("connect", "marieke", "--yes", said=f"{CANARY}\n")
    assert ("cijfers per collega" in ended.out) is told


def test_forgetting_a_calendar_takes_its_password_and_says_where_it_stays_valid(dav: Dav) -> None:
    dav.zaai("connect", "marieke", "--yes", said=f"{CANARY}\n")
    sealed = dav.kept()
    assert sealed is not None
    ended = dav.zaai("forget", "marieke", "--yes")
    assert ended.code == 0
    assert "blijft het wachtwoord gelden" in ended.out
    assert dav.kept() is None
    assert sealed not in dav.on_disk()
    assert dav.zaai("run").code == 2


def test_no_failure_log_or_page_of_a_whole_life_holds_the_password(
    dav: Dav, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = [
        dav.zaai("--debug", "connect", "marieke", "--yes", said=f"{CANARY}\n"),
        *(
            dav.zaai("--debug", *words)
            for words in (("run",), ("doctor",), ("list",), ("plan", "--format", "html"))
        ),
        *(dav.zaai("--debug", *words) for words in (("key", "rotate"), ("run",))),
    ]
    dav.written('username = "carla"', url=f"{dav.url}gone/")
    said += [dav.zaai("--debug", *words) for words in (("run",), ("doctor",), ("forget", "marieke", "--yes"))]
    text = "".join(f"{each.out}{each.err}" for each in said) + caplog.text
    assert CANARY not in text
    assert b64encode(f"carla:{CANARY}".encode()).decode() not in text
    assert CANARY.encode() not in dav.on_disk()


def test_what_is_logged_for_a_defect_names_nobody(dav: Dav) -> None:
    dav.zaai("connect", "marieke", "--yes", said=f"{CANARY}\n")
    words = ("--config", str(dav.zaai.config), "--now", MORNING, "--debug", "run")
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "zaaikalender", *words], capture_output=True, text=True, check=True
    )
    assert "carla" not in ended.stderr
    assert CANARY not in ended.stdout + ended.stderr


def test_a_server_that_asks_who_logs_in_is_not_told_as_a_wrong_password(dav: Dav) -> None:
    dav.written()
    ended = dav.zaai("connect", "marieke", said="")
    assert ended.code == 2
    assert "Zet `username` in de config" in ended.err
