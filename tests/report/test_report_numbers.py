"""Numbers in sentences: one question, two questions."""

import re
from string import Formatter

import pytest

from zaaikalender.cli.demo_words import WORDS as DEMO
from zaaikalender.cli.phrases import PHRASES, phrase
from zaaikalender.report.numbers import filled
from zaaikalender.report.words import WORDS, say

NONE = {"create": 0, "update": 0, "cancel": 0}


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("nl", 0, "0 vragen"),
        ("nl", 1, "1 vraag"),
        ("nl", 2, "2 vragen"),
        ("en", 1, "1 question"),
        ("en", 21, "21 questions"),
    ],
)
@pytest.mark.parametrize("code", ["sum_plan", "sum_done"])
def test_the_sums_say_one_question_and_two_questions(
    code: str, language: str, count: int, words: str
) -> None:
    assert say(language, code, **NONE, ask=count).endswith(f"{words}.")


@pytest.mark.parametrize(
    ("code", "one", "many"),
    [
        ("doctor.questions", "1 vraag wacht op", "3 vragen wachten op"),
        ("doctor.failures", "de laatste ronde mislukte:", "de laatste 3 rondes mislukten:"),
        ("person_forgotten", "1 regel noemde", "3 regels noemden"),
        ("doctor.server_clock_ahead", "1 minuut voor", "3 minuten voor"),
    ],
)
def test_what_doctor_counts_is_good_dutch(code: str, one: str, many: str) -> None:
    assert one in phrase("nl", code, calendar="jan", count=1, why="x")
    assert many in phrase("nl", code, calendar="jan", count=3, why="x")


@pytest.mark.parametrize("table", [WORDS, PHRASES, DEMO], ids=["reports", "commands", "demo"])
def test_both_languages_name_the_same_facts_in_each_sentence(table) -> None:
    for code, dutch in table["nl"].items():
        named = [
            {name for _, name, _, _ in Formatter().parse(text) if name} for text in (dutch, table["en"][code])
        ]
        assert named[0] == named[1], code


@pytest.mark.parametrize("table", [WORDS, PHRASES, DEMO], ids=["reports", "commands", "demo"])
def test_no_number_stands_before_a_plural_that_is_always_one(table) -> None:
    for language in ("nl", "en"):
        nouns = {"nl": r"\w+(?:en|s)\b", "en": r"\w+s\b"}[language]
        found = [text for text in table[language].values() if re.search(rf"\{{count\}} {nouns}", text)]
        # Several calendars are two at least; Dutch "items" and participles are the same for one.
        assert [text for text in found if "agenda's" not in text and "calendars" not in text] == []


def test_what_is_no_number_is_left_as_it_is() -> None:
    assert filled("{a} {b:>3} {c:,}", {"a": "{x}", "b": "y", "c": 1000}) == "{x}   y 1,000"
