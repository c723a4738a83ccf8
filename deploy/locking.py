# ruff: noqa: INP001 - a script, run by its path
"""Writes down what a release is built of: each package with its version and hashes, and a bill of materials.

Run it when a dependency changes, with the network:

    python deploy/locking.py

`requirements.lock` holds what runs, `build.lock` what builds the wheel; the Containerfile installs nothing
that is not in them, octet for octet. `sbom.json` says the same in CycloneDX 1.6 (ECMA-424), for whoever
watches over known holes. A test compares all three with pyproject.toml.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
MACHINES = ("x86_64", "aarch64")
HEAD = "# Made by deploy/locking.py, for Python 3.11 on Linux. Do not edit.\n"

Hashes = dict[tuple[str, str], set[str]]
"""By name and version: SHA-256 of each wheel."""


def main() -> None:
    """Writes all three files."""
    runs = locked(
        [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["postgresql"]]
    )
    (HERE / "requirements.lock").write_text(as_lock(runs), encoding="utf-8")
    builds = locked(PROJECT["build-system"]["requires"])
    (HERE / "build.lock").write_text(as_lock(builds), encoding="utf-8")
    (HERE / "sbom.json").write_text(as_sbom(runs), encoding="utf-8")


def locked(wanted: Iterable[str]) -> Hashes:
    """Everything that these need, for each kind of machine."""
    found: Hashes = {}
    for machine in MACHINES:
        for each in resolved(list(wanted), machine)["install"]:
            place = normal(each["metadata"]["name"]), each["metadata"]["version"]
            found.setdefault(place, set()).add(each["download_info"]["archive_info"]["hashes"]["sha256"])
    return found


def resolved(wanted: list[str], machine: str) -> Mapping[str, Any]:
    """What pip would install there; nothing is installed."""
    platforms = [f"--platform=manylinux_2_{minor}_{machine}" for minor in (17, 28)]
    platforms.append(f"--platform=manylinux2014_{machine}")
    with tempfile.TemporaryDirectory() as nowhere:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        command += [
            "--only-binary=:all:",
            "--python-version=3.11",
            "--implementation=cp",
            f"--target={nowhere}",
        ]
        command += ["--report=-", *platforms, *wanted]
        told = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
    report: Mapping[str, Any] = json.loads(told.stdout)
    return report


def as_lock(found: Hashes) -> str:
    """As pip reads it (`--require-hashes`)."""
    lines = [HEAD]
    for (name, version), hashes in sorted(found.items()):
        lines += [f"{name}=={version}", *(f" \\\n    --hash=sha256:{each}" for each in sorted(hashes)), "\n"]
    return "".join(lines)


def read_lock(text: str) -> Hashes:
    """What `as_lock` wrote."""
    packages = re.findall(r"^([\w.-]+)==(\S+)((?: \\\n    --hash=sha256:\w{64})+)$", text, flags=re.MULTILINE)
    return {(name, version): set(re.findall(r"\w{64}", rest)) for name, version, rest in packages}


def as_sbom(found: Hashes) -> str:
    """A bill of materials, CycloneDX 1.6; without a moment in it, so that equal contents are equal files."""
    project = PROJECT["project"]
    return (
        json.dumps(
            {
                "bomFormat": "CycloneDX",
                "specVersion": "1.6",
                "version": 1,
                "metadata": {"component": _component("application", project["name"], project["version"], ())},
                "components": [_component("library", *place, found[place]) for place in sorted(found)],
            },
            indent=1,
        )
        + "\n"
    )


def _component(kind: str, name: str, version: str, hashes: Iterable[str]) -> Mapping[str, object]:
    address = f"pkg:pypi/{name}@{version}"
    contents = [{"alg": "SHA-256", "content": each} for each in sorted(hashes)]
    more = {"hashes": contents} if contents else {}
    return {"type": kind, "bom-ref": address, "name": name, "version": version, "purl": address, **more}


def normal(name: str) -> str:
    """A package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
