from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from configs import MARIEKE, OFFICE, TODAY, a_config

from zaaikalender import config
from zaaikalender.config import FolderConfig, OtherConfig
from zaaikalender.core.dates import Closed, Hours, Span, Unit
from zaaikalender.core.people import Person
from zaaikalender.core.policy import Start
from zaaikalender.core.rules import Guests, Invite
from zaaikalender.errors import ConfigurationError


def test_a_calendar_and_the_offices_domain_are_all_that_must_be_written(tmp_path):
    office = a_config(tmp_path)
    assert office.language == "nl"
    assert office.office.zone == ZoneInfo("Europe/Amsterdam")
    assert office.office.domains == {"bureau.example"}
    assert office.office.hours.days[0] == (Hours(time(9), time(17, 30)),)
    assert office.office.hours.days[5] == ()
    assert office.office.margin == timedelta(minutes=15)
    assert date(2026, 12, 25) in office.office.holidays


def test_left_to_itself_the_policy_is_careful(tmp_path):
    policy = a_config(tmp_path).policy
    assert policy.start is Start.WATCH
    assert policy.invite is Invite.PROPOSE
    assert policy.delay == timedelta(minutes=10)
    assert policy.notice == Span(5, Unit.WORKING_DAYS)
    assert (policy.max_new, policy.max_changes) == (10, 0.3)
    assert policy.every == timedelta(minutes=15)


def test_left_to_itself_a_project_end_gets_one_follow_up_six_weeks_later(tmp_path):
    [borging] = a_config(tmp_path).rules.follow_ups
    assert (borging.name, borging.title) == ("borging", "Borging {project}")
    assert (borging.after, borging.within) == (Span(6, Unit.WEEKS), Span(2, Unit.WEEKS))
    assert borging.duration == timedelta(minutes=45)
    assert borging.between == Hours(time(10), time(16, 30))
    assert (borging.guests, borging.invite) == (Guests.OUTSIDE, Invite.PROPOSE)


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("Einde opdracht: Alfa", "Alfa"),
        ("einddatum van het project Alfa", "Alfa"),
        ("Laatste dag project \N{EN DASH} Alfa Beta", "Alfa Beta"),
        ("Oplevering: Alfa", "Alfa"),
        ("Weekeinde", None),
        ("Einde opdracht", None),
        ("De oplevering van Alfa", None),
    ],
)
def test_left_to_itself_these_titles_mean_that_a_project_ends(tmp_path, title, project):
    [rule] = a_config(tmp_path).rules.project_ends
    groups = rule.title(title)
    assert groups == (None if project is None else {"project": project})


def test_left_to_itself_leave_blocks_and_a_day_on_site_does_not(tmp_path):
    rules = a_config(tmp_path).rules
    assert rules.leave[0].title("Zomervakantie?") is None
    assert rules.leave[0].title("Op vakantie") == {}
    assert rules.planning_blocks[0].title("Op locatie Alfa") == {}
    assert rules.planning_blocks[0].title("Niet op locatie") is None


def test_a_second_follow_up_needs_only_its_name_and_its_moment(tmp_path):
    rules = a_config(tmp_path, '[[follow_up]]\nname = "nazorg"\nafter = "6 maanden"').rules
    assert [(rule.title, rule.after) for rule in rules.follow_ups] == [
        ("Nazorg {project}", Span(6, Unit.MONTHS))
    ]


def test_a_follow_up_that_says_nothing_invites_as_the_office_does(tmp_path):
    extra = (
        '[policy]\ninvite = "self"\n[[follow_up]]\nname = "a"\n[[follow_up]]\nname = "b"\ninvite = "direct"'
    )
    assert [rule.invite for rule in a_config(tmp_path, extra).rules.follow_ups] == [
        Invite.SELF,
        Invite.DIRECT,
    ]


def test_an_office_that_wants_no_follow_up_writes_an_empty_list(tmp_path):
    assert a_config(tmp_path, top="follow_up = []").rules.follow_ups == ()


def test_paths_start_from_the_file_and_not_from_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    office = a_config(tmp_path, calendars=MARIEKE + 'busy = ["family.ics"]\n')
    [marieke] = office.calendars
    assert marieke.provider == FolderConfig(path=tmp_path / "marieke")
    assert marieke.busy == (tmp_path / "family.ics",)
    assert office.store_url == f"sqlite:///{tmp_path}/zaaikalender.db"
    assert office.key_file == tmp_path / "zaaikalender.key"


def test_a_file_named_by_a_relative_path_gives_absolute_paths_too(tmp_path, monkeypatch):
    a_config(tmp_path)
    monkeypatch.chdir(tmp_path)
    office = config.load(Path("zaaikalender.toml"), {}, today=TODAY)
    assert office.key_file == tmp_path / "zaaikalender.key"
    assert office.calendars[0].provider == FolderConfig(path=tmp_path / "marieke")


@pytest.mark.parametrize(
    ("url", "key_file"),
    [
        ("sqlite:///data/zaai.db", "data/zaaikalender.key"),
        ("sqlite:////srv/zaai.db", "/srv/zaaikalender.key"),
        ("postgresql+psycopg://db.bureau.example/zaai", "zaaikalender.key"),
    ],
)
def test_the_office_key_lies_beside_the_database_or_else_beside_the_config(tmp_path, url, key_file):
    assert a_config(tmp_path, f'[store]\nurl = "{url}"').key_file == tmp_path / key_file


def test_the_office_key_lies_where_the_config_says(tmp_path):
    office = a_config(tmp_path, '[store]\nkey_file = "/etc/zaai/office.key"')
    assert office.key_file == Path("/etc/zaai/office.key")


def test_a_home_directory_may_be_written_as_a_tilde(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    office = a_config(tmp_path, calendars=MARIEKE.replace("marieke/", "~/Agenda"))
    assert office.calendars[0].provider == FolderConfig(path=tmp_path / "home" / "Agenda")


def test_a_person_has_his_own_hours_and_goal_where_he_says_so(tmp_path):
    jan = '\n[[calendar]]\nname = "jan"\nowner = "jan@bureau.example"\nprovider = "folder"\npath = "jan"\n'
    own = 'goal = 5\nhours = { ma = "9-12, 13-17", wo = "", vr = "9-13" }\n'
    marieke, jan_himself = a_config(tmp_path, calendars=MARIEKE + jan + own).calendars
    assert (marieke.goal, jan_himself.goal) == (7, 5)
    assert marieke.owner == Person(address="marieke@bureau.example")
    assert marieke.owner.name == "Marieke de Wit"
    assert [len(day) for day in jan_himself.hours.days] == [2, 0, 0, 0, 1, 0, 0]


def test_calendars_on_servers_keep_the_names_of_their_secrets_and_never_the_secrets(tmp_path):
    jan = (
        '\n[[calendar]]\nname = "jan"\nowner = "jan@bureau.example"\nprovider = "caldav"\n'
        'url = "https://cloud.example/"\nusername = "jan"\npassword_env = "JAN_PASSWORD"\n'
    )
    office = a_config(tmp_path, calendars=jan, environ={"JAN_PASSWORD": "hunter2"})
    assert office.calendars[0].provider == OtherConfig(
        provider="caldav",
        url="https://cloud.example/",
        username="jan",
        password_env="JAN_PASSWORD",  # noqa: S106 - a name
    )
    assert "hunter2" not in repr((office, office.settings))


def test_closed_days_may_be_a_stretch_a_day_or_a_date_without_quotes(tmp_path):
    closed = 'closed = ["2026-12-24/2027-01-03", "2027-05-07", 2027-05-14]\n'
    found = a_config(tmp_path, office=OFFICE + closed).office.closed
    assert found == (
        Closed(first=date(2026, 12, 24), last=date(2027, 1, 3)),
        Closed(first=date(2027, 5, 7), last=date(2027, 5, 7)),
        Closed(first=date(2027, 5, 14), last=date(2027, 5, 14)),
    )


def test_holidays_are_those_of_the_part_of_the_country(tmp_path):
    bavaria = a_config(tmp_path, office=OFFICE + 'holidays = "de-by"\n').office.holidays
    none = a_config(tmp_path, office=OFFICE + 'holidays = ""\n').office.holidays
    assert date(2027, 1, 6) in bavaria
    assert date(2027, 4, 27) not in bavaria
    assert none == frozenset()


def test_holidays_reach_from_two_years_back_to_four_years_ahead(tmp_path):
    years = {day.year for day in a_config(tmp_path).office.holidays}
    assert years == set(range(2024, 2031))


def test_a_bearer_may_go_to_this_machine_or_where_the_office_says(tmp_path):
    jan = '\n[[calendar]]\nname = "jan"\nowner = "j@bureau.example"\nprovider = "google"\nbearer_env = "J"\n'
    for endpoint, allow in (("http://127.0.0.1:9/", ""), ("https://10.1.2.3/", '"10.0.0.0/8"')):
        calendar = f'{jan}endpoint = "{endpoint}"\n[http]\nallow = [{allow}]\n'
        assert a_config(tmp_path, calendars=calendar).calendars[0].provider.endpoint == endpoint


def test_forms_of_meeting_are_there_and_the_offices_own_takes_the_place_of_one(tmp_path):
    forms = a_config(tmp_path, '[[form]]\nname = "lunch"\nduration = "2 uur"').forms
    assert set(forms) == {"koffie", "wandeling", "padel", "lunch", "bellen"}
    assert forms["lunch"].duration == timedelta(hours=2)
    assert forms["bellen"].travel == timedelta(0)


def test_a_calendar_is_found_by_its_name_and_a_typo_is_helped(tmp_path):
    office = a_config(tmp_path)
    assert office.calendar("marieke").owner.address == "marieke@bureau.example"
    with pytest.raises(ConfigurationError, match=r"Did you mean 'marieke'\?"):
        office.calendar("mareike")


def test_a_missing_config_says_how_to_make_one(tmp_path):
    with pytest.raises(ConfigurationError, match=r"there is no such file. Write one with `zaai init`"):
        config.load(tmp_path / "zaaikalender.toml", {}, today=TODAY)


def test_a_directory_in_the_place_of_the_config_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        config.load(tmp_path, {}, today=TODAY)


def test_a_config_below_something_that_is_no_directory_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match=r"cannot be read \(not a directory\)"):
        config.load(tmp_path / "file" / "zaaikalender.toml", {}, today=TODAY)


def test_a_file_far_too_large_is_not_read_at_all(tmp_path):
    file = tmp_path / "zaaikalender.toml"
    file.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ConfigurationError, match="larger than a config can be"):
        config.load(file, {}, today=TODAY)


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(tmp_path):
    file = tmp_path / "zaaikalender.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (OFFICE + MARIEKE).replace("\n", "\r\n").encode())
    assert config.load(file, {}, today=TODAY).calendars[0].name == "marieke"


def test_two_folders_that_are_one_by_a_link_are_noticed(tmp_path):
    (tmp_path / "marieke").mkdir()
    (tmp_path / "jan").symlink_to(tmp_path / "marieke")
    jan = MARIEKE.replace('"marieke/"', '"jan"').replace('"marieke"', '"jan"')
    with pytest.raises(ConfigurationError, match="is the folder of another calendar too"):
        a_config(tmp_path, calendars=MARIEKE + jan)
