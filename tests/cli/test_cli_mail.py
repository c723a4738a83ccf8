"""`[mail]` on the command line: `doctor` tries it, invitations go out, as of another day nothing."""

from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office
from providers.caldav_servers import a_free_port
from providers.fakes.dav import FakeDav, Profile
from providers.fakes.dav_served import USER, served
from system.mail_sink import Sink, a_sink

EVA = "eva@client-a.example"
DAV = """
[[calendar]]
name = "alice"
owner = "Alice <alice@bureau.example>"
provider = "caldav"
url = "{url}"
username = "alice"
password_env = "ALICES"
"""


@pytest.fixture
def sink():
    with a_sink() as kept:
        yield kept


def mail(port: int, host: str = "127.0.0.1", tls: str = "none", more: str = "") -> str:
    return (
        f'[mail]\nhost = "{host}"\nport = {port}\ntls = "{tls}"\n'
        f'from = "Zaaikalender <agenda@bureau.example>"\n{more}'
    )


def with_(directory: Path, more: str, language: str = "nl") -> Zaai:
    """One consultant with one project that ends, a client in its last meeting, and that in the config."""
    zaai = Zaai(an_office(directory, "marieke", language=language, start="write", more=more))
    end = an_ics("Einde opdracht: Alfa", "2027-01-15", guests=(EVA,))
    (zaai.folder("marieke") / "alfa.ics").write_text(end)
    return zaai


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "hier verstuurt niemand post"), ("en", "nobody sends mail here")]
)
def test_where_no_mail_server_is_set_doctor_says_that_nobody_mails(tmp_path: Path, language: str, words: str):
    ended = with_(tmp_path, "", language)("doctor")
    assert words in ended.out
    assert ended.code == 0


def test_doctor_tries_the_mail_server_and_mails_nobody(tmp_path: Path, sink: Sink):
    ended = with_(tmp_path, mail(sink.port))("doctor")
    assert ended.code == 0
    assert "de mailserver 127.0.0.1 antwoordt" in ended.out
    assert "Zaaikalender mailt de uitnodigingen zelf" in ended.out
    assert sink.mails == []


def test_doctor_says_that_the_mail_server_is_away(tmp_path: Path):
    ended = with_(tmp_path, mail(a_free_port()))("doctor")
    assert "De mailserver antwoordt niet" in ended.out
    assert ended.code == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('password_env = "POST"\n', "[mail]: POST (password_env) heeft geen waarde"),
        ('password_file = "nergens"\n', "[mail]: het bestand van `password_file` is niet te lezen"),
    ],
)
def test_a_password_that_is_not_where_the_config_says_stops_all(tmp_path: Path, more: str, words: str):
    zaai = with_(tmp_path, mail(a_free_port(), more=f'username = "agenda"\n{more}'))
    for command in ("doctor", "run"):
        ended = zaai(command)
        assert ended.code == 2
        assert words in ended.err


def test_doctor_says_that_a_server_takes_no_login(tmp_path: Path, sink: Sink):
    (tmp_path / "post.txt").write_text("canary-é\n", encoding="utf-8")
    more = 'username = "agenda"\npassword_file = "post.txt"\n'
    ended = with_(tmp_path, mail(sink.port, more=more))("doctor")
    assert "neemt hier geen aanmelding met een wachtwoord aan" in ended.out
    assert "canary" not in ended.out + ended.err


def approved(zaai: Zaai) -> None:
    """A yes on the command line, and the pass in which it counts."""
    assert zaai("run").code == 0
    assert zaai("approve", zaai.key("Borging Alfa")).code == 0
    assert zaai("run", now="2026-11-24T09:30+01:00").code == 0


def test_an_approval_on_the_command_line_mails_its_guests_once(tmp_path: Path, sink: Sink):
    zaai = with_(tmp_path, mail(sink.port))
    approved(zaai)
    assert [(each.to, each.method, each.sequence) for each in sink.said()] == [(EVA, "REQUEST", 0)]
    (message,) = sink.messages()
    assert message["Reply-To"].addresses[0].addr_spec == "marieke@bureau.example"
    zaai("run", now="2026-11-24T10:30+01:00")
    assert len(sink.mails) == 1


def test_as_of_another_day_no_mail_leaves_this_machine(tmp_path: Path):
    """The mail server is elsewhere; a connection to it would fail this test."""
    zaai = with_(tmp_path, mail(587, host="mail.client-a.example", tls="starttls"))
    approved(zaai)
    ended = zaai("doctor")
    assert "met --now gaat er alleen post naar een mailserver op deze machine" in ended.out
    assert "niemand post" not in ended.out, "it is set, and used on an ordinary day"


def test_what_was_approved_as_of_another_day_is_mailed_by_the_next_ordinary_pass(tmp_path: Path, sink: Sink):
    elsewhere = mail(587, host="mail.client-a.example", tls="starttls")
    zaai = with_(tmp_path, elsewhere)
    approved(zaai)
    # An ordinary day, told by a mail server that may be used.
    zaai.config.write_text(zaai.config.read_text().replace(elsewhere, mail(sink.port)))
    for minute in (30, 45):
        assert zaai("run", now=f"2026-11-24T10:{minute}+01:00").code == 0
    assert [(each.to, each.method, each.sequence) for each in sink.said()] == [(EVA, "REQUEST", 0)]


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (Profile(), "Zaaikalender mailt de uitnodigingen zelf"),
        (Profile(schedules=True), "de server verstuurt de uitnodigingen"),
    ],
)
def test_of_a_server_doctor_says_who_mails(
    tmp_path: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch, profile: Profile, words: str
):
    monkeypatch.setenv("ALICES", USER[1])
    with served(FakeDav(profile)) as url:
        zaai = Zaai(an_office(tmp_path, more=mail(sink.port) + DAV.format(url=url)))
        assert f"alice: {words}" in zaai("doctor").out
