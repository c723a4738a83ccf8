"""Who may belong on one's list: people met in past meetings, one by one, yes or no.

You need this for the first day. The calendar is read once, when somebody asks; who is still to be asked about
goes along in the form and in the address, sealed, and is kept nowhere else. Only who was proposed here can
join here.
"""

import base64
import json
import zlib
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from zaaikalender import lists
from zaaikalender.core.people import Person
from zaaikalender.errors import AccessRevoked, StoreError, ZaaiError
from zaaikalender.lists import name_of
from zaaikalender.proposing import proposals
from zaaikalender.vault import Vault
from zaaikalender.web import connecting
from zaaikalender.web.member import NotThere
from zaaikalender.web.tickets import mark_of
from zaaikalender.web.visit import Visit

_LONGEST = 6_000
"""Characters of an address that every proxy lets through (RFC 9110, 4.1 wants 8,000 octets)."""


def suggestions(visit: Visit) -> Response:
    """Asks about who is still left; else reads the calendar, and asks about the likeliest first."""
    if left := _unsealed(visit, visit.sent.query.get("left", "")):
        return _asked(visit, left)
    office = visit.office
    try:
        met = proposals(office.app, visit.calendar, office.now())
    except StoreError:
        raise
    except ZaaiError as error:
        return connecting.unread(visit, error, page="people/suggestions")
    found = [
        {
            "address": each.person.address,
            "name": each.person.name,
            "meetings": each.meetings,
            "alone": each.alone,
            "last": each.last.isoformat(),
        }
        for each in met
    ]
    return _asked(visit, found)


def decide(visit: Visit) -> Response:
    """Takes the answer about one, and asks about the next."""
    first, *rest = _opened(visit)
    person = Person(address=str(first["address"]), name=str(first["name"]))
    means, now = visit.office.app.rosters.means, visit.office.now()
    match visit.field("answer"):
        case "yes":
            lists.join(visit.calendar, person, means, now=now)
            visit.office.app.store.make_due(visit.calendar.name)
            visit.office.wake()
        case "no":
            lists.refuse(visit.calendar, person, means, now=now)
    sealed = _sealed(visit, rest)
    if not rest or len(sealed) > _LONGEST:
        return _asked(visit, rest)
    # An address of its own for each, so that a browser can go back to it.
    return visit.go(visit.to("people/suggestions"), left=sealed)


def _asked(visit: Visit, left: Sequence[dict[str, Any]]) -> Response:
    means, now = visit.office.app.rosters.means, visit.office.now()
    file = means.file_of(visit.calendar.name)
    first = left[0] if left else None
    return visit.page(
        "suggestions.html",
        first=first,
        name=name_of(Person(address=first["address"], name=first["name"])) if first else "",
        left=len(left),
        on=len(lists.list_of(visit.calendar, means, now=now).contacts),
        goal=visit.calendar.goal,
        sealed=_sealed(visit, left),
        file=file.name if file else "",
    )


def _place(visit: Visit) -> dict[str, str]:
    """To what a sealed list is bound: this calendar, and this very session."""
    return {"calendar": visit.calendar.name, "account": mark_of(visit.cookie), "provider": "proposals"}


def _sealed(visit: Visit, left: Sequence[dict[str, Any]]) -> str:
    vault = Vault(visit.office.app.config.key_file)
    text = base64.b64encode(zlib.compress(json.dumps(left).encode())).decode()
    return base64.urlsafe_b64encode(vault.seal(text, **_place(visit))).decode()


def _opened(visit: Visit) -> list[dict[str, Any]]:
    """Who is still to be asked about. Raises `NotThere` for what was not sealed here, or for nobody."""
    left = _unsealed(visit, visit.sent.fields.get("left", ""))
    if not left:
        raise NotThere("nobody is proposed here.")
    return left


def _unsealed(visit: Visit, text: str) -> list[dict[str, Any]]:
    """The same; empty for what was not sealed here, for this very session."""
    vault = Vault(visit.office.app.config.key_file)
    try:
        opened = vault.open(base64.urlsafe_b64decode(text), **_place(visit))
        left: list[dict[str, Any]] = json.loads(zlib.decompress(base64.b64decode(opened)))
    except (ValueError, AccessRevoked, StoreError):
        left = []
    return left
