"""The reports' own words, Dutch and English; what stands in calendars has its words in `texts`.

You need this to say something new on the command line or in the page. Both languages have the same codes
(a test holds them to that).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from zaaikalender.report.numbers import filled

_NL = {
    "days": "ma di wo do vr za zo",
    "months": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "create": "nieuw",
    "update": "wijzigt",
    "cancel": "gaat weg",
    "ask": "vraagt",
    "held": "wacht",
    "": "staat",
    "done": "gedaan",
    "failed": "mislukt",
    "nothing": "Niets te doen.",
    "nothing_stands": "Er staat nog niets van ons.",
    "left_alone": "Blijft zoals het is",
    "unplaced": "Geen plek",
    "questions": "Vragen",
    "unreadable": "Onleesbaar",
    "stopped": "Wacht",
    "guests": "gasten",
    "pending": "na je ja",
    "plan_title": "Plan",
    "done_title": "Gedaan",
    "list_title": "Wat er staat",
    "as_of": "op",
    "objects": "{count:# item|# items} gelezen",
    "incomplete": "niet volledig gelezen",
    "sum_plan": "Samen: {create} nieuw, {update} gewijzigd, {cancel} weg, {ask:# vraag|# vragen}.",
    "sum_done": "Gedaan: {create} nieuw, {update} gewijzigd, {cancel} weg, {ask:# vraag|# vragen}.",
    "mailed": "{count:# mail|# mails} verstuurd",
    "never_good": "nog geen goede ronde",
    "failed_before": "vorige ronde: {why}",
    "last_good": "laatst goed {moment}",
    "paused": "staat stil",
    "not_allowed": "wacht op je ja (zaai apply)",
    "how_to_answer": "antwoord met: zaai answer NUMMER LETTER --calendar {calendar}",
    "how_to_see": "zie ze met: --calendar {calendar}",
    "state.proposed": "voorstel",
    "state.approved": "goedgekeurd",
    "state.invited": "uitgenodigd",
    "state.held": "gehouden",
    "state.over": "voorbij",
    "state.lapsed": "verlopen",
    "state.skipped": "overgeslagen",
    "state.cancelled": "weggehaald",
    "state.unknown": "onzeker",
    "legend": "De afspraken van het komende jaar",
    "year.title": "Gezaaid in {year}",
    "year.list": "lijst",
    "year.planned": "gepland",
    "year.held": "gehouden",
    "year.coming": "nog te gaan",
    "year.sessions": "middagen samen",
    "year.afternoons": "middagen",
    "year.half_days": "dagdelen",
    "year.beside": "daarnaast",
    "year.quarter": "kwartaal {number}",
    "year.total": "samen",
    "year.point": ",",
    "year.sentence": "Gesprekken in {year}: {planned} gepland, waarvan {held} gehouden. Het doel: {goal}.",
    "year.skipped": "Overgeslagen: {count}. Dit zie alleen jij.",
    "year.not_per_person": "Cijfers per collega staan uit ([report] per_person).",
    "year.too_few": "Cijfers per collega komen er pas bij drie of meer agenda's.",
    "year.caption": "Een dagdeel is vier uur, met reistijd. Daarnaast: middagen samen, borging en nazorg.",
    "year.weeffout": "De weeffout",
    "year.picture": "Het jaar {year}: gesprekken en middagen samen, per maand",
    "year.month": "{month}: gepland {planned}, gehouden {held}, middagen samen {sessions}.",
    "year.empty": "Er staat nog niets.",
    "why.what": "wat",
    "why.when": "wanneer",
    "why.state": "staat",
    "why.rule": "regel",
    "why.project": "project",
    "why.ended": "einde",
    "why.due": "streefdag",
    "why.window": "periode",
    "why.guests": "gasten",
    "why.pending": "na je ja",
    "why.source": "bron",
    "why.because": "reden",
    "why.key": "sleutel",
    "why.calendar": "agenda",
    "why.history": "Wat er is besloten",
    "why.no_history": "Er is nog niets besloten.",
    "act.create": "geschreven",
    "act.update": "gewijzigd",
    "act.invite": "uitgenodigd",
    "act.cancel": "weggehaald",
}
_EN = {
    "days": "Mon Tue Wed Thu Fri Sat Sun",
    "months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "create": "new",
    "update": "changes",
    "cancel": "goes",
    "ask": "asks",
    "held": "waits",
    "": "stands",
    "done": "done",
    "failed": "failed",
    "nothing": "Nothing to do.",
    "nothing_stands": "Nothing of ours stands yet.",
    "left_alone": "Left as it is",
    "unplaced": "No place",
    "questions": "Questions",
    "unreadable": "Unreadable",
    "stopped": "Waits",
    "guests": "guests",
    "pending": "after your yes",
    "plan_title": "Plan",
    "done_title": "Done",
    "list_title": "What stands",
    "as_of": "as of",
    "objects": "{count:# item|# items} read",
    "incomplete": "not read in full",
    "sum_plan": "Together: {create} new, {update} changed, {cancel} gone, {ask:# question|# questions}.",
    "sum_done": "Done: {create} new, {update} changed, {cancel} gone, {ask:# question|# questions}.",
    "mailed": "{count:# mail|# mails} sent",
    "never_good": "no good pass yet",
    "failed_before": "last pass: {why}",
    "last_good": "last good {moment}",
    "paused": "stands still",
    "not_allowed": "waits for your yes (zaai apply)",
    "how_to_answer": "answer with: zaai answer NUMBER LETTER --calendar {calendar}",
    "how_to_see": "see them with: --calendar {calendar}",
    "state.proposed": "proposal",
    "state.approved": "approved",
    "state.invited": "invited",
    "state.held": "held",
    "state.over": "over",
    "state.lapsed": "lapsed",
    "state.skipped": "skipped",
    "state.cancelled": "taken away",
    "state.unknown": "uncertain",
    "legend": "The appointments of the coming year",
    "year.title": "Sown in {year}",
    "year.list": "list",
    "year.planned": "planned",
    "year.held": "held",
    "year.coming": "still to come",
    "year.sessions": "afternoons together",
    "year.afternoons": "afternoons",
    "year.half_days": "half-days",
    "year.beside": "beside",
    "year.quarter": "quarter {number}",
    "year.total": "together",
    "year.point": ".",
    "year.sentence": "Conversations in {year}: {planned} planned, {held} of them held. The goal: {goal}.",
    "year.skipped": "Skipped: {count}. Only you see this.",
    "year.not_per_person": "Figures per colleague are off ([report] per_person).",
    "year.too_few": "Figures per colleague show from three calendars on.",
    "year.caption": "A half-day is four hours, with travel. Beside: afternoons together and follow-ups.",
    "year.weeffout": "The weeffout",
    "year.picture": "The year {year}: conversations and afternoons together, by month",
    "year.month": "{month}: planned {planned}, held {held}, afternoons together {sessions}.",
    "year.empty": "Nothing stands yet.",
    "why.what": "what",
    "why.when": "when",
    "why.state": "state",
    "why.rule": "rule",
    "why.project": "project",
    "why.ended": "ended",
    "why.due": "due",
    "why.window": "window",
    "why.guests": "guests",
    "why.pending": "after your yes",
    "why.source": "source",
    "why.because": "reason",
    "why.key": "key",
    "why.calendar": "calendar",
    "why.history": "What was decided",
    "why.no_history": "Nothing was decided yet.",
    "act.create": "written",
    "act.update": "changed",
    "act.invite": "invited",
    "act.cancel": "taken away",
}
WORDS: Mapping[str, Mapping[str, str]] = {"nl": _NL, "en": _EN}
"""By language, then by code."""


def say(language: str, code: str, **facts: object) -> str:
    """The words of that code."""
    return filled(WORDS[language][code], facts)


def short(moment: date | datetime, language: str) -> str:
    """A day, with its time if it has one: `do 11 mrt 2027 10:00`. Moments are shown in their own zone."""
    words = WORDS[language]
    day, month = words["days"].split()[moment.weekday()], words["months"].split()[moment.month - 1]
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{day} {moment.day} {month} {moment.year}{clock}"


def stretch(start: date | datetime | None, end: date | datetime | None, language: str) -> str:
    """From when to when: `do 11 mrt 2027 10:00-10:45`; whole days without their clock."""
    if start is None or end is None:
        return ""
    if isinstance(start, datetime) and isinstance(end, datetime):
        same = start.date() == end.date()
        return (
            f"{short(start, language)}-{end:%H:%M}"
            if same
            else f"{short(start, language)} - {short(end, language)}"
        )
    last = end - timedelta(days=1)
    return short(start, language) if last <= start else f"{short(start, language)} - {short(last, language)}"
