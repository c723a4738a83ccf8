import re
import resource
import subprocess
from pathlib import Path
from typing import TypeAlias

import pytest

from system.demo_office import demo, file_with, unfolded
from zaaikalender.cli.demo_words import WORDS

Played: TypeAlias = tuple[Path, "subprocess.CompletedProcess[str]", float]
"""The folder, how it ended, and how many seconds of the processor it took."""

OUTSIDE = re.compile(r"^ATTENDEE.*@client-", re.MULTILINE)


@pytest.fixture(scope="module")
def played(
    tmp_path_factory: pytest.TempPathFactory,
) -> Played:
    """The demo, played once in a folder that is not there yet."""
    folder = tmp_path_factory.mktemp("demo") / "new" / "office"
    began = seconds_spent()
    done = demo(folder)
    return folder, done, seconds_spent() - began


def seconds_spent() -> float:
    """What other processes of ours took of the processor: a busy machine does not lengthen it."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def test_the_demo_plays_to_its_end_in_ten_seconds(played) -> None:
    _, done, seconds = played
    assert done.returncode == 0, done.stderr
    assert 0 < seconds < 10


def test_it_shows_the_plan_before_it_writes_and_nothing_to_do_after(played) -> None:
    _, done, _ = played
    plan, written, again = (
        done.stdout.index(part)
        for part in (
            "Samen: 10 nieuw",
            "10 voorstellen staan in de agenda's",
            "Niets te doen: wat er moet staan",
        )
    )
    assert plan < written < again


def test_it_names_the_file_that_cannot_be_read(played) -> None:
    _, done, _ = played
    assert "uitnodiging-afgebroken.ics:4" in done.stdout


def test_the_approved_event_has_its_guests_and_their_text_alone(played) -> None:
    folder, done, _ = played
    event = unfolded(file_with(folder / "marieke", "Borging Warmtenet Rijnkade"))
    assert len(OUTSIDE.findall(event)) == 2
    assert "Je hoeft niets voor te bereiden" in event
    assert "gasten: ruben.kok@client-b.example, saskia.vos@client-b.example" in done.stdout
    assert "gasten:" not in event
    assert "Waarom dit hier staat" not in event


def test_a_private_quarter_of_an_hour_comes_right_after_it(played) -> None:
    folder, _, _ = played
    event = unfolded(file_with(folder / "marieke", "Na Borging Warmtenet Rijnkade: volgende? actie?"))
    assert "CLASS:PRIVATE" in event
    assert "20270118T094500Z" in event or "T104500" in event
    assert not OUTSIDE.search(event)


def test_nobody_else_is_on_an_event_of_ours(played) -> None:
    folder, _, _ = played
    ours = [text for path in folder.glob("*/*.ics") if "X-ZAAIKALENDER-KEY" in (text := unfolded(path))]
    assert len(ours) == 10
    assert len([text for text in ours if OUTSIDE.search(text)]) == 1


def test_what_its_owner_deleted_is_gone_from_his_calendar(played) -> None:
    folder, done, _ = played
    assert "Het blijft weg, ook een week later" in done.stdout
    assert not any("Borging Capaciteitsplanning" in unfolded(path) for path in (folder / "jan").glob("*.ics"))


def test_the_commands_at_its_end_can_be_typed_as_they_stand(played) -> None:
    folder, done, _ = played
    assert (
        len(re.findall(rf"--config {re.escape(str(folder))}/zaaikalender.toml --now \S+ \w+", done.stdout))
        == 2
    )


def test_it_speaks_english_where_it_is_asked_to(tmp_path: Path) -> None:
    done = demo(tmp_path / "office", ZAAI_LANGUAGE="en")
    assert done.returncode == 0
    assert "Nothing to do: what should stand there, stands there." in done.stdout
    assert "Het blijft weg" not in done.stdout


def test_a_folder_with_something_in_it_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = demo(tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path}: is not empty. Name a new folder, or an empty one.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = demo(tmp_path / "file" / "office")
    assert done.returncode == 2
    assert "cannot be written (not a directory)" in done.stderr
    assert done.stderr.count("\n") == 1


def test_nothing_in_the_environment_leads_the_demo_to_a_store_of_yours(tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    yours = {"ZAAI_STORE__URL": f"sqlite:///{mine}", "ZAAI_CONFIG": str(tmp_path / "no.toml")}
    done = demo(tmp_path / "office", **yours)
    assert done.returncode == 0
    assert not mine.exists()


def test_both_languages_of_the_demo_tell_the_same_story() -> None:
    places = {
        language: {code: set(re.findall(r"{(\w+)}", text)) for code, text in words.items()}
        for language, words in WORDS.items()
    }
    assert places["nl"] == places["en"]
