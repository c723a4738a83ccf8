"""The house rules that hold while tests run, and what README promises about its first lines."""

import os
import re
import socket
import time
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"


@pytest.mark.parametrize("address", [("192.0.2.1", 443), ("calendar.example", 443), ("10.0.0.1", 80)])
def test_a_connection_beyond_this_machine_fails_the_test(
    address: tuple[str, int], escapes: list[str]
) -> None:
    with socket.socket() as outside, pytest.raises(pytest.fail.Exception, match=r"this machine only"):
        outside.connect(address)
    assert len(escapes) == 1
    escapes.clear()


def test_a_packet_to_another_machine_fails_the_test_too(escapes: list[str]) -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as outside,
        pytest.raises(pytest.fail.Exception, match=r"tried to reach"),
    ):
        outside.sendto(b"", ("192.0.2.1", 53))
    escapes.clear()


def test_a_server_on_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


def test_tests_run_in_a_zone_that_nobody_in_the_product_lives_in() -> None:
    assert os.environ["TZ"] == "America/St_Johns"
    assert time.timezone == 3.5 * 3600


def test_readme_opens_with_one_line_to_try_it_and_one_line_to_test_it() -> None:
    blocks = re.findall(
        r"^```(\w*)\n(.*?)^```$", README.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    assert [language for language, _ in blocks[:2]] == ["sh", "sh"]
    assert "sh" not in [language for language, _ in blocks[2:]]
    demo, tests = (body.strip() for _, body in blocks[:2])
    assert "\n" not in demo
    assert "zaai demo" in demo
    assert "\n" not in tests
    assert "pytest" in tests


def test_readme_names_those_whose_method_it_is() -> None:
    text = README.read_text(encoding="utf-8")
    assert "Maarten van Os" in text
    assert "Jan Willem van den Brink" in text
    assert "Waarom doen ze het niet gewoon" in text
