"""Another process at the same database: a rival who wants the same, or a pass that is killed.

You need this where threads would not prove enough. It opens the store that it is told, says "ready", waits
for a line, does what it was asked, and prints what came of it.
"""

import os
import signal
import sys

from store import examples as the
from store.conftest import database_of, opened
from zaaikalender.store import Store


def die() -> None:
    """As a power cut would have it: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def acquire(store: Store) -> None:
    lease = store.acquire("marieke", f"process {os.getpid()}", now=the.NOW, seconds=the.SECONDS)
    sys.stdout.write("lost\n" if lease is None else f"won {lease.fence}\n")


def claim(store: Store) -> None:
    name = f"of-{os.getpid()}"
    (held,) = store.claim([the.a_subject(name, "shared@test", f"{name}@test", home=name)])
    sys.stdout.write(f"{held.id} {held.home}\n")


def choose(store: Store) -> None:
    session = the.a_session(f"2027-02-{os.getpid() % 28 + 1:02}")
    (held,) = store.claim_sessions([session])
    sys.stdout.write(f"{held.when}\n")


def die_in_write(store: Store) -> None:
    store.begin(the.a_lease(store), the.an_intent(), now=the.NOW, seconds=the.SECONDS)
    die()


def die_in_record(store: Store) -> None:
    the.a_lease(store)
    with database_of(store).write() as connection:
        # Half of what `record` does, and then the lights go out.
        connection.exec_driver_sql("update calendars set cursor = 'too far', next_question = 99")
        die()


def wait() -> None:
    """Until all rivals are ready."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main(url: str, what: str) -> None:
    """`python rival.py URL acquire`."""
    if what == "open":
        wait()
        opened(url).close()
        sys.stdout.write("opened\n")
        return
    store = opened(url)
    wait()
    {
        "acquire": acquire,
        "choose": choose,
        "claim": claim,
        "die_in_write": die_in_write,
        "die_in_record": die_in_record,
    }[what](store)


main(*sys.argv[1:])
