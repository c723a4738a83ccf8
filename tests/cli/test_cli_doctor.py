"""`zaai doctor` on calendars that stand on servers: what they can, what that means, and what to do."""

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.office import Zaai
from providers.fakes.dav import HOME, FakeDav, Profile
from providers.fakes.dav_served import USER, served
from zaaikalender.cli import app

CONFIG = """
[office]
domains = ["bureau.example"]
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "caldav"
url = "{url}"
username = "alice"
password_env = "ALICES"
"""
Office = Callable[..., AbstractContextManager[Zaai]]


@pytest.fixture
def an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("ALICES", USER[1])

    @contextmanager
    def office(fake: FakeDav, language: str = "nl", path: str = ""):
        with served(fake) as url:
            file = tmp_path / "zaaikalender.toml"
            file.write_text(f'language = "{language}"\n' + CONFIG.format(url=url.replace(HOME, path or HOME)))
            yield Zaai(file)

    return office


@pytest.mark.parametrize(
    ("profile", "sentence"),
    [
        (Profile(), "vertelt zelf wat er veranderde"),
        (Profile(sync=False, ctag=True), "zegt alleen dát er iets veranderde"),
        (Profile(sync=False), "zegt niet wat er veranderde"),
        (Profile(schedules=True), "de server verstuurt de uitnodigingen"),
        (Profile(schedules=False), "verstuurt niemand post"),
    ],
)
def test_it_says_what_the_server_can_and_what_that_means(
    an_office: Office, profile: Profile, sentence: str
) -> None:
    with an_office(FakeDav(profile)) as zaai:
        ended = zaai("doctor")
    assert ended.code == 0
    assert sentence in ended.out
    assert "de server vergeet wat is verwijderd" in ended.out


@pytest.mark.parametrize(
    ("rights", "code"), [(("read",), 1), (("read", "write-content", "bind"), 0), (("all",), 0), (None, 0)]
)
def test_a_calendar_that_may_only_be_read_is_wrong(
    an_office: Office, rights: tuple[str, ...] | None, code: int
) -> None:
    with an_office(FakeDav(Profile(privileges=rights))) as zaai:
        ended = zaai("doctor")
    assert ended.code == code
    assert ("mag hier alleen lezen" in ended.out) is bool(code)


@pytest.mark.parametrize(
    ("ahead", "words"), [(90, "90 minuten voor"), (-1440, "1440 minuten achter"), (0.5, None)]
)
def test_a_clock_that_is_wrong_there_or_here_is_told(
    an_office: Office, ahead: float, words: str | None
) -> None:
    date = datetime.now(UTC) + timedelta(minutes=ahead, seconds=1)
    with an_office(FakeDav(date=format_datetime(date, usegmt=True))) as zaai:
        result = CliRunner().invoke(app, ["--config", str(zaai.config), "doctor"])
        as_if = zaai("doctor", now="2030-01-01T09:00+01:00")
    assert result.exit_code == (1 if words else 0)
    assert (words or "marieke") in result.stdout
    assert ("klok van de server" in result.stdout) is bool(words)
    assert "klok" not in as_if.out


@pytest.mark.parametrize(
    ("fake", "path", "sentence", "cure"),
    [
        (FakeDav(status=401), "", "neemt het wachtwoord niet aan", "zaai connect"),
        (FakeDav(status=403), "", "laat deze aanmelding niet in de agenda", "zaai connect"),
        (FakeDav(status=404), "", "staat niet meer op haar plek", "`url`"),
        (
            FakeDav(status=200, answer=b"<!doctype html><p>Log in</p>"),
            "",
            "geen heel agenda-antwoord",
            "browser",
        ),
        (FakeDav(status=207, answer=b"<html/>"), "", "niet als een agendaserver", "`url`"),
        (FakeDav(status=502), "", "kon niet antwoorden (status 502)", "volgende ronde"),
        (FakeDav(status=503), "", "127.0.0.1", ""),
        (FakeDav(), "/bob/agenda/", "staat niet meer op haar plek", "`url`"),
    ],
)
def test_what_is_wrong_comes_with_what_to_do(
    an_office: Office, fake: FakeDav, path: str, sentence: str, cure: str
) -> None:
    with an_office(fake, path=path) as zaai:
        ended = zaai("doctor")
    assert ended.code == 1
    (line,) = (line for line in ended.out.splitlines() if line.startswith("fout"))
    assert sentence in line
    assert cure in line
    assert USER[1] not in ended.out + ended.err


def test_a_server_that_is_not_there_is_told_once(an_office: Office) -> None:
    with an_office(FakeDav()) as zaai:
        pass
    ended = zaai("doctor")
    assert ended.code == 1
    assert ended.out.count("is niet te bereiken") == 1


def test_in_english_it_says_the_same(an_office: Office) -> None:
    with an_office(FakeDav(status=401), language="en") as zaai:
        ended = zaai("doctor")
    assert "The server does not take the password." in ended.out
