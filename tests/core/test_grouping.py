"""Which project ends are one project, whoever entered them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, OWNER, a_guest, a_person, an_event, day
from zaaikalender.core.events import Series
from zaaikalender.core.grouping import Said, doubts, group
from zaaikalender.core.names import normalised
from zaaikalender.core.people import AttendeeKind
from zaaikalender.core.projects import Project, ProjectEnd, ends_in
from zaaikalender.core.records import Subject
from zaaikalender.core.rules import ProjectEndRule, Rules

JAN, FATIMA = a_person("jan@bureau.example"), a_person("fatima@bureau.example")
HOMES = {OWNER: "marieke", JAN: "jan", FATIMA: "fatima"}
NAMES = {name: person for person, name in HOMES.items()}


def end(project="Alfa", on="2027-03-19", calendar="marieke", uid=None, **fields) -> ProjectEnd:
    event = an_event(f"Einde opdracht: {project}", on, uid=uid or f"{project}-{on}-{calendar}@test", **fields)
    return ProjectEnd(
        calendar=calendar,
        owner=NAMES[calendar],
        event=event,
        project=project,
        day=day(on),
        by_series=False,
    )


def grouped(*ends: ProjectEnd, known=(), **more) -> tuple[Project, ...]:
    return group(ends, known, HOMES, **more)


def test_one_meeting_in_three_calendars_is_one_project():
    ends = [end(calendar=name, uid="een@test", organizer=JAN) for name in HOMES.values()]
    assert [project.subject.home for project in grouped(*ends)] == ["jan"]


@pytest.mark.parametrize("other", ["alfa", "ALFA ", "Alfa!", "Álfa"])
def test_one_name_in_two_calendars_within_a_month_is_one_project(other):
    assert len(grouped(end(), end(other, "2027-04-19", "jan"))) == 1


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("another name", end("Alfa 2", calendar="jan")),
        ("more than a month later", end(on="2027-04-20", calendar="jan")),
        ("in one and the same calendar", end(on="2027-03-26")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_only_looks_alike_is_two_projects(why, other):
    assert len(grouped(end(), other)) == 2, why


def test_twins_in_one_calendar_are_a_question_and_the_known_one_is_planned_meanwhile():
    first, second = end(uid="a@test"), end(on="2027-03-26", uid="b@test")
    assert doubts([second, first], settled={"b@test"}) == ((second, first),)
    assert doubts([second, first], settled=set()) == ((first, second),)
    assert doubts([second, first], settled={"a@test", "b@test"}) == ()


def test_the_answer_makes_twins_one_project_or_two():
    first, second = end(uid="a@test"), end(on="2027-03-26", uid="b@test")
    pair = frozenset({frozenset({"a@test", "b@test"})})
    assert len(grouped(first, second, said=Said(one=pair))) == 1
    assert len(grouped(first, second, said=Said(two=pair))) == 2


def weekly(project, last, uid, *, count=5, guest="eva@client-a.example", **fields) -> ProjectEnd:
    series = Series(last=day(last), count=count, step=timedelta(days=7))
    fields.setdefault("organizer", OWNER)
    return end(project, last, uid=uid, series=series, guests=[a_guest(guest)], **fields)


@pytest.mark.parametrize(
    ("why", "later", "projects"),
    [
        ("it goes on within four intervals", weekly("Alfa", "2027-05-14", "b@test"), 1),
        ("it begins much later", weekly("Alfa", "2027-07-30", "b@test"), 2),
        ("another guest", weekly("Alfa", "2027-05-14", "b@test", guest="tom@client-b.example"), 2),
        ("another organiser", weekly("Alfa", "2027-05-14", "b@test", organizer=JAN), 2),
        ("another name", weekly("Beta", "2027-05-14", "b@test"), 2),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_series_that_was_split_is_still_one_project(why, later, projects):
    assert len(grouped(weekly("Alfa", "2027-03-19", "a@test"), later)) == projects, why


def test_a_series_that_never_ends_in_numbers_does_no_harm():
    endless = weekly("Alfa", "2027-05-14", "b@test", count=10**9)
    assert len(grouped(weekly("Alfa", "2027-03-19", "a@test"), endless)) == 1


KNOWN = Subject(id="oud@test", home="jan", project="Alfa", uids=frozenset({"oud@test"}))


def test_a_project_keeps_its_home_whoever_enters_its_end_later():
    projects = grouped(end(uid="nieuw@test", calendar="fatima"), end(uid="oud@test"), known=[KNOWN])
    assert [(project.subject.id, project.subject.home) for project in projects] == [("oud@test", "jan")]
    assert projects[0].is_new, "the office learns its new event"


def test_an_end_that_was_deleted_and_entered_anew_is_the_same_project():
    ended = {"oud@test": day("2027-03-12")}
    assert grouped(end(uid="nieuw@test"), known=[KNOWN], ended=ended)[0].subject.id == "oud@test"
    far = {"oud@test": day("2026-12-01")}
    assert grouped(end(uid="nieuw@test"), known=[KNOWN], ended=far)[0].subject.id == "nieuw@test"


def test_two_known_projects_never_become_one():
    other = replace(KNOWN, id="ander@test", uids=frozenset({"ander@test"}))
    ends = [end(uid="oud@test"), end(uid="ander@test", calendar="jan")]
    assert len(grouped(*ends, known=[KNOWN, other])) == 2


def test_the_home_is_the_organisers_calendar_else_the_first_connected_guest_by_address():
    stranger = a_person("baas@client-a.example")
    guests = [a_guest(JAN.address), a_guest(OWNER.address)]
    assert grouped(end(organizer=FATIMA, guests=guests))[0].subject.home == "fatima"
    assert grouped(end(organizer=stranger, guests=guests))[0].subject.home == "jan"
    assert grouped(end(organizer=stranger))[0].subject.home == "marieke"


def test_the_day_that_counts_is_that_in_the_home_calendar():
    moved = end(on="2027-03-26", uid="een@test", calendar="jan", organizer=OWNER)
    ends = [end(uid="een@test", organizer=OWNER), moved]
    assert grouped(*ends)[0].chief.day == day("2027-03-19")


def test_a_room_is_nobody_and_the_organiser_is_somebody():
    room = replace(a_guest("zaal@client-a.example"), kind=AttendeeKind.ROOM)
    people = grouped(end(organizer=JAN, guests=[room, a_guest("eva@client-a.example")]))[0].people()
    assert [person.address for person in people] == ["eva@client-a.example", "jan@bureau.example"]


ends = st.builds(
    end,
    project=st.sampled_from(["Alfa", "alfa", "Beta"]),
    on=st.sampled_from(["2027-03-05", "2027-03-19", "2027-04-09", "2027-06-04"]),
    calendar=st.sampled_from(list(HOMES.values())),
    uid=st.sampled_from(["a@test", "b@test", "c@test", "d@test", "oud@test"]),
)


@given(st.lists(ends, max_size=7, unique_by=lambda each: (each.calendar, each.event.uid)), st.randoms())
def test_the_order_in_which_ends_are_found_changes_nothing(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    one, other = grouped(*found, known=[KNOWN]), grouped(*shuffled, known=[KNOWN])
    assert [(each.subject, each.chief) for each in one] == [(each.subject, each.chief) for each in other]
    assert sorted(each.event.uid for project in one for each in project.ends) == sorted(
        each.event.uid for each in found
    )


@given(st.lists(ends, max_size=7, unique_by=lambda each: (each.calendar, each.event.uid)))
def test_a_whole_office_of_other_projects_changes_nothing(found):
    strangers = [end(f"Vreemd {number}", calendar="jan", uid=f"v{number}@test") for number in range(20)]
    apart = (*grouped(*found, known=[KNOWN]), *grouped(*strangers))
    together = grouped(*strangers, *found, known=[KNOWN])
    assert list(together) == sorted(apart, key=lambda project: project.subject.id)


@pytest.mark.parametrize(
    "why",
    [
        {"known": [Subject(id="p", home="jan", project="Alfa", uids=frozenset({"a@test", "b@test"}))]},
        {"said": Said(one=frozenset({frozenset({"a@test", "b@test"})}))},
    ],
    ids=["the office knew them as one", "a person said so"],
)
def test_ends_are_one_project_whatever_their_names(why):
    renamed = end("Omega", uid="b@test", calendar="jan", on="2027-12-01")
    assert len(grouped(end(uid="a@test"), end("Beta"), renamed, **why)) == 2


def test_the_ends_in_a_calendar_are_those_that_a_rule_fits_with_the_last_day_of_a_series():
    rules = Rules(project_ends=(ProjectEndRule(name="dag", all_day=True),))
    ours = an_event("Ons", "2027-03-19", key="k")
    events = [an_event("Alfa", "2027-03-19", days=3), an_event("Overleg"), ours]
    found = ends_in("marieke", OWNER, events, rules, AMSTERDAM)
    assert [(each.project, each.day) for each in found] == [("Alfa", day("2027-03-21"))]


@pytest.mark.parametrize("name", ["Alfa, fase 2", "ALFA  fase-2", "Álfa (fase 2)"])
def test_a_name_is_the_same_without_case_accents_and_punctuation(name):
    assert normalised(name) == "alfa fase 2"
