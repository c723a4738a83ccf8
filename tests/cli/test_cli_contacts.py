"""`contacts`: a list goes in, shows to its owner alone, comes out again, and is proposed one by one."""

import stat
from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office

LIST = (
    "Naam;Organisatie;E-mail;Telefoon;Vorm;Interval;Laatste gesprek\n"
    "Zwaantje Canary;Canarybedrijf;zwaantje@canary.example;06-12345678;padel;6 maanden;11-03-2026\n"
    "Piet Bakker;;piet@client-b.example;;;;03/04/2026\n"
    ";;kees@x.example;;;;\n"
)
SECRETS = ("zwaantje", "canary", "piet", "12345678")


@pytest.fixture
def two(tmp_path: Path) -> Zaai:
    """Two consultants; Marieke has a list in a file."""
    zaai = Zaai(an_office(tmp_path, "marieke", "jan"))
    (tmp_path / "lijst.csv").write_text(LIST)
    return zaai


@pytest.fixture
def listed(two: Zaai) -> Zaai:
    """The same; the list is read."""
    assert two("contacts", "import", "lijst.csv", "--calendar", "marieke").code == 0
    return two


def meeting(zaai: Zaai, guest: str, day: str, number: int = 0, *others: str) -> None:
    """A meeting of Marieke's."""
    uid = f"{guest}-{day}-{number}"
    text = an_ics("Overleg", day, uid=uid, clock="10:00", guests=(guest, *others))
    (zaai.folder("marieke") / f"{uid}.ics").write_text(text)


def test_an_import_tells_what_it_could_not_take_and_takes_the_rest(two: Zaai) -> None:
    ended = two("contacts", "import", "lijst.csv", "--calendar", "marieke")
    assert ended.code == 0
    assert ended.out == "marieke: 2 mensen op de lijst, van wie 2 nieuw. Je doel is 7.\n"
    first, second = ended.err.splitlines()
    assert first.startswith(
        "lijst.csv, rij 3, kolom Laatste gesprek: dag en maand kunnen hier verwisseld zijn."
    )
    assert second == "lijst.csv, rij 4, kolom Naam: verwacht een naam. Deze rij is overgeslagen."


def test_a_file_that_is_no_list_fails_and_leaves_the_list(listed: Zaai) -> None:
    Path("lijst.csv").write_text("zomaar tekst\n")
    ended = listed("contacts", "import", "lijst.csv", "--calendar", "marieke")
    assert ended.code == 1
    assert "geen rij met kolomnamen" in ended.err
    assert "Zwaantje" in listed("contacts", "list", "--calendar", "marieke").out


def test_an_import_says_how_many_are_off_the_list_now(listed: Zaai) -> None:
    Path("lijst.csv").write_text("Name,E-mail\nZwaantje Canary,zwaantje@canary.example\n")
    ended = listed("contacts", "import", "lijst.csv", "--calendar", "marieke")
    assert "1 mens die op de lijst stond, staat niet in dit bestand en is er nu af." in ended.out
    assert "van wie 0 nieuw" in ended.out


@pytest.mark.parametrize("words", [("list",), ("export", "x.csv"), ("import", "lijst.csv"), ("suggest",)])
def test_with_several_calendars_a_list_wants_its_owners_name(listed: Zaai, words: tuple[str, ...]) -> None:
    ended = listed("contacts", *words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "er zijn meer agenda's, en een lijst is van één mens: zet er --calendar NAAM bij.\n"


def test_no_other_command_and_no_other_calendar_shows_a_list(listed: Zaai) -> None:
    shown = [
        listed(*words)
        for words in (
            ("plan",),
            ("plan", "--format", "json"),
            ("plan", "--format", "html"),
            ("plan", "--calendar", "jan"),
            ("run",),
            ("list",),
            ("doctor",),
            ("contacts", "list", "--calendar", "jan"),
            ("contacts", "export", "x.csv", "--calendar", "jan"),
        )
    ]
    text = "".join(each.out + each.err for each in shown).lower()
    assert not [secret for secret in SECRETS if secret in text]
    assert not Path("x.csv").exists()


def test_with_one_calendar_nobody_need_say_whose_list_it_is(tmp_path: Path) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", language="en"))
    Path("lijst.csv").write_text(LIST)
    assert zaai("contacts", "import", "lijst.csv").out == (
        "marieke: 2 people on the list, 2 of them new. The goal is 7.\n"
    )
    shown = zaai("contacts", "list").out
    assert "Zwaantje Canary" in shown
    assert "6 months" in shown
    assert shown.endswith("2 on the list; the goal is 7.\n")


@pytest.mark.parametrize("name", ["uit.xlsx", "uit.csv"])
def test_what_is_exported_can_be_imported_again_with_the_same_ids(listed: Zaai, name: str) -> None:
    assert listed("contacts", "export", name, "--calendar", "marieke").code == 0
    assert stat.S_IMODE(Path(name).stat().st_mode) == 0o600
    ended = listed("contacts", "import", name, "--calendar", "marieke")
    assert ended.out.startswith("marieke: 2 mensen op de lijst, van wie 0 nieuw.")
    assert ended.err == ""


def test_a_vcard_is_written_for_a_crm(listed: Zaai) -> None:
    listed("contacts", "export", "uit.vcf", "--calendar", "marieke")
    text = Path("uit.vcf").read_bytes().decode()
    assert text.count("BEGIN:VCARD\r\nVERSION:4.0\r\n") == 2
    assert "FN:Zwaantje Canary\r\n" in text


def test_an_empty_list_is_not_exported_and_another_kind_of_file_is_wrong_usage(two: Zaai) -> None:
    assert two("contacts", "export", "uit.csv", "--calendar", "marieke").code == 1
    assert two("contacts", "export", "uit.pdf", "--calendar", "marieke").code == 2
    assert not list(Path().glob("uit.*"))


def test_nothing_is_overwritten_without_a_yes_and_it_is_said(listed: Zaai) -> None:
    Path("uit.csv").write_text("mine")
    ended = listed("contacts", "export", "uit.csv", "--calendar", "marieke", said="n\n")
    assert (ended.code, Path("uit.csv").read_text()) == (3, "mine")
    assert "uit.csv bestaat al" in ended.out
    ended = listed("contacts", "export", "uit.csv", "--calendar", "marieke", "--yes")
    assert "uit.csv wordt vervangen." in ended.out
    assert "Zwaantje" in Path("uit.csv").read_text("utf-8-sig")
    assert listed("contacts", "template", "uit.csv", said="n\n").code == 3


def test_a_template_says_what_to_fill_in(two: Zaai) -> None:
    assert two("contacts", "template", "leeg.csv").code == 0
    assert (
        Path("leeg.csv").read_text("utf-8-sig").startswith("Naam;Organisatie;E-mail;Telefoon;Vorm;Interval;")
    )
    assert two("contacts", "template", "leeg.xlsx").code == 0
    ended = two("contacts", "import", "leeg.xlsx", "--calendar", "jan")
    assert (ended.code, "geen rij die kon worden overgenomen" in ended.err) == (1, True)


def test_people_are_proposed_one_by_one_and_each_answer_is_kept(two: Zaai) -> None:
    for number, day in enumerate(("2026-11-02", "2026-11-09", "2026-11-16")):
        meeting(two, "eva.jansen@client-a.example", day, number)
    meeting(two, "piet@client-b.example", "2026-10-05")
    meeting(two, "kees@client-c.example", "2026-09-07")
    meeting(two, "nieuwsbrief@client-c.example", "2026-09-08")
    ended = two("contacts", "suggest", "--calendar", "marieke", said="x\nj\nn\n\n")
    assert ended.code == 0
    assert "1/3  Eva Jansen <eva.jansen@client-a.example>: 3 gesprekken, 3 met z'n tweeën" in ended.out
    assert "laatst op ma 16 nov 2026." in ended.out
    assert "2/3  Piet <piet@client-b.example>: 1 gesprek, op ma 5 okt 2026." in ended.out
    assert "1 op je lijst gezet; er staan er nu 1, je doel is 7." in ended.out
    again = two("contacts", "suggest", "--calendar", "marieke", said="stop\n")
    assert "1/1  Kees <kees@client-c.example>" in again.out
    assert "Piet" not in again.out
    assert "Eva Jansen" in two("contacts", "list", "--calendar", "marieke").out
    database = b"".join(path.read_bytes() for path in two.config.parent.glob("*.db*"))
    assert b"piet@client-b" not in database


def test_nothing_is_adopted_where_nobody_answers(two: Zaai) -> None:
    meeting(two, "eva@client-a.example", "2026-11-02")
    ended = two("contacts", "suggest", "--calendar", "marieke")
    assert ended.code == 0
    assert "0 op je lijst gezet" in ended.out
    assert two("contacts", "list", "--calendar", "marieke").out == "0 op de lijst; het doel is 7.\n"


def test_proposing_ends_where_the_list_reaches_its_goal(tmp_path: Path) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", more="[contacts]\ngoal = 2\n"))
    for number in range(4):
        meeting(zaai, f"p{number}@client.example", "2026-11-02", number)
    ended = zaai("contacts", "suggest", said="j\nj\nj\nj\n")
    assert "Dat zijn er 2: je lijst is rond." in ended.out
    assert "3/4" not in ended.out


def test_an_invitation_cannot_write_on_the_screen_what_it_likes(two: Zaai) -> None:
    meeting(two, "eva@client-a.example", "2026-11-02")
    path = next(two.folder("marieke").glob("*.ics"))
    name = 'ATTENDEE;CN="\x1b[2J https://evil.example Eva";PARTSTAT'
    path.write_text(path.read_text().replace("ATTENDEE;PARTSTAT", name))
    out = two("contacts", "suggest", "--calendar", "marieke").out
    assert "\x1b" not in out
    assert "evil.example" not in out


def test_a_living_file_is_the_list_and_whoever_joins_is_told_to_be_put_there(tmp_path: Path) -> None:
    more = '[contacts]\nfile = "{calendar}.csv"\n'
    zaai = Zaai(an_office(tmp_path, "marieke", more=more))
    Path("marieke.csv").write_text(LIST)
    shown = zaai("contacts", "list")
    assert "Zwaantje Canary" in shown.out
    assert len(shown.err.splitlines()) == 2
    meeting(zaai, "eva@client-a.example", "2026-11-02")
    ended = zaai("contacts", "suggest", said="j\n")
    assert "Ze staan nog niet in marieke.csv." in ended.out
    assert zaai("contacts", "import", "marieke.csv").code == 2
    assert "import" not in zaai("contacts", "template", "leeg.csv").out
    Path("marieke.csv").unlink()
    shown = zaai("contacts", "list")
    assert "Zwaantje Canary" in shown.out
    assert "marieke.csv: het bestand is er nu niet." in shown.err


def test_doctor_tells_what_is_wrong_with_a_list_and_nobody_who_is_on_it(tmp_path: Path) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", more='[contacts]\nfile = "{calendar}.csv"\n'))
    Path("marieke.csv").write_text(LIST)
    ended = zaai("doctor")
    assert "let op  marieke: marieke.csv, rij 4, kolom Naam: verwacht een naam." in ended.out
    assert "goed    marieke: 2 op de lijst; het doel is 7" in ended.out
    assert not [secret for secret in SECRETS if secret in ended.out.lower()]


def test_somebody_is_taken_off_the_list_by_name_or_address(listed: Zaai) -> None:
    assert listed("contacts", "remove", "Noor", "--calendar", "marieke").code == 1
    assert listed("contacts", "remove", "zwaantje  CANARY", "--calendar", "marieke").code == 0
    assert listed("contacts", "remove", "piet@client-b.example", "--calendar", "marieke").code == 0
    assert listed("contacts", "list", "--calendar", "marieke").out == "0 op de lijst; het doel is 7.\n"


def test_who_stands_in_the_living_file_is_taken_out_there_and_who_does_not_here(tmp_path: Path) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", more='[contacts]\nfile = "{calendar}.csv"\n'))
    Path("marieke.csv").write_text(LIST)
    meeting(zaai, "eva@client-a.example", "2026-11-02")
    zaai("contacts", "suggest", said="j\n")
    ended = zaai("contacts", "remove", "Piet Bakker")
    assert (ended.code, "own file" in ended.err or "eigen bestand" in ended.err) == (1, True)
    assert zaai("contacts", "remove", "eva@client-a.example").code == 0
    assert "Eva" not in zaai("contacts", "list").out


def test_who_is_forgotten_leaves_the_list_and_is_not_proposed(listed: Zaai) -> None:
    meeting(listed, "zwaantje@canary.example", "2026-11-02")
    ended = listed("forget", "--person", "zwaantje@canary.example", "--yes")
    assert "1 regel noemde deze persoon" in ended.out
    assert "Zwaantje" not in listed("contacts", "list", "--calendar", "marieke").out
    assert "niemand voor te stellen" in listed("contacts", "suggest", "--calendar", "marieke").out
    ended = listed("contacts", "import", "lijst.csv", "--calendar", "marieke")
    assert "deze persoon wilde vergeten worden" in ended.err


def test_a_calendar_that_is_forgotten_takes_its_list_along(listed: Zaai) -> None:
    assert listed("forget", "marieke", "--yes").code == 0
    assert listed("contacts", "list", "--calendar", "marieke").out == "0 op de lijst; het doel is 7.\n"
