"""The first plan: what would be written, shown before anything is; and the owner's yes.

You need this between connecting and the first write. Only here is a calendar itself read for a page, so it
may take a while. The yes is for the rules that were shown: under other ones it is asked for again.
"""

import hmac
from dataclasses import replace

from starlette.responses import Response

from zaaikalender.core.records import Consent
from zaaikalender.errors import ZaaiError
from zaaikalender.report.overview import Overview, Sheet
from zaaikalender.report.strip import strip
from zaaikalender.web import connecting, standing
from zaaikalender.web.rendering import markup
from zaaikalender.web.visit import Visit

_MISSING = frozenset({"waits_for_consent", "rules_changed"})


def plan(visit: Visit) -> Response:
    """What a pass over this calendar would do now; writes nothing."""
    office, calendar, now = visit.office, visit.calendar, visit.office.now()
    here = standing.of(visit)
    troubles: list[ZaaiError] = []
    results = office.app.preview((calendar,), now=now, spare=lambda _name, error: troubles.append(error))
    if not results:
        return connecting.unread(visit, troubles[0] if troubles else None, page="plan")
    sheet = here.showing.sheet(results[0], hint=office.voice.hint(office.app, calendar, results[0]))
    overview = Overview(
        as_of=now, zone=office.app.config.office.zone, language=office.language, sheets=(_shown(sheet),)
    )
    return visit.page(
        "plan.html",
        calendar=calendar,
        standing=here,
        sheet=overview.sheets[0],
        sums=overview.count(),
        picture=markup(strip(overview).replace("<svg ", '<svg class="strip" ', 1)),
        rules=office.app.config.fingerprint_of_rules(calendar.name),
        mails=office.app.post(calendar).target.traits.mails.value,
        per_person=office.app.config.settings.report.per_person,
    )


def yes(visit: Visit) -> Response:
    """The owner's yes; the next pass writes."""
    office, calendar = visit.office, visit.calendar
    rules = office.app.config.fingerprint_of_rules(calendar.name)
    if not hmac.compare_digest(visit.field("rules").encode(), rules.encode()):
        return visit.go(visit.to("plan"))
    office.app.store.consent(calendar.name, Consent(at=office.now(), rules=rules))
    office.app.store.make_due(calendar.name)
    office.wake()
    return visit.go(visit.to(), told="yes")


def _shown(sheet: Sheet) -> Sheet:
    """The same; that a yes is missing is no news where it is asked for."""
    return replace(sheet, stopped="", stopped_code="") if sheet.stopped_code in _MISSING else sheet
