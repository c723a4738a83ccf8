"""Who is forgotten is forgotten: no row and no byte of a calendar, no address of a person."""

from pathlib import Path

import pytest
from sqlalchemy import JSON, LargeBinary, Text, create_engine, event, inspect, select

from builders import OFFICE_KEY, a_draft, a_guest, a_person, an_entry, an_event
from store import examples as the
from store.conftest import opened
from zaaikalender.core.appointments import State
from zaaikalender.core.forgetting import FORGOTTEN
from zaaikalender.core.identity import forgotten_mark
from zaaikalender.core.people import Attendee, Person
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Act, Kept
from zaaikalender.store import Store, models
from zaaikalender.store.database import Database, sqlite_engine
from zaaikalender.store.types import AnyText

EVA = a_person()
OTHER = a_person("piet@client-b.example", "Piet Bakker")
TOLD = Reason("asked", {"who": "Eva Jansen", "to": "Eva.Jansen <EVA@client-a.example>", "number": 3})
PROJECT = "Einde opdracht: Zwaluwstaart"


def filled(store: Store, calendar: str = "marieke") -> None:
    """Something in every table that belongs to a calendar."""
    meeting = an_event(PROJECT, guests=[a_guest("eva@client-a.example")])
    entry = an_entry(calendar=calendar, project=PROJECT)
    lease = the.a_lease(store, calendar)
    subject = the.a_subject(f"{PROJECT} of {calendar}", home=calendar)
    store.claim([subject])
    store.record(
        lease,
        the.found(
            calendar,
            kept=(Kept(ref="a", version="1", uid="u", events=(meeting,)),),
            entries=(entry,),
            questions=(the.a_question(calendar=calendar, because=Reason("q", {"project": PROJECT})),),
            letters=(the.a_letter(calendar=calendar),),
        ),
        now=the.NOW,
    )
    store.claim_sessions([the.a_session(when=None, absent=frozenset({"jan", "marieke"}))])
    store.begin(lease, the.an_intent(entry), now=the.NOW, seconds=60)
    store.settle(lease, the.an_intent(entry), entry, now=the.NOW)
    store.begin(lease, the.an_intent(entry, Act.UPDATE), now=the.NOW, seconds=60)
    store.say(calendar, the.a_word())
    store.finish(lease, the.a_run(calendar=calendar), next_due=the.LATER)
    store.keep_credential(the.a_credential(calendar))
    store.keep_list(the.a_list(calendar), before=None)
    store.tickets.pinned([calendar], "https://login.example", "subject")


def rows(url: str) -> dict[str, int]:
    """How many rows stand in each table, and which tables there are."""
    engine = create_engine(url)
    with engine.connect() as connection:
        counts = {
            name: len(connection.execute(select(table)).all())
            for name, table in models.metadata.tables.items()
        }
        assert set(counts) | {"alembic_version"} == set(inspect(connection).get_table_names())
    engine.dispose()
    return counts


def test_a_calendar_that_is_forgotten_leaves_no_row_and_others_keep_theirs(store: Store, url: str) -> None:
    filled(store, "jan")
    before = rows(url)
    assert {name for name, count in before.items() if not count} == {
        "renames",
        "forgotten",
        "tickets",
        "trail",
        "trail_heads",
    }
    filled(store, "marieke")
    store.forget("marieke", at=the.NOW)
    assert rows(url) == before
    assert [state.name for state in store.calendars()] == ["jan"]


def test_whatever_belongs_to_a_calendar_goes_with_it() -> None:
    for table in models.metadata.tables.values():
        for column in table.columns:
            if column.name == "calendar":
                (key,) = column.foreign_keys
                assert key.ondelete == "CASCADE"


def test_a_calendar_that_is_forgotten_leaves_no_byte_in_the_file(tmp_path: Path) -> None:
    store = forgetful_only_when_asked(tmp_path)
    filled(store)
    assert PROJECT.encode() in contents(tmp_path)
    store.forget("marieke", at=the.NOW)
    assert PROJECT.encode() not in contents(tmp_path)
    store.close()


def forgetful_only_when_asked(folder: Path) -> Store:
    """A store on an SQLite that by itself leaves what was removed where it stood, as many are built to do."""
    opened("sqlite:///zaaikalender.db", folder).close()
    engine = sqlite_engine(folder / "zaaikalender.db")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete=off"))
    return Store(Database(engine))


def contents(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def forget(store: Store, address: str = "Eva@Client-A.example ") -> int:
    return store.forget_person(address, office_key=OFFICE_KEY, at=the.NOW)


def test_a_person_who_is_forgotten_is_in_no_list_and_no_text_any_more(store: Store, url: str) -> None:
    meeting = an_event(
        guests=[a_guest("eva@client-a.example"), a_guest("piet@client-b.example")],
        text="bel eva@client-a.example",
    )
    entry = an_entry(
        candidates=(EVA, OTHER),
        because=TOLD,
        written=a_draft(text="gasten: eva@client-a.example"),
        carried="Eva Jansen, 06-1",
    )
    the.recorded(
        store,
        kept=(Kept(ref="a", version="1", uid="u", events=(meeting,)),),
        entries=(entry,),
        questions=(the.a_question(because=TOLD),),
    )
    assert forget(store) == 4
    assert forget(store) == 0
    known = store.load("marieke", now=the.NOW)
    assert known.entries[0].candidates == (OTHER,)
    assert known.entries[0].carried == "…, 06-1"
    assert known.kept[0].events[0].attendees == (Attendee(person=OTHER, answer=meeting.attendees[1].answer),)
    assert known.questions[0].ask.because.facts == {"who": "…", "to": "Eva.Jansen <…>", "number": 3}
    stored = everything(url).lower()
    assert "eva@client-a" not in stored
    assert "eva jansen" not in stored


def everything(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        told = [str(connection.execute(select(table)).all()) for table in models.metadata.tables.values()]
    engine.dispose()
    return "\n".join(told)


def test_an_address_leaves_no_byte_in_the_file(tmp_path: Path) -> None:
    store = forgetful_only_when_asked(tmp_path)
    the.recorded(store, entries=(an_entry(candidates=(EVA,)),))
    assert b"eva@client-a" in contents(tmp_path)
    forget(store)
    assert b"eva@client-a" not in contents(tmp_path)
    store.close()


def test_that_somebody_from_outside_was_invited_stays_known_when_he_is_forgotten(store: Store) -> None:
    the.recorded(store, entries=(an_entry(state=State.INVITED, guests=(EVA, OTHER)),))
    forget(store)
    (entry,) = store.entries()
    assert entry.guests == (FORGOTTEN, OTHER)


def test_an_event_of_somebody_who_is_forgotten_does_not_become_its_owners(store: Store) -> None:
    meeting = an_event(organizer=EVA)
    the.recorded(store, kept=(Kept(ref="a", version="1", uid="u", events=(meeting,)),))
    forget(store)
    assert store.load("marieke", now=the.NOW).kept[0].events[0].organizer == FORGOTTEN


def test_an_open_write_forgets_the_person_too(store: Store) -> None:
    lease = the.a_lease(store)
    store.begin(lease, the.an_intent(an_entry(candidates=(EVA,))), now=the.NOW, seconds=60)
    assert forget(store) == 1
    assert store.load("marieke", now=the.NOW).intents[0].entry.candidates == ()


def test_a_first_name_alone_is_not_taken_for_the_person(store: Store) -> None:
    fact = Reason("said", {"text": "Eva belde"})
    eva = Person(address=EVA.address, name="Eva")
    the.recorded(store, entries=(an_entry(candidates=(eva,), because=fact),))
    forget(store)
    assert store.entries()[0].because == fact


def test_what_lists_call_somebody_and_his_number_go_too_but_no_word_that_may_be_anothers(
    store: Store,
) -> None:
    text = "- Eva van Dijk-Jansen, 06-1234 5678\n- Eva Smit, 112"
    the.recorded(store, entries=(an_entry(written=a_draft(text=text)),))
    also = ("Eva van Dijk-Jansen", "06-1234 5678", "Eva", "112", "")
    store.forget_person(EVA.address, office_key=OFFICE_KEY, at=the.NOW, also=also)
    (entry,) = store.entries()
    assert entry.written is not None
    assert entry.written.text == "- …, …\n- Eva Smit, 112"


def test_who_was_forgotten_can_be_recognised_by_the_office_key_alone(store: Store) -> None:
    forget(store)
    assert store.forgotten() == {forgotten_mark("eva@client-a.example", OFFICE_KEY)}
    assert forgotten_mark("eva@client-a.example", b"x" * 32) not in store.forgotten()


def test_each_column_that_may_hold_a_persons_words_says_why_and_until_when() -> None:
    for table in models.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, AnyText | JSON | Text | LargeBinary):
                assert column.info.get("why"), f"{column} does not say why it is kept"
                assert column.info.get("until"), f"{column} does not say until when it is kept"


pytestmark = pytest.mark.filterwarnings("error::sqlalchemy.exc.SAWarning")
