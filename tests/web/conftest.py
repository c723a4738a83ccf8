"""The office whose page is tested; it is closed at the end."""

from contextlib import ExitStack

import pytest

from web.house import a_house
from web.tenant import Tenant
from web.workspace import Workspace


@pytest.fixture
def build(tmp_path):
    """Makes the office as a test wants it."""
    houses = []

    def make(**more):
        houses.append(a_house(tmp_path, **more))
        return houses[-1]

    yield make
    for house in houses:
        house.app.close()


@pytest.fixture
def house(build):
    """The usual one."""
    return build()


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("APP_SECRET", "canary-client-secret")
    with ExitStack() as stack:
        yield lambda secret="", more="": Tenant(stack, tmp_path, secret, more)


@pytest.fixture
def tenant(make):
    return make()


@pytest.fixture
def workspace(tmp_path):
    with ExitStack() as stack:
        yield Workspace(stack, tmp_path)
