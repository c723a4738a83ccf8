import re
import resource
import subprocess
from pathlib import Path
from typing import TypeAlias

import pytest

from system.demo_office import demo, file_with, unfolded, zaai
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
    assert len(ours) > 60
    assert len([text for text in ours if OUTSIDE.search(text)]) == 1


def test_what_its_owner_deleted_is_gone_from_his_calendar(played) -> None:
    folder, done, _ = played
    assert "Het blijft weg, ook een week later" in done.stdout
    assert not any("Borging Capaciteitsplanning" in unfolded(path) for path in (folder / "jan").glob("*.ics"))


def test_the_commands_at_its_end_can_be_typed_as_they_stand(played) -> None:
    folder, done, _ = played
    assert (
        len(re.findall(rf"--config {re.escape(str(folder))}/zaaikalender.toml --now \S+ \w+", done.stdout))
        == 4
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


def parts(shown: str) -> dict[int, str]:
    """The numbered parts of the story."""
    found = re.split(r"^(\d+)\. ", shown, flags=re.MULTILINE)
    return {int(number): text for number, text in zip(found[1::2], found[2::2], strict=True)}


def test_it_reads_a_list_for_each_and_shows_hers(played) -> None:
    shown = parts(played[1].stdout)[6]
    assert "marieke: 7 van de 7 mensen" in shown
    assert "Noor Akkerman" in shown
    assert "Karin Vos" not in shown


def test_her_plan_has_a_moment_for_each_who_has_none_yet(played) -> None:
    shown = parts(played[1].stdout)[7]
    for name in ("Noor Akkerman", "Els Hoekstra", "Bram de Leeuw", "Willem Postma"):
        assert re.search(rf"Voorstel: \w+ met {name}", shown)
    # With these she has something in her calendar already.
    for name in ("Anouk Visser", "Kees Timmer", "Ruben Kok"):
        assert name not in shown
    assert "Fatima mist er nog twee: donderdag 3 december 2026" in shown


def test_what_they_agreed_is_planned_and_what_she_would_do_too(played) -> None:
    shown = parts(played[1].stdout)[8]
    assert shown.count("Reistijd  [") == 2
    assert "vr 9 apr 2027 09:30-10:30  Voorstel: Koffie met Noor Akkerman" in shown
    assert "rond zondag 11 april 2027 weer te zien" in shown
    assert "ma 14 dec 2026 10:00-10:15  Actie: artikel over warmtenetten sturen" in shown


def test_an_afternoon_is_for_all_and_the_call_list_hers_alone(played) -> None:
    folder, done, _ = played
    shown = parts(done.stdout)[9]
    for_all, hers = shown.split("En dit staat er bij Marieke naast")
    assert "We doen mee met z'n 3" in for_all
    assert "netwerk" not in for_all
    assert "nog af te spreken: Willem Postma, 06 0000 0107" in hers
    assert "Noor Akkerman" in hers
    sessions = [unfolded(path) for path in folder.glob("*/*.ics") if "SUMMARY:Just-Do-It" in unfolded(path)]
    assert len(sessions) == 9
    assert not any(name in text for text in sessions for name in NAMES)


NAMES = ("Noor", "Akkerman", "Willem", "Postma", "Els", "Bram", "Sanne", "Jeroen", "Karin", "Aisha", "Ingrid")
"""Some of those who stand on the lists of the sample office."""


def test_the_counts_and_the_picture_of_the_year_name_nobody(played) -> None:
    folder, done, _ = played
    shown = parts(done.stdout)[10]
    picture = (folder / "2027.html").read_text(encoding="utf-8")
    assert re.search(r"Gesprekken in 2027: 20 gepland, waarvan 16 gehouden\. Het doel: 21\.", shown)
    assert "<svg" in picture
    assert "apr: " in picture
    assert not any(name in text for text in (shown, picture) for name in NAMES)
    assert str(folder / "2027.html") in shown


def test_the_columns_of_what_it_shows_stand_below_one_another(played) -> None:
    _, done, _ = played
    rows = [line for line in done.stdout.splitlines() if line.startswith(("kwartaal", "samen"))]
    assert len(rows) == 5
    assert len({len(line) for line in rows}) == 1


def test_no_command_about_the_whole_office_names_somebody_from_a_list(played) -> None:
    folder, _, _ = played
    for command in (["list", "--all"], ["plan"], ["plan", "--format", "html"], ["report"], ["doctor"]):
        shown = zaai(folder, *command, now="2027-07-01T09:30").stdout
        assert shown
        assert not any(re.search(rf"\b{name}\b", shown) for name in NAMES), command
