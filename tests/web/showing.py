"""An office as it is after some months, so that there is something to be seen on each page.

You need this to look at the pages, in a browser test or by hand.
"""

from datetime import datetime, timedelta

from web.house import a_house

EVENT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//test//NL\r
BEGIN:VEVENT\r
UID:{uid}@test\r
DTSTAMP:20260101T090000Z\r
DTSTART:{start:%Y%m%dT%H%M%SZ}\r
DTEND:{end:%Y%m%dT%H%M%SZ}\r
SUMMARY:{title}\r
ORGANIZER:mailto:marieke@bureau.example\r
ATTENDEE;PARTSTAT=ACCEPTED:mailto:marieke@bureau.example\r
ATTENDEE;CN={name};PARTSTAT=ACCEPTED:mailto:{address}\r
END:VEVENT\r
END:VCALENDAR\r
"""
PEOPLE = (
    ("Eva Jansen", "Waterschap Noord", "eva@waterschap.example", "2026-02-11"),
    ("Bo Kok", "Gemeente Assen", "bo@assen.example", "2026-04-22"),
    ("Fatima el Amrani", "Kok Ingenieurs", "fatima@kok.example", "2026-06-09"),
    ("Joost van den Heuvel", "Provincie Drenthe", "joost@drenthe.example", ""),
    ("Anouk de Ridder", "Zelfstandig", "anouk@ridder.example", "2025-09-30"),
)
STRANGERS = (("Sanne Visser", "sanne@kade.example"), ("Willem Post", "willem@haven.example"))


def filled(folder, port):
    """The office of the tests, with meetings, lists, proposals, a question, and something that went wrong."""
    web = f"port = {port}"
    house = a_house(folder, web=web, more="[budget]\nminimum_hours = 1500\n[report]\nper_person = true\n")
    _meetings(house)
    for name, organisation, address, last in PEOPLE:
        house.put("marieke", name=name, organisation=organisation, address=address, last=last)
    # An address as long as some are: it must not push a page wider than a telephone.
    file = folder / "marieke" / "einde.ics"
    long = file.read_text("utf-8").replace("eva@client-", "eva.jansen-van.den.heuvel@client-")
    file.write_text(long, encoding="utf-8", newline="")
    ending = (folder / "marieke" / "einde.ics").read_text("utf-8")
    twin = ending.replace("end-", "twin-").replace("20261127", "20261211")
    (folder / "marieke" / "twin.ics").write_text(twin, encoding="utf-8")
    beta = (
        ending.replace("end-", "beta-")
        .replace("20261127", "20261023")
        .replace("Alfa van marieke", "Kadebouw")
    )
    (folder / "marieke" / "beta.ics").write_text(beta, encoding="utf-8")
    for name in ("jan", "marieke"):
        house.yes(name)
    return house


def _meetings(house):
    moments = [datetime(2026, month, 10 + month, 9) for month in (1, 2, 2, 4, 5, 6, 9, 10)]  # noqa: DTZ001
    people = [(name, address) for name, _organisation, address, _last in PEOPLE] + list(STRANGERS)
    for number, moment in enumerate(moments):
        name, address = people[number % len(people)]
        text = EVENT.format(
            uid=f"m{number}",
            start=moment,
            end=moment + timedelta(hours=1),
            title="Koffie",
            name=name,
            address=address,
        )
        (house.folder / "marieke" / f"m{number}.ics").write_text(text, encoding="utf-8")
