"""Guests in the fake Google: which mails a write sends, who may change what, and whose answer goes where."""

from dataclasses import replace

import pytest

from builders import OWNER, an_event, when
from providers.contract_setting import EVA, TOM
from providers.fakes.google_agenda import Habits
from providers.google_asking import TIMES, Asking, a_google, reason
from providers.google_person import GooglePerson
from zaaikalender.core.people import Answer, Person

KEY = "0123456789abcdefghijklmnopqrstuv"
JAN = Person(address="jan@bureau.example", name="Jan")
GUESTS = [{"email": EVA.address}, {"email": TOM.address}]
ALL = {"sendUpdates": "all"}


def mails(google):
    """To whom and what, and the box is empty again."""
    found = [(mail.to, mail.what) for mail in google.world.mails]
    google.world.mails.clear()
    return found


def hand_of(google):
    return GooglePerson(google.world, OWNER)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({}, []),
        ({"sendUpdates": "none"}, []),
        ({"sendNotifications": True}, [EVA, JAN]),
        ({"sendUpdates": "externalOnly"}, [EVA]),
        (ALL, [EVA, JAN]),
    ],
)
def test_each_guest_is_mailed_as_send_updates_says(query, told):
    google, ask = a_google()
    google.account(JAN.address, "jan")
    ask.insert(attendees=[{"email": EVA.address}, {"email": JAN.address}], query=query)
    assert mails(google) == [(one.address, "invitation") for one in told]
    assert ask("POST", "events", TIMES, sendUpdates="some").status == 400


def test_google_may_mail_new_guests_whatever_it_is_told():
    google, ask = a_google()
    google.world.agendas[OWNER.address].habits = Habits(mails_anyway=True)
    ask.insert(id=KEY, attendees=GUESTS[:1], query={"sendUpdates": "none"})
    assert mails(google) == [(EVA.address, "invitation")]
    ask("PATCH", f"events/{KEY}", {"summary": "Anders"}, sendUpdates="none")
    assert mails(google) == []


def test_a_change_and_a_deletion_are_mailed_to_every_guest_and_our_mark_to_nobody():
    google, ask = a_google()
    ask.insert(id=KEY, attendees=GUESTS, query=ALL)
    mails(google)
    ask("PATCH", f"events/{KEY}", {"extendedProperties": {"private": {"a": "b"}}}, **ALL)
    assert mails(google) == []
    ask("PATCH", f"events/{KEY}", {"summary": "Anders"}, **ALL)
    assert mails(google) == [(EVA.address, "update"), (TOM.address, "update")]
    ask("DELETE", f"events/{KEY}", **ALL)
    assert mails(google) == [(EVA.address, "cancellation"), (TOM.address, "cancellation")]


def test_who_is_on_an_event_that_comes_back_is_invited_anew():
    google, ask = a_google()
    ask.insert(id=KEY, attendees=GUESTS[:1], query=ALL)
    ask("DELETE", f"events/{KEY}", **ALL)
    mails(google)
    ask("PATCH", f"events/{KEY}", {"status": "confirmed"}, **ALL)
    assert mails(google) == [(EVA.address, "invitation")]


def test_a_guest_list_is_replaced_as_a_whole_and_who_is_left_out_hears_it():
    google, ask = a_google()
    ask.insert(id=KEY, attendees=GUESTS, query=ALL)
    mails(google)
    ask("PATCH", f"events/{KEY}", {"attendees": GUESTS[1:]}, **ALL)
    assert mails(google) == [(EVA.address, "cancellation"), (TOM.address, "update")]


def test_an_answer_that_is_left_out_of_a_guest_list_is_lost_and_the_guest_invited_anew():
    google, ask = a_google()
    made = ask.insert(id=KEY, attendees=GUESTS, query=ALL)
    hand_of(google).answer(made["iCalUID"], EVA, Answer.ACCEPTED)
    mails(google)
    ask("PATCH", f"events/{KEY}", {"attendees": GUESTS}, **ALL)
    assert (EVA.address, "invitation") in mails(google)
    answers = {one["email"]: one["responseStatus"] for one in ask("GET", f"events/{KEY}").body["attendees"]}
    assert answers == {EVA.address: "needsAction", TOM.address: "needsAction"}


def test_a_guests_copy_has_the_same_id_and_a_private_side_of_its_own():
    google, ask = a_google()
    google.account(JAN.address, "jan")
    jan = Asking(google, "jan")
    properties = {"private": {"zaaikalenderKey": KEY}, "shared": {"project": "Alfa"}}
    ask.insert(id=KEY, attendees=[{"email": JAN.address}], extendedProperties=properties, colorId="3")
    copy = jan("GET", f"events/{KEY}").body
    assert copy["extendedProperties"] == {"shared": {"project": "Alfa"}}
    assert "colorId" not in copy
    assert copy["organizer"] == {"email": OWNER.address}
    assert copy["attendees"] == [{"email": JAN.address, "responseStatus": "needsAction", "self": True}]
    jan("PATCH", f"events/{KEY}", {"extendedProperties": {"private": {"mijn": "1"}}, "colorId": "5"})
    ask("PATCH", f"events/{KEY}", {"summary": "Anders"})
    copy = jan("GET", f"events/{KEY}").body
    assert (copy["summary"], copy["colorId"]) == ("Anders", "5")
    assert copy["extendedProperties"]["private"] == {"mijn": "1"}
    assert ask("GET", f"events/{KEY}").body["extendedProperties"] == properties


def test_a_guest_changes_nothing_but_his_answer_unless_he_may():
    google, ask = a_google()
    google.account(JAN.address, "jan")
    jan = Asking(google, "jan")
    properties = {"shared": {"project": "Alfa"}}
    ask.insert(id=KEY, attendees=[{"email": JAN.address}, *GUESTS], extendedProperties=properties)
    for body in (
        {"summary": "Anders"},
        {"attendees": [{"email": JAN.address}]},
        {"extendedProperties": None},
    ):
        assert reason(jan("PATCH", f"events/{KEY}", body)) == (403, "forbiddenForNonOrganizer")
    assert reason(jan("PUT", f"events/{KEY}", TIMES)) == (403, "forbiddenForNonOrganizer")
    own = {"attendeesOmitted": True, "attendees": [{"email": JAN.address, "responseStatus": "accepted"}]}
    assert jan("PATCH", f"events/{KEY}", own).status == 200
    answers = {one["email"]: one["responseStatus"] for one in ask("GET", f"events/{KEY}").body["attendees"]}
    assert answers == {JAN.address: "accepted", EVA.address: "needsAction", TOM.address: "needsAction"}
    ask("PATCH", f"events/{KEY}", {"guestsCanModify": True})
    assert jan("PATCH", f"events/{KEY}", {"summary": "Anders"}).status == 200


def test_a_guest_who_deletes_his_copy_has_declined_and_the_event_stands():
    google, ask = a_google()
    google.account(JAN.address, "jan")
    jan = Asking(google, "jan")
    ask.insert(id=KEY, attendees=[{"email": JAN.address}])
    assert jan("DELETE", f"events/{KEY}", **ALL).status == 204
    assert mails(google) == [(OWNER.address, "reply")]
    event = ask("GET", f"events/{KEY}").body
    assert (event["status"], event["attendees"][0]["responseStatus"]) == ("confirmed", "declined")
    ask("PATCH", f"events/{KEY}", {"summary": "Anders"})
    assert jan.items() == []


def test_who_is_cancelled_or_left_out_loses_his_copy():
    google, ask = a_google()
    google.account(JAN.address, "jan")
    jan = Asking(google, "jan")
    token = jan.token_now()
    ask.insert(id=KEY, attendees=[{"email": JAN.address}, *GUESTS])
    assert [one["status"] for one in jan.items(syncToken=token)] == ["confirmed"]
    ask("PATCH", f"events/{KEY}", {"attendees": GUESTS})
    assert [one["status"] for one in jan.items(syncToken=token)] == ["cancelled"]


def test_a_service_account_invites_nobody_without_delegation():
    google, _ = a_google()
    google.account(JAN.address, "robot", service=True)
    robot = Asking(google, "robot")
    assert robot("POST", "events", TIMES).status == 200
    refused = robot("POST", "events", {**TIMES, "attendees": GUESTS})
    assert reason(refused) == (403, "forbiddenForServiceAccounts")


def test_more_guests_than_asked_for_are_left_out_and_it_says_so():
    _, ask = a_google()
    ask.insert(id=KEY, attendees=GUESTS)
    few = ask("GET", f"events/{KEY}", maxAttendees=1).body
    assert few["attendeesOmitted"]
    assert len(few["attendees"]) == 1


def test_each_move_counts_up_the_sequence_and_nobody_sets_it_back():
    _, ask = a_google()
    ask.insert(id=KEY)
    later = {name: {"dateTime": part["dateTime"].replace("03-01", "03-02")} for name, part in TIMES.items()}
    assert ask("PATCH", f"events/{KEY}", {"summary": "Anders"}).body["sequence"] == 0
    assert ask("PATCH", f"events/{KEY}", later).body["sequence"] == 1
    assert ask("PATCH", f"events/{KEY}", {"sequence": 0}).status == 400


def test_what_a_person_does_himself_is_told_like_everything_else():
    google, ask = a_google()
    hand, token = hand_of(google), ask.token_now()
    hand.put(an_event("Gesprek", "2027-03-01 10:00", uid="g1@test", guests=()))
    hand.move("g1@test", when("2027-03-02 10:00"))
    hand.retext("g1@test", "Een\nTwee")
    hand.add_guest("g1@test", EVA, updates="all")
    hand.answer("g1@test", EVA, Answer.DECLINED)
    (told,) = ask.items(syncToken=token)
    assert told["start"]["dateTime"] == "2027-03-02T10:00:00+01:00"
    assert told["description"] == "Een<br>Twee"
    assert [(one["email"], one["responseStatus"]) for one in told["attendees"]] == [
        (OWNER.address, "accepted"),
        (EVA.address, "declined"),
    ]
    assert [(mail.to, mail.what, mail.by) for mail in google.world.mails] == [
        (EVA.address, "invitation", "person")
    ]
    hand.delete("g1@test")
    assert [one["status"] for one in ask.items(syncToken=token)] == ["cancelled"]
    hand.undelete("g1@test")
    assert [one["status"] for one in ask.items(syncToken=token)] == ["confirmed"]
    hand.copy("g1@test")
    assert len(ask.items()) == 2


def test_an_event_of_somebody_elsewhere_is_changed_by_its_organizer_alone():
    google, ask = a_google()
    event = an_event("Lezing", "2027-03-01 10:00", uid="l1@test", guests=())
    hand_of(google).put(replace(event, organizer=EVA))
    (told,) = ask.items()
    assert told["organizer"]["email"] == EVA.address
    assert reason(ask("PATCH", f"events/{told['id']}", {"summary": "Anders"}))[0] == 403
    hand_of(google).retitle("l1@test", "Anders")
    assert [one["summary"] for one in ask.items()] == ["Anders"]
    assert mails(google) == []
