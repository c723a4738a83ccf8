"""Writing files: never half of one, never over somebody's newer version, and no doubt about what was done."""

import errno
import os
import resource
import stat
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from providers.folder_person import forbidden
from providers.folder_setting import a_place, broken, folders_cannot_be_synced
from zaaikalender.errors import NotWritten, OutcomeUnknown, Stale
from zaaikalender.providers import folder_files
from zaaikalender.providers.folder_listing import version_of

OLD, NEW = b"old" * 1000, b"new" * 2000


@pytest.fixture
def folder():
    with a_place() as place:
        yield place


@pytest.fixture
def path(folder):
    (folder / "a.ics").write_bytes(OLD)
    return folder / "a.ics"


def version(path: Path) -> str:
    return version_of(path.lstat())


def failing_with(number):
    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    return fail


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_write_leaves_the_new_contents_and_nothing_else(folder, path):
    replaced = folder_files.replace(path, NEW, expected=version(path))
    added = folder_files.add(folder / "b.ics", OLD)
    assert everything(folder) == {"a.ics": NEW, "b.ics": OLD}
    assert (replaced, added) == (version(path), version(folder / "b.ics"))
    folder_files.remove(path, expected=replaced)
    assert everything(folder) == {"b.ics": OLD}


def test_a_file_that_is_already_there_is_not_overwritten(folder, path):
    with pytest.raises(Stale):
        folder_files.add(path, NEW)
    assert everything(folder) == {"a.ics": OLD}


def test_a_file_that_comes_at_the_last_moment_is_not_overwritten(folder):
    path, own = folder / "a.ics", os.link

    def come_first(*arguments, **options):
        path.write_bytes(OLD)
        return own(*arguments, **options)

    with broken("link", come_first), pytest.raises(Stale):
        folder_files.add(path, NEW)
    assert everything(folder) == {"a.ics": OLD}


def test_a_disk_without_links_is_written_too(folder, path):
    with broken("link", failing_with(errno.EPERM)):
        folder_files.add(folder / "b.ics", NEW)
        with pytest.raises(Stale):
            folder_files.add(path, NEW)
    assert everything(folder) == {"a.ics": OLD, "b.ics": NEW}


def test_a_network_disk_that_reports_its_own_success_as_a_file_that_exists_is_understood(folder):
    own = os.link

    def twice(*arguments, **options):
        own(*arguments, **options)
        return own(*arguments, **options)

    with broken("link", twice):
        folder_files.add(folder / "a.ics", NEW)
    assert everything(folder) == {"a.ics": NEW}


def test_a_version_that_came_meanwhile_is_not_overwritten(folder, path):
    read = version(path)
    path.write_bytes(OLD + b"more")
    with pytest.raises(Stale):
        folder_files.replace(path, NEW, expected=read)
    with pytest.raises(Stale):
        folder_files.remove(path, expected=read)
    assert everything(folder) == {"a.ics": OLD + b"more"}


def test_a_version_that_comes_while_we_write_is_not_overwritten(folder, path):
    own = os.fsync

    def change_meanwhile(descriptor):
        path.write_bytes(OLD + b"more")
        own(descriptor)

    with broken("fsync", change_meanwhile), pytest.raises(Stale):
        folder_files.replace(path, NEW, expected=version(path))
    assert everything(folder) == {"a.ics": OLD + b"more"}


def test_a_file_that_went_meanwhile_is_not_brought_back(folder, path):
    read = version(path)
    path.unlink()
    with pytest.raises(Stale):
        folder_files.replace(path, NEW, expected=read)
    assert everything(folder) == {}


@contextmanager
def no_room():
    """A disk on which no file can grow beyond 100 bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_writes_nothing_and_says_so(folder, path):
    with no_room(), pytest.raises(NotWritten, match="disk is full") as failure:
        folder_files.replace(path, NEW, expected=version(path))
    with no_room(), pytest.raises(NotWritten):
        folder_files.add(folder / "b.ics", NEW)
    assert str(folder) in str(failure.value)
    assert everything(folder) == {"a.ics": OLD}


def test_a_folder_that_may_not_be_written_stays_as_it_was_and_says_so(folder, path):
    read = version(path)
    for write in (
        lambda: folder_files.add(folder / "b.ics", NEW),
        lambda: folder_files.replace(path, NEW, expected=read),
        lambda: folder_files.remove(path, expected=read),
    ):
        with forbidden(folder, 0o555), pytest.raises(NotWritten, match="may not be written") as failure:
            write()
        assert str(folder) in str(failure.value)
    assert everything(folder) == {"a.ics": OLD}


def test_a_folder_that_went_takes_no_write(folder):
    folder.rename(folder.with_name("weg"))
    with pytest.raises(NotWritten):
        folder_files.add(folder / "a.ics", NEW)


def test_after_a_failure_past_the_write_the_outcome_is_unknown(folder, path):
    with folders_cannot_be_synced(), pytest.raises(OutcomeUnknown):
        folder_files.replace(path, NEW, expected=version(path))
    with folders_cannot_be_synced(), pytest.raises(OutcomeUnknown):
        folder_files.add(folder / "b.ics", NEW)
    assert everything(folder) == {"a.ics": NEW, "b.ics": NEW}


def test_a_disk_that_cannot_sync_folders_at_all_is_no_failure(folder, path):
    with folders_cannot_be_synced(errno.EINVAL):
        folder_files.replace(path, NEW, expected=version(path))
    assert everything(folder) == {"a.ics": NEW}


def test_a_disk_that_fails_in_the_one_step_itself_leaves_the_outcome_unknown(folder, path):
    with broken("link", failing_with(errno.EIO)), pytest.raises(OutcomeUnknown):
        folder_files.add(folder / "b.ics", NEW)
    with broken("replace", failing_with(errno.EIO)), pytest.raises(OutcomeUnknown):
        folder_files.replace(path, NEW, expected=version(path))
    with broken("unlink", failing_with(errno.EIO)), pytest.raises(OutcomeUnknown):
        folder_files.remove(path, expected=version(path))


def test_new_files_have_the_rights_of_the_umask(folder):
    umask = os.umask(0o027)
    try:
        folder_files.add(folder / "a.ics", NEW)
    finally:
        os.umask(umask)
    assert stat.S_IMODE((folder / "a.ics").stat().st_mode) == 0o640


def test_changed_files_keep_their_rights(path):
    path.chmod(0o664)
    folder_files.replace(path, NEW, expected=version(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_what_a_killed_process_left_is_swept_when_it_is_old(folder, path):
    old, fresh = folder / ".zaai-old.tmp", folder / ".zaai-fresh.tmp"
    for leftover in (old, fresh):
        leftover.write_bytes(NEW)
    hour_ago = path.stat().st_mtime - 3700
    os.utime(old, (hour_ago, hour_ago))
    os.utime(path, (hour_ago, hour_ago))
    folder_files.add(folder / "b.ics", NEW)
    assert sorted(everything(folder)) == [".zaai-fresh.tmp", "a.ics", "b.ics"]


def test_contents_are_on_disk_before_they_get_their_name_and_the_name_before_we_go_on(folder, path):
    steps = []

    def noted(name, own):
        def step(*arguments, **options):
            on_folder = name == "fsync" and stat.S_ISDIR(os.fstat(arguments[0]).st_mode)
            steps.append(f"{name} folder" if on_folder else name)
            return own(*arguments, **options)

        return step

    with ExitStack() as stack:
        for name in ("fsync", "link", "replace"):
            stack.enter_context(broken(name, noted(name, getattr(os, name))))
        folder_files.add(folder / "b.ics", NEW)
        folder_files.replace(path, NEW, expected=version(path))
    assert steps == ["fsync", "link", "fsync folder", "fsync", "replace", "fsync folder"]
