"""What holds for every test: no network but this machine's own, an odd zone, and no skips where CI says so.

You need this when a test fails with "tried to reach", or when you want more examples from Hypothesis:

    HYPOTHESIS_PROFILE=deep pytest tests/core      ten thousand examples of each property
"""

import os
import socket
import time
from collections.abc import Callable, Generator, Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from canaries import shown_in

# What several tests check through shows its values as they do; named before anything imports it.
pytest.register_assert_rewrite(
    "providers.contract_failing",
    "providers.contract_guests",
    "providers.contract_reading",
    "providers.contract_series",
    "providers.contract_setting",
    "providers.contract_texts",
    "providers.contract_writing",
    "store.examples",
)

CI = os.environ.get("CI") == "true"

# The machine's own zone is odd on purpose: what depends on it shows.
os.environ["TZ"] = "America/St_Johns"
time.tzset()

# A slow machine is no defect, so no deadlines; what CI finds anybody can find again.
settings.register_profile(
    "default", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.register_profile("deep", settings.get_profile("default"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if CI else "default"))

_ESCAPES: list[str] = []
_CONNECTING = ("connect", "connect_ex", "sendto")


def _is_here(family: int, address: object) -> bool:
    """Whether an address lies on this machine; names other than localhost would ask a name server."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = str(address[0] if isinstance(address, tuple) else address)
    if host in ("localhost", ""):
        return True
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded(name: str) -> Callable[..., Any]:
    """The socket's own method, behind the question where it leads."""
    own = getattr(socket.socket, name)

    def ask_first(self: socket.socket, *arguments: Any) -> Any:
        # sendto's address is its last argument; the others have no other.
        if not _is_here(self.family, arguments[-1]):
            _ESCAPES.append(f"this test tried to reach {arguments[-1]}: tests talk to this machine only")
            # Not an Exception: code that takes every failed connection in its stride must not hide it.
            pytest.fail(_ESCAPES[-1])
        return own(self, *arguments)

    return ask_first


@pytest.fixture(scope="session", autouse=True)
def _no_network_but_loopback() -> Iterator[None]:
    """Sockets of this process reach loopback addresses and unix sockets alone."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _CONNECTING:
            patch.setattr(socket.socket, name, _guarded(name))
        yield


@pytest.fixture(autouse=True)
def escapes() -> Iterator[list[str]]:
    """Connections that were refused. They fail the test, also those in a thread, where a failure is lost."""
    _ESCAPES.clear()
    yield _ESCAPES
    if _ESCAPES:
        pytest.fail(_ESCAPES[0])


def _failed_in_ci(report: Any) -> Any:
    """With CI=true nothing may be skipped: what cannot run there is no test."""
    if CI and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI=true no test may be: {report.longrepr}"
    return report


def _failed_by_a_secret(report: Any) -> Any:
    """Whatever a test printed or logged holds no secret of the fakes."""
    for where, said in report.sections:
        if report.outcome == "passed" and shown_in(said):
            report.outcome = "failed"
            report.longrepr = f"{where} shows a secret: {shown_in(said)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Skipped tests, and secrets that show."""
    return _failed_by_a_secret(_failed_in_ci((yield)))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """Skipped modules."""
    return _failed_in_ci((yield))
