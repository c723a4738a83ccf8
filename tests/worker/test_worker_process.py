import itertools
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from processes import beside_the_source
from worker.worker_setting import PATIENCE, an_office_of, caught, eventually, let_go, slow, the_app, written
from zaaikalender.engine import LEASE_SECONDS

TESTS = Path(__file__).parents[1]
MORNING = "2026-11-23T09:00+01:00"
SIX_MINUTES_LATER = "2026-11-23T09:06+01:00"
FOUR_MINUTES_LATER = "2026-11-23T09:04+01:00"


@contextmanager
def running(*command: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that does not outlive its test."""
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": beside_the_source(TESTS)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def a_worker(file: Path, now: str = MORNING, *before: str) -> "contextmanager[subprocess.Popen[str]]":
    """`zaai work` as of that moment."""
    return running("-m", "zaaikalender", "--config", str(file), "--now", now, *before, "work")


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """How it ended, and what it wrote."""
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out + err


def told(process: "subprocess.Popen[str]", sentence: str) -> bool:
    """Reads its log until it says so; False where it ended, or a test has no more patience."""
    impatient = threading.Timer(PATIENCE, process.kill)
    impatient.start()
    try:
        return any(sentence in line for line in process.stderr or ())
    finally:
        impatient.cancel()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_in_the_middle_of_a_pass_lets_it_finish_and_starts_no_other(
    tmp_path: Path, number: signal.Signals
) -> None:
    file = an_office_of(tmp_path, "marieke", "jan")
    pipe = slow(tmp_path, "jan")
    with a_worker(file) as process:
        held = caught(pipe)
        eventually(lambda: len(written(tmp_path / "marieke")) == 1)
        process.send_signal(number)
        time.sleep(0.3)
        assert process.poll() is None, "it must not leave a pass half-way"
        assert written(tmp_path / "jan") == []
        let_go(held)
        code, log = ended(process)
    assert code == 0, log
    assert len(written(tmp_path / "jan")) == 1
    app = the_app(file)
    assert [len(app.store.runs(name)) for name in ("marieke", "jan")] == [1, 1]
    assert app.store.acquire("jan", "next", now=app.clock(), seconds=1), "the right to write was given back"
    app.close()


def test_a_second_signal_ends_it_at_once_and_the_next_worker_heals_it(tmp_path: Path) -> None:
    file = an_office_of(tmp_path, "jan")
    pipe = slow(tmp_path, "jan")
    with a_worker(file) as process:
        held = caught(pipe)
        process.terminate()
        time.sleep(0.3)
        process.terminate()
        assert ended(process)[0] == -signal.SIGTERM
        os.close(held)
    assert written(tmp_path / "jan") == []
    with a_worker(file, SIX_MINUTES_LATER) as process:
        let_go(caught(pipe))
        eventually(lambda: len(written(tmp_path / "jan")) == 1)


def test_who_is_killed_in_a_pass_is_followed_up_once_his_lease_has_run_out(tmp_path: Path) -> None:
    file = an_office_of(tmp_path, "jan")
    app = the_app(file)
    # Whoever is killed while he has the right to write leaves just this behind.
    assert app.store.acquire("jan", "killed", now=app.clock(), seconds=LEASE_SECONDS)
    app.close()
    with a_worker(file, FOUR_MINUTES_LATER, "--debug") as early:
        # Somebody else may still be at it: it waits.
        assert told(early, "another process is at this calendar")
        early.terminate()
        code, _log = ended(early)
    assert code == 0
    with a_worker(file, SIX_MINUTES_LATER):
        eventually(lambda: len(written(tmp_path / "jan")) == 1)


def test_who_is_killed_while_he_looks_holds_nobody_up(tmp_path: Path) -> None:
    file = an_office_of(tmp_path, "jan")
    pipe = slow(tmp_path, "jan")
    with a_worker(file) as killed:
        held = caught(pipe)
        killed.kill()
        ended(killed)
        os.close(held)
    with a_worker(file, MORNING):
        let_go(caught(pipe))
        eventually(lambda: len(written(tmp_path / "jan")) == 1)


def test_two_workers_never_pass_one_calendar_at_the_same_time(tmp_path: Path) -> None:
    names = ("marieke", "jan", "fatima", "ruben", "sanne", "dirk", "els", "joost")
    file = an_office_of(tmp_path, *names)
    file.write_text(file.read_text("utf-8").replace('"15 min"', '"1 min"'), "utf-8")
    the_app(file).close()
    diary = tmp_path / "diary"
    # A minute is a second here, and a lease lasts five: far longer than a pass.
    rival = (str(TESTS / "worker" / "worker_rival.py"), str(file), str(diary), str(time.time()), "60")
    with running(*rival) as one, running(*rival) as other:
        eventually(lambda: diary.exists() and len(diary.read_text("utf-8").splitlines()) > 120)
        for process in (one, other):
            process.terminate()
        assert [ended(process)[0] for process in (one, other)] == [0, 0]
    lines = [line.split() for line in diary.read_text("utf-8").splitlines()]
    stories = {
        name: [(what, who) for calendar, what, who in lines if calendar == name and what != "looked"]
        for name in names
    }
    assert [name for name, story in stories.items() if overlaps_in(story)] == []
    assert len({who for _, _, who in lines}) == 2, "both had a share of the work"
    assert [len(written(tmp_path / name)) for name in names] == [1] * len(names), "nothing is there twice"


def overlaps_in(story: list[tuple[str, str]]) -> int:
    """How often somebody began before whoever had begun had ended."""
    pairs = itertools.zip_longest(story[::2], story[1::2])
    return sum(begin[0] != "begins" or end != ("ends", begin[1]) for begin, end in pairs)


def test_a_store_that_cannot_be_used_is_a_sentence_and_exit_code_1(tmp_path: Path) -> None:
    file = an_office_of(tmp_path, "jan")
    (tmp_path / "zaaikalender.db").write_bytes(b"this is no database" * 100)
    with a_worker(file) as process:
        code, log = ended(process)
    assert code == 1
    assert log.count("\n") == 1
    assert "Traceback" not in log


def test_a_log_line_is_one_line_with_the_time_in_utc_and_facts_beside_a_sentence(tmp_path: Path) -> None:
    file = an_office_of(tmp_path, "jan", "marieke")
    (tmp_path / "marieke").rename(tmp_path / "gone")
    with a_worker(file, MORNING, "--debug") as process:
        eventually(lambda: len(written(tmp_path / "jan")) == 1)
        time.sleep(0.3)
        process.send_signal(signal.SIGUSR1)
        time.sleep(0.3)
        process.terminate()
        code, log = ended(process)
    assert code == 0
    form = re.compile(
        r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [A-Z]+ [^="]+( \w+=([^\s"]+|"([^"\\]|\\.)*"))*'
    )
    assert [line for line in log.splitlines() if not form.fullmatch(line)] == []
    assert (
        len([line for line in log.splitlines() if " state of a calendar calendar=jan last_good=2" in line])
        == 1
    )
    assert (
        len(
            [
                line
                for line in log.splitlines()
                if " WARNING pass failed calendar=marieke last_good=never" in line
            ]
        )
        == 1
    )
    assert "Einde opdracht" not in log
