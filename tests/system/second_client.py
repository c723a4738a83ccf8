"""The collection at an address as the `caldav` client sees it, as JSON: run by a Python of its own.

You need this to hold what we see against what somebody else's program sees. `caldav` replaces parts of
urllib3 in its environment, so it never shares one with us: `second_client.py URL HEADERS` runs where it is.
"""

import json
import sys

import caldav


def main(url: str, headers: str) -> None:
    """Prints each event: its UID and title, start and end as written, and who was invited."""
    client = caldav.DAVClient(url=url, headers=json.loads(headers))
    found = []
    for each in client.calendar(url=url).get_objects_by_sync_token(load_objects=True):
        for event in each.icalendar_instance.walk("VEVENT"):
            guests = event.get("ATTENDEE", [])
            guests = guests if isinstance(guests, list) else [guests]
            found.append(
                {
                    "uid": str(event["UID"]),
                    "title": str(event["SUMMARY"]),
                    "start": event["DTSTART"].dt.isoformat(),
                    "end": event["DTEND"].dt.isoformat(),
                    "guests": sorted(str(guest).lower().removeprefix("mailto:") for guest in guests),
                    "key": str(event.get("X-ZAAIKALENDER-KEY", "")) or None,
                }
            )
    json.dump(sorted(found, key=lambda event: event["uid"]), sys.stdout)


main(*sys.argv[1:])
