"""Who has the product from pip alone can read and install all that messages speak of."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zaaikalender.cli import app
from zaaikalender.cli.entry import ORDER
from zaaikalender.cli.guides import FILES

HOME = Path(__file__).parents[2]
SOURCE = HOME / "src" / "zaaikalender"


def printed(*words: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, ["guide", *words])
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.mark.parametrize("name", FILES)
def test_a_guide_is_printed_as_it_stands(name: str) -> None:
    assert printed(name) == (0, (HOME / FILES[name]).read_text(encoding="utf-8"), "")


def test_each_guide_travels_with_the_package_under_its_own_path() -> None:
    build = tomllib.loads((HOME / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    brought = build["targets"]["wheel"]["force-include"]
    assert {file: f"zaaikalender/guides/{file}" for file in FILES.values()}.items() <= brought.items()


def test_the_file_that_a_message_names_is_a_name_too() -> None:
    assert printed("config/google.md") == printed("google")


def test_each_file_that_a_message_names_can_be_printed() -> None:
    named = {
        file
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".toml"}
        for file in re.findall(r"\b(?:config|deploy)/\w+\.md", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(FILES.values())


def test_without_a_name_it_tells_which_there_are() -> None:
    code, out, _ = printed()
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(FILES)
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize(("typed", "told"), [("gogle", "Did you mean 'google'?"), ("xyz", "'runbook', ")])
def test_another_name_is_answered_with_those_that_are_there(typed: str, told: str) -> None:
    code, out, err = printed(typed)
    assert (code, out) == (2, "")
    assert told in err


@pytest.mark.parametrize("words", [(), ("contacts",), ("key",)])
def test_help_says_of_each_command_what_it_does_in_a_whole_sentence(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "80"}).stdout
    lines = shown[shown.index("Commands:") :].splitlines()[1:]
    assert lines
    assert [line for line in lines if line.endswith("...") or len(line) > 80] == []


def test_help_shows_the_commands_in_the_order_in_which_an_administrator_needs_them() -> None:
    shown = CliRunner().invoke(app, ["--help"]).stdout
    lines = shown[shown.index("Commands:") :].splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(ORDER)
