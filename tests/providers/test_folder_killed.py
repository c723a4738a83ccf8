"""A process that is killed in the middle of a write: the file is the old one or the new one, never half."""

import os
from pathlib import Path

import pytest

from providers.folder_setting import a_place
from zaaikalender.providers import folder_files
from zaaikalender.providers.folder_listing import version_of

OLD, NEW = b"old" * 1000, b"new" * 2000
STEPS = ("open", "fsync", "link", "replace", "unlink", "scandir")
KILLED = 9


def killed_at(number: int, write) -> bool:
    """Whether a process of its own was killed before or after its n-th step, or came to an end."""
    child = os.fork()
    if child == 0:
        _be_killed_at(number, write)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, KILLED}
    return code == KILLED


def _be_killed_at(number: int, write) -> None:
    left = [number]

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            os._exit(KILLED)

    def counted(own):
        def step(*arguments, **options):
            count()
            result = own(*arguments, **options)
            count()
            return result

        return step

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    try:
        write()
    except BaseException:  # noqa: BLE001 - a child must not go on as a second run of the tests
        os._exit(1)
    os._exit(0)


def contents(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def version(path: Path) -> str:
    return version_of(path.lstat())


ACTS = {
    "add": (None, NEW, lambda path: folder_files.add(path, NEW)),
    "replace": (OLD, NEW, lambda path: folder_files.replace(path, NEW, expected=version(path))),
    "remove": (OLD, None, lambda path: folder_files.remove(path, expected=version(path))),
}


@pytest.mark.parametrize(("before", "after", "act"), ACTS.values(), ids=ACTS.keys())
def test_killed_at_any_step_a_file_is_the_old_or_the_new_and_can_be_written_again(before, after, act):
    seen = []
    with a_place() as folder:
        path, number, killed = folder / "a.ics", 0, True
        while killed:
            path.unlink(missing_ok=True)
            if before:
                path.write_bytes(before)
            killed = killed_at(number, lambda: act(path))
            seen.append(contents(path))
            if seen[-1] == before:
                act(path)
            assert contents(path) == after
            number += 1
        assert all(one.name == "a.ics" or one.name.startswith(".zaai-") for one in folder.iterdir())
    assert set(seen) == {before, after}
    assert seen == sorted(seen, key=lambda one: one == after)
