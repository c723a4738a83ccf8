"""The pass that chooses the afternoons, killed anywhere: everybody still gets the same, each once."""

from pathlib import Path

import pytest

from core.afternoons import a_rule
from core.networks import a_network
from system.office import Office, some_rules
from system.test_killed_everywhere import Counter, Killed
from zaaikalender.core.appointments import Kind
from zaaikalender.core.rules import Rules

PEOPLE = ("marieke", "jan")
NETWORKS = {name: a_network("Eva Jansen") for name in PEOPLE}


def rules() -> Rules:
    whole = some_rules()
    return Rules(project_ends=whole.project_ends, leave=whole.leave, sessions=(a_rule(times=1),))


def an_office(path: Path, kind: str) -> Office:
    path.mkdir()
    return Office(path, kind=kind, people=PEOPLE, rules=rules(), networks=NETWORKS)


def standing(office: Office, name: str, kind: Kind) -> list[str]:
    """When the appointments of that kind stand in somebody's calendar, as he sees them."""
    title = {Kind.SESSION: "Just-Do-It", Kind.LIST: "Bellijst bij Just-Do-It"}[kind]
    return sorted(str(event.when) for event in office.hand(name).events() if event.title == title)


@pytest.mark.parametrize("kind", ["remembers", "forgets"])
def test_a_pass_that_is_killed_while_it_chooses_leaves_one_choice(tmp_path: Path, kind: str) -> None:
    whole, counter = an_office(tmp_path / "whole", kind), Counter()
    whole.hook = counter
    whole.a_pass("marieke")
    whole.hook = lambda _step: None
    whole.until_quiet()
    wanted = standing(whole, "marieke", Kind.SESSION)
    assert len(wanted) == 1
    assert "after claim_sessions" in counter.steps
    whole.close()
    for number, step in enumerate(counter.steps):
        office = an_office(tmp_path / f"killed-{number}", kind)
        office.hook = Counter(number)
        with pytest.raises(Killed):
            office.a_pass("marieke")
        office.hook = lambda _step: None
        office.new_process()
        office.until_quiet()
        for question in office.questions("marieke"):
            assert kind != "remembers"
            office.answer(question.number, "plan_again", "marieke")
            office.until_quiet()
        where = f"{kind}, killed at step {number + 1} ({step})"
        for name in PEOPLE:
            assert standing(office, name, Kind.SESSION) == wanted, where
            assert standing(office, name, Kind.LIST) == wanted, where
        assert not office.questions(), where
        office.close()


def test_two_offices_that_begin_with_another_colleague_choose_the_same(tmp_path: Path) -> None:
    found = []
    for first in PEOPLE:
        office = an_office(tmp_path / first, "remembers")
        office.a_pass(first)
        office.until_quiet()
        found.append([standing(office, name, Kind.SESSION) for name in PEOPLE])
        office.close()
    assert found[0] == found[1]
    assert found[0][0] == found[0][1]
