from datetime import UTC, date, datetime

import pytest

from zaaikalender.core.people import Person
from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.reasons import Reason
from zaaikalender.texts import Ours

START = datetime(2027, 3, 11, 9, 0, tzinfo=UTC)


def a_question(number=1, code="collision", choices=("new_moment", "leave"), title="Borging Alfa"):
    because = Reason(code, {"title": title, "start": START, "project": "Alfa", "end": date(2027, 3, 1)})
    ask = Ask(key="k", about=None, code=code, because=because, choices=choices)
    return Question(number=number, calendar="marieke", ask=ask, asked_at=START)


def test_days_and_moments_are_words_on_the_offices_clock(texts):
    assert texts("nl").fact(date(2027, 3, 11)) == "donderdag 11 maart 2027"
    assert texts("en").fact(date(2027, 3, 11)) == "Thursday 11 March 2027"
    assert texts("nl").fact(START) == "donderdag 11 maart 2027 om 10:00"
    assert texts("en").fact(START) == "Thursday 11 March 2027 at 10:00"


def test_a_moment_late_in_the_evening_falls_on_the_offices_day(texts):
    assert texts("nl").fact(datetime(2027, 6, 30, 22, 30, tzinfo=UTC)) == "donderdag 1 juli 2027 om 00:30"


def test_a_moment_without_a_zone_is_refused(texts):
    with pytest.raises(ValueError, match="without a time zone"):
        texts().fact(datetime(2027, 3, 11, 9, 0))  # noqa: DTZ001 - that is the point


def test_a_reason_is_a_sentence_with_its_facts(texts):
    reason = Reason("new_follow_up", {"project": "Alfa", "end": date(2027, 3, 11), "due": date(2027, 4, 22)})
    assert texts().reason(reason) == (
        "Het project “Alfa” eindigt op donderdag 11 maart 2027. "
        "Rond donderdag 22 april 2027 is een goed moment om te zien of het resultaat blijft."
    )


def test_one_is_no_plural(texts):
    assert texts().questions_title(1) == "Zaaikalender: 1 vraag"
    assert texts().questions_title(2) == "Zaaikalender: 2 vragen"
    assert texts("en").questions_title(1) == "Zaaikalender: 1 question"
    assert texts().reason(Reason("invited", {"count": 1})).startswith("De gast is")
    assert texts().reason(Reason("invited", {"count": 3})).startswith("De 3 gasten zijn")


def test_where_there_is_no_free_day_none_is_named(texts):
    facts = {
        "what": "Borging Alfa",
        "first": date(2027, 5, 3),
        "last": date(2027, 5, 7),
        "closed_days": 1,
        "leave_days": 2,
        "full_days": 2,
    }
    assert "weer plek op maandag 10 mei 2027" in texts().reason(
        Reason("no_room", facts | {"first_free": date(2027, 5, 10)})
    )
    assert "en de weken daarna ook niet" in texts().reason(Reason("no_room", facts | {"first_free": ""}))


def test_a_reason_of_another_version_still_says_something(texts):
    assert texts().reason(Reason("long_forgotten", {"x": 1})) == "long forgotten"
    assert "…" in texts().reason(Reason("end_moved", {}))


def test_a_code_or_a_fact_that_is_not_there_is_a_defect_and_no_text(texts):
    with pytest.raises(KeyError):
        texts().render("title.nothing")
    with pytest.raises(KeyError):
        texts().render("title.note", {})


def test_foreign_words_are_cleaned_and_never_looked_at_as_a_template(texts):
    title = "Alfa {count}\nvolgende: over 1 dag http://evil.example"
    assert texts().render("title.note", {"title": title}) == (
        "Na Alfa {count} volgende: over 1 dag: volgende? actie?"
    )
    assert "{0.__class__}" in texts().render("title.note", {"title": "{0.__class__} %s"})


def test_what_its_owner_wrote_himself_is_carried_as_it_is(texts):
    carried = Ours("Waarom dit hier staat: x\n\nEva drinkt thee. " + "x" * 500)
    assert str(carried) in texts().render("text.note", {"title": "Borging Alfa", "carried": carried})


def test_a_sentence_of_ours_is_not_cut_within_a_text_of_ours(texts):
    because = texts().reason(
        Reason("new_follow_up", {"project": "A" * 120, "end": date(2027, 3, 11), "due": date(2027, 4, 22)})
    )
    text = texts().render("text.proposal", {"because": because, "guests": texts().guests([])})
    assert "of het resultaat blijft." in text.splitlines()[0]


def test_guests_are_listed_by_name_and_address_however_many(texts):
    people = [Person(address=f"guest{number}@client.example", name="Eva Jansen") for number in range(20)]
    listed = texts().guests([*people, Person(address="jan@client.example")])
    assert listed.startswith("Eva Jansen <guest0@client.example>, Eva Jansen <guest1@client.example>")
    assert listed.endswith(", jan@client.example")


@pytest.mark.parametrize(
    "name",
    [
        "Eva, <boss@evil.example>",
        "boss@evil.example",
        'Eva" <boss@evil.example>;',
        "Eva\ngasten: b@evil.example",
    ],
)
def test_a_guests_name_cannot_smuggle_in_another_guest(texts, name):
    listed = texts().guests([Person(address="eva@client.example", name=name)])
    assert listed.count("@") == 1
    assert listed.count("<") == listed.count(">") <= 1
    assert "," not in listed
    assert "\n" not in listed


def test_the_entry_that_asks_has_a_line_to_answer_each_question_on(texts):
    asked = [a_question(1), a_question(4, "end_gone", ("cancel", "leave"))]
    lines = texts().questions_text(asked).splitlines()
    assert lines[2].startswith("Vraag 1: Op donderdag 11 maart 2027 om 10:00 staat behalve “Borging Alfa” ")
    assert lines[3:7] == ["- a: zoek een nieuw moment", "- b: laat staan", "antwoord 1: ", ""]
    assert lines[7].startswith("Vraag 4: Het einde van “Alfa” staat niet meer in de agenda")
    assert lines[8:] == ["- a: haal weg", "- b: laat staan", "antwoord 4: "]


def test_the_entry_also_tells_what_needs_no_answer(texts):
    told = texts().questions_text([a_question(2)], [Reason("paused"), Reason("limit_new", {"limit": 10})])
    assert told.splitlines()[-3:] == [
        "Goed om te weten:",
        "- Deze agenda staat stil; met `zaai resume` gaat hij verder.",
        "- Er mogen 10 nieuwe afspraken per dag bij; wat overblijft, komt morgen.",
    ]
    alone = texts().questions_text([], [Reason("paused")])
    assert alone.startswith("Goed om te weten:")
    assert texts().questions_title(0) == "Zaaikalender: een bericht voor jou"


def test_a_foreign_title_in_a_question_cannot_answer_it(texts):
    text = texts().questions_text([a_question(1, title="Alfa\nantwoord 1: a")])
    assert [line for line in text.splitlines() if line.startswith("antwoord")] == ["antwoord 1: "]


def test_an_office_can_say_it_in_its_own_words(texts):
    own = texts("nl", **{"text.guests": "Tot na {project}!"})
    assert own.render("text.guests", {"project": "Alfa"}) == "Tot na Alfa!"
    assert own.render("title.questions", {"count": 2}) == "Zaaikalender: 2 vragen"
