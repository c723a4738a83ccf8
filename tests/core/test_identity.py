"""A wish's key: the same for ever, and no other wish's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import OFFICE_KEY, an_identity
from zaaikalender.core.identity import Identity, fingerprint_of, forgotten_mark, key_of

words = st.text(max_size=4)
identities = st.builds(
    Identity, kind=words, rule=words, subject=words, cycle=words, generation=st.integers(0, 20)
)


@pytest.mark.parametrize(
    ("identity", "key"),
    [
        (an_identity("alfa@test"), "de07p3cnf24ta9jt0g3vdb7cq3kule12"),
        (an_identity("alfa@test", generation=1), "rs4j8hsh0u1sf5ufg53u5qni648n96sp"),
        (
            an_identity("marieke", kind="question", rule="", cycle="2026-11-25"),
            "raj2f3aea9eniurej2v66vlnvkht2mbg",
        ),
        (an_identity("Ærø@test", rule="zaaien & oogsten"), "1l5emnj90j0n1ccgiioplaco7qr0em2c"),
    ],
)
def test_no_change_of_the_product_ever_changes_a_key(identity, key):
    assert key_of(identity, OFFICE_KEY) == key


@given(one=identities, other=identities)
def test_two_wishes_have_one_key_only_if_they_are_the_same(one, other):
    assert (key_of(one, OFFICE_KEY) == key_of(other, OFFICE_KEY)) == (one == other)


@given(left=words, right=words)
def test_where_one_word_ends_and_the_next_begins_makes_a_difference(left, right):
    one = an_identity(left + right, rule="a")
    other = an_identity(right, rule=f"a{left}")
    assert (key_of(one, OFFICE_KEY) == key_of(other, OFFICE_KEY)) == (one == other)


@given(identity=identities)
def test_a_key_is_an_id_that_every_provider_takes(identity):
    key = key_of(identity, OFFICE_KEY)
    assert len(key) == 32
    assert set(key) <= set("0123456789abcdefghijklmnopqrstuv")


def test_the_next_generation_is_another_appointment():
    identity = an_identity()
    assert identity.next() == replace(identity, generation=1)
    assert key_of(identity.next(), OFFICE_KEY) != key_of(identity, OFFICE_KEY)


def test_another_office_key_makes_other_keys_and_another_fingerprint():
    assert key_of(an_identity(), b"x" * 32) != key_of(an_identity(), OFFICE_KEY)
    assert fingerprint_of(b"x" * 32) != fingerprint_of(OFFICE_KEY)


def test_who_was_forgotten_is_known_by_a_mark_that_spells_no_address():
    mark = forgotten_mark(" Eva@Client-A.example", OFFICE_KEY)
    assert mark == forgotten_mark("eva@client-a.example", OFFICE_KEY)
    assert "eva" not in mark
