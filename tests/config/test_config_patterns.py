import time

import pytest
from configs import a_config
from hypothesis import given
from hypothesis import strategies as st

from zaaikalender.config.patterns import LIMIT, LONGEST_TITLE, check_pattern, title_pattern
from zaaikalender.config.rule_tables import END_IN_TITLE
from zaaikalender.errors import ConfigurationError


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(x+x+)+y", "(.*a){20}$", r"([a-zA-Z]+)*\d", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$"],
)
def test_a_pattern_that_would_take_for_ever_is_refused_at_the_door_and_soon(pattern):
    begun = time.process_time()
    with pytest.raises(ValueError, match="can take for ever"):
        check_pattern(pattern)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "pattern", ["(", "a{99999999999}", "[", r"\L<names>", "(" * 500 + "a" + ")" * 500, "", 3]
)
def test_what_is_no_pattern_is_refused_with_a_sentence(pattern):
    with pytest.raises(ValueError, match=r"^(is|must be) .*\.$"):
        check_pattern(pattern)


def test_a_pattern_of_a_page_long_is_refused():
    with pytest.raises(ValueError, match="longer than 2,000 characters"):
        check_pattern("a" * 2001)


def test_a_match_that_takes_too_long_names_the_rule_and_no_title():
    evil = title_pattern("(a+)+$", rule="[[leave]] number 1")
    begun = time.process_time()
    with pytest.raises(
        ConfigurationError, match=r"pattern of \[\[leave\]\] number 1 took more than 50 ms"
    ) as slow:
        evil("a" * 900 + "!")
    assert time.process_time() - begun < 10 * LIMIT
    assert "aaa" not in str(slow.value)


def test_only_the_beginning_of_a_long_title_is_looked_at():
    late = title_pattern("einde$", rule="x")
    assert late("x" * (LONGEST_TITLE - 5) + "einde" + "y" * 10_000_000) == {}
    assert title_pattern("einde", rule="x")("x" * LONGEST_TITLE + "einde") is None


def test_groups_that_took_no_part_are_left_out():
    fits = title_pattern("(?P<project>Alfa)|(?P<other>Beta)", rule="x")
    assert fits("Alfa") == {"project": "Alfa"}
    assert fits("Beta") == {"other": "Beta"}
    assert fits("Gamma") is None


def test_a_pattern_without_a_project_is_allowed_and_its_rule_speaks_of_the_whole_title(tmp_path):
    rules = a_config(tmp_path, '[[project_end]]\nname = "einde"\ntitle = "(?i)^klaar met"').rules
    assert rules.project_ends[0].title("Klaar met Alfa") == {}


@given(st.text(max_size=300))
def test_the_pattern_that_we_bring_takes_any_title_and_gives_a_project_or_nothing(title):
    groups = title_pattern(END_IN_TITLE, rule="x")(title)
    assert groups is None or groups["project"].strip()


@given(st.text(alphabet="()[]{}|+*?.^$\\adws01,!<>P=:-", max_size=30))
def test_any_pattern_is_taken_or_refused_with_a_sentence(pattern):
    said = "."
    try:
        check_pattern(pattern)
    except ValueError as refused:
        said = str(refused)
    assert said.endswith(".")
