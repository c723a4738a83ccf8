"""`zaai serve` and `zaai link`: one process with page and worker, that starts, answers and ends well."""

import re
import signal
import socket
import urllib.error
import urllib.request

import pytest

from cli.office import Zaai
from providers.caldav_servers import a_free_port
from worker.test_worker_process import MORNING, ended, running
from worker.worker_setting import an_office_of, eventually, written


@pytest.fixture
def office(tmp_path):
    """Two colleagues with a project's end each, and a page at a port of its own."""
    file, port = an_office_of(tmp_path, "marieke", "jan"), a_free_port()
    with file.open("a", encoding="utf-8") as config:
        config.write(f'\n[web]\nport = {port}\nmanagers = ["jan@bureau.example"]\n')
    return file, port


def serving(file, *more):
    return running("-m", "zaaikalender", "--config", str(file), "--now", MORNING, "serve", *more)


def health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.read() == b"ok\n"
    except (urllib.error.URLError, ConnectionError):
        return False


def test_page_and_worker_run_in_one_process_and_end_together(office, tmp_path):
    file, port = office
    with serving(file) as process:
        eventually(lambda: health(port))
        eventually(lambda: bool(written(tmp_path / "marieke")))
        process.send_signal(signal.SIGTERM)
        code, told = ended(process)
    assert code == 0
    assert f"http://localhost:{port}" in told
    assert "stopped" in told


def test_without_its_worker_the_page_passes_over_nothing(office, tmp_path):
    file, port = office
    with serving(file, "--no-work") as process:
        eventually(lambda: health(port))
        process.send_signal(signal.SIGTERM)
        ended(process)
    assert not written(tmp_path / "marieke")


def test_a_port_that_is_taken_is_a_sentence(office):
    file, port = office
    with socket.create_server(("127.0.0.1", port)), serving(file) as process:
        code, told = ended(process)
    assert code == 2
    assert f"poort {port} is al in gebruik" in told
    assert "een andere poort" in told
    assert "Traceback" not in told


def test_a_link_leads_in_once_and_for_those_alone_who_have_a_place(office):
    file, _port = office
    zaai = Zaai(file)
    told = zaai("link", "marieke")
    assert re.search(r"http://localhost:\d+/sign-in/link/[\w-]{43}\n", told.out)
    assert zaai("link", "jan@bureau.example").code == 0
    assert zaai("trail", "--calendar", "marieke").out.count("inloglink gemaakt") == 1
    refused = zaai("link", "eva@client.example")
    assert refused.code == 2
    assert "heeft geen agenda" in refused.err
