"""The weeffout is named wherever it is woven in, whatever the sum; and the sum is done."""

from builders import AMSTERDAM
from core.afternoons import a_rule
from zaaikalender.core.weeffout import Budget, of_sessions, tenths, weeffout
from zaaikalender.texts import Texts

TEXTS = Texts(language="nl", zone=AMSTERDAM)


def said(**budget: object) -> list[str]:
    whole = Budget(**({"hours_a_year": 1880} | budget))  # type: ignore[arg-type]
    return [TEXTS.reason(each) for each in weeffout(whole, sessions=3, follow_ups=1.125, point=",")]


def codes(**budget: object) -> list[str]:
    whole = Budget(**({"hours_a_year": 1880} | budget))  # type: ignore[arg-type]
    return [each.code for each in weeffout(whole, sessions=3, follow_ups=1, point=",")]


def test_without_a_minimum_or_a_bonus_there_is_nothing_to_name() -> None:
    assert codes() == []


def test_where_network_hours_count_there_is_nothing_to_name() -> None:
    assert codes(minimum_hours=1500, bonus_above=1600, network_counts=True) == []


def test_a_minimum_is_named_however_low_it_is() -> None:
    assert codes(minimum_hours=1) == ["weeffout_minimum", "weeffout_sum", "weeffout_beside"]


def test_a_bonus_is_named_also_above_nothing() -> None:
    assert codes(bonus_above=0) == ["weeffout_bonus", "weeffout_beside"]
    assert codes(bonus_above=1500)[0] == "weeffout_bonus"


def test_each_of_both_is_named_and_each_sum_is_done_once() -> None:
    assert codes(minimum_hours=1400, bonus_above=1500).count("weeffout_sum") == 2
    assert codes(minimum_hours=1500, bonus_above=1500).count("weeffout_sum") == 1


def test_it_is_said_in_the_words_of_the_method() -> None:
    first, total, beside = said(minimum_hours=1500)
    assert "dubbele boodschap" in first
    assert "weeffout in het systeem" in first
    assert "leidinggevenden wuiven het weg, adviseurs niet" in first
    assert "1880 uur" in total
    assert "1500 declarabele uren 380 uur" in total
    assert "5 dagdelen" in total
    assert "20 uur" in total
    assert "3 voor de middagen samen en 1,1 voor borging en nazorg" in beside
    assert "9,1 dagdelen" in beside


def test_afternoons_take_so_many_half_days_of_each_person() -> None:
    assert of_sessions([a_rule(times=3)]) == 3.0
    assert of_sessions([]) == 0


def test_a_number_is_written_with_a_tenth_at_most() -> None:
    assert [tenths(number, ",") for number in (2.0, 2.25, 0.04, 10)] == ["2", "2,2", "0", "10"]
