"""A town with a real calendar server, its people, a proxy that can cut connections, and a mail server.

You need this for a test of the system on Radicale or Xandikos: `a_town("xandikos")` runs one for as long as
you like, and `Town.calendar` makes a new calendar for one of its people. Xandikos mails guests by itself
while it answers a PUT, so whoever asks the sink after an answer has all mails.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from pathlib import Path

import icalendar
from aiosmtpd.controller import Controller

from providers.caldav_proxy import Proxy, a_proxy
from providers.caldav_servers import (
    PASSWORD,
    Server,
    SmallDoor,
    a_collection,
    a_free_port,
    radicale,
    xandikos,
)

SERVERS = ("radicale", "xandikos")
PEOPLE = ("alice", "marieke", "jan")
_ADDRESS = (
    '<propertyupdate xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>'
    "<C:calendar-user-address-set><href>mailto:{0}</href></C:calendar-user-address-set>"
    "</prop></set></propertyupdate>"
)


@dataclass(frozen=True)
class Mail:
    """What arrived: to whom, and what it asks of which event."""

    to: str
    method: str
    uid: str


class Sink:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def handle_DATA(self, _server, _connection, envelope):  # noqa: N802 - aiosmtpd's name
        message = message_from_bytes(envelope.content, policy=policy.default)
        part = next(each for each in message.walk() if each.get_content_type() == "text/calendar")
        calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
        uid = str(calendar.walk("VEVENT")[0]["UID"])
        self.mails += [Mail(to, str(calendar["METHOD"]), uid) for to in envelope.rcpt_tos]
        return "250 OK"


@dataclass
class Town:
    """A running server with a proxy before it. `mails` stays empty where the server mails nobody."""

    kind: str
    server: Server
    proxy: Proxy
    sink: Sink
    door: SmallDoor = field(default_factory=SmallDoor)

    @property
    def mails(self) -> list[Mail]:
        """All that arrived, in order."""
        return self.sink.mails

    def calendar(self, who: str, address: str) -> str:
        """A new calendar of somebody's; gives its address behind the server's own."""
        server = self._of(who)
        if self.kind == "xandikos":
            headers = {**server.headers, "Content-Type": "application/xml"}
            self.door.request("PROPFIND", f"{server.url}{who}/", headers=headers)
            body = _ADDRESS.format(address).encode()
            reply = self.door.request("PROPPATCH", f"{server.url}{who}/", headers=headers, body=body)
            assert reply.status == 207, reply
        return a_collection(server, self.door).removeprefix(server.url)

    def login(self, who: str) -> dict[str, object]:
        """How his own program, which goes past the proxy, logs in."""
        server = self._of(who)
        return {"user": server.user, "headers": server.headers}

    def _of(self, who: str) -> Server:
        if self.kind == "radicale":
            return replace(self.server, home=f"/{who}/", user=(who, PASSWORD))
        return replace(self.server, home=f"/{who}/calendars/", headers={"X-Remote-User": who})

    def save(self, calendar: str, place: Path) -> None:
        """Keeps a calendar as it is on the server's disk."""
        shutil.copytree(self._folder(calendar), place)

    def bring_back(self, calendar: str, place: Path) -> None:
        """Makes a calendar what it was, tokens and all."""
        shutil.rmtree(self._folder(calendar))
        shutil.copytree(place, self._folder(calendar))

    def _folder(self, calendar: str) -> Path:
        root = "data/collection-root" if self.kind == "radicale" else "data"
        return self.server.place / root / calendar.rstrip("/")


@contextmanager
def a_town(kind: str) -> Iterator[Town]:
    """A town for as long as the block lasts."""
    with ExitStack() as stack:
        sink = Sink()
        if kind == "radicale":
            server = stack.enter_context(radicale(users=PEOPLE))
        else:
            port = a_free_port()
            mail = Controller(sink, hostname="127.0.0.1", port=port)
            mail.start()
            stack.callback(mail.stop)
            server = stack.enter_context(
                xandikos(
                    *("--trust-x-remote-user-from", "127.0.0.1", "--imip-send", "smtp"),
                    *("--smtp-host", "127.0.0.1", "--smtp-port", str(port), "--smtp-from", "cal@example.org"),
                )
            )
        proxy = stack.enter_context(a_proxy(server.url, logs_in=kind == "xandikos"))
        yield Town(kind, server, proxy, sink)
