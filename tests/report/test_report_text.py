"""Plans in words: at any width, with and without colours, in both languages."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from rich.console import Console

from builders import AMSTERDAM
from zaaikalender.core.appointments import State
from zaaikalender.report.as_text import one_line, print_plan
from zaaikalender.report.overview import Line, Overview, Sheet
from zaaikalender.report.words import WORDS, say, stretch

MOMENT = datetime(2027, 3, 11, 10, tzinfo=AMSTERDAM)
LINE = Line(
    op="create",
    calendar="marieke",
    key="abcdefgh" * 4,
    kind="follow_up",
    rule="borging",
    title="Voorstel: Borging Zaaksysteem Oosterlo",
    start=MOMENT,
    end=MOMENT.replace(minute=45),
    state=State.PROPOSED,
    pending=("a.very.long.address.of.somebody@a-client-with-a-long-name.example",),
    because="Het project “Zaaksysteem Oosterlo” eindigt op donderdag 28 januari 2027.",
)


def overview(*lines: Line) -> Overview:
    sheet = Sheet(calendar="marieke", provider="folder", events=3, lines=lines)
    return Overview(as_of=MOMENT, zone=AMSTERDAM, language="nl", sheets=(sheet,))


def printed(width: int, shown: Overview, **terminal: bool) -> str:
    console = Console(width=width, record=True, highlight=False, markup=False, **terminal)
    with console.capture() as capture:
        print_plan(console, shown)
    return capture.get()


@pytest.mark.parametrize("width", [20, 40, 60, 72, 80, 120, 200])
def test_a_terminal_of_any_width_shows_every_word_in_its_lines(width: int) -> None:
    text = printed(width, overview(LINE), force_terminal=True, no_color=True)
    plain = "".join(part for part in text.replace("\x1b[1m", "").replace("\x1b[2m", "").split("\x1b[0m"))
    assert all(len(line) <= width for line in plain.splitlines())
    squeezed = "".join(plain.split())
    for word in (*LINE.because.split(), *LINE.title.split(), *LINE.pending):
        assert word in squeezed


@pytest.mark.parametrize(("op", "sign"), [("create", "+"), ("update", "~"), ("cancel", "-"), ("ask", "?")])
def test_a_sign_says_the_same_as_the_colour(op: str, sign: str) -> None:
    assert one_line(replace(LINE, op=op), "nl").startswith(sign)
    coloured = printed(100, overview(replace(LINE, op=op)), force_terminal=True, no_color=False)
    assert "\x1b[3" in coloured
    assert "\x1b[3" not in printed(100, overview(replace(LINE, op=op)), force_terminal=True, no_color=True)


def test_a_file_gets_one_plain_line_for_each_appointment() -> None:
    text = printed(80, overview(LINE, LINE), force_terminal=False)
    assert len([line for line in text.splitlines() if line.startswith("+")]) == 2
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (MOMENT, MOMENT.replace(hour=11), "do 11 mrt 2027 10:00-11:00"),
        (MOMENT, MOMENT.replace(day=12), "do 11 mrt 2027 10:00 - vr 12 mrt 2027 10:00"),
        (date(2027, 3, 11), date(2027, 3, 12), "do 11 mrt 2027"),
        (date(2027, 3, 11), date(2027, 3, 14), "do 11 mrt 2027 - za 13 mrt 2027"),
        (None, None, ""),
    ],
)
def test_moments_are_short_words(start: date | None, end: date | None, told: str) -> None:
    assert stretch(start, end, "nl") == told


def test_both_languages_have_words_for_everything() -> None:
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    assert {f"state.{state.value}" for state in State} <= WORDS["nl"].keys()


@pytest.mark.parametrize(("count", "said"), [(1, "1 mail verstuurd"), (3, "3 mails verstuurd")])
def test_a_pass_says_how_many_mails_it_sent_and_not_that_there_was_nothing_to_do(
    count: int, said: str
) -> None:
    sheet = Sheet(calendar="marieke", provider="folder", events=3, mailed=count)
    text = printed(80, Overview(as_of=MOMENT, zone=AMSTERDAM, language="nl", sheets=(sheet,)))
    assert said in text
    assert say("nl", "nothing") not in text
