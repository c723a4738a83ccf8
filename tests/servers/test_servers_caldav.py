"""A CalDAV calendar by what logs in: a token that somebody else keeps fresh, and nothing at all."""

from pathlib import Path

import pytest

from cli.office import Zaai
from providers.fakes.dav import FakeDav
from providers.fakes.dav_served import served

TOKEN = "canary-token"  # noqa: S105 - of a server that lives for a test
CONFIG = """
language = "en"
[office]
domains = ["bureau.example"]
[[calendar]]
name = "marieke"
owner = "marieke@bureau.example"
provider = "caldav"
{more}
"""


def an_office(place: Path, more: str) -> Zaai:
    file = place / "zaaikalender.toml"
    file.write_text(CONFIG.format(more=more), encoding="utf-8")
    return Zaai(file)


def test_a_bearer_is_sent_as_it_is_now_and_nobody_is_asked_for_a_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", TOKEN)
    with served(FakeDav(), login=f"Bearer {TOKEN}") as url:
        zaai = an_office(tmp_path, f'endpoint = "{url}"\nusername = "alice"\nbearer_env = "TOKEN"')
        ended = zaai("connect", "marieke", "--yes")
        assert ended.code == 0
        assert "Password" not in ended.out + ended.err
        monkeypatch.setenv("TOKEN", "stale")
        refused = zaai("run")
    assert refused.code == 1
    assert TOKEN not in ended.out + ended.err + refused.out + refused.err


def test_a_bearer_goes_to_no_host_that_the_office_did_not_allow(tmp_path: Path) -> None:
    zaai = an_office(tmp_path, 'endpoint = "https://dav.example/"\nbearer_env = "TOKEN"')
    ended = zaai("connect", "marieke", "--yes")
    assert ended.code == 2
    assert "[http] allow" in ended.err


def test_a_calendar_needs_an_address(tmp_path: Path) -> None:
    ended = an_office(tmp_path, 'username = "alice"')("connect", "marieke")
    assert ended.code == 2
    assert "url" in ended.err


def test_disconnecting_where_nothing_was_stored_says_nothing_of_passwords(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", TOKEN)
    with served(FakeDav(), login=f"Bearer {TOKEN}") as url:
        zaai = an_office(tmp_path, f'endpoint = "{url}"\nbearer_env = "TOKEN"')
        zaai("connect", "marieke", "--yes")
        ended = zaai("forget", "marieke", "--yes")
    assert ended.code == 0
    assert "password" not in ended.out
