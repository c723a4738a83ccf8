"""What is shipped for whoever keeps the product running: it must not go stale beside the code."""

import configparser
import re
from pathlib import Path

import pytest

from zaaikalender import errors

DEPLOY = Path(__file__).parents[1] / "deploy"
RUNBOOK = (DEPLOY / "RUNBOOK.md").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
KINDS = [name for name, kind in vars(errors).items() if isinstance(kind, type) and name != "ZaaiError"]


def service() -> dict[str, str]:
    """The unit's [Service] section; of a key that is given twice, the last."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "zaaikalender.service", encoding="utf-8")
    return dict(unit["Service"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_runbook_says_what_to_do_about_each_kind_of_failure(kind: str) -> None:
    assert re.search(rf"^\| `{kind}` \|", RUNBOOK, flags=re.MULTILINE)


def test_the_service_may_touch_nothing_but_its_own_folders_and_the_network() -> None:
    unit = service()
    assert unit["User"] == "zaaikalender"
    assert unit["ProtectSystem"] == "strict"
    assert unit["NoNewPrivileges"] == "yes"
    assert unit["UMask"] == "0077"
    assert unit["CapabilityBoundingSet"] == ""
    assert unit["StateDirectory"].split() == ["zaaikalender", "zaaikalender-key"]


def test_a_wrong_config_is_not_tried_again_and_again() -> None:
    assert service()["RestartPreventExitStatus"] == "2"


def test_service_and_container_run_the_same_worker() -> None:
    command, *arguments = service()["ExecStart"].split()
    start = re.findall(r"^(?:ENTRYPOINT|CMD) \[(.*)\]$", CONTAINER, flags=re.MULTILINE)
    assert re.findall(r'"([^"]+)"', ",".join(start)) == [command, *arguments]


def test_the_container_runs_as_nobody_in_particular() -> None:
    assert re.search(r"^USER zaaikalender$", CONTAINER, flags=re.MULTILINE)


def test_what_the_runbook_has_the_service_write_lies_where_it_may_write() -> None:
    made = re.findall(r"install -d -o zaaikalender [^\n]*\\\n?([^\n]*)", RUNBOOK)
    folders = tuple(folder for line in made for folder in line.split())
    written = re.findall(r"\.backup '([^']+)'", RUNBOOK)
    assert written
    assert folders
    assert all(path.rpartition("/")[0] in folders for path in written)


def test_the_runbook_puts_the_unit_in_its_place_before_it_changes_it() -> None:
    assert RUNBOOK.index("cp deploy/zaaikalender.service") < RUNBOOK.index("systemctl edit")


def test_the_runbooks_word_for_the_command_brings_the_secrets_of_the_service_along() -> None:
    file = service()["EnvironmentFile"].removeprefix("-")
    word = RUNBOOK[RUNBOOK.index("zaai() {") :].split("}")[0]
    assert file in word
    assert service()["ExecStart"].removesuffix(" work") in word
