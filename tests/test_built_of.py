"""What a release is built of is written down, octet for octet, and two builds of it are the same."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
sys.path.insert(0, str(DEPLOY))

import locking  # noqa: E402 - a script of ours, not a package

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = PROJECT["project"]["dependencies"]
MORE = PROJECT["project"]["optional-dependencies"]["postgresql"]
MOST = 24
RUNS, BUILDS = (
    locking.read_lock((DEPLOY / name).read_text(encoding="utf-8"))
    for name in ("requirements.lock", "build.lock")
)


def needed(requirements, found=()):
    """The names of all packages that these need here, themselves included."""
    names = set(found)
    for text in requirements:
        wanted = Requirement(text)
        extras = wanted.extras or {""}
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        name = locking.normal(wanted.name)
        if name in names and not wanted.extras:
            continue
        names.add(name)
        more = metadata.requires(name) or []
        mine = [
            each
            for each in more
            if not (marker := Requirement(each).marker)
            or any(marker.evaluate({"extra": extra}) for extra in extras)
        ]
        names |= needed([each.partition(";")[0] for each in mine], names)
    return names


def test_there_are_few_direct_dependencies_and_each_is_pinned():
    assert len(DIRECT) <= MOST
    for each in (*DIRECT, *MORE, *PROJECT["build-system"]["requires"]):
        assert re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", each), each


@pytest.mark.parametrize("dependency", DIRECT)
def test_each_direct_dependency_has_its_reason(dependency):
    decisions = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Decisions")[2]
    built_of = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").partition("## 17.")[2]
    assert dependency.partition("==")[0] in (decisions + built_of).lower()


def test_the_lock_holds_what_the_project_asks_for():
    for each in (*DIRECT, *MORE):
        wanted = Requirement(each)
        assert (locking.normal(wanted.name), str(wanted.specifier).removeprefix("==")) in RUNS
    assert ("hatchling", "1.33.0") in BUILDS


def test_nothing_is_needed_that_is_not_in_the_lock():
    assert needed([*DIRECT, *MORE]) <= {name for name, _version in RUNS}


@pytest.mark.parametrize("found", [RUNS, BUILDS], ids=["what runs", "what builds"])
def test_each_package_in_a_lock_has_its_hashes(found):
    assert found
    assert all(found.values())


@pytest.mark.parametrize("name", ["requirements.lock", "build.lock"])
def test_a_lock_holds_nothing_but_names_versions_and_hashes(name):
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert locking.as_lock(locking.read_lock(text)) == text


def test_the_bill_of_materials_says_what_the_lock_says():
    text = (DEPLOY / "sbom.json").read_text(encoding="utf-8")
    assert text == locking.as_sbom(RUNS)
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert len({each["bom-ref"] for each in bill["components"]}) == len(RUNS)


def test_the_container_installs_what_is_in_the_locks_and_nothing_else():
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    installs = re.findall(r"pip (?:install|wheel) ((?:[^&\n]|\\\n)+)", container)
    assert len(installs) == 4
    for each in installs:
        assert "--require-hashes" in each or "--no-deps" in each


def test_two_builds_are_the_same_octets(tmp_path):
    wheels = []
    for name, day in (("one", 1_600_000_000), ("two", 1_700_000_000)):
        tree = tmp_path / name
        for part in ("src", "config", "deploy", "pyproject.toml", "README.md", "LICENSE"):
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            tree.mkdir(exist_ok=True)
            copy(ROOT / part, tree / part)
        for path in tree.rglob("*"):
            os.utime(path, (day, day))
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tree / "out")]
        subprocess.run(command, cwd=tree, check=True, capture_output=True)  # noqa: S603 - our own words
        (wheel,) = (tree / "out").glob("*.whl")
        wheels.append(wheel.read_bytes())
    assert wheels[0] == wheels[1]
