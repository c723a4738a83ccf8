"""The wish behind a contact slot: its form gives the length, the hours of the day, the travel and the season.

You need this when a slot stands at an hour or in a season that you did not expect.
"""

from dataclasses import replace
from datetime import datetime

from zaaikalender.core.agreements import Meant
from zaaikalender.core.appointments import Kind
from zaaikalender.core.contacts import Contact, Form, Network
from zaaikalender.core.dates import Hours
from zaaikalender.core.desk import Desk
from zaaikalender.core.due import Due, in_season, window
from zaaikalender.core.identity import Identity
from zaaikalender.core.rules import Invite
from zaaikalender.core.wishes import Wish, earliest

RULE = "contact"
"""The rule's name in the keys of contact slots."""


def contact_wish(desk: Desk, network: Network, contact: Contact, identity: Identity, due: Due) -> Wish:
    """The wish for one conversation with somebody on the list."""
    form = _form(network, contact, due.meant)
    if due.meant is None:
        # A day that two people agreed is theirs, whatever the season.
        due = replace(due, day=in_season(due.day, form, after=desk.situation.today))
    first, last = window(due, form)
    person = contact.person if network.invite is not Invite.SELF else None
    wish = Wish(
        key=desk.key(identity),
        identity=identity,
        kind=Kind.CONTACT,
        due=due.day,
        first=first,
        last=last,
        duration=form.duration,
        between=_between(form, due.meant),
        not_before=desk.situation.now,
        because=due.because,
        travel=form.travel,
        beyond=due.slack,
        project=contact.name,
        title=form.name,
        candidates=(person,) if person else (),
        invite=network.invite,
        contact=contact,
    )
    return replace(wish, not_before=earliest(wish, desk.situation.asker))


def _form(network: Network, contact: Contact, meant: Meant | None) -> Form:
    """The form that was agreed, if any and if it is known; else the contact's own."""
    agreed = network.forms.get(meant.form) if meant and meant.form else None
    return agreed or network.form_of(contact)


def _between(form: Form, meant: Meant | None) -> Hours:
    """The form's hours; a time that was agreed is that very time."""
    if meant is None or meant.at is None:
        return form.between
    start = datetime.combine(meant.day, meant.at)
    end = start + form.duration
    # What would run past midnight keeps to the form's hours.
    return Hours(start.time(), end.time()) if end.date() == meant.day and end > start else form.between
