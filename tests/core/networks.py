"""A list of contacts, the forms in which one meets, and a calendar that plans from them.

You need this to test what becomes of a contact: `a_network("Eva Jansen", "Bas de Boer")`.
"""

from datetime import date, time, timedelta

from zaaikalender.core.agreements import Meant
from zaaikalender.core.contacts import Contact, Form, Network
from zaaikalender.core.dates import Hours

NAMES = (
    "Eva Jansen", "Bas de Boer", "Carla Smit", "Dirk Visser", "Els Mulder", "Frans Bakker", "Greet Peters",
)  # fmt: skip
KOFFIE = Form(
    name="koffie",
    duration=timedelta(hours=1),
    travel=timedelta(minutes=45),
    between=Hours(time(9, 30), time(16)),
)
PADEL = Form(
    name="padel",
    duration=timedelta(minutes=90),
    travel=timedelta(minutes=45),
    between=Hours(time(9), time(17)),
    months=frozenset(range(3, 11)),
)


def a_contact(name: str = "Eva Jansen", **fields) -> Contact:
    """Somebody on a list; his address is made of his name."""
    slug = name.lower().replace(" ", ".")
    return Contact(**({"id": f"c-{slug}", "name": name, "address": f"{slug}@klant.example"} | fields))


def a_network(*people: Contact | str, **fields) -> Network:
    """A list of these people, and an office that drinks coffee once a year."""
    contacts = tuple(a_contact(each) if isinstance(each, str) else each for each in people)
    settings = {"forms": {"koffie": KOFFIE, "padel": PADEL}, "form": "koffie"}
    return Network(**(settings | {"contacts": contacts} | fields))


def said(*ways: tuple[str, bool]):
    """A reader of dates that reads all words so: days, and whether that very day was named."""
    return lambda _words, _on: tuple(Meant(day=date.fromisoformat(day), exact=exact) for day, exact in ways)
