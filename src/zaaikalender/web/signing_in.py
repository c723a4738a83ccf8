"""Signing in and out: by a provider's login, by a calendar server's password, by a link that works once.

You need this when somebody cannot get in. Whoever comes back from a provider must hold the very cookie with
which he left, within ten minutes, once; then he gets another cookie. What failed is told in one sentence,
the same for an address that nobody here has and for a wrong password.
"""

import hmac
from collections.abc import Sequence
from datetime import timedelta

from starlette.responses import Response

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.core.people import Person
from zaaikalender.errors import AccessRevoked, ZaaiError
from zaaikalender.providers.identity import Identity
from zaaikalender.servers import caldav
from zaaikalender.web.member import Member, NotThere, member_of
from zaaikalender.web.tickets import TicketKind, mark_of, new_id
from zaaikalender.web.visit import Visit
from zaaikalender.web.ways import Way, ways_of

UNDERWAY = timedelta(minutes=10)
"""So long somebody may take to sign in at a provider."""


def door(
    visit: Visit, *, trouble: str = "", status: int = 200, typed: Sequence[tuple[str, str]] = ()
) -> Response:
    """The page on which one signs in; `typed` is what somebody had typed when he was signed out."""
    if visit.member and not trouble:
        return visit.go("/")
    app = visit.office.app
    return visit.page(
        "door.html",
        status=status,
        ways=tuple(ways_of(app.servers.means)),
        password=any(_takes_password(each) for each in app.config.calendars),
        trouble=trouble,
        typed=typed,
        address="" if typed else visit.field("address"),
    )


def leave(visit: Visit) -> Response:
    """To the provider's login."""
    name, way = _way(visit)
    state = new_id()
    back_to = f"{visit.office.site.origin}/sign-in/{name}/back"
    url, flow = way.begin(back_to, state, anew=visit.field("anew") == "yes")
    facts = {"way": name, "flow": flow, "cookie": mark_of(visit.cookie)}
    visit.tickets.give(TicketKind.LOGIN, facts, address="", lasts=UNDERWAY, identifier=state)
    return visit.go(url)


def back(visit: Visit) -> Response:
    """From the provider's login: once, in time, in the same browser, from the provider that was asked."""
    name, way = _way(visit)
    facts = visit.tickets.take(TicketKind.LOGIN, visit.sent.query.get("state", ""))
    if (
        facts is None
        or facts["way"] != name
        or not hmac.compare_digest(str(facts["cookie"]), mark_of(visit.cookie))
    ):
        return door(visit, trouble="stale", status=400)
    if "error" in visit.sent.query:
        return door(visit, trouble="not_consented", status=403)
    try:
        identity = way.finish(facts["flow"], visit.sent.query, now=visit.office.now())
    except AccessRevoked:
        return door(visit, trouble="refused", status=403)
    member = _admitted(visit, identity)
    if isinstance(member, str):
        return door(visit, trouble=member, status=403)
    told = _connected(visit, way, identity, member)
    return welcome(visit, member, by=name, told=told)


def password(visit: Visit) -> Response:
    """By the password of one's calendar at its own server."""
    person = Person(address=visit.field("address"))
    member = member_of(visit.office.app.config, person.address)
    mine = [each for each in (member.calendars if member else ()) if _takes_password(each)]
    # Spaces around a password belong to it.
    secret = visit.sent.fields.get("password", "")[:500]
    for calendar in mine:
        try:
            _ask_server(visit, calendar, secret)
        except AccessRevoked:
            continue
        if member:
            visit.office.app.store.make_due(calendar.name)
            visit.office.wake()
            return welcome(visit, member, by="password")
    return door(visit, trouble="wrong_password", status=403)


def link(visit: Visit) -> Response:
    """What a link that works once shows first: looking alone uses nothing up."""
    facts = visit.tickets.read(TicketKind.LINK, visit.sent.path["id"])
    member = member_of(visit.office.app.config, str(facts["address"])) if facts else None
    if member is None:
        return door(visit, trouble="stale_link", status=404)
    return visit.page("link.html", who=member.person)


def follow(visit: Visit) -> Response:
    """By a link that works once."""
    facts = visit.tickets.take(TicketKind.LINK, visit.sent.path["id"])
    member = member_of(visit.office.app.config, str(facts["address"])) if facts else None
    if member is None:
        return door(visit, trouble="stale_link", status=404)
    return welcome(visit, member, by="link")


def welcome(visit: Visit, member: Member, *, by: str, told: str = "") -> Response:
    """Signs somebody in, with a cookie that nobody had before."""
    visit.tickets.drop(visit.cookie)
    lasts = visit.office.app.config.settings.web.session
    address = member.person.address
    identifier = visit.tickets.give(
        TicketKind.SESSION, {"address": address, "by": by}, address=address, lasts=lasts
    )
    response = visit.go("/", told=told) if told else visit.go("/")
    set_cookie(visit, response, identifier)
    return response


def out(visit: Visit) -> Response:
    """Signs out, here."""
    visit.tickets.drop(visit.cookie)
    response = visit.go("/sign-in")
    site = visit.office.site
    response.delete_cookie(site.cookie, path="/", secure=site.secure, httponly=True, samesite="lax")
    forgotten_here(response)
    return response


def forgotten_here(response: Response) -> None:
    """Has the browser drop the pages that it still holds: "back" on a shared telephone shows none of them.

    Clear-Site-Data (W3C); not its cookies, since those of other sites of the same domain would go as well.
    """
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def set_cookie(visit: Visit, response: Response, identifier: str) -> None:
    """Gives the visitor an id; it goes when his browser closes, and runs out here before."""
    site = visit.office.site
    response.set_cookie(site.cookie, identifier, path="/", secure=site.secure, httponly=True, samesite="lax")


def _way(visit: Visit) -> tuple[str, Way]:
    name = visit.sent.path["way"]
    ways = ways_of(visit.office.app.servers.means)
    if name not in ways:
        raise NotThere("there is no such way to sign in.")
    return name, ways[name]


def _admitted(visit: Visit, identity: Identity) -> Member | str:
    """Who that is here, or the code of why he is nobody here."""
    config = visit.office.app.config
    person = Person(address=identity.address)
    member = member_of(config, person.address)
    if member is None:
        return "no_place" if person.domain in config.office.domains else "not_ours"
    return member if _is_same(visit, identity, member) else "another_person"


def _is_same(visit: Visit, identity: Identity, member: Member) -> bool:
    """Whether this account is the one that came for that address before; the first one is."""
    names = [each.name for each in member.calendars]
    if not names:
        return visit.tickets.is_first(member.person.address, identity.issuer, identity.subject)
    return visit.office.app.store.tickets.pinned(names, identity.issuer, identity.subject)


def _connected(visit: Visit, way: Way, identity: Identity, member: Member) -> str:
    """Connects his calendars with what he granted; gives the code of what to tell him, if anything."""
    told = ""
    for calendar in member.calendars:
        try:
            connected = way.connect(identity, calendar)
        except ZaaiError:
            told = "not_connected"
            continue
        told = told if connected or _is_connected(visit, calendar) else "not_connected"
        if connected:
            visit.office.app.store.make_due(calendar.name)
            visit.office.wake()
    return told


def _is_connected(visit: Visit, calendar: CalendarConfig) -> bool:
    """Whether it can be opened, by this login or by an older one."""
    try:
        visit.office.app.post(calendar)
    except ZaaiError:
        return False
    return True


def _takes_password(calendar: CalendarConfig) -> bool:
    provider = calendar.provider
    return isinstance(provider, OtherConfig) and provider.provider == "caldav" and bool(provider.username)


def _ask_server(visit: Visit, calendar: CalendarConfig, secret: str) -> None:
    if isinstance(calendar.provider, OtherConfig):
        caldav.sign_in(calendar, calendar.provider, visit.office.app.servers.means, secret)
