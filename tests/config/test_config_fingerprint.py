import pytest
from configs import MARIEKE, OFFICE, a_config

JAN = MARIEKE.replace("marieke", "jan")


def test_the_same_file_has_the_same_fingerprint_on_another_day_and_in_another_place(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    here, there = a_config(tmp_path), a_config(tmp_path / "elsewhere")
    assert here.fingerprint_of_rules() == there.fingerprint_of_rules()
    assert here.fingerprint_of_rules("marieke") == there.fingerprint_of_rules("marieke")


def test_the_fingerprint_of_an_office_stays_what_it_was_in_earlier_versions(tmp_path):
    # Another value here makes every office read everything again and ask every owner once more.
    assert a_config(tmp_path).fingerprint_of_rules() == "d4ef08e09506ab9d7ef241d56cfa33f5"


@pytest.mark.parametrize(
    "extra",
    [
        'language = "en"',
        '[texts]\nfile = "own.toml"',
        "[policy]\nmax_new = 3",
        '[policy]\nevery = "5 min"\ndelay = "5 min"\nmax_changes = "10%"\nstart = "write"',
        '[store]\nurl = "sqlite:///other.db"',
        '[mail]\nhost = "smtp.example"\nfrom = "a@bureau.example"',
        "[report]\nper_person = true",
        '[[follow_up]]\nname = "borging"\nafter = "6 weeks"',
        '[policy]\nnotice = "5 working days"',
    ],
)
def test_what_decides_nothing_about_matching_or_placing_leaves_the_fingerprint_alone(tmp_path, extra):
    before = a_config(tmp_path).fingerprint_of_rules()
    top, rest = (extra, "") if extra.startswith("language") else ("", extra)
    assert a_config(tmp_path, rest, top=top).fingerprint_of_rules() == before


@pytest.mark.parametrize(
    "change",
    [
        {"top": 'timezone = "Europe/Brussels"'},
        {"office": OFFICE + 'hours = "ma-do 09:00-17:30"\n'},
        {"office": OFFICE + 'holidays = "BE"\n'},
        {"office": OFFICE + 'closed = ["2026-12-24"]\n'},
        {"office": OFFICE + 'margin = "30 min"\n'},
        {"office": OFFICE.replace("bureau", "kantoor")},
        {"extra": '[policy]\nnotice = "6 werkdagen"'},
        {"extra": '[policy]\ninvite = "self"'},
        {"extra": '[[follow_up]]\nname = "borging"\nafter = "7 weken"'},
        {"extra": '[[follow_up]]\nname = "nazorg"'},
        {"extra": '[[follow_up]]\nname = "borging"\ntitle = "Terug naar {project}"'},
        {"extra": '[[leave]]\ntitle = "weg"'},
        {"extra": '[[planning_block]]\ntitle = "bij"'},
        {"extra": '[[project_end]]\nname = "einde"\nseries = true'},
    ],
)
def test_what_decides_matching_or_placing_changes_the_fingerprint(tmp_path, change):
    before = a_config(tmp_path)
    after = a_config(tmp_path, **change)
    assert after.fingerprint_of_rules() != before.fingerprint_of_rules()
    assert after.fingerprint_of_rules("marieke") != before.fingerprint_of_rules("marieke")


@pytest.mark.parametrize("own", ['hours = "ma-do 9-17"\n', 'busy = ["family.ics"]\n'])
def test_one_persons_own_hours_change_his_fingerprint_and_nobody_elses(tmp_path, own):
    before = a_config(tmp_path, calendars=JAN + MARIEKE)
    after = a_config(tmp_path, calendars=JAN + MARIEKE + own)
    assert after.fingerprint_of_rules("marieke") != before.fingerprint_of_rules("marieke")
    assert after.fingerprint_of_rules("jan") == before.fingerprint_of_rules("jan")
    assert after.fingerprint_of_rules() == before.fingerprint_of_rules()


def test_the_order_of_tables_counts_where_the_first_that_fits_is_taken(tmp_path):
    a, b = ('[[project_end]]\nname = "a"\nseries = true\n', '[[project_end]]\nname = "b"\nall_day = true\n')
    assert (
        a_config(tmp_path, a + b).fingerprint_of_rules() != a_config(tmp_path, b + a).fingerprint_of_rules()
    )
