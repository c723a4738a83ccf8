"""`approve`, `skip`, `held`, `again`, `answer`, `list`, `why`: a person's word, and what became of it."""

import pytest

from cli.office import Zaai, an_ics, an_office, unfolded

LATER = "2026-11-24T09:30+01:00"


def test_a_yes_takes_the_prefix_away_and_invites_only_after_the_delay(written: Zaai) -> None:
    key = written.key("Borging Alfa")
    first = written("approve", key[:8])
    assert first.code == 0
    assert "geen post" in first.out
    assert "op zijn vroegst" in first.out
    assert "ATTENDEE" not in unfolded(written.ours("marieke", "Borging Alfa"))
    assert written.ours("marieke", "SUMMARY:Borging Alfa")
    assert written("run", now=LATER).code == 0
    assert "eva@client-a.example" in unfolded(written.ours("marieke", "SUMMARY:Borging Alfa"))
    (line,) = (
        line
        for line in written("list", "--format", "json", now=LATER).json()["operations"]
        if line["key"] == key
    )
    assert (line["state"], line["guests"], line["pending_guests"]) == (
        "invited",
        ["eva@client-a.example"],
        [],
    )


def test_the_note_after_an_invited_appointment_shows_to_its_owner_alone(written: Zaai) -> None:
    written("approve", written.key("Borging Alfa"))
    written("run", now=LATER)
    notes = [
        next(line for line in written(*words).json()["operations"] if line["kind"] == "note")
        for words in (("list", "--format", "json"), ("list", "--format", "json", "--calendar", "marieke"))
    ]
    assert (notes[0]["title"], notes[0]["because"]) == ("(privé)", "(privé)")
    assert notes[1]["title"] == "Na Borging Alfa: volgende? actie?"
    key = notes[0]["key"]
    hidden = written("why", key)
    assert (hidden.code, hidden.out) == (2, "")
    assert "Na Borging Alfa" in written("why", key, "--calendar", "marieke").out


def test_a_no_takes_it_away_for_good_until_it_is_asked_again(written: Zaai) -> None:
    key = written.key("Borging Alfa")
    assert written("skip", key).code == 0
    assert len(written.files()) == 1
    assert written("run").code == 0
    assert len(written.files()) == 1
    assert written("again", key).code == 0
    assert len(written.files()) == 2


def test_a_word_can_be_left_for_the_next_pass(written: Zaai) -> None:
    before = written.files()
    ended = written("skip", written.key("Borging Alfa"), "--no-run")
    assert (ended.code, written.files()) == (0, before)
    written("run")
    assert len(written.files()) == 1


def test_a_conversation_is_held_once_it_has_begun(written: Zaai) -> None:
    key = written.key("Borging Alfa")
    early = written("held", key)
    assert early.code == 2
    assert "lies ahead" in early.err
    after = "2027-04-20T09:00+02:00"
    assert written("run", now=after).code in {0, 3}
    assert written("held", key, now=after).code in {0, 3}
    (line,) = (
        line
        for line in written("list", "--all", "--format", "json", now=after).json()["operations"]
        if line["key"] == key
    )
    assert line["state"] == "held"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("approve", "zzzzzz"), "zaai list"),
        (("approve", "abc"), "te kort"),
        (("skip", "zzzzzz"), "zaai list"),
        (("held", "zzzzzz"), "zaai list"),
        (("again", "zzzzzz"), "zaai list"),
        (("why", "zzzzzz"), "zaai list"),
        (("why", "zzzzzz", "--calendar", "mareike"), "marieke"),
        (("answer", "1", "a"), "zaai list"),
        (("answer", "zz", "a"), "nummer"),
        (("approve",), "KEY"),
    ],
)
def test_a_key_that_names_nothing_gets_a_sentence(written: Zaai, words: tuple[str, ...], told: str) -> None:
    ended = written(*words)
    assert ended.code == 2
    assert told in ended.err
    assert ended.out == ""


def test_a_word_that_cannot_apply_says_why(written: Zaai) -> None:
    key = written.key("Borging Alfa")
    assert "stands in the calendar" in written("again", key).err
    written("approve", key)
    twice = written("approve", key)
    assert twice.code == 2
    assert "only a proposal" in twice.err
    written("skip", key)
    gone = written("skip", key)
    assert gone.code == 2
    assert "nothing to skip" in gone.err


@pytest.fixture
def asked(office: Zaai) -> Zaai:
    folder = office.folder("marieke")
    (folder / "beta-1.ics").write_text(an_ics("Einde opdracht: Beta", "2027-01-15", uid="beta-1@test"))
    (folder / "beta-2.ics").write_text(an_ics("Einde opdracht: Beta", "2027-01-22", uid="beta-2@test"))
    assert office("apply", "--yes").code == 3
    return office


@pytest.mark.parametrize("choice", ["b", "B", "two", "nee, het zijn er twee"])
def test_an_answer_is_taken_in_by_letter_code_or_words(asked: Zaai, choice: str) -> None:
    assert asked("answer", "1", choice).code == 0
    listed = asked("list", "--format", "json").json()
    assert listed["questions"] == []
    assert len([line for line in listed["operations"] if "Beta" in line["title"]]) == 2


def test_a_question_goes_by_its_key_too(asked: Zaai) -> None:
    (question,) = asked("list", "--format", "json", "--calendar", "marieke").json()["questions"]
    assert question["choices"] == ["ja, een en hetzelfde", "nee, het zijn er twee"]
    assert asked("answer", question["key"][:8], "a").code == 0
    assert asked("answer", question["key"][:8], "a").code == 2


def test_a_choice_that_is_not_there_is_refused_and_nothing_is_lost(asked: Zaai) -> None:
    ended = asked("answer", "1", "c")
    assert ended.code == 2
    assert "a, b" in ended.err
    assert len(asked("list", "--format", "json").json()["questions"]) == 1


def test_a_list_hides_a_question_from_others(asked: Zaai) -> None:
    for words in (("list",), ("list", "--format", "json")):
        assert "hetzelfde" not in asked(*words).out
    assert "een en hetzelfde project?" in asked("list", "--calendar", "marieke").out


def test_why_tells_rule_project_dates_and_each_decision(written: Zaai) -> None:
    key = written.key("Borging Alfa")
    written("approve", key)
    why = written("why", key[:6]).out
    for told in ("borging", "Alfa", "vr 15 jan 2027", "alfa.ics", "eva@client-a.example", key):
        assert told in why
    assert why.index("[geschreven]") < why.index("[goedgekeurd]") < why.index("[gewijzigd]")


def test_a_list_says_when_each_calendar_was_last_good_and_what_failed(written: Zaai) -> None:
    assert "laatst goed di 24 nov 2026 09:00" in written("list").out
    written.folder("marieke").rename(written.folder("weg"))
    assert written("run", now=LATER).code == 1
    listed = written("list")
    assert listed.code == 0
    assert "laatst goed di 24 nov 2026 09:00" in listed.out
    assert "is er niet" in listed.out


def test_english_offices_are_spoken_to_in_english(tmp_path_factory: pytest.TempPathFactory) -> None:
    zaai = Zaai(an_office(tmp_path_factory.mktemp("en"), "marieke", language="en"))
    (zaai.folder("marieke") / "alfa.ics").write_text(an_ics("Einde opdracht: Alfa", "2027-01-15"))
    assert "Together: 1 new" in zaai("plan").out
    assert "May this be written in marieke" in zaai("apply", said="y\n").out
    assert "[proposal]" in zaai("list").out
