"""The annotated config, its schema and the settings say the same."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from configs import TODAY, a_config

from zaaikalender import config
from zaaikalender.config.json_schema import schema, schema_text
from zaaikalender.config.keys import keys_of, sections, table_in
from zaaikalender.config.people_tables import built_in_forms
from zaaikalender.config.settings import Settings
from zaaikalender.errors import ConfigurationError

HERE = Path(__file__).parents[2] / "config"
KEYS = [(name, key) for name, _, table in sections() for key in keys_of(table)]


def lines_by_table(text):
    """What stands below each header, headers and keys behind a # included."""
    found, table = {"": []}, ""
    for line in text.splitlines():
        if header := re.match(r"(?:# )?\[\[?(\w+)\]\]?", line):
            table = header[1]
        found.setdefault(table, []).append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


def test_the_files_in_the_repository_are_those_that_init_writes(tmp_path):
    toml, json_schema = config.write_initial(tmp_path)
    assert (HERE / toml.name).read_text(encoding="utf-8") == toml.read_text(encoding="utf-8")
    assert (HERE / json_schema.name).read_text(encoding="utf-8") == json_schema.read_text(encoding="utf-8")


def test_what_the_annotated_file_shows_is_what_holds_without_it(tmp_path):
    annotated = Settings.model_validate(tomllib.loads(config.annotated()))
    minimal = a_config(tmp_path).settings
    # A session is for everybody at once: nobody gets one who did not ask.
    assert annotated.session
    assert minimal.session == ()
    assert annotated.form == tuple(form for form in built_in_forms() if form.name == "koffie")
    left = {"session", "form", "follow_up"}
    assert {name: value for name, value in annotated if name not in left} == {
        name: value for name, value in minimal if name not in left
    }
    fingerprint = config.load(HERE / "zaaikalender.toml", {}, today=TODAY).rules.follow_ups
    assert fingerprint == a_config(tmp_path).rules.follow_ups


@pytest.mark.parametrize(("table", "key"), KEYS, ids=[".".join(each) for each in KEYS])
def test_every_key_is_shown_in_the_annotated_file_below_its_table(table, key):
    assert re.search(rf"^(# )?{key}\s*= ", lines_by_table(config.annotated())[table], re.MULTILINE)


@pytest.mark.parametrize(
    "key", [key for key, field in keys_of(Settings).items() if not table_in(field.annotation)]
)
def test_every_key_outside_a_table_is_shown_at_the_top(key):
    assert re.search(rf"^{key}\s*= ", lines_by_table(config.annotated())[""], re.MULTILINE)


def test_every_key_in_the_schema_has_a_description():
    defined = schema()["$defs"]
    for table in (schema(), *defined.values()):
        for key, value in table["properties"].items():
            described = value.get("description") or defined[value["$ref"].rpartition("/")[2]]["description"]
            assert described.strip().endswith("."), key


def test_the_schema_knows_no_key_but_those_of_the_settings():
    assert schema()["additionalProperties"] is False
    assert all(table["additionalProperties"] is False for table in schema()["$defs"].values())
    assert "null" not in schema_text()
    assert json.loads(schema_text()) == schema()


def test_editors_find_the_schema_from_the_first_line():
    assert config.annotated().splitlines()[0] == "#:schema ./zaaikalender.schema.json"


def test_init_overwrites_nothing_and_then_writes_nothing(tmp_path):
    (tmp_path / "zaaikalender.schema.json").write_text("mine")
    with pytest.raises(ConfigurationError, match=r"zaaikalender\.schema\.json: is there already"):
        config.write_initial(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["zaaikalender.schema.json"]
    assert (tmp_path / "zaaikalender.schema.json").read_text() == "mine"


def test_init_does_not_write_through_a_dangling_link(tmp_path):
    (tmp_path / "zaaikalender.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigurationError, match="is there already"):
        config.write_initial(tmp_path)


def test_init_makes_the_directory_and_what_it_writes_can_be_used_at_once(tmp_path):
    toml, _ = config.write_initial(tmp_path / "new" / "office")
    assert config.load(toml, {}, today=TODAY).calendars[0].name == "marieke"


def test_init_where_nothing_can_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        config.write_initial(tmp_path / "file" / "below")
