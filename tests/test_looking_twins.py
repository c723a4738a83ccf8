"""Two ends of one name in a calendar: its owner says whether they are one project, and nobody else does."""

import pytest

from worker.worker_setting import MONDAY, an_office_of, the_app


@pytest.fixture
def app(tmp_path):
    """Marieke and Jan; two ends of one project of hers, a fortnight apart."""
    file = an_office_of(tmp_path, "marieke", "jan")
    end = (tmp_path / "marieke" / "einde.ics").read_bytes()
    twin = end.replace(b"UID:", b"UID:twin-").replace(b"20261120", b"20261204")
    (tmp_path / "marieke" / "twin.ics").write_bytes(twin)
    app = the_app(file)
    yield app
    app.close()


def run(app, *names):
    for name in names:
        app.run(app.config.calendar(name), now=MONDAY)


def asked(app):
    return [(each.calendar, each.ask.code) for each in app.store.open_questions()]


def projects(app):
    return [subject.home for subject in app.store.load("marieke", now=MONDAY).subjects]


def test_a_colleagues_pass_does_not_answer_for_her(app):
    run(app, "marieke", "jan", "marieke")
    assert asked(app) == [("marieke", "same_project")]
    assert sorted(projects(app)) == ["jan", "marieke"]


def test_nor_does_one_that_comes_before_hers(app):
    app.first_look(app.calendars(), now=MONDAY)
    run(app, "jan", "marieke", "jan", "marieke")
    assert asked(app) == [("marieke", "same_project")]
