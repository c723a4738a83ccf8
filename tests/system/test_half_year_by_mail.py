"""The same half year where it is we who mail: in a folder, and on a real server that mails nobody.

What arrived is exactly the invitations that were approved and what their owners did to them, each once.
"""

from collections import Counter

from system.cuts import CutEvery
from system.dav_office import DavOffice
from system.office import Office
from system.tale import SISTER, Tale
from system.test_half_year import DIALS, EVA, december, february, january, march, may, november


def test_half_a_year_of_letters_from_a_folder(tmp_path, sink):
    office = Office(tmp_path, kind="folder", postman=sink.postman, **DIALS)
    half_a_year(tale := Tale(office))
    mailed_exactly_what_was_approved_and_done(tale, sink)
    office.close()


def test_half_a_year_of_letters_over_a_line_that_breaks_again_and_again(tmp_path, town_of, sink):
    town = town_of("radicale")
    office = DavOffice(town, tmp_path, patience=8, postman=sink.postman, **DIALS)
    tale = Tale(office, stride=14, more=1)
    town.proxy.cutter = cuts = CutEvery(9)
    half_a_year(tale)
    assert min(cuts.done.values()) > 20, cuts.done
    assert office.sent == [], "this server mails nobody"
    mailed_exactly_what_was_approved_and_done(tale, sink)
    office.close()


def half_a_year(tale: Tale) -> None:
    for month in (november, december, january, february, march):
        month(tale)
    tale.happens(lambda: tale.answers("cancel_guests", "cancel"))
    may(tale)


def mailed_exactly_what_was_approved_and_done(tale: Tale, sink) -> None:
    said = sink.said()
    firsts = Counter((each.uid, each.to) for each in said if (each.method, each.sequence) == ("REQUEST", 0))
    assert firsts == Counter(tale.watch.invited)
    assert firsts
    assert set(Counter(said).values()) == {1}, "something was said twice"
    after = sorted((each.method, each.sequence, each.to) for each in said if each.sequence)
    # Alfa was moved by its owner; Eta was taken away by his answer, and called off by the next one.
    assert after == [("CANCEL", 1, EVA), ("REQUEST", 1, EVA)]
    assert SISTER.address not in {each.to for each in said}, "whom its owner asked himself he tells himself"
