"""Offices on servers of others, for the tests of connecting them."""

from contextlib import ExitStack

import pytest

from servers.google_place import OWN, Place


@pytest.fixture
def at_google(tmp_path):
    """Makes an office at Google; `more` goes into its calendar's table, `way` and `http` into their own."""
    with ExitStack() as stack:
        yield lambda more="", way=OWN, http="": Place(stack, tmp_path, more, way, http)
