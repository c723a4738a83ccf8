"""A year with a list of seven, as its owner lives it: from the template to the counts, month by month.

You need this when the parts each work and the whole does not. The product is used by its commands and by what
he does in his own calendar; everything else is read from files.
"""

import csv
import re
from datetime import date, timedelta

import pytest

from cli.office import Zaai, an_ics, an_office, unfolded

PEOPLE = {
    "Quirijn Zwanenvogel": "quirijn@reigersnest.example",
    "Xandra Pimpelmees": "xandra@reigersnest.example",
    "Wolfert Kwikstaart": "wolfert@kwikhuis.example",
    "Ypke Roerdomp": "ypke@rietland.example",
    "Zebedeus Kluut": "zebedeus@kluutzorg.example",
    "Ottilie Grutto": "ottilie@grutto.example",
    "Isolde Kievit": "isolde@kievit.example",
}
MORE = '[contacts]\ngoal = 7\n[[session]]\nname = "Just-Do-It"\ntimes = 2\n'
MONTHS = [date(2026 + (11 + month) // 12, (11 + month) % 12 + 1, 5) for month in range(14)]


@pytest.fixture
def office(tmp_path) -> Zaai:
    """Two colleagues; one of them makes a list from the template."""
    return Zaai(an_office(tmp_path, "marieke", "jan", start="write", more=MORE))


def make_list(zaai: Zaai) -> None:
    """He fills in the template and imports it."""
    file = zaai.config.parent / "lijst.csv"
    assert zaai("contacts", "template", str(file)).code == 0
    heads = next(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    rows = [
        [{"naam": name, "e-mail": address}.get(head.casefold(), "") for head in heads]
        for name, address in PEOPLE.items()
    ]
    with file.open("a", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    done = zaai("contacts", "import", str(file), "--calendar", "marieke")
    assert "7 " in done.out, done


def slots(zaai: Zaai) -> dict:
    """The slots that stand: by the contact's name, the file."""
    found = {}
    for path in zaai.folder("marieke").glob("*.ics"):
        text = unfolded(path)
        title = re.search(r"SUMMARY:(.*)", text)[1].strip()
        name = title.rpartition(" met ")[2]
        if "X-ZAAIKALENDER-KEY" in text and name in PEOPLE and "Koffie" in title:
            found.setdefault(name, []).append(path)
    return found


def start_of(path) -> date:
    _zone, _, event = unfolded(path).partition("BEGIN:VEVENT")
    found = re.search(r"DTSTART[^:]*:(\d{4})(\d\d)(\d\d)", event)
    return date(*map(int, found.groups()))


def passes(zaai: Zaai, day: date) -> None:
    """Two passes that day; the second has nothing to do."""
    for hour in ("09", "10"):
        done = zaai("run", now=f"{day}T{hour}:00")
        assert done.code in {0, 3}, done
    quiet = zaai("plan", "--format", "json", now=f"{day}T10:01").json()
    assert quiet["operations"] == []


def agree(path) -> None:
    """Its owner takes the prefix away."""
    path.write_bytes(path.read_bytes().replace(b"SUMMARY:Voorstel: ", b"SUMMARY:", 1))


def test_a_year_with_a_list_of_seven(office):
    make_list(office)
    agreed: dict[str, date] = {}
    skipped: list[str] = []
    for day in MONTHS:
        passes(office, day)
        for name, paths in sorted(slots(office).items()):
            for path in paths:
                soon = day <= start_of(path) < day + timedelta(days=31)
                if not soon or "Voorstel: " not in unfolded(path):
                    continue
                if not skipped:
                    skipped.append(name)
                    path.unlink()
                else:
                    agree(path)
                    agreed[name] = start_of(path)
    passes(office, date(2028, 1, 10))
    assert agreed.keys() | set(skipped) == PEOPLE.keys(), "each contact had his moment"
    counted = office("report", "--year", "2027", "--format", "json", now="2028-01-10T10:00").json()
    assert counted["total"]["held"] == sum(day.year == 2027 for day in agreed.values())
    assert counted["total"]["list"] == 7
    assert len(slots(office)) == 7, "and each has the next one"
    nobody_else_sees_them(office)


def nobody_else_sees_them(zaai: Zaai) -> None:
    """No name, no address: not in reports, not in what others see, not in colleagues' calendars."""
    moment = "2028-01-10T10:00"
    shown = [
        zaai(*words, now=moment)
        for words in (
            ("report", "--year", "2027"),
            ("report", "--year", "2027", "--format", "json"),
            ("report", "--year", "2027", "--format", "html"),
            ("plan",),
            ("plan", "--format", "json"),
            ("plan", "--format", "html"),
            ("list",),
            ("list", "--all", "--format", "json"),
            ("list", "--calendar", "jan", "--all"),
            ("doctor",),
        )
    ]
    texts = [each.out + each.err for each in shown]
    texts += [unfolded(path) for path in zaai.folder("jan").glob("*.ics")]
    for name, address in PEOPLE.items():
        for canary in (name, address, name.split()[1]):
            assert not any(canary.casefold() in text.casefold() for text in texts), canary


def test_an_agreement_in_a_slot_leads_to_the_next_one(office):
    make_list(office)
    passes(office, MONTHS[0])
    name, (path,) = min(slots(office).items(), key=lambda pair: start_of(pair[1][0]))
    agree(path)
    text = path.read_bytes().replace(b"volgende:", b"volgende: over 4 maanden", 1)
    path.write_bytes(text)
    spoken = start_of(path)
    passes(office, spoken + timedelta(days=3))
    _held, following = sorted(slots(office)[name], key=start_of)
    assert abs(start_of(following) - spoken - timedelta(days=121)) <= timedelta(days=12)
    why = office("list", "--calendar", "marieke", now=f"{spoken + timedelta(days=3)}T11:00")
    assert name in why.out


def test_a_lunch_of_his_own_counts_and_takes_the_slot_away(office):
    make_list(office)
    passes(office, MONTHS[0])
    name = min(slots(office), key=lambda each: start_of(slots(office)[each][0]))
    lunch = an_ics(f"Lunch {name}", "2026-12-08", clock="12:00")
    (office.folder("marieke") / "lunch.ics").write_text(lunch)
    passes(office, date(2026, 12, 7))
    assert name not in slots(office)
    passes(office, date(2026, 12, 10))
    assert abs(start_of(slots(office)[name][0]) - date(2027, 12, 8)) <= timedelta(days=21)
