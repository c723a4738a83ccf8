"""The role of every day owns no table: what the runbook says of PostgreSQL is done here, word for word."""

import re
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from cli.office import Zaai, an_ics, an_office
from store.conftest import Server

RUNBOOK = Path(__file__).parents[2] / "deploy" / "RUNBOOK.md"
SETTING_UP = [
    each
    for each in re.search(r"```sql\n(.*?)```", RUNBOOK.read_text(encoding="utf-8"), re.DOTALL)[1].split(";")
    if each.strip()
]
OWNER, WORKER = "zaai_owner", "zaai_worker"


def done(url: str, *statements: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for each in statements:
                connection.execute(text(each))
    finally:
        engine.dispose()


def as_role(url: str, role: str) -> str:
    return make_url(url).set(username=role).render_as_string(hide_password=False)


@pytest.fixture
def office(postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An office on a database that was set up as the runbook says, and that database's url."""
    url = postgresql.new()
    done(url, *SETTING_UP)
    zaai = Zaai(
        an_office(tmp_path, "marieke", start="write", more='[web]\nmanagers = ["jan@bureau.example"]\n')
    )
    end = an_ics("Einde opdracht: Alfa", "2026-12-18", guests=("eva@client-a.example",))
    (zaai.folder("marieke") / "einde.ics").write_text(end)
    monkeypatch.setenv("ZAAI_STORE__URL", as_role(url, OWNER))
    assert zaai("plan").code == 0
    monkeypatch.setenv("ZAAI_STORE__URL", as_role(url, WORKER))
    yield zaai, url
    done(url, "drop owned by zaai_owner", "drop owned by zaai_worker", "drop role zaai_owner, zaai_worker")


def test_the_role_of_every_day_does_all_of_the_day_and_owns_no_table(office):
    zaai, url = office
    for words in (
        ("run",),
        ("list",),
        ("doctor",),
        ("link", "marieke"),
        ("undo", "--calendar", "marieke", "--yes"),
        ("resume", "marieke"),
        ("key", "rotate"),
        ("forget", "--person", "eva@client-a.example", "--yes"),
        ("forget", "marieke", "--yes"),
    ):
        ended = zaai(*words)
        assert ended.code in {0, 3}, (words, ended)
    for statement in ("create table x (i int)", "drop table entries", "alter table entries add column x int"):
        with pytest.raises(ProgrammingError, match=r"denied|owner"):
            done(as_role(url, WORKER), statement)
