"""How commands begin and end: the options before them, exit codes, and never a traceback by surprise."""

import subprocess
import sys
from typing import Any

import pytest
from typer.testing import CliRunner

from builders import at, day
from cli.office import Zaai
from zaaikalender import config
from zaaikalender.app import App, open_app
from zaaikalender.cli import app, phrases, session
from zaaikalender.config import CalendarConfig
from zaaikalender.core.records import Consent


def fails_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(session, "open_app", broken)


def test_a_defect_is_one_sentence_that_names_no_private_word(
    office: Zaai, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(RuntimeError("Borging Alfa"), monkeypatch)
    ended = office("plan")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "--debug" in ended.err
    assert "Alfa" not in ended.err


def test_debug_shows_where_it_broke(office: Zaai, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(RuntimeError("deep down"), monkeypatch)
    result = CliRunner().invoke(app, ["--config", str(office.config), "--debug", "plan"])
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert "deep down" in result.stderr


def test_ctrl_c_ends_in_one_line(office: Zaai, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(KeyboardInterrupt(), monkeypatch)
    ended = office("run")
    assert ended.code == 130
    assert ended.err.count("\n") == 1


def test_a_pass_that_ctrl_c_ends_makes_nobody_wait_for_its_lease(office: Zaai) -> None:
    office("apply", said="n\n")
    app_ = open_app(config.load(office.config, {}, today=day("2026-11-24")), lambda: at("2026-11-24 09:00"))
    app_.store.consent(
        "marieke", Consent(at=at("2026-11-24 09:00"), rules=app_.config.fingerprint_of_rules("marieke"))
    )

    def interrupted(_operation: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        app_.run(app_.calendars()[0], now=at("2026-11-24 09:00"), told=interrupted)
    app_.close()
    assert office("run").code == 0
    assert len(office.files()) == 2


def test_a_defect_in_one_calendars_pass_stops_no_other(sample: Zaai, monkeypatch: pytest.MonkeyPatch) -> None:
    sample("apply", said="n\n")
    whole = App.run

    def broken(self: App, calendar: CalendarConfig, **rest: Any) -> Any:
        if calendar.name == "jan":
            raise RuntimeError("deep down")
        return whole(self, calendar, **rest)

    monkeypatch.setattr(App, "run", broken)
    ended = sample("apply", "--yes")
    assert ended.code == 1
    assert "--debug" in ended.err
    listed = sample("list", "--format", "json").json()["operations"]
    assert {line["calendar"] for line in listed} == {"marieke", "fatima"}


@pytest.mark.parametrize("moment", ["gisteren", "2026-13-01", "0001-01-01", "9999-12-31T23:59", ""])
def test_a_moment_that_is_none_is_refused(office: Zaai, moment: str) -> None:
    ended = CliRunner().invoke(app, ["--config", str(office.config), "--now", moment, "plan"])
    assert ended.exit_code == (0 if moment == "" else 2)
    assert "Traceback" not in ended.output


def test_a_moment_without_an_offset_is_on_the_offices_clock(office: Zaai) -> None:
    local, exact = (
        office("plan", "--format", "json", now=now).json()["as_of"]
        for now in ("2026-11-24T09:00", "2026-11-24T08:00+00:00")
    )
    assert local == exact == "2026-11-24T09:00:00+01:00"


@pytest.mark.parametrize("command", ["plan", "apply", "run", "list", "doctor", "undo"])
def test_a_mistake_in_the_config_is_named_by_line_and_cure(office: Zaai, command: str) -> None:
    office.config.write_text(office.config.read_text().replace("domains", "domians"))
    ended = office(command)
    assert ended.code == 2
    assert "zaaikalender.toml:3" in ended.err
    assert "domains" in ended.err


def test_a_lost_key_file_stops_everything_with_a_sentence(written: Zaai) -> None:
    (written.config.parent / "zaaikalender.key").unlink()
    before = written.files()
    ended = written("run")
    assert ended.code == 1
    assert "sleutelbestand" in ended.err
    assert written.files() == before


def test_the_command_runs_as_a_module_too() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "zaaikalender", "--version"], capture_output=True, text=True, check=True
    )
    assert ended.stdout.startswith("zaaikalender ")


@pytest.mark.parametrize(
    "command", [(), *((name,) for name in ("plan", "apply", "undo", "forget", "answer"))]
)
def test_help_is_there_in_long_and_short(office: Zaai, command: tuple[str, ...]) -> None:
    assert office(*command, "-h").out == office(*command, "--help").out != ""


def test_a_reader_that_has_enough_gets_no_traceback(sample: Zaai) -> None:
    line = f"{sys.executable} -m zaaikalender --config {sample.config} --now {sample.now} plan | head -1"
    ended = subprocess.run(line, shell=True, capture_output=True, text=True, check=True)  # noqa: S602 - a pipe
    assert "marieke" in ended.stdout
    assert "Traceback" not in ended.stderr


def test_both_languages_have_a_sentence_for_everything() -> None:
    assert phrases.PHRASES["nl"].keys() == phrases.PHRASES["en"].keys()
