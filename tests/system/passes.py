"""A process that makes passes over a folder until it is killed; the test that kills it is its only caller.

You need this in `test_killed_for_real` alone: `python passes.py TESTS FOLDER MOMENT`.
"""

import sys
from datetime import datetime
from pathlib import Path


def main() -> None:
    """Says "ready", then makes passes, each as a new holder of the lease."""
    tests, folder, moment = sys.argv[1:]
    sys.path.insert(0, tests)
    from system.office import Office  # noqa: PLC0415 - the path to it is an argument

    office = Office(Path(folder), kind="folder", now=datetime.fromisoformat(moment))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        office.a_pass()


if __name__ == "__main__":
    main()
