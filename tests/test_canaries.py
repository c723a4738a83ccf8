"""Secrets of the fakes are known by their form, so that any test shows where one comes out."""

import subprocess
import sys
from pathlib import Path

import pytest

from canaries import shown_in, stored_in
from providers.fakes.google_login import SECRET

LEAKS = """
import logging
from canaries import shown_in
def test_it_prints():
    print("the token is ya29.access-7")
def test_it_logs():
    logging.getLogger("zaaikalender.x").warning("no login with %s", "canary-Geheim-9")
def test_it_is_silent():
    print("nothing")
"""


@pytest.mark.parametrize(
    "text", [SECRET, "canary-Geheim-9", "x 1//refresh-3 y", "refresh-AbCdEf_123456-78", "code=4/code-2"]
)
def test_a_secret_is_known_wherever_it_stands(text):
    assert shown_in(f"before {text} after")
    assert shown_in(b"\0\1" + text.encode() + b"\0")


def test_what_is_no_secret_is_none():
    assert not shown_in(
        "The access of Canary BV is refreshed; take a refresh-token, or canary@canary.example."
    )


def test_a_copy_of_a_database_is_looked_at(tmp_path):
    (tmp_path / "a.db").write_bytes(b"\0canary-Geheim-9\0")
    assert stored_in(tmp_path) == [b"canary-Geheim-9"]


def test_a_test_that_prints_or_logs_a_secret_fails(tmp_path):
    (tmp_path / "test_leaks.py").write_text(LEAKS, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from importlib.util import module_from_spec, spec_from_file_location\n"
        f"spec = spec_from_file_location('ours', {str(Path(__file__).with_name('conftest.py'))!r})\n"
        "ours = module_from_spec(spec)\nspec.loader.exec_module(ours)\n"
        "pytest_runtest_makereport = ours.pytest_runtest_makereport\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    told = subprocess.run(  # noqa: S603 - our own words
        [*command, "-o", f"pythonpath={Path(__file__).parent}", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 failed, 1 passed" in told.stdout
