"""Leaving: taking back what was written, disconnecting, taking one's data along, being forgotten.

You need this when somebody goes. Each shows first what it means; what a server must be told is told there,
and what the person must do himself is said. Forgetting signs him out everywhere.
"""

from dataclasses import dataclass, field, replace
from typing import NoReturn

from starlette.responses import Response

from zaaikalender.config import FolderConfig
from zaaikalender.errors import ConfigurationError, ZaaiError
from zaaikalender.providers.oauth_loopback import Loopback
from zaaikalender.removal import taken_away, would_go
from zaaikalender.undo import Scope
from zaaikalender.web import standing
from zaaikalender.web.belongings import packed
from zaaikalender.web.office import Voice
from zaaikalender.web.signing_in import forgotten_here
from zaaikalender.web.visit import Visit


@dataclass(frozen=True, slots=True)
class PageTalk:
    """A `servers.talk.Talk` that only listens: its sentences go onto the page."""

    voice: Voice
    language: str
    said: list[str] = field(default_factory=list)

    def say(self, code: str, **facts: object) -> None:
        """See `Talk.say`."""
        self.said.append(self.voice.phrase(code, **facts))

    def secret(self, code: str, **_facts: object) -> NoReturn:
        """See `Talk.secret`."""
        raise ConfigurationError(f"nobody can be asked here ({code}). Sign in again instead.")

    def consent(self, url: str, loopback: Loopback, state: str) -> NoReturn:
        """See `Talk.consent`."""
        del url, loopback, state
        raise ConfigurationError("nobody can be sent to a browser here. Sign in again instead.")

    def code(self, code: str, address: str, arrived: object, *, pause: object, life: float) -> NoReturn:
        """See `Talk.code`."""
        del address, arrived, pause, life
        raise ConfigurationError(f"nobody can be asked here ({code}). Sign in again instead.")


def data(visit: Visit) -> Response:
    """All that is stored of this calendar, as a file to take along."""
    content = packed(visit.office, visit.calendar)
    visit.office.app.store.trail.exported(visit.calendar.name, visit.office.now())
    name = f"zaaikalender-{visit.calendar.name}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/zip", headers=headers)


def undo_shown(visit: Visit) -> Response:
    """What would be taken away; reads the calendar and writes nothing."""
    found = would_go(visit.office.app, visit.calendar, Scope(), visit.office.now())
    sheet = standing.of(visit).showing.removals(found.cancels, found.left_alone, found.unreadable)
    return visit.page("undo.html", sheet=sheet, lines=sheet.lines)


def undo(visit: Visit) -> Response:
    """Takes it away, and lets the calendar stand still."""
    count, refused = taken_away(visit.office.app, visit.calendar, Scope(), visit.office.now())
    return visit.page("gone.html", code="undone", count=count, sentences=refused, out=False)


def disconnect(visit: Visit) -> Response:
    """Lets go of what logs in, at the provider where that is possible; the calendar stands still."""
    app, calendar = visit.office.app, visit.calendar
    sentences = _withdrawn(visit)
    app.store.pause(calendar.name, visit.office.now())
    app.store.drop_credentials(calendar.name, at=visit.office.now())
    return visit.page("gone.html", code="disconnected", count=0, sentences=sentences, out=False)


def forget_shown(visit: Visit) -> Response:
    """What being forgotten means."""
    return visit.page("forget.html", calendar=visit.calendar)


def forget(visit: Visit) -> Response:
    """Removes all that is stored of this calendar, and signs its owner out everywhere."""
    app, calendar, now = visit.office.app, visit.calendar, visit.office.now()
    if visit.field("sure") != "yes":
        return visit.go(visit.to("forget"))
    if visit.field("remove") == "yes":
        _count, refused = taken_away(app, calendar, Scope(), now)
        if refused:
            # What could not be taken away must stay known, or nobody could find it again.
            return visit.page("gone.html", code="not_forgotten", count=0, sentences=refused, out=False)
    sentences = _withdrawn(visit)
    app.store.forget(calendar.name, at=now)
    # Until the config no longer names it: looked at, and never written.
    app.store.pause(calendar.name, now)
    visit.tickets.drop_all_of(visit.someone.person.address)
    stranger = replace(visit, member=None)
    response = stranger.page("gone.html", code="forgotten", count=0, sentences=sentences, out=True)
    forgotten_here(response)
    return response


def _withdrawn(visit: Visit) -> tuple[str, ...]:
    """Withdraws what logs in; gives what the person must know or do."""
    if isinstance(visit.calendar.provider, FolderConfig):
        return ()
    talk = PageTalk(visit.office.voice, visit.office.language)
    try:
        visit.office.app.servers.revoke(visit.calendar, talk)
    except ZaaiError as error:
        talk.said.append(visit.office.voice.failure(error))
    return tuple(talk.said)
