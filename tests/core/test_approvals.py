"""From a gesture to an invitation: who is invited, when, and with which words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import OWNER, a_guest, a_person, when
from core.situations import EVA, NOW, TEXTS, Agenda, a_policy, a_rule, an_end, kinds, some_rules
from zaaikalender.core.appointments import Kind, State, approve, colleagues_only
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.events import Shown
from zaaikalender.core.plan import Invite
from zaaikalender.core.ports import Mails
from zaaikalender.core.records import Said, Word
from zaaikalender.core.rules import Guests
from zaaikalender.core.rules import Invite as How

TOM = "tom@client-b.example"
COLLEAGUE = "jan@bureau.example"
HIS_WORDS = "Bel Eva op 06-12345678, ze twijfelt"


def proposed(*guests, **dials):
    """A proposal that stands, with these guests named in its text."""
    agenda = Agenda(an_end(guests=guests or (EVA.address,)), **dials)
    agenda.go()
    return agenda


def invited(agenda):
    """Whom we invited, by address."""
    return [
        guest.address for each in agenda.writes if isinstance(each, Invite) for guest in each.approval.guests
    ]


def test_nobody_is_invited_without_the_gesture():
    agenda = proposed()
    for _ in range(5):
        agenda.go(days=1)
    assert not invited(agenda)
    assert not agenda.ours().attendees


def test_the_invitation_goes_out_after_the_delay_by_a_later_pass():
    agenda = proposed()
    agenda.approve()
    verdict = agenda.go(minutes=15)
    assert [each.because.code for each in verdict.plan.left_alone] == ["waits_delay"]
    agenda.go(minutes=9)
    assert not invited(agenda)
    agenda.go(minutes=1)
    assert invited(agenda) == [EVA.address]
    assert agenda.entry(Kind.FOLLOW_UP).state is State.INVITED


@pytest.mark.parametrize(
    "moment", ["2026-11-24 17:45", "2026-11-25 07:00", "2026-11-28 11:00"], ids=["late", "early", "saturday"]
)
def test_no_invitation_goes_out_outside_office_hours(moment):
    agenda = proposed()
    agenda.approve()
    agenda.go(minutes=15)
    verdict = agenda.at(moment)
    assert [each.because.code for each in verdict.plan.left_alone] == ["waits_office_hours"]
    assert not invited(agenda)
    agenda.at("2026-11-30 09:30")
    assert invited(agenda) == [EVA.address]


def test_nobody_is_invited_at_shorter_notice_than_the_office_promises():
    agenda = proposed()
    agenda.at("2027-04-28 16:00")
    agenda.approve()
    agenda.at("2027-04-29 09:00")
    verdict = agenda.at("2027-04-29 10:00")
    assert [each.because.code for each in verdict.plan.left_alone] == ["too_late_to_invite"]
    assert agenda.asks() == {"new_moment"}
    assert not invited(agenda)


def test_who_lets_a_late_approval_be_keeps_his_appointment_and_mails_nobody():
    agenda = proposed()
    agenda.approve()
    agenda.dials.policy = a_policy(notice=Span(6, Unit.MONTHS))
    agenda.go(minutes=15)
    agenda.answer("new_moment", "leave")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not invited(agenda)
    assert not agenda.asks()
    assert agenda.ours().shown is Shown.BUSY


def test_a_late_approval_that_its_owner_moves_further_away_goes_out():
    agenda = proposed()
    agenda.at("2027-04-29 09:00")
    agenda.approve()
    agenda.go(minutes=15)
    assert agenda.asks() == {"new_moment"}
    agenda.edit(when=when("2027-05-12 10:00"))
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not agenda.asks()
    assert invited(agenda) == [EVA.address]


def test_where_our_words_cannot_be_taken_out_of_the_text_its_owner_is_asked_instead_of_a_guest_invited():
    agenda = proposed()
    agenda.edit(mixed_text=True)
    agenda.approve()
    agenda.go(minutes=15)
    verdict = agenda.go(minutes=15)
    assert agenda.asks() == {"online_meeting"}
    assert [each.because.code for each in verdict.plan.left_alone] == ["online_meeting"]
    assert not invited(agenda)
    agenda.answer("online_meeting", "leave")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not invited(agenda)
    assert not agenda.asks()
    assert agenda.ours().shown is Shown.BUSY


def test_who_takes_the_online_meeting_off_has_his_guests_invited_without_another_word():
    agenda = proposed()
    agenda.edit(mixed_text=True)
    agenda.approve()
    agenda.go(minutes=15)
    agenda.edit(mixed_text=False)
    agenda.go(minutes=15)
    assert not agenda.asks()
    assert invited(agenda) == [EVA.address]


def test_moving_it_while_it_waits_starts_the_time_to_think_anew():
    agenda = proposed()
    agenda.approve()
    agenda.go(minutes=15)
    agenda.edit(when=when("2027-05-12 10:00"))
    agenda.go(minutes=15)
    assert not invited(agenda)
    agenda.go(minutes=15)
    assert invited(agenda) == [EVA.address]
    assert agenda.writes[-2].approval.draft.when == when("2027-05-12 10:00")


def test_putting_the_prefix_back_in_time_withdraws():
    agenda = proposed()
    agenda.approve()
    agenda.go(minutes=15)
    agenda.edit(title="Voorstel: Borging Alfa")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not invited(agenda)
    assert agenda.entry().state is State.PROPOSED


def test_striking_a_guest_out_while_it_waits_counts_and_starts_the_time_anew():
    agenda = proposed(EVA.address, TOM)
    agenda.approve()
    agenda.go(minutes=15)
    agenda.edit(text=agenda.ours().text.replace(TOM, ""))
    agenda.go(minutes=15)
    assert not invited(agenda)
    agenda.go(minutes=15)
    assert invited(agenda) == [EVA.address]


@pytest.mark.parametrize(
    ("edit", "guests"),
    [
        (lambda text: text, [EVA.address, TOM]),
        (lambda text: text.replace(EVA.address, ""), [TOM]),
        (lambda text: text.split("gasten:")[0], []),
        (lambda _text: "", []),
        (lambda text: text.replace(TOM, OWNER.address), [EVA.address]),
        (lambda text: text.replace(TOM, "anna@client-c.example"), [EVA.address, "anna@client-c.example"]),
    ],
    ids=["untouched", "struck out", "line removed", "emptied", "the owner", "another"],
)
def test_whoever_stands_in_the_text_is_invited_and_nobody_else(edit, guests):
    agenda = proposed(EVA.address, TOM)
    agenda.edit(text=edit(agenda.ours().text))
    agenda.invite()
    assert invited(agenda) == guests
    assert sorted(each.person.address for each in agenda.ours().attendees) == sorted(guests)


def test_approved_without_guests_it_simply_stands():
    agenda = Agenda(an_end(guests=()))
    agenda.go()
    agenda.approve()
    agenda.go(minutes=15)
    assert (agenda.ours().title, agenda.ours().shown) == ("Borging Alfa", Shown.BUSY)
    assert agenda.entry().state is State.APPROVED
    assert not agenda.go(minutes=15).plan.operations


def test_a_word_approves_as_the_gesture_does_and_takes_the_prefix_away():
    agenda = proposed()
    agenda.words.append(Word(key=agenda.entry().key, word=Said.APPROVE, at=NOW))
    agenda.go(minutes=1)
    assert agenda.ours().title == "Borging Alfa"
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert invited(agenda) == [EVA.address]


@pytest.mark.parametrize(("answer", "guests"), [("invite", [EVA.address]), ("leave", [])])
def test_another_title_invites_nobody_until_its_owner_says_so(answer, guests):
    agenda = proposed()
    agenda.edit(title="Koffie met Eva")
    agenda.go(minutes=15)
    agenda.go(days=1)
    assert agenda.asks() == {"invite_renamed"}
    assert not invited(agenda)
    agenda.answer("invite_renamed", answer)
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert invited(agenda) == guests
    assert agenda.ours().title == "Koffie met Eva"
    assert not agenda.asks()


def test_more_than_three_guests_invite_nobody_until_their_owner_picks():
    agenda = proposed(*(f"{name}@client-a.example" for name in ("anna", "bram", "cees", "dirk")))
    text = agenda.ours().text
    assert "anna@client-a.example" in text
    agenda.approve()
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not invited(agenda)


def test_who_picks_invites_whom_he_picked():
    agenda = proposed(*(f"{name}@client-a.example" for name in ("anna", "bram", "cees", "dirk")))
    agenda.edit(text=agenda.ours().text.replace("\ngasten:", "\ngasten: bram@client-a.example"))
    agenda.invite()
    assert invited(agenda) == ["bram@client-a.example"]


def test_a_guest_whose_address_is_not_right_holds_the_invitations_until_it_is():
    agenda = proposed()
    agenda.edit(text=agenda.ours().text.replace(EVA.address, f"{EVA.address}, bo@client-a"))
    agenda.approve()
    for _ in range(3):
        agenda.go(minutes=15)
    assert (agenda.asks(), invited(agenda)) == ({"guests_unread"}, [])
    agenda.edit(text=agenda.ours().text.replace("bo@client-a", "bo@client-a.example"))
    for _ in range(3):
        agenda.go(minutes=15)
    assert not agenda.asks()
    assert invited(agenda) == [EVA.address, "bo@client-a.example"]


@pytest.mark.parametrize(("answer", "guests"), [("without", [EVA.address]), ("leave", [])])
def test_who_says_so_has_the_word_left_out_or_nobody_invited(answer, guests):
    agenda = proposed()
    agenda.edit(text=agenda.ours().text.replace(EVA.address, f"{EVA.address}, Bo"))
    agenda.approve()
    agenda.go(minutes=15)
    agenda.answer("guests_unread", answer)
    for _ in range(3):
        agenda.go(minutes=15)
    assert not agenda.asks()
    assert invited(agenda) == guests


def test_who_types_a_name_alone_is_asked_and_not_left_with_nobody_invited():
    agenda = proposed()
    agenda.edit(text=agenda.ours().text.replace(EVA.address, "Eva Jansen"))
    agenda.approve()
    agenda.go(minutes=15)
    assert agenda.asks() == {"guests_unread"}


def test_guests_found_by_name_only_are_shown_and_not_invited():
    agenda = Agenda(
        an_end(guests=(), uid="alfa@test"), by_name={"alfa@test": (a_person("tom@client-b.example"),)}
    )
    agenda.go()
    assert TOM in agenda.ours().text
    agenda.approve()
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not invited(agenda)


def test_a_rule_that_keeps_to_itself_invites_nobody():
    agenda = proposed(rules=some_rules(a_rule(invite=How.SELF)))
    agenda.edit(text=f"{agenda.ours().text}\ngasten: {TOM}")
    agenda.approve()
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not invited(agenda)
    assert agenda.entry().state is State.APPROVED


DIRECT = some_rules(a_rule(invite=How.DIRECT, guests=Guests.ALL))


def test_a_direct_rule_invites_colleagues_without_a_gesture():
    agenda = proposed(COLLEAGUE, rules=DIRECT)
    assert not agenda.ours().title.startswith(TEXTS.prefix)
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert invited(agenda) == [COLLEAGUE]


def test_an_outsider_makes_of_a_direct_rule_a_proposal_and_is_never_invited_by_it():
    agenda = proposed(COLLEAGUE, EVA.address, rules=DIRECT)
    agenda.go(days=1)
    assert agenda.entry().state is State.PROPOSED
    assert not invited(agenda)
    agenda.invite()
    assert invited(agenda) == [COLLEAGUE]


def test_an_outsider_typed_into_a_direct_appointment_is_not_invited_by_the_rule():
    agenda = proposed(COLLEAGUE, rules=DIRECT)
    agenda.edit(text=agenda.ours().text.replace(COLLEAGUE, f"{COLLEAGUE}, {TOM}"))
    for _ in range(3):
        agenda.go(minutes=15)
    assert invited(agenda) == [COLLEAGUE]


def test_a_rules_own_word_carries_colleagues_only():
    draft = Agenda(an_end()).decide().plan.operations[0].draft
    domains = frozenset({"bureau.example"})
    with pytest.raises(ValueError, match="colleagues only"):
        colleagues_only("key", [a_person()], draft, domains=domains, at=NOW)
    assert colleagues_only("key", [OWNER], draft, domains=domains, at=NOW) == approve(
        "key", [OWNER], draft, at=NOW
    )


def test_guests_whom_a_person_added_stay_when_ours_are_invited():
    agenda = proposed()
    agenda.edit(attendees=(a_guest("oma@home.example"),))
    agenda.invite()
    assert {each.person.address for each in agenda.ours().attendees} == {"oma@home.example", EVA.address}
    assert invited(agenda) == [EVA.address]


def test_an_invitation_is_sent_once():
    agenda = proposed()
    agenda.invite()
    writes = len(agenda.writes)
    for _ in range(3):
        agenda.go(days=1)
    assert len(agenda.writes) == writes


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(project=names, secret=st.sampled_from([HIS_WORDS, "volgende: over 4 maanden", "actie: offerte"]))
@settings(max_examples=40)
def test_what_guests_can_read_never_holds_a_private_word(project, secret):
    agenda = Agenda(an_end(project))
    agenda.go()
    if not agenda.all_of(Kind.FOLLOW_UP):
        return
    before = agenda.ours().text
    agenda.edit(text=f"{secret}\n{before}")
    event = agenda.invite()
    assert [each.address for each in agenda.entry(Kind.FOLLOW_UP).guests] == [EVA.address]
    lines = {line.strip() for line in (f"{secret}\n{before}").splitlines() if line.strip()}
    assert not lines & {line.strip() for line in event.text.splitlines()}
    assert EVA.address not in event.text
    note = agenda.ours(Kind.NOTE)
    assert secret in note.text
    assert note.private
    assert not note.attendees


def test_where_nobody_mails_the_note_says_so():
    agenda = proposed(mails=Mails.NOBODY)
    agenda.invite()
    assert TEXTS.render("text.nobody_mails") in agenda.ours(Kind.NOTE).text
    assert kinds(agenda.writes) == ["Create", "Invite", "Create"]
