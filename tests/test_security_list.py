"""`docs/security.md` names a test for each promise; none of them may be gone, and none may be without one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ITEMS = {
    int(number): text
    for number, text in re.findall(r"^## (\d+)\. (.+?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)))


def test_there_are_twenty_promises():
    assert sorted(ITEMS) == list(range(1, 21))


@pytest.mark.parametrize("number", sorted(ITEMS))
def test_each_promise_says_where_it_is_kept_and_has_a_test(number):
    kept = ITEMS[number].partition("Kept by ")[2].partition("\n\n")[0]
    places = re.findall(r"`([\w/.]+)`", kept)
    assert places
    for place in places:
        assert (ROOT / place).is_file() or (ROOT / "src" / "zaaikalender" / place).is_file(), place
    assert re.search(r"`tests/[\w/]+\.py::test_\w+`", ITEMS[number])


def test_each_test_that_is_named_is_there():
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file, _name in NAMED}
    assert [name for file, name in NAMED if not re.search(rf"^def {name}\(", texts[file], re.MULTILINE)] == []


def test_each_place_of_the_page_that_looks_like_a_test_is_read_as_one():
    assert PAGE.count("\n- ") == len(re.findall(r"^- `tests/[\w/]+\.py::test_\w+`$", PAGE, re.MULTILINE))


ROWS = (
    *("10.1.1", "10.1.2", "10.2.1", "10.2.2", "10.2.3", "11.3.2", "11.3.3", "11.3.4", "11.5.1"),
    *("13.1.1", "13.1.2", "13.1.3", "13.2.4", "13.2.5", "13.2.6", "13.3.1", "13.3.4"),
    *("14.1.1", "14.2.1", "14.2.4", "14.2.7", "14.3.2"),
)


def test_each_row_of_the_standard_leads_to_a_promise():
    found = re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| [^|]+ \| ([\d, ]+) \|$", PAGE, re.MULTILINE)
    assert tuple(row for row, _see in found) == ROWS
    assert {int(number) for _row, see in found for number in see.split(",")} <= set(ITEMS)
