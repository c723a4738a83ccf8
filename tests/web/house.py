"""An office whose people come to its page: Marieke, Piet, Jan who is a manager too, and another manager.

You need this in every test of the page: `house.visitor()` is somebody's browser, `house.signed_in("marieke")`
one that is signed in already. Time stands still until a test moves it.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from builders import at
from canaries import shown_in, stored_in
from zaaikalender import config, lists
from zaaikalender.app import App, open_app
from zaaikalender.cli.pages import OfficeVoice
from zaaikalender.core.appointments import Kind
from zaaikalender.lists.headers import Column
from zaaikalender.web import Office, application
from zaaikalender.web.counter import Counter
from zaaikalender.web.tickets import TicketKind, Tickets

HERE = "http://localhost:8437"
CONFIG = """
language = "{language}"
[office]
domains = ["bureau.example"]
[policy]
start = "watch"
[[session]]
name = "Just-Do-It"
[web]
managers = ["Jan Bakker <jan@bureau.example>", "Directie <directie@bureau.example>"]
{web}
"""
CALENDAR = """
[[calendar]]
name = "{name}"
owner = "{full} <{name}@bureau.example>"
provider = "folder"
path = "{name}/"
"""
PEOPLE = {"marieke": "Marieke de Wit", "jan": "Jan Bakker", "piet": "Piet Smit"}
END = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//test//NL\r
BEGIN:VEVENT\r
UID:end-{name}@test\r
DTSTAMP:20261101T090000Z\r
DTSTART;VALUE=DATE:20261127\r
SUMMARY:Einde opdracht: Alfa van {name}\r
ORGANIZER:mailto:{name}@bureau.example\r
ATTENDEE;CN=Eva Jansen:mailto:eva@client-{name}.example\r
END:VEVENT\r
END:VCALENDAR\r
"""


@dataclass
class House:
    """The office, its application and its time. `moment` may be set."""

    folder: Path
    app: App
    moment: list[datetime]
    woken: list[str] = field(default_factory=list)
    even: float = 0

    def __post_init__(self):
        voice = OfficeVoice(self.app.config.language)
        self.counter = Counter(self.app)
        self.office = Office(
            app=self.app,
            voice=voice,
            counter=self.counter,
            even=self.even,
            wake=lambda: self.woken.append("woken"),
        )
        self.pages = application(self.office)

    def visitor(self, **more) -> TestClient:
        """A browser that never was here."""
        origin = self.office.site.origin
        hooks = {"response": [self._looked_at]}
        browser = TestClient(self.pages, base_url=origin, follow_redirects=False, **more)
        browser.event_hooks = hooks
        return browser

    def _looked_at(self, answer) -> None:
        """No page shows a secret, and none is stored readable behind it."""
        assert shown_in(answer.read()) == stored_in(self.folder) == []

    def ticket(self, who: str) -> str:
        """What the cookie of that person (a calendar's name, or an address) holds, signed in."""
        address = who if "@" in who else f"{who}@bureau.example"
        lasts = self.app.config.settings.web.session
        facts = {"address": address, "by": "link"}
        return Tickets(self.office).give(TicketKind.SESSION, facts, address=address, lasts=lasts)

    def signed_in(self, who: str) -> TestClient:
        """A browser in which that person is signed in."""
        browser = self.visitor()
        browser.cookies.set(self.office.site.cookie, self.ticket(who))
        return browser

    def link_for(self, who: str) -> str:
        address = f"{who}@bureau.example"
        lasts = timedelta(hours=24)
        identifier = Tickets(self.office).give(
            TicketKind.LINK, {"address": address}, address=address, lasts=lasts
        )
        return f"/sign-in/link/{identifier}"

    def put(self, owner: str, **typed: str):
        """Somebody on a person's list."""
        calendar, means = self.app.config.calendar(owner), self.app.rosters.means
        fields = {Column(name): value for name, value in typed.items()}
        return lists.put(calendar, fields, means, now=self.moment[0])

    def listed(self, owner: str):
        """The people on somebody's list."""
        calendar, means = self.app.config.calendar(owner), self.app.rosters.means
        return lists.list_of(calendar, means, now=self.moment[0]).contacts

    def follow_up(self, owner: str = "marieke"):
        """The line of somebody's follow-up."""
        return next(each for each in self.app.store.entries(owner) if each.kind is Kind.FOLLOW_UP)

    def run(self, name: str):
        """A pass over somebody's calendar."""
        return self.app.run(self.app.config.calendar(name), now=self.moment[0])

    def yes(self, name: str):
        """Somebody said yes, and a pass went by."""
        browser = self.signed_in(name)
        page = browser.get(f"/c/{name}/plan")
        form = {"token": token_in(page), "rules": hidden_in(page, "rules")}
        answer = browser.post(f"/c/{name}/plan", data=form)
        assert answer.headers["location"] == f"/c/{name}/?told=yes"
        return self.run(name)


def token_in(page) -> str:
    """The token of the forms on a page."""
    return hidden_in(page, "token")


def hidden_in(page, name: str) -> str:
    """What a hidden field of a page's form holds."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.text)
    assert found, page.text
    return found.group(1)


def a_house(  # noqa: PLR0913 - what tests of the page need to differ in
    folder: Path,
    *,
    language: str = "nl",
    web: str = "",
    more: str = "",
    names=tuple(PEOPLE),
    even: float = 0,
) -> House:
    """The office, written to a folder and opened on a Tuesday morning."""
    text = CONFIG.format(language=language, web=web) + more
    for name in names:
        text += CALENDAR.format(name=name, full=PEOPLE[name])
        (folder / name).mkdir()
        (folder / name / "einde.ics").write_text(END.format(name=name), encoding="utf-8")
    file = folder / "zaaikalender.toml"
    file.write_text(text, encoding="utf-8")
    moment = [at("2026-11-24 09:00")]
    app = open_app(config.load(file, {}, today=moment[0].date()), lambda: moment[0])
    return House(folder=folder, app=app, moment=moment, even=even)
