"""What an event means, and whom a rule may listen to: strangers command nothing."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import AMSTERDAM, OWNER, a_guest, a_person, an_event, an_office, day
from zaaikalender.core.events import Event, Item, Series, Shown, Status
from zaaikalender.core.matching import Reader, meaning_of
from zaaikalender.core.people import Answer, Person
from zaaikalender.core.rules import ProjectEndRule, Rules, TitlePattern, TitleRule

STRANGER = a_person("verkoop@planten.example")
COLLEAGUE = a_person("jan@bureau.example")


def pattern(source: str) -> TitlePattern:
    compiled = re.compile(source, re.IGNORECASE)

    def fits(title: str) -> Mapping[str, str] | None:
        found = compiled.search(title)
        return {name: text or "" for name, text in found.groupdict().items()} if found else None

    return fits


RULES = Rules(
    project_ends=(ProjectEndRule(name="einde", title=pattern(r"^einde opdracht\s*:\s*(?P<project>.+)$")),),
    leave=(TitleRule(title=pattern(r"\bvakantie\b")),),
    planning_blocks=(TitleRule(title=pattern(r"^op locatie\b")),),
)
READER = Reader(owner=OWNER, office=an_office(), rules=RULES)


def end(**fields) -> Event:
    return an_event("Einde opdracht: Alfa", "2027-03-19", **fields)


def item(*events: Event) -> Item:
    return Item(ref=events[0].ref, version="1", uid=events[0].uid, events=events)


def answered(event: Event, answer: Answer) -> Event:
    return replace(event, attendees=(a_guest(OWNER.address, answer),))


THEIRS = end(organizer=STRANGER)


@pytest.mark.parametrize(
    ("whose", "event", "counts"),
    [
        ("its owner's, who names no organiser", end(), True),
        ("its owner's", end(organizer=OWNER), True),
        ("a colleague's", end(organizer=COLLEAGUE), True),
        ("a colleague's, declined", answered(end(organizer=COLLEAGUE), Answer.DECLINED), False),
        ("a stranger's", end(organizer=STRANGER), False),
        ("a stranger's, unanswered", answered(THEIRS, Answer.NEEDS_ACTION), False),
        ("a stranger's, tentative", answered(THEIRS, Answer.TENTATIVE), False),
        ("a client's, accepted", answered(THEIRS, Answer.ACCEPTED), True),
        ("private", end(private=True), False),
        ("cancelled", end(status=Status.CANCELLED), False),
        ("ours", end(key="0123456789abcdef"), False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_project_end_counts_only_from_whom_its_owner_trusts(whose, event, counts):
    assert bool(READER.project_end(event)) is counts, whose


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("Einde opdracht: Alfa", "Alfa"),
        ("EINDE OPDRACHT :  Alfa fase 2 ", "Alfa fase 2"),
        ("Einde opdracht: :", None),
        ("Einde opdracht", None),
        ("Overleg over het einde", None),
    ],
)
def test_a_projects_name_is_what_stands_behind_the_words(title, project):
    meaning = meaning_of(an_event(title, "2027-03-19"), RULES)
    assert (meaning and meaning[1]) == project


def test_without_a_pattern_the_whole_title_is_the_projects_name():
    rules = Rules(project_ends=(ProjectEndRule(name="categorie", category="Project"),))
    meaning = meaning_of(an_event("Alfa", "2027-03-19", categories=frozenset({"project"})), rules)
    assert meaning is not None
    assert meaning[1] == "Alfa"
    assert meaning_of(an_event("Alfa", "2027-03-19"), rules) is None


@pytest.mark.parametrize(
    ("wanted", "on", "fits"),
    [(True, "2027-03-19", True), (True, "2027-03-19 10:00", False), (False, "2027-03-19 10:00", True)],
)
def test_a_rule_may_ask_for_whole_days_or_for_none(wanted, on, fits):
    rules = Rules(project_ends=(ProjectEndRule(name="dag", all_day=wanted),))
    assert bool(meaning_of(an_event("Alfa", on), rules)) is fits


@pytest.mark.parametrize(
    ("series", "fits"),
    [
        (None, False),
        (Series(last=day("2027-03-19"), count=4, step=timedelta(days=7)), True),
        (Series(last=day("2027-03-19"), count=3, step=timedelta(days=7)), False),
        (Series(last=None, count=0, step=timedelta(days=7)), False),
    ],
)
def test_only_a_series_of_four_or_more_that_ends_means_an_end(series, fits):
    rules = Rules(project_ends=(ProjectEndRule(name="reeks", series=True),))
    assert bool(meaning_of(an_event("Alfa", "2027-03-19 10:00", series=series), rules)) is fits


SERIES = Series(last=day("2027-04-09"), count=9, step=timedelta(days=7))
BY_SERIES = Reader(
    owner=OWNER,
    office=an_office(),
    rules=Rules(project_ends=(ProjectEndRule(name="reeks", series=True), *RULES.project_ends)),
)
EVERY_WEEK = ("2027-03-12", "2027-03-19", "2027-03-26", "2027-04-02", "2027-04-09")


def meetings(*guests: str, title: str = "Alfa overleg") -> Item:
    """A series of five meetings; `guests` are who is at each of them, by the letters of their names."""
    events = [
        replace(
            an_event(title, f"{on} 10:00", series=SERIES, guests=[f"{each}@client.example" for each in who]),
            occurrence=on,
        )
        for on, who in zip(EVERY_WEEK, guests, strict=True)
    ]
    return item(*events)


@pytest.mark.parametrize(
    ("guests", "ends"),
    [
        (("e", "e", "e", "e", "e"), True),
        (("ef", "e", "ef", "e", "e"), True),
        (("e", "e", "e", "", "e"), True),
        (("e", "f", "e", "f", "e"), False),
        (("e", "e", "e", "e", ""), False),
        (("", "", "", "", ""), False),
    ],
)
def test_a_series_means_an_end_only_where_the_same_outsider_was_there_throughout(guests, ends):
    assert bool(BY_SERIES.kept(meetings(*guests)).events) is ends


def test_a_title_that_says_so_goes_before_the_end_of_a_series():
    (last,) = BY_SERIES.kept(meetings(*"eeeee", title="Einde opdracht: Alfa")).events
    found = meaning_of(last, BY_SERIES.rules)
    assert found is not None
    assert (found[0].name, found[1]) == ("einde", "Alfa")


@pytest.mark.parametrize(
    ("what", "event", "busy"),
    [
        ("a meeting", an_event(), True),
        ("a tentative one", an_event(shown=Shown.TENTATIVE), True),
        ("an unanswered one", an_event(guests=[a_guest(OWNER.address, Answer.NEEDS_ACTION)]), True),
        ("a declined one", an_event(guests=[a_guest(OWNER.address, Answer.DECLINED)]), False),
        ("a cancelled one", an_event(status=Status.CANCELLED), False),
        ("one shown as free", an_event(shown=Shown.FREE), False),
        ("working elsewhere", an_event(shown=Shown.ELSEWHERE), False),
        ("out of office", an_event(shown=Shown.OUT_OF_OFFICE), True),
        ("leave shown as free", an_event("Vakantie", "2027-03-19", shown=Shown.FREE), True),
        ("private leave shown as free", an_event("Vakantie", shown=Shown.FREE, private=True), True),
        ("a stranger's free 'vakantie'", an_event("Vakantie", shown=Shown.FREE, organizer=STRANGER), False),
        ("a planning block", an_event("Op locatie Alfa", "2027-03-19"), False),
        ("a stranger's planning block", an_event("Op locatie Alfa", "2027-03-19", organizer=STRANGER), True),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_takes_its_owners_time(what, event, busy):
    assert READER.busy(event) is busy, what


def test_of_a_meeting_that_matters_to_nothing_only_start_and_end_are_kept():
    kept = READER.kept(item(an_event("Functioneringsgesprek", guests=["eva@client-a.example"])))
    assert kept.events == ()
    assert [(each.start.hour, each.leave) for each in kept.busy] == [(9, False)]


def test_leave_is_kept_as_leave():
    assert READER.kept(item(an_event("Vakantie", "2027-03-19"))).busy[0].leave


def test_of_a_series_of_project_ends_only_the_last_is_kept():
    first, last = end(), replace(end(), when=an_event("x", "2027-04-02").when, occurrence="20270402")
    assert READER.kept(item(last, first)).events == (last,)


def test_our_own_events_are_kept_whatever_they_are_called():
    ours = an_event("Taart", key="0123456789abcdef", private=True)
    assert READER.kept(item(ours)).events == (ours,)


def test_a_reader_knows_its_owner_however_his_address_is_spelt():
    spelt = replace(end(organizer=Person(address="Marieke@Bureau.example")))
    assert READER.listens_to(spelt)
    assert READER.office.zone == AMSTERDAM
