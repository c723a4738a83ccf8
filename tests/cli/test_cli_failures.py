"""Failures are shown in the office's language, and never lose what they say."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaaikalender.cli.failures import NL, in_language

SOURCE = Path(__file__).parents[2] / "src" / "zaaikalender"
SENTENCES = SOURCE / "cli" / "failures"


def said_in_the_source() -> set[str]:
    """All texts of the source, with `{}` for each fact, white space apart."""
    texts = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent == SENTENCES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values]
                texts.add(" ".join("".join(parts).split()))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(" ".join(node.value.split()))
    return texts


def test_each_sentence_that_is_translated_is_one_that_is_raised() -> None:
    raised = said_in_the_source()
    assert [each for each in NL if re.sub(r"\{\w+\}", "{}", each) not in raised] == []


def test_a_sentence_has_one_translation_whatever_its_facts_are_called() -> None:
    whole = [
        re.sub(r"\{\w+\}", "{}", str(ast.literal_eval(key)))
        for path in SENTENCES.glob("nl_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if key is not None
    ]
    assert sorted(each for each in set(whole) if whole.count(each) > 1) == []


@pytest.mark.parametrize("english", NL)
def test_the_facts_of_a_failure_stay_what_they_are(english: str) -> None:
    names = set(re.findall(r"\{(\w+)\}", english))
    facts = {name: f"fact-{name}" for name in names}
    dutch = in_language("nl", english.format(**facts))
    assert dutch != english.format(**facts)
    assert all(fact in dutch for fact in facts.values())
    assert in_language("en", english.format(**facts)) == english.format(**facts)


def test_a_sentence_without_a_translation_is_shown_as_it_is() -> None:
    assert in_language("nl", "Something else happened. Look.") == "Something else happened. Look."


@settings(max_examples=60)
@given(st.sampled_from(sorted(NL)), st.text(min_size=1, max_size=60))
def test_any_fact_survives_the_translation(english: str, fact: str) -> None:
    names = set(re.findall(r"\{(\w+)\}", english))
    shown = in_language("nl", english.format(**dict.fromkeys(names, fact)))
    assert not names or " ".join(fact.split()) in " ".join(shown.split())
