"""Wanted, standing, written: the truth table by which we change a field, or leave it alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, OWNER, a_draft, an_entry, an_event, at, when
from zaaikalender.core.appointments import Draft, Entry, Field
from zaaikalender.core.events import Event
from zaaikalender.core.life import Eyes
from zaaikalender.core.plan import changed_fields

EYES = Eyes(owner=OWNER, now=at("2027-03-01 09:00"), zone=AMSTERDAM, prefixes=("Voorstel: ", "Proposal: "))
OLD, NEW, HIS = (
    a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00", text="oud"),
    a_draft("Voorstel: Borging Beta", "2027-05-07 10:00", text="nieuw"),
    a_draft("Voorstel: Taart", "2027-05-12 15:00", text="neem taart mee"),
)


def as_event(draft: Draft) -> Event:
    return an_event(draft.title, draft.when, text=draft.text)


def written(draft: Draft | None) -> Entry:
    return an_entry(written=draft)


@pytest.mark.parametrize(
    ("sentence", "wanted", "standing", "last", "fields"),
    [
        ("it stands as wanted", OLD, OLD, OLD, set()),
        ("it stands as wanted though we wrote otherwise", NEW, NEW, OLD, set()),
        ("we wrote what stands, and the source moved", NEW, OLD, OLD, {Field.TITLE, Field.WHEN, Field.TEXT}),
        ("a person changed all of it", NEW, HIS, OLD, set()),
        ("we do not know what we wrote", NEW, OLD, None, set()),
        (
            "a person changed its title alone",
            NEW,
            replace(OLD, title=HIS.title),
            OLD,
            {Field.WHEN, Field.TEXT},
        ),
        ("a person moved it alone", NEW, replace(OLD, when=HIS.when), OLD, {Field.TITLE, Field.TEXT}),
        ("a person wrote in it alone", NEW, replace(OLD, text=HIS.text), OLD, {Field.TITLE, Field.WHEN}),
        ("only the text is wanted otherwise", replace(OLD, text="nieuw"), OLD, OLD, {Field.TEXT}),
        ("only the prefix differs", OLD, replace(OLD, title="Borging Alfa"), OLD, set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_what_still_holds_our_own_words_is_changed(sentence, wanted, standing, last, fields):
    assert changed_fields(written(last), as_event(standing), wanted, EYES) == fields, sentence


def test_what_has_begun_is_never_changed():
    begun = replace(EYES, now=at("2027-04-30 10:00"))
    assert not changed_fields(written(OLD), as_event(OLD), NEW, begun)


def test_a_series_that_a_person_made_of_it_is_his():
    series = replace(as_event(OLD), occurrence="20270430T080000Z")
    assert not changed_fields(written(OLD), series, NEW, EYES)


drafts = st.builds(
    lambda title, text, hour: Draft(
        title=title, text=text, when=when(f"2027-05-07 {hour:02}:00"), shown=OLD.shown
    ),
    st.sampled_from(["Voorstel: A", "Voorstel: B", "A", "C"]),
    st.sampled_from(["een", "twee", "een "]),
    st.integers(8, 16),
)


@given(wanted=drafts, standing=drafts, last=drafts)
def test_a_field_is_changed_only_where_it_holds_what_we_wrote_and_something_else_is_wanted(
    wanted, standing, last
):
    fields = changed_fields(written(last), as_event(standing), wanted, EYES)
    if Field.WHEN in fields:
        assert standing.when == last.when != wanted.when
    if Field.TEXT in fields:
        assert standing.text.strip() == last.text.strip() != wanted.text.strip()
    if Field.TITLE in fields:
        assert EYES.bare(standing.title) == EYES.bare(last.title) != EYES.bare(wanted.title)


@given(wanted=drafts, standing=drafts, last=drafts)
def test_once_it_is_changed_nothing_is_left_to_change(wanted, standing, last):
    fields = changed_fields(written(last), as_event(standing), wanted, EYES)
    changes = {field.value: getattr(wanted, field.value) for field in fields}
    after, remembered = replace(as_event(standing), **changes), replace(last, **changes)
    assert not changed_fields(written(remembered), after, wanted, EYES)
