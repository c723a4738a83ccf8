import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaaikalender.config.lines import line_of, lines_of

TEXT = """\
language = "nl"
[office]   # comment
hours = { ma = "9-17",
  'wo' = "" }
domains = [
  "a.example",
]
text = '''
margin = "not here"
'''
margin = "15 min"

[[calendar]]
name = "a"
[[calendar]]
  name = "b"
  mail.host = "x"
[calendar.hours]
"ma" = "9-17"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("language",), 1),
        (("office",), 2),
        (("office", "hours"), 3),
        (("office", "hours", "ma"), 3),
        (("office", "domains", 0), 5),
        (("office", "margin"), 11),
        (("calendar", 0, "name"), 14),
        (("calendar", 1), 15),
        (("calendar", 1, "name"), 16),
        (("calendar", 1, "mail", "host"), 17),
        (("calendar", 1, "hours", "ma"), 19),
        (("calendar", 1, "path"), 15),
        (("calendar",), 13),
        (("policy", "every"), None),
    ],
)
def test_a_mistake_is_pointed_out_on_its_line(key, line):
    tomllib.loads(TEXT.replace('hours = { ma = "9-17",\n  \'wo\' = "" }', "hours = { ma = '9-17' }"))
    assert line_of(key, lines_of(TEXT)) == line


@given(st.text(alphabet="[]\"'=.#ab \n\\{}", max_size=200))
def test_any_text_has_lines(text):
    assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(text).values())
