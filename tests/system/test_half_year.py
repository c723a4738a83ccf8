"""Half a year in an office of two, as people live it: in memory of both kinds, in folders, on real servers.

After each change passes run until quiet; two more write nothing. Each pass is held against the promises:
no duplicate, nothing deleted comes back, no edit is overwritten, no guest but the approved, nothing begun
changes.
"""

from collections import Counter

import pytest

from builders import an_event
from system.cuts import CutEvery
from system.dav_office import DavOffice
from system.dav_town import SERVERS
from system.office import Office, a_policy, guests_of
from system.tale import SISTER, Tale

EVA, BOB, JO = "eva@client-a.example", "bob@client-a.example", "jo@client-b.example"


DIALS = {"people": ("marieke", "jan"), "policy": a_policy(max_changes=1.0)}


@pytest.fixture(params=["remembers", "forgets", "folder", "outlook", "google"])
def tale(request, tmp_path):
    office = Office(tmp_path, kind=request.param, **DIALS)
    yield Tale(office)
    office.close()


@pytest.fixture(params=SERVERS)
def tale_on_a_server(request, tmp_path, town_of):
    office = DavOffice(town_of(request.param), tmp_path, patience=8, **DIALS)
    yield Tale(office, stride=14, more=1)
    office.close()


def notes(tale, who: str = "marieke") -> list:
    return [event for event in tale.office.hand(who).events() if event.title.startswith("Na ")]


def test_half_a_year_in_which_nothing_goes_wrong(tale):
    half_a_year(tale)


def test_half_a_year_on_a_server_over_a_line_that_breaks_again_and_again(tale_on_a_server):
    """Each ninth request is cut, before or after it was carried out; what broke off is tried again."""
    tale = tale_on_a_server
    tale.office.town.proxy.cutter = cuts = CutEvery(9)
    half_a_year(tale)
    assert min(cuts.done.values()) > 20, cuts.done
    mailed_exactly_who_was_invited(tale)


def half_a_year(tale):
    november(tale)
    december(tale)
    january(tale)
    february(tale)
    march(tale)
    may(tale)
    print(f"{tale.office.kind}: {tale.changes} changes, {tale.passes} passes")  # noqa: T201 - this test's figure


def mailed_exactly_who_was_invited(tale):
    """Each invitation mailed each guest once; besides, guests heard only what its owner asked for."""
    if tale.office.kind == "radicale":
        assert not tale.office.town.mails, "this server mails nobody"
        return
    asked = {uid for person in tale.watch.people.values() for uid in person.asked}
    requests = Counter((mail.uid, mail.to) for mail in tale.office.sent if mail.method == "REQUEST")
    assert requests == Counter(tale.watch.invited)
    assert requests
    assert {mail.uid for mail in tale.office.sent if mail.method != "REQUEST"} <= asked


def november(tale):
    """Projects end soon; two colleagues enter the same one; proposals stand, and are moved and renamed."""
    tale.happens(lambda: tale.ends("Alfa", "2026-12-04", EVA, BOB))
    tale.happens(lambda: tale.ends("Beta", "2026-12-11", JO))
    tale.happens(lambda: tale.ends("Beta", "2026-12-15", JO, who="jan"))
    assert tale.count("Beta") == 1, "one project, though two colleagues entered it"
    tale.happens(lambda: tale.ends("Gamma", "2026-12-18", EVA))
    tale.happens(lambda: tale.ends("Delta", "2026-12-18", EVA))
    tale.happens(lambda: tale.ends("Epsilon", "2026-12-18", EVA))
    tale.happens(lambda: tale.moves("Gamma", "2027-02-04 11:00"))
    tale.happens(lambda: tale.renames("Delta", "Voorstel: Koffie met Eva over Delta"))
    tale.happens(lambda: tale.writes("Epsilon", "GEHEIM: vraag naar de aanbesteding"))
    tale.happens(lambda: tale.copies("Epsilon"), lambda: None)
    # The copy is the person's own; ours is the one that the ledger knows.
    assert tale.count("Epsilon") == 1


def december(tale):
    """Ends shift, are renamed, vanish and come back; yes is said and taken back."""
    tale.until("2026-12-01 09:00")
    moved = tale.the("Gamma").when
    tale.happens(lambda: tale.end_moves("Gamma", "2027-01-29"))
    assert tale.the("Gamma").when == moved, "what its owner moved stays, though the end shifts"
    before = tale.the("Alfa").when
    tale.happens(lambda: tale.end_moves("Alfa", "2027-01-22"))
    assert tale.the("Alfa").when != before, "an untouched proposal follows its end"
    tale.happens(lambda: tale.end_is_renamed("Delta", "Omega"))
    assert "Koffie met Eva" in tale.the("Delta").title, "a title that its owner chose stays"
    tale.happens(lambda: tale.end_vanishes("Alfa"))
    assert tale.count("Alfa") == 0, "nobody touched it, so it goes with its project"
    tale.happens(lambda: tale.end_returns("Alfa"))
    assert tale.count("Alfa") == 1
    tale.happens(lambda: tale.says_yes("Alfa"))
    tale.office.later(minutes=5)
    tale.happens(lambda: tale.takes_it_back("Alfa"))
    tale.until("2026-12-02 09:30")
    assert not guests_of(tale.the("Alfa")), "he took it back in time"
    tale.happens(lambda: tale.strikes("Alfa", BOB))
    tale.happens(lambda: tale.says_yes("Alfa"))
    tale.office.later(minutes=11)
    tale.happens()
    assert guests_of(tale.the("Alfa")) == {EVA}, "who was struck out is not invited"
    assert len(notes(tale)) == 1


def january(tale):
    """An invited one stays put; what is deleted stays deleted; he invites somebody himself."""
    tale.until("2027-01-05 09:30")
    stands = tale.the("Alfa")
    tale.happens(lambda: tale.end_moves("Alfa", "2027-04-16"))
    assert tale.the("Alfa") == stands, "who is invited is not moved"
    assert tale.questions() == ["end_moved"]
    tale.happens(lambda: tale.answers("end_moved", "leave"))
    assert tale.the("Alfa") == stands
    tale.happens(lambda: tale.moves("Alfa", "2027-03-10 13:00"))
    assert notes(tale)[0].when.start == tale.the("Alfa").when.end, "the note goes along"
    uid = tale.deletes("Epsilon")
    tale.happens()
    assert tale.count("Epsilon") == 0
    tale.happens(lambda: tale.end_moves("Epsilon", "2027-01-08"))
    assert tale.count("Epsilon") == 0, "deleted is no, also when the end moves"
    tale.happens(lambda: tale.undeletes(uid))
    assert "GEHEIM" in tale.the("Epsilon").text
    tale.happens(lambda: tale.invites_himself("Epsilon"))
    tale.happens(lambda: tale.end_moves("Epsilon", "2027-03-26"))
    assert guests_of(tale.the("Epsilon")) == {SISTER.address}
    assert "end_moved" in tale.questions(), "somebody from outside stands on it"
    tale.happens(lambda: tale.answers("end_moved", "leave"))


def february(tale):
    """A collision, a busy colleague, a project that is entered anew; a follow-up is held."""
    tale.until("2027-01-20 09:30")
    beta = tale.the("Beta")
    tale.happens(lambda: tale.office.hand().put(an_event("Overleg", beta.when)))
    assert tale.count("Beta") == 1
    tale.until("2027-02-05 09:30")
    assert tale.count("Omega") + tale.count("Delta") == 1
    tale.happens(lambda: tale.ends("Zeta", "2027-02-12", JO, who="jan"))
    tale.happens(lambda: tale.declines("Zeta", who="jan"))
    tale.happens(lambda: tale.end_moves("Zeta", "2027-02-19", who="jan"))
    assert tale.count("Zeta") == 1, "declined is no: nothing beside it, and it stays where it is"
    tale.happens(lambda: tale.ends("Eta", "2027-03-05", EVA))
    tale.happens(
        lambda: tale.end_vanishes("Eta"), lambda: tale.ends("Eta", "2027-03-09", EVA, uid="anew@test")
    )
    assert tale.count("Eta") == 1, "entered anew, it is the same project"


def march(tale):
    """What was held starts no second one; an approved one whose project vanishes is asked about."""
    tale.until("2027-03-12 09:30")
    assert tale.the("Alfa").when.end < tale.office.now
    tale.happens(lambda: tale.end_moves("Alfa", "2027-04-30"))
    assert tale.count("Alfa") == 1, "held once is enough"
    tale.happens(lambda: tale.says_yes("Eta"))
    tale.office.later(minutes=11)
    tale.happens()
    stands = tale.the("Eta")
    assert guests_of(stands) == {EVA}
    tale.happens(lambda: tale.end_vanishes("Eta"))
    assert tale.the("Eta") == stands
    assert "end_gone" in tale.questions()
    tale.happens(lambda: tale.answers("end_gone", "cancel"))
    assert tale.count("Eta") == 0
    assert len(notes(tale)) == 1, "its note went along; that of a conversation that was held stays"


def may(tale):
    """Time goes by: all is over, and nothing is left to do."""
    tale.until("2027-05-24 09:30")
    twice = [event.title for event in tale.office.ours() if event.when.start > tale.office.now]
    assert len(twice) == len(set(twice))
