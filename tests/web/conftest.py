"""The office whose page is tested; it is closed at the end."""

import pytest

from web.house import a_house


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
