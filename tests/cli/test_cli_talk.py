"""The terminal's side of a login: whichever comes first, and nothing shows that should not."""

import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cli.terminal import on_a_terminal

CODE = "4/canary-code"
LOGIN = """
from zaaikalender.cli.screen import Screen
from zaaikalender.cli.talk import TerminalTalk
from zaaikalender.providers.oauth_loopback import Loopback, NotConsented

with Loopback(language="nl") as loopback:
    state = loopback.new_state()
    talk = TerminalTalk(screen=Screen(language="nl"), language="nl", seconds={seconds})
    url = f"https://accounts.example/login?redirect_uri={{loopback.redirect_uri}}&state={{state}}"
    try:
        query = talk.consent(url, loopback, state)
        print("CAME", sorted(query), query["code"] == "4/canary-code")
    except NotConsented as error:
        print("NOT", error)
{more}
"""
BROWSER = """#!{python}
import sys, urllib.request
from urllib.parse import parse_qs, urlsplit
asked = parse_qs(urlsplit(sys.argv[1]).query)
urllib.request.urlopen(asked["redirect_uri"][0] + "?code={code}&state=" + asked["state"][0]).read()
"""
ASKS = """
from zaaikalender.cli.screen import Screen
from zaaikalender.cli.talk import TerminalTalk
from zaaikalender.errors import ConfigurationError
talk = TerminalTalk(screen=Screen(), language="nl")
try:
    print("LENGTH", len(talk.secret("connect.password", account="carla", host="dav.example")))
except ConfigurationError as error:
    print("NOT", error)
"""


def program(seconds: float = 60, more: str = "") -> str:
    return LOGIN.format(seconds=seconds, more=more)


def ended_at(link: str, state: str = "") -> str:
    """The address on which a browser ends that followed the link and said yes."""
    query = urlsplit(link).query
    redirect = query.partition("redirect_uri=")[2].partition("&")[0]
    return f"{redirect}?state={state or query.partition('state=')[2]}&code={CODE}"


def visited(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own loopback address
        return answer.read().decode()


def test_the_link_is_printed_and_the_browsers_callback_is_taken() -> None:
    with on_a_terminal(program=program()) as terminal:
        link = terminal.find(r"https://accounts\.example/\S+")
        assert "Ga" not in visited(ended_at(link))
        assert terminal.ended() == 0
    assert "CAME ['code', 'state'] True" in terminal.shown
    assert CODE not in terminal.shown


def test_the_address_may_be_pasted_where_the_browser_is_elsewhere() -> None:
    with on_a_terminal(program=program()) as terminal:
        link = terminal.find(r"https://accounts\.example/\S+")
        terminal.read_until("Plak dan hier het adres")
        terminal.type(ended_at(link, state="another"))
        terminal.read_until("Dat is niet het adres")
        terminal.type("")
        terminal.type(ended_at(link))
        assert terminal.ended() == 0
    assert "CAME ['code', 'state'] True" in terminal.shown


def test_after_the_callback_the_next_line_that_is_typed_is_for_the_next_question() -> None:
    more = "print('NEXT', input('more? '))"
    with on_a_terminal(program=program(more=more)) as terminal:
        visited(ended_at(terminal.find(r"https://accounts\.example/\S+")))
        terminal.read_until("more? ")
        terminal.type("yes")
        assert terminal.ended() == 0
    assert "NEXT yes" in terminal.shown


def test_a_login_that_nobody_ends_is_a_sentence() -> None:
    with on_a_terminal(program=program(seconds=0)) as terminal:
        assert terminal.ended() == 0
    assert "NOT Nobody logged in" in terminal.shown


@pytest.mark.parametrize("stdin", ["closed", "empty"])
def test_without_a_terminal_the_browser_alone_is_enough(stdin: str) -> None:
    running = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program()],
        stdin=subprocess.DEVNULL if stdin == "empty" else subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with running:
        if running.stdin:
            running.stdin.close()
        assert running.stdout
        link = next(line for line in running.stdout if line.startswith("https://")).strip()
        visited(ended_at(link))
        assert "CAME" in running.stdout.read()


def test_a_browser_with_windows_is_opened_by_itself(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(BROWSER.format(python=sys.executable, code=CODE))
    browser.chmod(0o700)
    with on_a_terminal(program=program(), environ={"BROWSER": str(browser)}) as terminal:
        assert terminal.ended() == 0
    assert "CAME ['code', 'state'] True" in terminal.shown


def test_a_password_does_not_show() -> None:
    with on_a_terminal(program=ASKS) as terminal:
        terminal.read_until("Wachtwoord van carla bij dav.example")
        terminal.type("canary-secret")
        assert terminal.ended() == 0
    assert "LENGTH 13" in terminal.shown
    assert "canary" not in terminal.shown


@pytest.mark.parametrize(
    ("typed", "shown"), [("canary-secret\n", "LENGTH 13"), ("", "NOT nobody typed a password")]
)
def test_without_a_terminal_a_password_comes_by_a_pipe_or_not_at_all(typed: str, shown: str) -> None:
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", ASKS], input=typed, capture_output=True, text=True, check=True
    )
    assert shown in ended.stdout
    assert "canary" not in ended.stdout + ended.stderr


DEVICE = """
from zaaikalender.cli.screen import Screen
from zaaikalender.cli.talk import TerminalTalk
from zaaikalender.providers.oauth_loopback import NotConsented

answers = iter([None, None, "saved"])
talk = TerminalTalk(screen=Screen(language="nl"), language="nl")
address = "https://microsoft.com/devicelogin"
print(talk.code("ABCD-1234", address, lambda: next(answers), pause=lambda: 0.01, life=60))
try:
    talk.code("LATE-1234", address, lambda: None, pause=lambda: 0.01, life=0.05)
except NotConsented as error:
    print("NOT", error)
"""


def test_a_code_to_type_elsewhere_is_shown_with_a_warning_and_waited_for_until_it_runs_out() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", DEVICE], capture_output=True, text=True, timeout=60, check=True
    )
    shown = done.stdout + done.stderr
    assert "ABCD-1234" in shown
    assert "https://microsoft.com/devicelogin" in shown
    assert "blokkeren" in shown
    assert "saved" in done.stdout
    assert "NOT Nobody logged in within the time." in done.stdout
