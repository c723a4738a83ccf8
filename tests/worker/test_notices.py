"""A mail to a calendar's owner where the calendar itself cannot tell him: once, and never a storm."""

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from builders import an_event
from providers.folder_person import FolderHand
from system.mail_sink import Sink, a_sink
from worker.worker_setting import an_office_of, hours_later, the_app
from zaaikalender.app import App
from zaaikalender.cli.failures import in_language
from zaaikalender.config import CalendarConfig
from zaaikalender.core.events import Event
from zaaikalender.core.people import Person
from zaaikalender.core.ports import Target
from zaaikalender.engine import Post
from zaaikalender.errors import AccessRevoked, NotWritten, ZaaiError

MARIEKE = "marieke@bureau.example"
REVOKED = AccessRevoked("The server does not take the password. Connect the calendar again.")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with a_sink() as kept:
        yield kept


def with_mail(folder: Path, port: int) -> App:
    file = an_office_of(folder, "marieke")
    more = f'[mail]\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\nfrom = "agenda@bureau.example"\n'
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    return the_app(file)


@pytest.fixture
def app(tmp_path: Path, sink: Sink) -> Iterator[App]:
    """An office whose first pass went well."""
    opened = with_mail(tmp_path, sink.port)
    a_pass(opened, 0)
    yield opened
    opened.close()


class Refused(App):
    """A server that no longer lets its owner in."""

    def post(self, calendar: CalendarConfig) -> Post:
        raise REVOKED if calendar.name == "marieke" else KeyError(calendar.name)


class Deaf(App):
    """A calendar that can be read and takes nothing."""

    def post(self, calendar: CalendarConfig) -> Post:
        opened = super().post(calendar)
        return replace(opened, target=Closed(opened.target))


class Closed:
    """A target that refuses each write."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def __getattr__(self, name: str) -> Any:
        return getattr(self._target, name)

    def create(self, *_arguments: object) -> Event:
        raise NotWritten("The calendar cannot be written. Look at its rights.")

    update = create


def the_same(app: App, kind: type[App]) -> App:
    names = [each.name for each in fields(App) if each.name != "in_words"]
    return kind(**{name: getattr(app, name) for name in names}, in_words=partial(in_language, "nl"))


def refusing(app: App) -> App:
    return the_same(app, Refused)


def a_pass(app: App, hours: float) -> None:
    (calendar,) = app.calendars()
    app.run(calendar, now=hours_later(hours))


def fails(app: App, hours: float) -> None:
    with pytest.raises(ZaaiError):
        a_pass(app, hours)


def told(sink: Sink) -> list[str]:
    return [to for to, _data in sink.mails]


def test_a_login_that_was_refused_is_told_at_once_and_only_once(app: App, sink: Sink) -> None:
    for hours in (1, 2, 30, 60, 24 * 30):
        fails(refusing(app), hours)
    assert told(sink) == [MARIEKE]
    (message,) = sink.messages()
    text = message.get_content()
    assert "De server neemt het wachtwoord niet aan." in text, "in the office's language"
    assert "zaai doctor" in text
    assert message["Auto-Submitted"] == "auto-generated"


def test_once_it_was_good_again_the_next_refusal_is_told_too(app: App, sink: Sink) -> None:
    fails(refusing(app), 1)
    a_pass(app, 2)
    fails(refusing(app), 3)
    assert told(sink) == [MARIEKE], "never more than one a day"
    fails(refusing(app), 27)
    assert told(sink) == [MARIEKE] * 2


def test_a_calendar_that_is_away_for_a_day_is_told_once(app: App, sink: Sink, tmp_path: Path) -> None:
    (tmp_path / "marieke").rename(tmp_path / "elsewhere")
    for hours in (1, 12, 23):
        fails(app, hours)
    assert told(sink) == []
    for hours in (25, 49, 24 * 9):
        fails(app, hours)
    assert told(sink) == [MARIEKE]


def test_a_notice_waits_for_a_mail_server_that_is_away(tmp_path: Path, sink: Sink) -> None:
    app = with_mail(tmp_path, sink.port)
    a_pass(app, 0)
    sink.moods[MARIEKE] = ["450 4.2.0 later"]
    fails(refusing(app), 1)
    assert told(sink) == []
    fails(refusing(app), 2)
    fails(refusing(app), 3)
    assert told(sink) == [MARIEKE]
    app.close()


def test_a_calendar_that_may_be_read_but_not_written_is_told_by_mail(
    app: App, sink: Sink, tmp_path: Path
) -> None:
    hand = FolderHand(tmp_path / "marieke", Person(address=MARIEKE))
    hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=["eva@client.example"]))
    a_pass(app, 0.5)
    proposal = next(path for path in hand.folder.glob("*.ics") if "Borging Alfa" in path.read_text("utf-8"))
    hand.retitle(f"{proposal.stem}@zaaikalender", "Koffie met Eva")
    for hours in (1, 2, 30):
        a_pass(the_same(app, Deaf), hours)
    assert told(sink) == [MARIEKE]
    before = len(list(hand.folder.glob("*.ics")))
    a_pass(app, 31)
    assert len(list(hand.folder.glob("*.ics"))) > before, "once it may be written, the question stands there"


def test_no_notice_says_anything_private(app: App, sink: Sink) -> None:
    fails(refusing(app), 1)
    (message,) = sink.messages()
    assert "Project van" not in message.as_string()
