"""The second half of `demo`: a list of seven, a moment with each, the next one agreed, an afternoon together.

You need this to see the heart of the method at work. Half a year passes month by month, in which people agree
to most of what is proposed, as people do by taking a prefix away.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from zaaikalender.cli.contacts import means, show_list
from zaaikalender.cli.demo_story import Story, opened
from zaaikalender.cli.reporting import year_of
from zaaikalender.cli.sheets import allow, overview, previewed
from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.events import Timed
from zaaikalender.core.helping import RULE as MAKE_LIST
from zaaikalender.errors import ZaaiError
from zaaikalender.lists import import_file, list_of
from zaaikalender.report.as_text import print_plan
from zaaikalender.report.year_html import year_html
from zaaikalender.report.year_text import print_year
from zaaikalender.texts import clean

SHE = "marieke"
"""Whose list, slots and conversation are shown; the others have theirs, for their own eyes."""

NEVER = "Willem Postma"
"""Whom she puts off: he stands on her call list."""

SHORT = "fatima"
"""Whose list is shorter than seven."""

FIRST, LAST = "2026-12-01T10:00", "2027-07-01T09:00"
"""When the lists are read, and when half the year is over."""

MONTHS = ("2027-02-01T09:00", "2027-03-01T09:00", "2027-04-01T09:00", "2027-05-01T09:00", "2027-06-01T09:00")
PICTURE = "2027.html"
YEAR = 2027

_AHEAD = 90
"""So many days ahead people agree to what is proposed."""

_MORE = """
[[session]]                               # afternoons on which all contact people together
times   = 3
ahead   = "6 weken"
quorum  = "100%"
"""


def network(folder: Path) -> bool:
    """Plays it in the folder of the first half; whether all went as it should."""
    config = folder / "zaaikalender.toml"
    config.write_text(config.read_text(encoding="utf-8") + _MORE, encoding="utf-8")
    with opened(folder) as story:
        _lists(story.on(FIRST))
        _slots(story.on(FIRST))
        is_right = _chain(story)
        is_right = _afternoon(story) and is_right
        return _counts(story) and is_right


def _lists(story: Story) -> None:
    story.say("lists", "bold")
    kept = means(story.at)
    for calendar in story.at.app.calendars():
        done = import_file(calendar, story.folder / f"lijst-{calendar.name}.csv", kept, now=story.at.now)
        story.say("listed", calendar=calendar.name, count=done.taken, goal=calendar.goal)
    story.say("her_list")
    show_list(story.at, list_of(story.at.app.config.calendar(SHE), kept, now=story.at.now).contacts)


def _slots(story: Story) -> None:
    """Her plan; then all is written, ten new ones a day at most."""
    story.say("slots", "bold")
    outcomes = previewed(story.at)
    print_plan(story.at.screen.out, overview(story.at, story.at.app.calendars(SHE), outcomes, named=True))
    allow(story.at, story.at.app.calendars())
    for day in range(4):
        story.on(story.at.now + timedelta(days=day)).everybody_passes()
    story.say("slots_written")
    for entry in story.at.app.store.entries(SHORT):
        if entry.identity.rule == MAKE_LIST:
            story.say("start_now", moment=story.at.texts.fact(_start(entry)))


def _chain(story: Story) -> bool:
    """She rings, they meet, and agree on the next time."""
    entry = min(_standing(story, SHE, Kind.CONTACT), key=_start)
    begins = _start(entry)
    story.say("agree", "bold", name=clean(entry.project))
    story.take_prefix_away(entry)
    noticed = story.on("2026-12-07T09:00")
    noticed.print_done(SHE, noticed.everybody_passes())
    after = story.on(begins + timedelta(hours=3))
    after.say("met", day=after.at.texts.fact(begins))
    for word in ("next", "action"):
        after.say(f"typed_{word}")
        after.edit(entry, f"\\n{after.tell(word)}", f"\\n{after.tell(f'typed_{word}').strip()}")
    outcomes = after.everybody_passes()
    after.say("agreed")
    after.print_done(SHE, outcomes)
    return any(each.because.code == "contact_agreed" for each in _standing(after, SHE, Kind.CONTACT))


def _afternoon(story: Story) -> bool:
    """The first afternoon together: what everybody sees, and her own list beside it."""
    entry = min(_standing(story, SHE, Kind.SESSION), key=_start)
    for moment in MONTHS:
        if (now := story.on(moment)).at.now < _start(entry):
            _a_month(now)
    before = story.on(_start(entry) - timedelta(hours=4))
    before.everybody_passes()
    before.say("afternoon", "bold", moment=before.at.texts.fact(_start(entry)))
    before.show_text(before.event(entry))
    lists = [each for each in _standing(before, SHE, Kind.LIST) if _start(each) == _start(entry)]
    before.say("call_list")
    for each in lists:
        before.show_text(before.event(each))
    return bool(lists)


def _counts(story: Story) -> bool:
    """Half a year later: numbers for the office, and the picture of its year."""
    passed = story.clock.moment
    for moment in (*MONTHS, LAST):
        if (now := story.on(moment)).at.now > passed:
            _a_month(now)
    last = story.on(LAST)
    report = year_of(last.at, YEAR)
    last.say("counts", "bold")
    print_year(last.at.screen.out, report)
    picture = story.folder / PICTURE
    picture.write_text(year_html(report), encoding="utf-8")
    last.say("picture", file=picture)
    return report.total.year.held > 0


def _a_month(story: Story) -> None:
    """What is proposed for these weeks is agreed to, but with one; the passes see what became of it."""
    story.everybody_passes()
    until = story.at.now + timedelta(days=_AHEAD)
    for calendar in story.at.app.calendars():
        for entry in tuple(_standing(story, calendar.name, Kind.CONTACT)):
            is_near = entry.state is State.PROPOSED and story.at.now < _start(entry) < until
            if is_near and entry.project != NEVER:
                story.take_prefix_away(entry)
    story.on(story.at.now + timedelta(hours=1)).everybody_passes()


def _standing(story: Story, calendar: str, kind: Kind) -> Iterator[Entry]:
    entries = story.at.app.store.entries(calendar)
    return (each for each in entries if each.kind is kind and each.state in STANDING and each.ref)


def _start(entry: Entry) -> datetime:
    when = entry.seen_when or (entry.written.when if entry.written else None)
    if not isinstance(when, Timed):
        raise ZaaiError("the demo misses a moment. Report this, with what was printed above.")
    return when.start
