"""The first read of a collection by the `caldav` client; `bench_caldav` runs this where that is installed.

You need this only there: it prints the processor time in seconds, the peak memory in MB, and how many events.
"""

import json
import resource
import sys
from time import process_time

import caldav


def main(url: str) -> None:
    """Reads everything once."""
    start = process_time()
    calendar = caldav.DAVClient(url=url, username="alice", password="a").calendar(url=url)  # noqa: S106
    found = calendar.get_objects_by_sync_token(load_objects=True)
    events = len([each.icalendar_component for each in found])
    used, peak = process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"first": used, "peak": peak, "events": events}, sys.stdout)


main(*sys.argv[1:])
