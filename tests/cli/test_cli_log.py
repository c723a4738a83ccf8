"""A line of the log about a defect says where it came up, and nothing of what was worked on."""

import logging
import sys

from zaaikalender.cli.work import OneLine

SOMEBODY = "eva@client.example"


def broken(guest: str) -> str:
    try:
        return {"a": "b"}[guest]
    except KeyError as error:
        raise ValueError(guest) from error


def the_line() -> str:
    try:
        broken(SOMEBODY)
    except ValueError:
        facts = sys.exc_info()
    return OneLine().format(
        logging.LogRecord("zaaikalender.x", logging.ERROR, "x.py", 1, "a page broke", (), facts)
    )


def test_a_defect_is_told_by_its_place_and_its_kind_and_without_its_words() -> None:
    line = the_line()
    assert "a page broke" in line
    assert "in broken" in line
    assert line.index("KeyError") < line.index("ValueError")
    assert "\n" not in line
    assert SOMEBODY not in line
