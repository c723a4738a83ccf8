"""The same person keeps his id, whatever changes around him; ids tell nothing of anybody."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lists.files import a_contact, a_csv, an_excel, read, taken_from
from zaaikalender.core.contacts import Contact

EVA = a_contact("Eva Jansen", id="e" * 16, organisation="Client A", telephone="06-12345678")
PIET = a_contact("Piet Bakker", id="b" * 16, address="piet@client-b.example", telephone="030-7654321")
LIST = (EVA, PIET)


def row_of(contact: Contact, *, id: str = "") -> list[str]:  # noqa: A002 - the column's name
    return [contact.name, contact.organisation, contact.address, contact.telephone, "", "", "", "", id]


def ids_of(*rows: list[str], known: tuple[Contact, ...] = LIST) -> list[str]:
    return [each.id for each in taken_from(an_excel(*rows), known=known).contacts]


def test_who_has_the_same_address_keeps_his_id_under_another_name() -> None:
    assert ids_of(row_of(replace(EVA, name="Eva de Wit", telephone=""))) == [EVA.id]


def test_who_has_another_address_is_known_by_his_telephone_however_it_is_written() -> None:
    moved = replace(EVA, address="eva@elsewhere.example", organisation="Elders", telephone="+31 6 1234 5678")
    assert ids_of(row_of(moved)) == [EVA.id]


def test_who_has_neither_is_known_by_his_full_name_with_his_organisation() -> None:
    bare = replace(EVA, name="eva  JANSEN", address="", telephone="")
    assert ids_of(row_of(bare)) == [EVA.id]
    assert ids_of(row_of(replace(bare, organisation="Elders"))) != [EVA.id]


def test_a_colleague_of_his_behind_the_same_switchboard_is_another() -> None:
    other = a_contact("Noor Vos", address="noor@client-b.example", telephone="030-7654321")
    assert ids_of(row_of(other), row_of(PIET))[1] == PIET.id
    assert ids_of(row_of(other))[0] != PIET.id


def test_of_those_who_share_a_number_the_name_decides() -> None:
    noor = a_contact("Noor Vos", id="c" * 16, address="noor@client-b.example", telephone=PIET.telephone)
    assert ids_of(row_of(replace(noor, address="")), known=(PIET, noor)) == [noor.id]


def test_an_id_in_the_file_says_who_it_is_whatever_else_changed() -> None:
    changed = replace(EVA, name="E. de Wit", address="e@new.example", telephone="")
    assert ids_of(row_of(changed, id=EVA.id)) == [EVA.id]


def test_an_id_from_another_installation_is_kept_where_nobody_here_is_that_person() -> None:
    assert ids_of(row_of(a_contact("Noor", address="noor@x.example"), id="d" * 16)) == ["d" * 16]
    assert ids_of(row_of(EVA, id="d" * 16)) == [EVA.id]


def test_of_a_row_that_was_copied_with_its_id_the_one_with_the_name_is_the_person() -> None:
    copy = a_contact("Noor Vos", address="noor@x.example")
    taken = taken_from(an_excel(row_of(copy, id=EVA.id), row_of(EVA, id=EVA.id)), known=LIST)
    assert [(each.name, each.id) for each in taken.contacts] == [
        ("Noor Vos", taken.contacts[0].id),
        ("Eva Jansen", EVA.id),
    ]
    assert [each.row for each in taken.complaints] == [2]


def test_two_people_who_may_be_meant_are_a_question() -> None:
    twins = (a_contact("Jan Smit", id="1" * 16, address=""), a_contact("Jan Smit", id="2" * 16, address=""))
    names, sentences = read(an_excel(["Jan Smit"], ["Noor", "", "noor@x.example"]), known=twins)
    assert names == ["Noor"]
    assert "row 2, column A (Naam): two people on the list match this." in sentences[0]


def test_a_surer_sign_further_down_goes_before_a_weaker_one_above() -> None:
    namesake = replace(EVA, address="eva@other.example", telephone="")
    assert ids_of(row_of(namesake), row_of(EVA))[1] == EVA.id
    assert ids_of(row_of(namesake), row_of(EVA))[0] != EVA.id


def test_who_left_the_list_and_comes_back_finds_his_old_id() -> None:
    old = {EVA.address: "f" * 16}
    (contact,) = taken_from(an_excel(row_of(EVA)), old_id=lambda each: old.get(each.address, "")).contacts
    assert contact.id == "f" * 16


names = st.text(st.sampled_from("abcdé ÄØ"), min_size=3, max_size=9).filter(lambda text: text.strip())
people = st.lists(
    st.builds(
        lambda number, name: a_contact(
            f"{name.strip()} {number}", id=f"{number:016x}", address=f"p{number}@client.example"
        ),
        st.integers(0, 10**6),
        names,
    ),
    unique_by=lambda each: each.id,
    max_size=8,
)


@given(people, st.randoms())
def test_the_order_of_the_rows_changes_nobodys_id(known: list[Contact], chance: object) -> None:
    shuffled = list(known)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    taken = taken_from(a_csv(*map(row_of, shuffled)), "l.csv", known)
    assert {each.address: each.id for each in taken.contacts} == {each.address: each.id for each in known}


@given(people)
def test_nobody_shares_an_id_and_no_id_tells_of_him(wanted: list[Contact]) -> None:
    taken = taken_from(a_csv(*map(row_of, wanted)), "l.csv").contacts
    again = taken_from(a_csv(*map(row_of, wanted)), "l.csv").contacts
    ids = [each.id for each in (*taken, *again)]
    assert len(set(ids)) == len(ids) == 2 * len(wanted)
